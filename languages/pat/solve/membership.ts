// Exact membership of a multiset in a closed pattern.
import type { Pattern } from '../types/pattern.ts';
import type { Multiset } from './constraint.ts';
import { Denotation, noVariables } from './denote.ts';
import { BudgetSpent, Meter, withinBudget } from './meter.ts';
import { holds } from './semilinear.ts';
import { Space } from './space.ts';

/** Multisets larger than this are refused. */
const largest = 2 ** 40;

/**
 * Whether the multiset is one of those that the closed pattern denotes. Exact. The work grows with the multiset
 * and not with the pattern's whole meaning: whatever cannot be a part of the multiset is dropped on the way.
 * Counts of 0 are allowed. Throws `TypeError` for a pattern with variables, `RangeError` for more than 2^40
 * messages; with a `meter`, `BudgetSpent`.
 */
export function contains(pattern: Pattern, multiset: Multiset, meter: Meter = new Meter()): boolean {
  let size = 0;
  for (const n of multiset.values()) size += n;
  if (size > largest) {
    if (meter.budget < Number.POSITIVE_INFINITY) throw new BudgetSpent(meter.budget);
    throw new RangeError(`a multiset of ${size} messages is too large`);
  }
  const space = new Space();
  const vector = space.fromMultiset(multiset);
  const set = new Denotation(space, noVariables, vector).of(pattern, meter);
  return set.parts.some(part => holds(space, part, vector, meter) === true);
}

/** Steps for a question whose answer only makes an explanation better. */
const visibleSteps = 2000;

/** Whether the multiset is visibly one of those that the closed pattern denotes; false also where that takes long to see. */
export function visiblyContains(pattern: Pattern, multiset: Multiset): boolean {
  return withinBudget(() => contains(pattern, multiset, new Meter(visibleSteps))) === true;
}
