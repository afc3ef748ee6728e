// Semilinear sets of multisets, the meaning of closed patterns (Parikh): product and star. Sets are kept small as
// they are made: minimal periods, unions simplified, and the star of a sum of plain tags is one linear set.
import type { Meter } from './meter.ts';
import { generates, minimalPeriods, simplificationTurns, unitePeriods } from './monoid.ts';
import {
  covers,
  type LinearSet,
  type Periods,
  type SemilinearSet,
  type Space,
  type Vector,
} from './space.ts';
import { unite } from './union.ts';

/** What adding up two linear sets costs, in steps of a search. */
const pairSteps = 10;

/** Whether `vector` is in the linear set; undefined only when `limit` steps did not suffice. */
export function holds(
  space: Space,
  set: LinearSet,
  vector: Vector,
  meter: Meter,
  limit?: number,
): boolean | undefined {
  // Less than the smallest period above the base is not reached by any sum of periods.
  const gap = vector.size - set.base.size;
  if (gap !== 0 && gap < (set.periods.vectors[0]?.size ?? Number.POSITIVE_INFINITY)) return false;
  meter.charge(vector.tags.length >> 3);
  const rest = space.subtract(vector, set.base);
  return rest === undefined ? false : generates(space, set.periods, rest, meter, limit);
}

/**
 * Whether `base + periods*` visibly lies in the linear set: the base does, and every period is a sum of its
 * periods. Sufficient, and within `limit` steps for each test.
 */
export function subsumes(
  space: Space,
  set: LinearSet,
  base: Vector,
  periods: Iterable<Vector>,
  meter: Meter,
  limit?: number,
): boolean {
  if (holds(space, set, base, meter, limit) !== true) return false;
  for (const p of periods) if (generates(space, set.periods, p, meter, limit) !== true) return false;
  return true;
}

/** All sums of one multiset from each set; those whose base exceeds `within` are left out. */
export function multiply(
  space: Space,
  factors: readonly SemilinearSet[],
  meter: Meter,
  within?: Vector,
): SemilinearSet {
  let result = space.oneSet;
  for (const factor of factors) {
    if (factor === space.oneSet) continue;
    if (result === space.oneSet) {
      result = factor;
      continue;
    }
    const parts: LinearSet[] = [];
    for (const a of result.parts) {
      for (const b of factor.parts) {
        meter.charge(pairSteps + a.base.tags.length + b.base.tags.length);
        const base = space.add(a.base, b.base);
        if (within !== undefined && !covers(within, base)) continue;
        parts.push(space.linear(base, unitePeriods(space, a.periods, b.periods, meter)));
      }
    }
    result = unite(space, parts, meter);
  }
  return result;
}

/** Any number of sums from the set; linear sets whose base exceeds `within` are left out. */
export function iterate(space: Space, set: SemilinearSet, meter: Meter, within?: Vector): SemilinearSet {
  const free: Vector[] = [];
  let bound: LinearSet[] = [];
  for (const part of set.parts) {
    // b + P* repeated is b* when P is empty, and P* when b is.
    if (part.periods.vectors.length === 0) free.push(part.base);
    else if (part.base.size === 0) free.push(...part.periods.vectors);
    else bound.push(part);
  }
  let periods = minimalPeriods(space, free, meter);
  [periods, bound] = absorb(space, periods, bound, meter);

  // Otherwise a set of parts that occur at all gives the sum of their bases, and those bases and periods free.
  const parts: LinearSet[] = [];
  const open = [{ base: space.zero, periods, rest: bound }];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    meter.charge(pairSteps);
    parts.push(space.linear(state.base, state.periods));
    for (let i = state.rest.length - 1; i >= 0; i--) {
      const part = state.rest[i];
      if (part === undefined) continue;
      const base = space.add(state.base, part.base);
      if (within !== undefined && !covers(within, base)) continue;
      const united = unitePeriods(space, state.periods, part.periods, meter);
      const grown = unitePeriods(space, united, space.periods([part.base]), meter);
      const [next, rest] = absorb(space, grown, state.rest.slice(i + 1), meter);
      open.push({ base, periods: next, rest });
    }
  }
  return unite(space, parts, meter);
}

/** Parts whose periods are free already only add their base as a period. */
function absorb(
  space: Space,
  periods: Periods,
  parts: readonly LinearSet[],
  meter: Meter,
): [Periods, LinearSet[]] {
  let free = periods;
  let rest = [...parts];
  for (let again = true; again; ) {
    again = false;
    const bases: Vector[] = [];
    const bound: LinearSet[] = [];
    for (const part of rest) {
      meter.charge(1);
      const free1 = free;
      const absorbed = part.periods.vectors.every(
        p => generates(space, free1, p, meter, simplificationTurns) === true,
      );
      if (absorbed) bases.push(part.base);
      else bound.push(part);
    }
    if (bases.length > 0) {
      free = minimalPeriods(space, [...free.vectors, ...bases], meter);
      rest = bound;
      again = rest.length > 0;
    }
  }
  return [free, rest];
}
