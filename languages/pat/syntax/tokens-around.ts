// The words and signs near places of a text that tree-sitter could not make sense of.
import { lexemes, lineStart } from './lexemes.ts';

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** So many lines before the first place, */
const linesAbove = 12;
/** and so many characters behind the last one, to the end of the line. */
const charactersBehind = 200;

/** The lexemes around some places, in order, without comments. */
export function tokensAround(text: string, places: readonly number[]): readonly Token[] {
  let from = lineStart(text, Math.min(...places));
  for (let i = 0; i < linesAbove && from > 0; i++) from = lineStart(text, from - 1);
  const end = text.indexOf('\n', Math.max(...places) + charactersBehind);
  return lexemes(text, from, end < 0 ? text.length : end)
    .filter(({ kind }) => kind !== 'comment')
    .map(({ start, end: stop }) => ({ text: text.slice(start, stop), start, end: stop }));
}
