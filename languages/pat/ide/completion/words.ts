// The word that is being typed.
import type { Span } from '../../../diagnostic.ts';
import { itemStart, lexemes } from '../../syntax/lexemes.ts';

/** The word around a cursor, or the cursor alone. Undefined in comments, strings and numbers, where no word can stand. */
export function wordAt(text: string, offset: number): Span | undefined {
  const all = lexemes(text, itemStart(text, offset), offset);
  const last = all.at(-1);
  const touching = last?.end === offset ? last : undefined;
  if (touching?.kind === 'comment' || touching?.kind === 'number') return undefined;
  if (touching?.kind === 'string' && !isClosed(text.slice(touching.start, offset))) return undefined;
  const word = touching?.kind === 'word' && text[offset - 1] !== '*' ? touching : undefined;
  if (word !== undefined && all.at(-2)?.kind === 'number' && all.at(-2)?.end === word.start) return undefined;
  const rest = /[A-Za-z0-9_']*/y;
  rest.lastIndex = offset;
  const begins = word !== undefined || /[A-Za-z]/.test(text.charAt(offset));
  return { start: word?.start ?? offset, end: begins && rest.test(text) ? rest.lastIndex : offset };
}

/** Whether a string literal has its closing quotation mark: one that no backslash escapes. */
function isClosed(literal: string): boolean {
  return /^"(?:[^"\\]|\\.)*"$/.test(literal);
}
