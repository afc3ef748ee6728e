// Which brackets belong together, by the text alone. A brace is stronger than what is inside: `}` closes a parenthesis
// that was forgotten, and a stray `)` closes no brace.
import type { Span } from '../diagnostic.ts';
import type { Lexeme } from './lexemes.ts';

const opening: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The pairs in the order of their closing brackets; each span includes both. */
export function bracketPairs(text: string, lexemes: readonly Lexeme[]): Span[] {
  const pairs: Span[] = [];
  const open: { readonly sign: string; readonly start: number }[] = [];
  for (const { kind, start, end } of lexemes) {
    if (kind !== 'sign' || end - start > 1) continue;
    const sign = text.charAt(start);
    if ('([{'.includes(sign)) open.push({ sign, start });
    const wanted = opening[sign];
    if (wanted === undefined) continue;
    const at = open.findLastIndex(o => o.sign === wanted);
    const found = open[at];
    const brace = open.findLastIndex(o => o.sign === '{');
    if (found === undefined || at < brace) continue;
    pairs.push({ start: found.start, end });
    open.length = at;
  }
  return pairs;
}
