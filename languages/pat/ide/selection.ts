// Expanding a selection: word, name, expression, arguments, statement, block, clause, guard, definition, file. The tree
// says what it knows; brackets, words and comments stand in where the text is no program.

import type { Span } from '../../diagnostic.ts';
import type { Analysis } from '../analysis.ts';
import type { Range } from '../syntax/ast.ts';
import { itemEnd, itemStart, type Lexeme, lexemes } from '../syntax/lexemes.ts';
import { bracketPairs } from './brackets.ts';
import { itemAt, spanOf, touches } from './locate.ts';
import { visitTree } from './tree.ts';

/** The spans around an offset, from the smallest to the whole text; each holds the one before and is larger. */
export function selectionRanges(analysis: Analysis, offset: number): Span[] {
  const { text } = analysis;
  const around = [
    ...textSpans(text, offset),
    ...treeSpans(analysis, offset),
    { start: 0, end: text.length },
  ].filter(span => touches(span, offset) && span.start < span.end);
  around.sort((a, b) => a.end - a.start - (b.end - b.start) || b.start - a.start);
  const chain: Span[] = [];
  for (const { start, end } of around) {
    const span = { start, end };
    const last = chain.at(-1);
    const holds = last === undefined || (span.start <= last.start && last.end <= span.end);
    if (holds && span.end - span.start > (last === undefined ? 0 : last.end - last.start)) chain.push(span);
  }
  return chain.length === 0 ? [{ start: 0, end: text.length }] : chain;
}

/** What the words, brackets and comments of the text say. */
function textSpans(text: string, offset: number): Span[] {
  const words = lexemes(text, itemStart(text, offset), itemEnd(text, offset));
  const touching = words.filter(l => touches(l, offset));
  const here =
    touching.find(l => offset < l.end && l.kind !== 'sign') ?? touching.find(l => l.kind !== 'sign');
  const out: Span[] = here === undefined ? [] : lexemeSpans(text, here, offset);
  for (const pair of bracketPairs(text, words)) {
    if (touches(pair, offset)) out.push(pair, trimmed(text, { start: pair.start + 1, end: pair.end - 1 }));
  }
  return out;
}

function lexemeSpans(text: string, lexeme: Lexeme, offset: number): Span[] {
  const { kind, start, end } = lexeme;
  switch (kind) {
    case 'word':
    case 'number':
      return [lexeme];
    case 'string': {
      const closed = end - start > 1 && text.charAt(end - 1) === '"';
      return [wordAt(text, lexeme, offset), { start: start + 1, end: closed ? end - 1 : end }, lexeme];
    }
    case 'comment': {
      const words = trimmed(text, {
        start: start + (/^#+/.exec(text.slice(start, end))?.[0].length ?? 1),
        end,
      });
      return [wordAt(text, words, offset), words, lexeme, ...commentRun(text, lexeme)];
    }
    case 'sign':
      return [];
    default:
      return kind satisfies never;
  }
}

/** The word at an offset within a string or comment. */
function wordAt(text: string, within: Span, offset: number): Span {
  const before = /(?<![\p{L}\p{N}_'])[\p{L}\p{N}_']*$/u.exec(
    text.slice(within.start, Math.max(within.start, offset)),
  );
  const after = /^[\p{L}\p{N}_']*/u.exec(text.slice(offset, Math.max(offset, within.end)));
  return { start: offset - (before?.[0].length ?? 0), end: offset + (after?.[0].length ?? 0) };
}

/** The lines of comments that a comment is one of, from the `#` of the first; nothing after code on its line. */
function commentRun(text: string, { start, end }: Span): Span[] {
  if (!isCommentLine(text, start)) return [];
  let first = start;
  let last = end;
  for (;;) {
    const lineStart = text.lastIndexOf('\n', first - 1) + 1;
    const above = lineStart === 0 ? -1 : commentOfLine(text, lineStart - 1);
    if (above < 0) break;
    first = above;
  }
  for (;;) {
    const next = text.indexOf('\n', last);
    if (next < 0 || commentOfLine(text, next + 1) < 0) break;
    last = endOfLine(text, next + 1);
  }
  return [{ start: first, end: last }];
}

function isCommentLine(text: string, start: number): boolean {
  return commentOfLine(text, start) >= 0;
}

/** Where the comment begins that a line consists of; -1 for other lines. */
function commentOfLine(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[ \t]*#/.exec(text.slice(start, endOfLine(text, start)));
  return indent === null ? -1 : start + indent[0].length - 1;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return end > offset && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

function trimmed(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const from = start + inside.length - inside.trimStart().length;
  return { start: from, end: Math.max(from, start + inside.trimEnd().length) };
}

/** What the tree says: every range in it around the offset, and the item with the comments that document it. */
function treeSpans(analysis: Analysis, offset: number): Span[] {
  const { text } = analysis;
  const out: Span[] = [];
  const analysed = itemAt(analysis, offset) ?? analysis.items.find(({ start }) => start >= offset);
  if (analysed === undefined) return out;
  const { item, start } = analysed;
  const whole = { start, end: start + item.at.end };
  const above = start === 0 ? -1 : commentOfLine(text, start - 1);
  const documented =
    above < 0 ? undefined : commentRun(text, { start: above, end: endOfLine(text, above) })[0];
  if (documented !== undefined) out.push({ start: documented.start, end: whole.end });
  if (whole.start > offset) return out;
  visitTree(item, node => {
    if (!touches(node.at, offset - start)) return false;
    out.push(spanOf(analysed, node.at));
    if (isReceive(node)) out.push(spanOf(analysed, node.head));
    return true;
  });
  return out;
}

/** A clause has a part without a node of its own: all before its arrow. */
function isReceive(node: object): node is { readonly head: Range } {
  return 'kind' in node && node.kind === 'receive-clause' && 'head' in node;
}
