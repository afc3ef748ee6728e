// Inclusion of patterns: each means of deciding by hand-written cases, smallest counterexamples against brute
// force, and adversarial patterns, which end with an answer or with `undecided`.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contains, InclusionMemory, includes } from '../../solve/index.ts';
import { Space } from '../../solve/space.ts';
import { one, type Pattern, product, star, sum, tag, zero } from '../../types/pattern.ts';
import { patterns } from './arbitrary.ts';
import { members, multisetsUpTo } from './brute.ts';

const [a, b, c] = ['A', 'B', 'C'].map(tag) as [Pattern, Pattern, Pattern];
const times = (p: Pattern, n: number): Pattern => product(new Array<Pattern>(n).fill(p));

function methodOf(
  left: Pattern,
  right: Pattern,
): { kind: string; method: string | undefined; steps: number } {
  const memory = new InclusionMemory();
  const { kind } = includes(left, right, { memory });
  const { methods, steps } = memory.counters;
  return { kind, method: Object.entries(methods).find(([, n]) => n > 0)?.[0], steps };
}

/** The counterexample as words, such as `A A B`; undefined when the inclusion holds. */
function counterexample(left: Pattern, right: Pattern): string | undefined {
  const answer = includes(left, right);
  if (answer.kind === 'holds') return undefined;
  assert.equal(answer.kind, 'fails');
  if (answer.kind !== 'fails') return undefined;
  assert.equal(contains(left, answer.counterexample), true);
  assert.equal(contains(right, answer.counterexample), false);
  return [...answer.counterexample].flatMap(([t, n]) => new Array<string>(n).fill(t)).join(' ');
}

