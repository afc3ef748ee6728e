// Solving constraints (spec §7): least solutions against a brute-force fixpoint, upper bounds, shown values, scale.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Constraint,
  ConstraintFormError,
  contains,
  InclusionMemory,
  includes,
  type Solution,
  solve,
} from '../../solve/index.ts';
import { symbolicSolution } from '../../solve/symbolic.ts';
import {
  one,
  type Pattern,
  PatternVariable,
  product,
  star,
  substitute,
  sum,
  tag,
  variable,
  zero,
} from '../../types/pattern.ts';
import { showPattern } from '../../types/show.ts';
import { patterns } from './arbitrary.ts';
import { asMultiset, members, multisetsUpTo } from './brute.ts';

const [a, b, c] = ['A', 'B', 'C'].map(tag) as [Pattern, Pattern, Pattern];
const [p, q, r] = ['p', 'q', 'r'].map(hint => new PatternVariable(hint)) as [
  PatternVariable,
  PatternVariable,
  PatternVariable,
];
const [vp, vq, vr] = [p, q, r].map(variable) as [Pattern, Pattern, Pattern];

function constraints(...pairs: (readonly [Pattern, Pattern])[]): Constraint<number>[] {
  return pairs.map(([lower, upper], origin) => ({ lower, upper, origin }));
}
function shown(solution: Solution<unknown>, v: PatternVariable): string {
  const value = solution.values.get(v);
  return value === undefined ? 'absent' : showPattern(value);
}
/** A solution with all its values. */
function written({ values, ...rest }: Solution<unknown>): object {
  return { ...rest, values: [...values.keys()].map(v => [v, values.get(v)]) };
}

describe('the least solution', () => {
  const tags = ['A', 'B'];
  const unknowns = [p, q, r];
  const bounds = fc.array(fc.tuple(patterns(tags, [vp, vq, vr]), fc.constantFrom(vp, vq, vr)), {
    minLength: 1,
    maxLength: 4,
  });

  /** The least fixpoint by iteration, of multisets with at most `size` messages. */
  function iterated(
    list: readonly (readonly [Pattern, Pattern])[],
    size: number,
  ): Map<PatternVariable, Set<string>> {
    const found = new Map(unknowns.map(v => [v, new Set<string>()]));
    for (let grown = true; grown; ) {
      grown = false;
      const values = new Map(
        unknowns.map(v => {
          const words = [...(found.get(v) ?? [])].map(key =>
            product(key.split(',').flatMap((n, i) => new Array<Pattern>(Number(n)).fill(tag(tags[i] ?? '')))),
          );
          return [v, sum(words)] as const;
        }),
      );
      for (const [lower, upper] of list) {
        if (upper.kind !== 'variable') continue;
        const set = found.get(upper.variable);
        for (const key of members(substitute(lower, values), tags, size)) {
          if (set === undefined || set.has(key)) continue;
          set.add(key);
          grown = true;
        }
      }
    }
    return found;
  }

  it('is the least fixpoint, for multisets of at most four messages', () => {
    fc.assert(
      fc.property(bounds, list => {
        const solution = solve(constraints(...list));
        const expected = iterated(list, 4);
        for (const v of unknowns) {
          const value = solution.values.get(v);
          if (value === undefined) continue;
          for (const counts of multisetsUpTo(2, 4)) {
            assert.equal(
              contains(value, asMultiset(counts, tags)),
              expected.get(v)?.has(counts.join()),
              `${v.hint} = ${showPattern(value)} at ${counts.join()}`,
            );
          }
        }
      }),
      { numRuns: 250, seed: 5 },
    );
  });

  it('satisfies its bounds, with values put in for the variables', () => {
    fc.assert(
      fc.property(bounds, list => {
        const { values } = solve(constraints(...list));
        for (const [lower, upper] of list) {
          assert.equal(includes(substitute(lower, values), substitute(upper, values)).kind, 'holds');
        }
      }),
      { numRuns: 150, seed: 6 },
    );
  });

  it('is the same by elimination of patterns, which serves where sets are too large to write out', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(patterns(tags, [vp, vq]), fc.constantFrom(vp, vq)), { maxLength: 3 }),
        list => {
          const { values } = solve(constraints(...list));
          const byVariable = new Map(
            [p, q].map(v => [v, list.flatMap(([l, u]) => (isVariable(u, v) ? [l] : []))]),
          );
          const symbolic = symbolicSolution([p, q], byVariable, () => undefined);
          for (const v of values.keys()) {
            const value = values.get(v) ?? zero;
            const other = symbolic.get(v) ?? zero;
            const both = [
              includes(value, other, { budget: 50_000 }),
              includes(other, value, { budget: 50_000 }),
            ];
            if (both.some(answer => answer.kind === 'undecided')) continue;
            compared++;
            assert.deepEqual(
              both,
              [{ kind: 'holds' }, { kind: 'holds' }],
              `${v.hint} = ${showPattern(value)}`,
            );
          }
        },
      ),
      { numRuns: 150, seed: 8 },
    );
    assert.ok(compared > 150, `${compared} compared`);
    function isVariable(pattern: Pattern, v: PatternVariable): boolean {
      return pattern.kind === 'variable' && pattern.variable === v;
    }
  });

  it('is 0 for a variable without lower bounds, which is reported in order of first occurrence', () => {
    const solution = solve(constraints([product([a, vq]), vp], [vr, star(b)], [a, star(a)]));
    assert.deepEqual(
      [p, q, r].map(v => shown(solution, v)),
      ['0', '0', '0'],
    );
    assert.deepEqual(solution.empty, [q, p, r]);
  });

  it('solves only variables that occur in a constraint other than p ⊑ p', () => {
    const solution = solve(constraints([vp, vp], [a, vq]));
    assert.deepEqual([...solution.values.keys()], [q]);
    assert.equal(solution.values.get(p), undefined);
  });

  it('is the closed form of Hopkins and Kozen for one variable', () => {
    // p ⊒ A + B . p . p: n + 1 of A and n of B.
    assert.equal(shown(solve(constraints([a, vp], [product([b, vp, vp]), vp])), p), 'A . (A . B)*');
    assert.equal(shown(solve(constraints([a, vp], [star(vp), vp])), p), 'A*');
    assert.equal(shown(solve(constraints([product([vp, vp]), vp])), p), '0');
  });

  it('goes round a cycle of variables', () => {
    const solution = solve(
      constraints([product([a, vq]), vp], [product([b, vr]), vq], [product([c, vp]), vr], [one, vr]),
    );
    assert.equal(shown(solution, p), 'A . B . (A . B . C)*');
    assert.equal(shown(solution, r), '(A . B . C)*');
  });
});

