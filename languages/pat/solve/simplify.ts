// Patterns as a person would write them. A derivative is a sum with a part for each place where the message may have
// been: `B* + B . B*` where `B*` says the same.

import { type Pattern, variablesOf } from '../types/pattern.ts';
import { showPattern } from '../types/show.ts';
import { Denotation, noVariables } from './denote.ts';
import { asPattern } from './display.ts';
import { Space } from './space.ts';

/** Steps for writing out the set that a pattern denotes; a pattern that takes more stays as it is. */
const budget = 20_000;

const known = new WeakMap<Pattern, Pattern>();

/** A pattern of the same meaning, if there is a shorter one; else the pattern itself, as is one that holds variables. */
export function simplified(pattern: Pattern): Pattern {
  if (pattern.kind !== 'sum' && pattern.kind !== 'product') return pattern;
  const before = known.get(pattern);
  if (before !== undefined) return before;
  const short = shorter(pattern);
  known.set(pattern, short);
  return short;
}

function shorter(pattern: Pattern): Pattern {
  if (variablesOf(pattern).size > 0) return pattern;
  const space = new Space();
  const set = new Denotation(space, noVariables).within(pattern, budget);
  if (set === undefined) return pattern;
  const written = asPattern(space, set);
  return showPattern(written).length < showPattern(pattern).length ? written : pattern;
}