describe('inclusion of patterns', () => {
  it('holds by identity when both sides mean the same set', () => {
    assert.deepEqual(methodOf(star(sum([a, b])), product([star(a), star(b)])), {
      kind: 'holds',
      method: 'identity',
      steps: 0,
    });
  });

  it('holds by subsumption when one linear set takes in another', () => {
    const { kind, method } = methodOf(product([a, a, star(b)]), product([a, star(sum([a, b]))]));
    assert.deepEqual([kind, method], ['holds', 'subsumption']);
  });

  it('holds by boxes when several boxes cover one', () => {
    const any = star(sum([a, b]));
    const { kind, method } = methodOf(any, sum([one, product([a, any]), product([b, any])]));
    assert.deepEqual([kind, method], ['holds', 'boxes']);
  });

  it('holds by residues when periods divide the lattice among themselves', () => {
    const byThree = star(times(a, 3));
    const parts = [byThree, product([a, byThree]), product([a, a, byThree])];
    const { kind, method } = methodOf(star(times(a, 2)), sum(parts));
    assert.deepEqual([kind, method], ['holds', 'residues']);
    assert.equal(counterexample(star(a), sum([parts[0] ?? zero, parts[2] ?? zero])), 'A');
  });

  it('holds by subdivision when cones meet along a diagonal', () => {
    // As often A as B and more of one of the two, whichever.
    const pairs = star(product([a, b]));
    const right = sum([product([star(a), pairs]), product([star(b), pairs])]);
    const { kind, method } = methodOf(star(sum([a, b])), right);
    assert.deepEqual([kind, method], ['holds', 'subdivision']);
    assert.equal(
      counterexample(
        star(sum([a, b])),
        sum([product([star(a), pairs]), product([star(b), times(b, 2), pairs])]),
      ),
      'B',
    );
  });

  it('decides cones whose common face is steep', () => {
    // x <= 2y or 2y <= x, in lattice points: the second cone lacks odd x below its face.
    const steep = product([a, a, b]);
    const low = star(sum([b, product([a, b]), steep]));
    const high = star(sum([a, steep]));
    assert.equal(counterexample(star(sum([a, b])), sum([low, high])), undefined);
    const coarse = star(sum([b, steep]));
    assert.equal(counterexample(star(sum([a, b])), sum([coarse, high])), 'A B');
  });

  it('gives the fewest messages, and among equals the first by sorted names', () => {
    assert.equal(counterexample(sum([c, b]), one), 'B');
    assert.equal(counterexample(sum([product([a, c]), product([b, b]), product([a, b])]), zero), 'A B');
    assert.equal(counterexample(sum([product([a, b]), product([a, a])]), zero), 'A A');
    assert.equal(counterexample(star(a), sum([one, a, times(a, 2)])), 'A A A');
    assert.equal(counterexample(one, a), '');
    const names = ['T10', 'T9', 'a', 'Z'];
    assert.equal(counterexample(sum(names.map(tag)), zero), 'T10');
  });

  it('holds for everything on the left of 0, and nothing but 0 is in 0', () => {
    assert.equal(counterexample(zero, zero), undefined);
    assert.equal(counterexample({ kind: 'product', parts: [zero, a] }, one), undefined);
    assert.equal(counterexample(star(zero), zero), '');
  });

  it('tells numbers apart that only their residues tell apart', () => {
    // Every number from 8 on is 3x + 5y; of those below, 1, 2, 4 and 7 are not.
    const coins = star(sum([times(a, 3), times(a, 5)]));
    assert.equal(counterexample(product([times(a, 8), star(a)]), coins), undefined);
    assert.equal(counterexample(product([times(a, 7), star(a)]), coins), times7());
    assert.equal(counterexample(star(a), coins), 'A');
    function times7(): string {
      return new Array<string>(7).fill('A').join(' ');
    }
  });

  it('agrees with brute force, and the counterexample is the smallest', () => {
    const tags = ['A', 'B', 'C'];
    fc.assert(
      fc.property(patterns(tags), patterns(tags), (left, right) => {
        const outside = members(right, tags, 5);
        const inside = members(left, tags, 5);
        const first = multisetsUpTo(3, 5).find(v => inside.has(v.join()) && !outside.has(v.join()));
        const answer = includes(left, right);
        assert.notEqual(answer.kind, 'undecided');
        if (first !== undefined) {
          assert.equal(answer.kind, 'fails');
          if (answer.kind !== 'fails') return;
          assert.deepEqual(
            tags.map(t => answer.counterexample.get(t) ?? 0),
            first,
          );
        } else if (answer.kind === 'fails') {
          assert.ok([...answer.counterexample.values()].reduce((x, y) => x + y, 0) > 5);
          assert.ok(contains(left, answer.counterexample) && !contains(right, answer.counterexample));
        }
      }),
      { numRuns: 400, seed: 4 },
    );
  });
});

describe('a large inclusion', () => {
  const server = (n: number): [Pattern, Pattern] => {
    const kinds = Array.from({ length: n }, (_, i) => tag(`T${i}`));
    const any = star(sum(kinds));
    return [any, sum([one, ...kinds.map(t => product([t, any]))])];
  };

  it('takes a number of steps that grows with the square of the kinds of message of a server', () => {
    const small = methodOf(...server(64));
    const large = methodOf(...server(256));
    assert.deepEqual([small.kind, large.kind], ['holds', 'holds']);
    assert.ok(large.steps < 24 * small.steps, `${small.steps} steps for 64 kinds, ${large.steps} for 256`);
  });

  it('finds the one kind of message that a server of 256 kinds forgets', () => {
    const kinds = Array.from({ length: 256 }, (_, i) => tag(`T${i}`));
    const any = star(sum(kinds));
    const right = sum([one, ...kinds.filter((_, i) => i !== 137).map(t => product([t, any]))]);
    assert.equal(counterexample(any, right), 'T137');
  });

  it('is split into independent parts when its sets are too large to write out', () => {
    const optional = Array.from({ length: 40 }, (_, i) => sum([one, tag(`T${i}`)]));
    const kinds = Array.from({ length: 40 }, (_, i) => tag(`T${i}`));
    assert.equal(counterexample(product(optional), star(sum(kinds))), undefined);
    assert.equal(counterexample(product(optional), star(sum(kinds.slice(0, 39)))), 'T39');
    const twice = product([...optional, tag('T7')]);
    assert.equal(counterexample(twice, product(optional)), 'T7 T7');
  });
});