describe('upper bounds', () => {
  it('fail in the order of the constraints, each with the smallest counterexample', () => {
    const list = constraints(
      [star(a), sum([one, a])],
      [a, vp],
      [product([a, vp]), vp],
      [vp, a],
      [vp, star(a)],
    );
    const { failures } = solve(list);
    assert.deepEqual(
      failures.map(f => [f.constraint.origin, showPattern(f.left), [...f.counterexample]]),
      [
        [0, 'A*', [['A', 2]]],
        [3, 'A . A*', [['A', 2]]],
      ],
    );
  });

  it('are reported undecided when the budget is spent, closed on both sides', () => {
    const pairs = star(product([a, b]));
    const right = sum([product([star(a), pairs]), product([star(b), pairs])]);
    const list = constraints([star(sum([a, b])), vp], [vp, right]);
    const { undecided, failures } = solve(list, { budget: 30 });
    assert.equal(failures.length, 0);
    assert.deepEqual(
      undecided.map(u => [u.constraint.origin, showPattern(u.left), u.right, u.spent]),
      [[1, '(A + B)*', right, 30]],
    );
    assert.deepEqual(solve(list).undecided, []);
  });

  it('with a variable inside something larger are refused by name', () => {
    for (const upper of [product([a, vp]), star(vp), sum([vp, vq])]) {
      assert.throws(() => solve(constraints([a, upper])), ConstraintFormError);
    }
  });
});

