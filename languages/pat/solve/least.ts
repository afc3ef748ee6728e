// The least solution of one strongly connected group of lower bounds. A linear group is solved by elimination,
// where `p ⊒ a . p + b` has the least solution `a* . b`. In general, from v = f(0), the step v := J(v)* . v (J the
// derivatives at v) reaches the least solution after as many steps as there are variables: for one variable this
// is the closed form of Hopkins and Kozen (1999), for several the Newton iteration of Esparza, Kiefer and
// Luttenberger (2010), which does not need the patterns to be multiplied out.
import type { Pattern, PatternVariable } from '../types/pattern.ts';
import type { Denotation } from './denote.ts';
import type { Meter } from './meter.ts';
import { iterate, multiply } from './semilinear.ts';
import type { SemilinearSet, Space } from './space.ts';
import { Evaluation, type Occurrences } from './system.ts';
import { unite } from './union.ts';

type Values = Map<PatternVariable, SemilinearSet>;
type Row = Map<PatternVariable, SemilinearSet>;

/**
 * The least values of `group` with every pattern of `bounds.get(p)` within p's; variables outside the group have
 * their values in the denotation. Throws `BudgetSpent`.
 */
export function leastSolution(
  group: readonly PatternVariable[],
  bounds: ReadonlyMap<PatternVariable, readonly Pattern[]>,
  denotation: Denotation,
  occurrences: Occurrences,
  meter: Meter,
): ReadonlyMap<PatternVariable, SemilinearSet> {
  const { space } = denotation;
  const nothing = new Map(group.map(v => [v, space.emptySet]));
  const start = evaluate(nothing);
  if (start.linear) return solveLinear(space, group, start.rows, start.values, meter);
  let point = start.values;
  for (let step = 0; step < group.length; step++) {
    const next = solveLinear(space, group, evaluate(point).rows, point, meter);
    const settled = group.every(v => next.get(v) === point.get(v));
    point = next;
    if (settled) break;
  }
  return point;

  /** `f` and its derivatives at a point. */
  function evaluate(at: Values): { values: Values; rows: Map<PatternVariable, Row>; linear: boolean } {
    const evaluation = new Evaluation(denotation, occurrences, at, meter);
    const values: Values = new Map();
    const rows = new Map<PatternVariable, Row>();
    for (const v of group) {
      const jets = (bounds.get(v) ?? []).map(bound => evaluation.of(bound));
      const parts = jets.flatMap(jet => jet.value.parts);
      values.set(v, unite(space, parts, meter));
      const row: Row = new Map();
      for (const jet of jets) for (const [w, slope] of jet.slopes) addTo(space, row, w, slope, meter);
      rows.set(v, row);
    }
    return { values, rows, linear: evaluation.linear };
  }
}

function addTo(space: Space, row: Row, v: PatternVariable, set: SemilinearSet, meter: Meter): void {
  const old = row.get(v);
  if (set.parts.length > 0)
    row.set(v, old === undefined ? set : unite(space, [...old.parts, ...set.parts], meter));
}

/** The least x with `rows . x + constants ⊆ x`, by eliminating first what costs least fill-in. */
function solveLinear(
  space: Space,
  group: readonly PatternVariable[],
  rows: Map<PatternVariable, Row>,
  constants: ReadonlyMap<PatternVariable, SemilinearSet>,
  meter: Meter,
): Values {
  const times = (a: SemilinearSet, b: SemilinearSet): SemilinearSet => multiply(space, [a, b], meter);
  const rest: Row = new Map(constants);
  const users = new Map<PatternVariable, Set<PatternVariable>>(group.map(v => [v, new Set()]));
  for (const [v, row] of rows) for (const w of row.keys()) users.get(w)?.add(v);
  const open = new Set(group);
  const order: PatternVariable[] = [];
  while (open.size > 0) {
    const v = cheapest(open, rows, users, meter);
    open.delete(v);
    order.push(v);
    const row: Row = rows.get(v) ?? new Map();
    const loop = row.get(v);
    if (loop !== undefined) {
      row.delete(v);
      users.get(v)?.delete(v);
      const repeated = iterate(space, loop, meter);
      for (const [w, slope] of row) row.set(w, times(repeated, slope));
      rest.set(v, times(repeated, rest.get(v) ?? space.emptySet));
    }
    for (const user of users.get(v) ?? []) {
      const userRow = rows.get(user);
      const slope = userRow?.get(v);
      if (userRow === undefined || slope === undefined || !open.has(user)) continue;
      userRow.delete(v);
      for (const [w, through] of row) {
        addTo(space, userRow, w, times(slope, through), meter);
        users.get(w)?.add(user);
      }
      addTo(space, rest, user, times(slope, rest.get(v) ?? space.emptySet), meter);
    }
    for (const w of row.keys()) users.get(w)?.delete(v);
  }
  const solved: Values = new Map();
  for (const v of order.reverse()) {
    const parts = [...(rest.get(v) ?? space.emptySet).parts];
    for (const [w, slope] of rows.get(v) ?? [])
      parts.push(...times(slope, solved.get(w) ?? space.emptySet).parts);
    solved.set(v, unite(space, parts, meter));
  }
  return solved;
}

function cheapest(
  open: ReadonlySet<PatternVariable>,
  rows: ReadonlyMap<PatternVariable, Row>,
  users: ReadonlyMap<PatternVariable, ReadonlySet<PatternVariable>>,
  meter: Meter,
): PatternVariable {
  let best: PatternVariable | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const v of open) {
    const cost = (rows.get(v)?.size ?? 0) * (users.get(v)?.size ?? 0);
    if (cost < least) {
      least = cost;
      best = v;
    }
    if (cost <= 1) break;
  }
  meter.charge(1);
  if (best === undefined) throw new RangeError('nothing left to eliminate');
  return best;
}
