// The monoid that periods generate: exact membership, the order of a vector in it, and the minimal generators.
// Answers are remembered in the space; a remembered answer is charged what it cost to find, so that the number
// of steps does not depend on what was asked before.
import { locate } from './cone.ts';
import type { Meter } from './meter.ts';
import { covers, type Periods, type Space, type Vector } from './space.ts';

/** Orders above this are not looked for. */
const largestOrder = 48;
/** Vectors of more messages than this are looked at with linear algebra before they are searched for. */
const locateAbove = 24;
/** Turns of the search for one membership test while sets are being simplified, where "don't know" does no harm. */
export const simplificationTurns = 60;

/**
 * Whether `vector` is a sum of periods. Exact; undefined only when `turns` of the search did not suffice.
 * Steps are charged to `meter`, which may throw `BudgetSpent`.
 */
export function generates(
  space: Space,
  periods: Periods,
  vector: Vector,
  meter: Meter,
  turns = Number.POSITIVE_INFINITY,
): boolean | undefined {
  if (vector.size === 0) return true;
  if ((vector.mask & ~periods.mask) !== 0) return false;
  for (const t of vector.tags) if (!periods.support.has(t)) return false;
  if (vector.size === 1 || vector.tags.every(t => periods.units.has(t))) {
    return vector.tags.every(t => periods.units.has(t));
  }
  if (vector.size <= locateAbove || turns < Number.POSITIVE_INFINITY)
    return searched(space, periods, vector, meter, turns);
  const known = periods.known.decided.get(vector.id);
  if (known !== undefined) return meter.recall(known);
  const found = meter.find(
    own => byRationals(space, periods, vector, own) ?? searched(space, periods, vector, own, turns) === true,
  );
  periods.known.decided.set(vector.id, found);
  space.findings++;
  return found.answer;
}

/**
 * The answer by linear algebra, where it settles the matter: no rational combination, an integral one, or only
 * one, which is not integral.
 */
function byRationals(space: Space, periods: Periods, vector: Vector, meter: Meter): boolean | undefined {
  const place = locate(space, periods.vectors, vector, steps => meter.charge(steps));
  if (place.kind === 'outside') return false;
  if (place.kind === 'unknown') return undefined;
  if (place.denominator === 1) return true;
  return place.unique ? false : undefined;
}

/** The answer by search, remembered unless the turns did not suffice. */
function searched(
  space: Space,
  periods: Periods,
  vector: Vector,
  meter: Meter,
  turns: number,
): boolean | undefined {
  const known = periods.known.searched.get(vector.id);
  if (known !== undefined && known.answer.turns <= turns) return meter.recall(known).holds;
  const found = meter.find(own => search(space, periods.units, periods.others, vector, own, turns));
  const { holds } = found.answer;
  if (holds !== undefined) {
    periods.known.searched.set(vector.id, { ...found, answer: { holds, turns: found.answer.turns } });
    space.findings++;
  }
  return holds;
}