describe('many inclusions that take long', () => {
  // Each takes more than the first budget, 20,000 steps, to write out.
  const hard = (n: number): [Pattern, Pattern] => {
    const row = (apart: number): Pattern =>
      product(
        Array.from({ length: 14 }, (_, i) => sum([tag(`T${i + n}`), tag(`T${((i + apart) % 14) + n}`)])),
      );
    return [row(1), row(2)];
  };
  const budget = 100_000;

  it('share twice the budget of one, whatever their number', () => {
    for (const count of [1, 4, 20]) {
      const memory = new InclusionMemory();
      const list = constraints(...Array.from({ length: count }, (_, n) => hard(n)));
      const { undecided } = solve(list, { memory, budget });
      assert.equal(undecided.length, count);
      // A first try of 20,000 steps each, or a quarter of the budget, and then the share.
      const { work } = memory.counters;
      const first = Math.max(budget / 4, 20_000) * count;
      assert.ok(work <= first + 2 * budget, `${work} steps for ${count}`);
      const share = Math.max(20_000, Math.min(budget, Math.floor((2 * budget) / count)));
      assert.deepEqual(new Set(undecided.map(u => u.spent)), new Set([share]));
    }
  });

  it('do not leave others open that are easy', () => {
    const list = constraints(
      ...Array.from({ length: 20 }, (_, n) => hard(n)),
      [star(a), sum([one, product([a, star(a)])])],
      [sum([a, b]), a],
      [product([a, vp]), vp],
      [b, vp],
      [vp, product([b, star(a)])],
    );
    const { undecided, failures } = solve(list, { budget });
    assert.equal(undecided.length, 20);
    assert.deepEqual(
      failures.map(f => f.constraint.origin),
      [21],
    );
  });

  it('get the same answers whatever was solved before', () => {
    const list = constraints(hard(0), [a, star(a)], hard(1), hard(2), hard(3), hard(4));
    const memory = new InclusionMemory();
    for (const length of [1, 3, 6, 5, 6]) {
      const some = list.slice(0, length);
      assert.deepEqual(written(solve(some, { memory, budget })), written(solve(some, { budget })));
    }
  });

  it('count once when they are the same', () => {
    const [left, right] = hard(0);
    const { undecided } = solve(constraints([left, right], [left, right], [left, right]), { budget });
    assert.deepEqual(
      undecided.map(u => u.spent),
      [budget, budget, budget],
    );
  });
});

