// What patterns mean: membership against a brute-force reading of spec §3, and the laws of a commutative Kleene
// algebra, decided by inclusion both ways.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contains, includes } from '../../solve/index.ts';
import { derivative, one, type Pattern, product, star, sum, tag, zero } from '../../types/pattern.ts';
import { showPattern } from '../../types/show.ts';
import { patterns } from './arbitrary.ts';
import { asMultiset, members, multisetsUpTo } from './brute.ts';

const tags = ['A', 'B', 'C'];
const any = patterns(tags);

function assertEqualSets(a: Pattern, b: Pattern): void {
  const words = `${showPattern(a)} and ${showPattern(b)}`;
  assert.equal(includes(a, b).kind, 'holds', words);
  assert.equal(includes(b, a).kind, 'holds', words);
}

describe('membership of a multiset in a pattern', () => {
  it('agrees with brute force on every multiset of at most five messages', () => {
    fc.assert(
      fc.property(any, pattern => {
        const inside = members(pattern, tags, 5);
        for (const counts of multisetsUpTo(3, 5)) {
          assert.equal(contains(pattern, asMultiset(counts, tags)), inside.has(counts.join()), counts.join());
        }
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('finds large multisets without listing smaller ones', () => {
    const [a, b] = [tag('A'), tag('B')];
    const twoToThree = star(sum([product([a, a, b, b, b]), product([a, b])]));
    assert.equal(
      contains(
        twoToThree,
        new Map([
          ['A', 3000],
          ['B', 4000],
        ]),
      ),
      true,
    );
    assert.equal(
      contains(
        twoToThree,
        new Map([
          ['A', 3000],
          ['B', 4501],
        ]),
      ),
      false,
    );
  });

  it('takes one of each of 256 kinds of message at once', () => {
    const kinds = Array.from({ length: 256 }, (_, i) => `T${i}`);
    const everything = new Map(kinds.map(t => [t, 1]));
    assert.equal(contains(star(sum(kinds.map(tag))), everything), true);
    assert.equal(contains(product(kinds.map(tag)), everything), true);
    assert.equal(contains(product(kinds.slice(1).map(tag)), everything), false);
  });

  it('says that 0 holds nothing and 1 just the empty multiset', () => {
    assert.equal(contains(zero, new Map()), false);
    assert.equal(contains(one, new Map()), true);
    assert.equal(contains(one, new Map([['A', 1]])), false);
  });

  it('takes a derivative to be what remains after one message was taken out', () => {
    fc.assert(
      fc.property(any, fc.constantFrom(...tags.keys()), (pattern, i) => {
        const inside = members(pattern, tags, 5);
        const rest = derivative(pattern, tags[i] ?? '');
        for (const counts of multisetsUpTo(3, 4)) {
          const more = counts.map((n, j) => (j === i ? n + 1 : n));
          assert.equal(contains(rest, asMultiset(counts, tags)), inside.has(more.join()), counts.join());
        }
      }),
      { numRuns: 100, seed: 2 },
    );
  });
});

describe('the laws of patterns', () => {
  const law = (
    name: string,
    runs: number,
    sides: (p: Pattern, q: Pattern, r: Pattern) => [Pattern, Pattern],
  ) => {
    it(name, () => {
      fc.assert(
        fc.property(any, any, any, (p, q, r) => {
          assertEqualSets(...sides(p, q, r));
        }),
        { numRuns: runs, seed: 3 },
      );
    });
  };
  law('products commute', 60, (p, q) => [product([p, q]), product([q, p])]);
  law('products distribute over sums', 60, (p, q, r) => [
    product([p, sum([q, r])]),
    sum([product([p, q]), product([p, r])]),
  ]);
  law('a star is one or once more', 60, p => [star(p), sum([one, product([p, star(p)])])]);
  law('a star of a sum is a product of stars', 40, (p, q) => [
    star(sum([p, q])),
    product([star(p), star(q)]),
  ]);
  law('a star of stars is that star', 40, p => [star({ kind: 'star', body: p }), star(p)]);
  law('a star is an even or an odd number of times', 40, p => [
    star(p),
    product([sum([one, p]), star(product([p, p]))]),
  ]);
  law('p . (p . q)* is part of p . (p + q)*', 40, (p, q) => {
    const left = product([p, star(product([p, q]))]);
    const right = product([p, star(sum([p, q]))]);
    return [sum([left, right]), right];
  });
});