/** Depth-first search for a sum of `units` and `others` that is `vector`, and the turns that it took. */
function search(
  space: Space,
  units: ReadonlySet<number>,
  others: readonly Vector[],
  vector: Vector,
  meter: Meter,
  limit: number,
): { readonly holds: boolean | undefined; readonly turns: number } {
  let turns = 0;
  meter.charge(others.length >> 5);
  const smaller = others.filter(p => covers(vector, p));
  const seen = new Set<Vector>([vector]);
  const open = [vector];
  for (let rest = open.pop(); rest !== undefined; rest = open.pop()) {
    if (++turns > limit) return { holds: undefined, turns };
    meter.charge(1 + ((smaller.length * (1 + rest.tags.length)) >> 5));
    const possible = rest === vector ? smaller : smaller.filter(p => covers(rest, p));
    let fewest: Vector[] | undefined;
    let forced: Vector | undefined;
    let chosen = -1;
    for (let i = 0; i < rest.tags.length; i++) {
      const t = rest.tags[i] ?? 0;
      if (units.has(t)) continue;
      const fitting: Vector[] = [];
      for (const p of possible) if (p.tags.includes(t)) fitting.push(p);
      const order = fewest === undefined ? -1 : fitting.length - fewest.length;
      if (order > 0 || (order === 0 && space.tagName(chosen) < space.tagName(t))) continue;
      fewest = fitting;
      chosen = t;
      forced = undefined;
      if (fitting.length === 0) break;
      const [only] = fitting;
      if (fitting.length === 1 && only !== undefined) {
        const n = rest.counts[i] ?? 0;
        const times = n / (only.counts[only.tags.indexOf(t)] ?? 1);
        const whole = Number.isInteger(times) ? space.subtract(rest, space.scale(only, times)) : undefined;
        if (whole === undefined) {
          fewest = [];
          break;
        }
        forced = whole;
      }
    }
    if (fewest === undefined) return { holds: true, turns };
    if (fewest.length === 0) continue;
    if (forced !== undefined) {
      if (!seen.has(forced)) {
        seen.add(forced);
        open.push(forced);
      }
      continue;
    }
    meter.charge(fewest.length >> 1);
    for (let i = fewest.length - 1; i >= 0; i--) {
      const p = fewest[i];
      const next = p === undefined ? undefined : space.subtract(rest, p);
      if (next !== undefined && !seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
    }
  }
  return { holds: false, turns };
}

/**
 * The least m >= 1 such that m times `vector` is a sum of periods; infinity when there is none (the vector lies
 * outside the cone of the periods) or none up to 48.
 */
export function order(space: Space, periods: Periods, vector: Vector, meter: Meter): number {
  if (generates(space, periods, vector, meter) === true) return 1;
  for (const t of vector.tags) if (!periods.support.has(t)) return Number.POSITIVE_INFINITY;
  const known = periods.known.orders.get(vector.id);
  if (known !== undefined) return meter.recall(known);
  const found = meter.find(own => findOrder(space, periods, vector, own));
  periods.known.orders.set(vector.id, found);
  space.findings++;
  return found.answer;
}

function findOrder(space: Space, periods: Periods, vector: Vector, meter: Meter): number {
  const place = locate(space, periods.vectors, vector, steps => meter.charge(steps));
  if (place.kind === 'outside') return Number.POSITIVE_INFINITY;
  const limit = place.kind === 'inside' ? Math.min(place.denominator, largestOrder) : largestOrder;
  for (let m = 2; m <= limit; m++) {
    meter.charge(1 + (vector.tags.length >> 3));
    if (generates(space, periods, space.scale(vector, m), meter) === true) return m;
  }
  return Number.POSITIVE_INFINITY;
}

/** The periods without those that are visibly sums of others. */
export function minimalPeriods(space: Space, vectors: readonly Vector[], meter: Meter): Periods {
  meter.charge(1 + vectors.length);
  const units = new Set<number>();
  const longer: Vector[] = [];
  const units0: Vector[] = [];
  for (const v of new Set(vectors)) {
    if (v.size === 1) {
      units.add(v.tags[0] ?? 0);
      units0.push(v);
    } else if (v.size > 1) longer.push(v);
  }
  longer.sort((a, b) => space.compare(a, b));
  const kept: Vector[] = [];
  for (const v of longer) {
    if (v.tags.every(t => units.has(t))) continue;
    if (kept.length > 0 || units.size > 0) {
      if (search(space, units, kept, v, meter, simplificationTurns).holds === true) continue;
    }
    kept.push(v);
  }
  return space.periods([...units0, ...kept]);
}

/** The generators of both, minimal. */
export function unitePeriods(space: Space, a: Periods, b: Periods, meter: Meter): Periods {
  if (a === b || b.vectors.length === 0) return a;
  if (a.vectors.length === 0) return b;
  const [first, second] = a.id < b.id ? [a, b] : [b, a];
  const known = first.known.unions.get(second.id);
  if (known !== undefined) return meter.recall(known);
  const found = meter.find(own => minimalPeriods(space, [...a.vectors, ...b.vectors], own));
  first.known.unions.set(second.id, found);
  space.findings++;
  return found.answer;
}
