// Codes of diagnostics, such as `pat-E401`, in the comments of a program: places that lead to what they mean.
import type { CodeLink } from '../../answers.ts';
import { findEntry } from '../../explain/catalogue.ts';
import type { Analysis } from '../analysis.ts';
import { catalogue } from '../explain/catalogue.ts';
import { lexemes } from '../syntax/lexemes.ts';
import { touches } from './locate.ts';

/** The codes that the catalogue has, in source order. */
export function codeLinks({ text }: Analysis): CodeLink[] {
  return [...text.matchAll(/(?<![A-Za-z0-9_'-])pat-[EWIR]\d{3}(?![A-Za-z0-9_'])/gi)].flatMap(
    ({ 0: word, index }) => {
      const found = findEntry(catalogue, word);
      if (found === undefined || !inComment(text, index)) return [];
      const span = { start: index, end: index + word.length };
      return [{ span, code: found.code, title: found.entry.title }];
    },
  );
}

/** Strings and comments end with their line, so the line tells. */
function inComment(text: string, offset: number): boolean {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return lexemes(text, start, offset + 1).some(l => l.kind === 'comment' && touches(l, offset));
}
