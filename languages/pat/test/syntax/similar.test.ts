// The nearest name, against comparing all of them one by one.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editDistance } from '../../syntax/distance.ts';
import { mostSimilar, Names } from '../../syntax/similar.ts';

/** As in `mostSimilar`, without a bound on the work. */
function oneByOne(name: string, candidates: readonly string[]): { name: string; only: boolean } | undefined {
  const most = Math.max(1, Math.min(4, Math.floor(name.length / 3)));
  const near = [...new Set(candidates)]
    .filter(other => other !== name && Math.max(other.length, name.length) > 1)
    .map(other => {
      const differsInCase = other.toLowerCase() === name.toLowerCase();
      return { name: other, distance: differsInCase ? 0 : editDistance(name, other) };
    })
    .filter(({ distance }) => distance <= most);
  const least = Math.min(...near.map(({ distance }) => distance));
  const [first, ...others] = near.filter(({ distance }) => distance === least);
  return first && { name: first.name, only: others.length === 0 };
}

const letters = fc.constantFrom('a', 'b', 'A', "'", '1');
const words = fc.string({ unit: letters, minLength: 1, maxLength: 14 });
/** A word with a few letters changed. */
const near = fc
  .tuple(words, fc.array(fc.tuple(fc.nat(13), fc.constantFrom('', 'a', 'bb', 'ab')), { maxLength: 4 }))
  .map(([word, changes]) =>
    changes.reduce((now, [at, put]) => now.slice(0, at) + put + now.slice(at + 1), word),
  );

describe('the name that was meant', () => {
  it('is the nearest of all, the first when several are', () => {
    fc.assert(
      fc.property(words, fc.array(fc.oneof(words, near), { maxLength: 12 }), (name, candidates) => {
        assert.deepEqual(mostSimilar(name, new Names(candidates)), oneByOne(name, candidates));
      }),
      { numRuns: 2000 },
    );
  });

  it('is found among several kinds of names, also those that were added later', () => {
    fc.assert(
      fc.property(
        words,
        fc.array(words, { maxLength: 4 }),
        fc.array(words, { maxLength: 4 }),
        (name, some, more) => {
          const first = new Names(some);
          mostSimilar(name, first);
          for (const one of more.slice(1)) first.add(one);
          const others = new Names(more.slice(0, 1));
          const all = [...some, ...more.slice(1), ...more.slice(0, 1)];
          assert.deepEqual(mostSimilar(name, first, others), oneByOne(name, all));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is found in a large program', () => {
    const names = new Names(Array.from({ length: 20_000 }, (_, i) => `handle_${i}_request`));
    assert.deepEqual(mostSimilar('handle_777_reqeust', names), { name: 'handle_777_request', only: true });
    assert.equal(mostSimilar('nothing_of_the_kind', names), undefined);
  });

  it('is none for a name that no one takes for another', () => {
    const long = 'a'.repeat(20_000);
    assert.equal(mostSimilar(`${long}b`, new Names([long])), undefined);
  });
});
