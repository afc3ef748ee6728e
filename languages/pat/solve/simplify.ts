// Patterns as a person would write them. A derivative is a sum with a part for each place where the message may have
// been: `B* + B . B*` where `B*` says the same.
import { isWritten, type TagOrder } from '../types/order.ts';
import { type Pattern, variablesOf } from '../types/pattern.ts';
import { showPattern } from '../types/show.ts';
import { Denotation, noVariables } from './denote.ts';
import { asPattern } from './display.ts';
import { Meter } from './meter.ts';
import { Space } from './space.ts';

/** Steps for writing out the set that a pattern denotes; a pattern that takes more stays as it is. */
const budget = 20_000;

const known = new WeakMap<Pattern, Pattern>();

/**
 * A pattern of the same meaning, if there is a shorter one, in the order of its interface. One that holds variables is no
 * shorter, and one that the user wrote stays as it is.
 */
export function simplified(pattern: Pattern, order: TagOrder): Pattern {
  if (isWritten(pattern)) return pattern;
  return order.pattern(pattern.kind === 'sum' || pattern.kind === 'product' ? short(pattern) : pattern);
}

function short(pattern: Pattern): Pattern {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  const found = shorter(pattern);
  known.set(pattern, found);
  return found;
}

function shorter(pattern: Pattern): Pattern {
  if (variablesOf(pattern).size > 0) return pattern;
  const space = new Space();
  const set = new Denotation(space, noVariables).within(pattern, new Meter(budget));
  if (set === undefined) return pattern;
  const written = asPattern(space, set);
  return showPattern(written).length < showPattern(pattern).length ? written : pattern;
}
