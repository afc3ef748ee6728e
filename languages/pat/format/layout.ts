// Layouts that many constructs share: lists in brackets, bodies in braces, bodies behind an arrow.
import { builders } from 'prettier/doc';
import type { Doc, Tokens } from './tokens.ts';

const { group, indent } = builders;

/** Things between brackets and commas: all on one line, or each on a line of its own. */
export function listed<T>(
  tokens: Tokens,
  open: string,
  items: readonly T[],
  close: string,
  print: (tokens: Tokens, item: T) => Doc,
): Doc {
  const opening = bracket(tokens, open);
  if (items.length === 0) return [opening, bracket(tokens, close)];
  const inside = items.map((item, i) => [
    tokens.gap(i === 0 ? 'softline' : 'line'),
    print(tokens, item),
    i < items.length - 1 ? tokens.take(',') : '',
  ]);
  return group([opening, indent(inside), tokens.closing('softline'), bracket(tokens, close)]);
}

/** `receive M[x]` is written with parentheses (spec §2). */
function bracket(tokens: Tokens, wanted: string): Doc {
  const written = wanted === '(' && tokens.at('[') ? '[' : wanted === ')' && tokens.at(']') ? ']' : wanted;
  return tokens.take(written, wanted);
}

/**
 * One thing between parentheses that are not part of it. Prints the pair that is there, once where it is doubled:
 * `start` is where the thing itself begins.
 */
export function parenthesized(tokens: Tokens, start: number, print: () => Doc): Doc {
  const opening = tokens.take('(');
  let doubled = 0;
  for (; tokens.next < start && tokens.at('('); doubled++) tokens.drop('(');
  const inside = [tokens.gap('softline'), print()];
  for (; doubled > 0; doubled--) tokens.drop(')');
  return group([opening, indent(inside), tokens.closing('softline'), tokens.take(')')]);
}

/** Something between braces, to be put into a group. */
export interface Braces {
  readonly doc: Doc;
  /** The author begins a new line after the `{`, and keeps it. */
  readonly broken: boolean;
}

export function braces(tokens: Tokens, print: () => Doc): Braces {
  const opening = tokens.take('{');
  const broken = tokens.breaksLine;
  const inside = [tokens.gap('line', 'inside'), print()];
  return { doc: [opening, indent(inside), tokens.closing('line'), tokens.take('}')], broken };
}

/** `-> body`: below the arrow where the author wrote it so, or where it has more than one line. */
export function arrowBody(tokens: Tokens, print: () => Doc): Doc {
  const arrow = [tokens.gap('space'), tokens.take('->')];
  const shouldBreak = tokens.breaksLine;
  return [arrow, group(indent([tokens.gap('line'), print()]), { shouldBreak })];
}