describe('an adversarial inclusion', () => {
  const budget = 60_000;
  const cases: Record<string, () => [Pattern, Pattern]> = {
    'nested stars of products': () => {
      const nest = (depth: number, offset: number): Pattern =>
        depth === 0
          ? tag(`T${offset % 5}`)
          : star(
              product([
                tag(`T${offset % 5}`),
                nest(depth - 1, offset * 2 + 1),
                sum([one, nest(depth - 1, offset * 2 + 2)]),
              ]),
            );
      return [nest(6, 0), nest(6, 1)];
    },
    'twenty tags with coefficients': () => {
      const word = (i: number): Pattern =>
        product(Array.from({ length: 20 }, (_, j) => times(tag(`T${j}`), (i * 7 + j * j * 3) % 5)));
      const stars = Array.from({ length: 16 }, (_, i) => star(word(i + 1)));
      return [product(stars), product([...stars.slice(1), star(times(word(1), 2))])];
    },
    'coins of large coprime values': () => {
      const coins = [101, 211, 307, 401].map(n => times(a, n));
      return [product([times(a, 5000), star(a)]), star(sum(coins))];
    },
    'a covering of the cube with one corner missing': () => {
      // Boxes as clauses: a vector of 0s and 1s is in a box when it fails a clause.
      const kinds = Array.from({ length: 14 }, (_, i) => tag(`T${i}`));
      const cube = product(kinds.map(t => sum([one, t])));
      const clauses = Array.from({ length: 30 }, (_, i) =>
        [0, 1, 2].map(k => (i * (5 + 4 * k) + k * 3) % 14),
      );
      const box = (clause: number[], i: number): Pattern =>
        product(kinds.map((t, j) => (clause.includes(j) ? ((i + j) % 2 === 0 ? t : one) : sum([one, t]))));
      return [cube, sum(clauses.map(box))];
    },
    'sums of two kinds of message each, in a row': () => {
      const row = (apart: number): Pattern =>
        product(Array.from({ length: 14 }, (_, i) => sum([tag(`T${i}`), tag(`T${(i + apart) % 14}`)])));
      return [row(1), row(2)];
    },
    'stars or stars of pairs, in a row': () => {
      const row = (other: (i: number) => Pattern): Pattern =>
        product(Array.from({ length: 40 }, (_, i) => sum([star(tag(`T${i}`)), star(other(i))])));
      return [
        row(i => product([tag(`T${(i + 1) % 40}`), tag(`T${(i + 3) % 40}`)])),
        row(i => tag(`T${(i + 2) % 40}`)),
      ];
    },
    'a star of a row of sums that grow': () => {
      const row = (from: number): Pattern => {
        const t = (i: number): Pattern => tag(`T${(from + i) % 8}`);
        const either = (i: number): Pattern =>
          sum([product([t(i), t(i + 1)]), product([t(i + 2), star(t(i + 3))])]);
        return star(product(Array.from({ length: 8 - from }, (_, i) => either(i))));
      };
      return [row(0), row(1)];
    },
    'sums within products within sums': () => {
      const nest = (depth: number, i: number): Pattern =>
        depth === 0
          ? tag('T0')
          : product([
              sum([nest(depth - 1, i + 1), tag(`T${i % 6}`)]),
              sum([tag(`T${(i + 1) % 6}`), star(tag(`T${(i + 2) % 6}`))]),
            ]);
      return [star(nest(5, 0)), star(nest(5, 1))];
    },
    'a star of twelve products that grow': () => starOfGrowing(12),
    'a star of many products that grow': () => starOfGrowing(24),
  };
  function starOfGrowing(n: number): [Pattern, Pattern] {
    const growing = Array.from({ length: n }, (_, i) =>
      product([tag(`T${i}`), star(product([tag(`T${(i + 1) % n}`), tag(`T${(i + 5) % n}`)]))]),
    );
    return [star(sum(growing)), star(sum(growing.slice(1)))];
  }
  for (const [name, make] of Object.entries(cases)) {
    it(`ends within its budget: ${name}`, () => {
      const [left, right] = make();
      const memory = new InclusionMemory();
      const answer = includes(left, right, { budget, memory });
      if (answer.kind === 'undecided') assert.ok(answer.spent > 0);
      if (answer.kind === 'fails') {
        assert.ok(contains(left, answer.counterexample) && !contains(right, answer.counterexample));
      }
      assert.deepEqual(includes(left, right, { budget }), answer);
      const { work } = memory.counters;
      assert.ok(work > 0 && work <= budget, `${work} steps`);
      assert.equal(workOf(left, right, memory), work);
    });

    it(`counts a step for every few operations on vectors and sets: ${name}`, () => {
      const [left, right] = make();
      const memory = new InclusionMemory();
      const touched = countingOperations(() => includes(left, right, { budget, memory }));
      const { work } = memory.counters;
      assert.ok(touched <= 4 * work, `${touched} operations in ${work} steps`);
    });
  }
});