describe('the values shown', () => {
  const show = (pattern: Pattern): string => shown(solve(constraints([pattern, vp])), p);
  const cases: readonly (readonly [string, Pattern])[] = [
    ['A*', sum([one, product([a, star(a)])])],
    ['(A + B)*', product([star(b), star(a)])],
    ['(A + B)*', sum([one, product([b, star(sum([b, a]))]), product([a, star(sum([a, b]))])])],
    ['A . (B + C)', sum([product([c, a]), product([b, a])])],
    ['(1 + A) . (1 + B)', sum([one, a, b, product([b, a])])],
    ['A . A . B', product([a, b, a])],
    ['A . B*', product([star(b), a])],
    ['1 + A', sum([a, one])],
    ['A + B + C', sum([c, b, a])],
    ['(A + (B . C))*', star(sum([product([c, b]), a]))],
    ['A*', sum([star(product([a, a])), product([a, star(product([a, a]))])])],
    ['1', star(zero)],
  ];
  for (const [expected, pattern] of cases) {
    it(`write ${showPattern(pattern)} as ${expected}`, () => {
      assert.equal(show(pattern), expected);
    });
  }

  it('mean what was solved', () => {
    fc.assert(
      fc.property(patterns(['A', 'B', 'C']), pattern => {
        const value = solve(constraints([pattern, vp])).values.get(p) ?? zero;
        assert.equal(includes(value, pattern).kind, 'holds');
        assert.equal(includes(pattern, value).kind, 'holds');
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe('groups of constraints that share no variable', () => {
  const kept = constraints([a, vp], [vp, star(a)], [star(b), star(sum([a, b]))], [b, vq], [vq, c]);

  it('are not solved again while their constraints are the same objects', () => {
    const memory = new InclusionMemory();
    const first = solve(kept, { memory });
    assert.deepEqual(memory.counters.groups, { solved: 3, kept: 0 });
    const { decided } = memory.counters;
    const edited = [...kept.slice(0, 4), ...constraints([vq, b])];
    const second = solve(edited, { memory });
    assert.deepEqual(memory.counters.groups, { solved: 4, kept: 2 });
    assert.equal(memory.counters.decided, decided + 1);
    assert.deepEqual(written(second), written(solve(edited)));
    assert.deepEqual(written(solve(kept, { memory })), written(first));
  });

  it('become one when a constraint joins them', () => {
    const memory = new InclusionMemory();
    solve(kept, { memory });
    const joined = [...kept, ...constraints([vp, vq])];
    const solution = solve(joined, { memory });
    assert.deepEqual(memory.counters.groups, { solved: 4, kept: 1 });
    assert.equal(shown(solution, q), 'A + B');
    assert.deepEqual(
      solution.failures.map(f => f.constraint),
      [kept[4]],
    );
  });

  it('are solved again with another budget if it may give another answer', () => {
    const memory = new InclusionMemory();
    solve(kept, { memory });
    solve(kept, { memory, budget: 1000 });
    assert.deepEqual(memory.counters.groups, { solved: 3, kept: 3 });
    assert.deepEqual(written(solve(kept, { memory, budget: 1 })), written(solve(kept, { budget: 1 })));
    assert.ok(memory.counters.groups.solved > 3);
    assert.deepEqual(written(solve(kept, { memory })), written(solve(kept)));
  });
});

describe('a large system', () => {
  const variables = (n: number, hint: string): Pattern[] =>
    Array.from({ length: n }, (_, i) => variable(new PatternVariable(`${hint}${i}`)));

  it('of a ring of 200 states that send to themselves and go on is solved with one message each', () => {
    const n = 200;
    const states = variables(n, 'state');
    const list: [Pattern, Pattern][] = [[one, states[0] ?? zero]];
    for (let i = 0; i < n; i++) {
      const [s, rest, both] = [tag(`S${i}`), ...variables(2, 'inner')] as [Pattern, Pattern, Pattern];
      list.push([product([s, rest]), s], [both, one], [both, rest], [states[i] ?? zero, both]);
      list.push([one, states[(i + 1) % n] ?? zero]);
    }
    const memory = new InclusionMemory();
    const solution = solve(constraints(...list), { memory });
    assert.deepEqual([solution.failures.length, solution.undecided.length], [0, 0]);
    assert.equal(solution.empty.length, 0);
    assert.ok(memory.counters.decided <= n + 1, `${memory.counters.decided} inclusions decided`);
  });

  it('of a cycle of 200 variables gives each value its one product and one star', () => {
    const n = 200;
    const states = variables(n, 'state');
    const list = states.map((s, i): [Pattern, Pattern] => [
      product([tag(`S${i}`), states[(i + 1) % n] ?? zero]),
      s,
    ]);
    const solution = solve(constraints(...list, [one, states[0] ?? zero]));
    const last = solution.values.get(firstVariable(states[n - 1]));
    assert.equal(last?.kind === 'product' && last.parts.length, 2);
    assert.equal(solution.empty.length, 0);
  });

  it('of a chain of 20,000 variables needs no recursion', () => {
    const chain = variables(20_000, 'link');
    const list = chain.slice(1).map((link, i): [Pattern, Pattern] => [chain[i] ?? zero, link]);
    const solution = solve(constraints([a, chain[0] ?? zero], ...list, [chain.at(-1) ?? zero, b]));
    assert.deepEqual(
      solution.failures.map(f => [...f.counterexample]),
      [[['A', 1]]],
    );
  });

  it('of 40 optional messages is decided though its set has 2^40 elements', () => {
    const optional = Array.from({ length: 40 }, (_, i) => sum([one, tag(`T${i}`)]));
    const kinds = Array.from({ length: 40 }, (_, i) => tag(`T${i}`));
    const list = constraints(
      [product(optional), vp],
      [product([vp, a]), vq],
      [vp, star(sum(kinds))],
      [vq, star(sum(kinds))],
    );
    const solution = solve(list);
    assert.equal(solution.undecided.length, 0);
    assert.deepEqual(
      solution.failures.map(f => [f.constraint.origin, [...f.counterexample]]),
      [[3, [['A', 1]]]],
    );
    assert.ok(contains(solution.values.get(p) ?? zero, new Map([['T3', 1]])));
  });

  it('past every budget still knows which variables are 0', () => {
    const growing = Array.from({ length: 30 }, (_, i) => product([tag(`T${i}`), star(tag(`U${i}`)), vp]));
    const solution = solve(
      constraints([sum([one, ...growing.map(g => product([star(g), vp]))]), vp], [product([vp, vr]), vq]),
    );
    assert.deepEqual(solution.empty, [r, q]);
  });

  function firstVariable(pattern: Pattern | undefined): PatternVariable {
    return pattern?.kind === 'variable' ? pattern.variable : p;
  }
});
