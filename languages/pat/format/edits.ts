// From a printed text back to its source: which white space changes. Along the way it is proved that the text holds the
// tokens and comments that were taken from the source, all of them and in their order, and nothing else.
import type { TextEdit } from '../../diagnostic.ts';
import type { Taken } from './tokens.ts';

/** How lines end and what they begin with in the source, in front of what was printed. */
export interface Lines {
  readonly lineBreak: '\n' | '\r\n';
  /** White space in front of every printed line but the first. */
  readonly base: string;
}

const space = /[ \t\n]*/y;

/**
 * The edits that make `printed` of the source from `start` to `end`, sorted and as small as can be; undefined when it
 * holds other tokens than those taken from there.
 */
export function editsTo(
  printed: string,
  taken: readonly Taken[],
  source: string,
  start: number,
  end: number,
  lines: Lines,
): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  let at = 0;
  let from = start;
  let isAfterComment = false;
  for (const token of taken) {
    if (token.text === '') continue;
    space.lastIndex = at;
    space.exec(printed);
    const between = printed.slice(at, space.lastIndex);
    if (!printed.startsWith(token.text, space.lastIndex)) return undefined;
    if (isAfterComment && !between.includes('\n')) return undefined;
    isAfterComment = token.text.startsWith('#');
    replace(edits, source, from, token.start, inSource(between, lines));
    replace(edits, source, token.start, token.end, token.text);
    at = space.lastIndex + token.text.length;
    from = token.end;
  }
  const rest = printed.slice(at);
  if (!/^[ \t\n]*$/.test(rest)) return undefined;
  replace(edits, source, from, end, inSource(rest, lines));
  return edits;
}

function inSource(space: string, { lineBreak, base }: Lines): string {
  const last = space.lastIndexOf('\n');
  // The printer leaves no white space at the end of a line.
  if (last === -1 || (lineBreak === '\n' && base === '')) return space;
  return lineBreak.repeat(last + 1) + base + space.slice(last + 1);
}

function replace(edits: TextEdit[], source: string, start: number, end: number, text: string): void {
  const old = source.slice(start, end);
  if (old === text) return;
  const shorter = Math.min(old.length, text.length);
  let before = 0;
  while (before < shorter && old[before] === text[before]) before++;
  // Nobody must see half of a line break.
  if (before > 0 && old[before - 1] === '\r') before--;
  let behind = 0;
  while (behind < shorter - before && old[old.length - 1 - behind] === text[text.length - 1 - behind])
    behind++;
  const cuts = (whole: string): boolean => whole[whole.length - behind - 1] === '\r';
  if (behind > 0 && old[old.length - behind] === '\n' && (cuts(old) || cuts(text))) behind--;
  const span = { start: start + before, end: end - behind };
  const replacement = text.slice(before, text.length - behind);
  const last = edits.at(-1);
  if (last !== undefined && last.span.end === span.start) {
    edits[edits.length - 1] = {
      span: { start: last.span.start, end: span.end },
      text: last.text + replacement,
    };
  } else edits.push({ span, text: replacement });
}

/** The text after edits that are sorted and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { span, text: replacement } of edits) {
    parts.push(text.slice(at, span.start), replacement);
    at = span.end;
  }
  return parts.join('') + text.slice(at);
}