/** The steps of the inclusion when it is asked again. */
function workOf(left: Pattern, right: Pattern, memory: InclusionMemory): number {
  const before = memory.counters.work;
  includes(left, right, { budget: 60_000, memory });
  return memory.counters.work - before;
}

/** How many operations on vectors and sets a computation makes, those on sets counted by their members. */
function countingOperations(compute: () => unknown): number {
  let count = 0;
  const { prototype } = Space;
  const { vector, subtract, compare, periods, linear, set } = prototype;
  prototype.vector = function (...given) {
    count += 1 + given[0].length;
    return vector.apply(this, given);
  };
  prototype.subtract = function (...given) {
    count++;
    return subtract.apply(this, given);
  };
  prototype.compare = function (...given) {
    count++;
    return compare.apply(this, given);
  };
  prototype.linear = function (...given) {
    count++;
    return linear.apply(this, given);
  };
  prototype.periods = function (...given) {
    count += given[0].length;
    return periods.apply(this, given);
  };
  prototype.set = function (...given) {
    count += given[0].length;
    return set.apply(this, given);
  };
  try {
    compute();
  } finally {
    Object.assign(prototype, { vector, subtract, compare, periods, linear, set });
  }
  return count;
}

describe('the memory of inclusions', () => {
  const pair: [Pattern, Pattern] = [
    star(sum([a, b])),
    sum([one, product([a, star(sum([a, b]))]), product([b, star(sum([a, b]))])]),
  ];

  it('answers an equal pair again without deciding it', () => {
    const memory = new InclusionMemory();
    const first = includes(...pair, { memory });
    const spent = memory.counters.steps;
    const [, right] = pair;
    const again = includes(product([star(b), star(a)]), { ...right }, { memory });
    assert.deepEqual(again, first);
    const { decided, remembered, steps } = memory.counters;
    assert.deepEqual({ decided, remembered, steps }, { decided: 1, remembered: 1, steps: spent });
  });

  it('tries again what was undecided when it is given a larger budget', () => {
    const memory = new InclusionMemory();
    assert.equal(includes(...pair, { memory, budget: 12 }).kind, 'undecided');
    assert.equal(includes(...pair, { memory }).kind, 'holds');
    assert.equal(includes(...pair, { memory, budget: 12 }).kind, 'undecided');
  });

  it('does not change answers or steps by what was asked before', () => {
    const memory = new InclusionMemory();
    const questions: [Pattern, Pattern][] = [
      [star(a), sum([star(times(a, 2)), product([a, star(times(a, 2))])])],
      [star(sum([b, a])), star(sum([times(b, 2), a]))],
      pair,
    ];
    for (const [left, right] of questions) {
      const before = memory.counters.steps;
      const warm = includes(left, right, { memory });
      const fresh = new InclusionMemory();
      assert.deepEqual(includes(left, right, { memory: fresh }), warm);
      assert.equal(fresh.counters.steps, memory.counters.steps - before);
    }
  });
});
