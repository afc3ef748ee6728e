// Folding: what is in brackets over several lines, clauses of guards, runs of comment lines, and regions that comments
// mark. All but clauses by the characters, so that half-typed code folds too.
import type { FoldingRange } from '../../answers.ts';
import type { Analysis } from '../analysis.ts';
import type { Item, Range } from '../syntax/ast.ts';
import { OpenBrackets, openingOf, opens } from './brackets.ts';
import { spanOf } from './locate.ts';
import { visitTree } from './tree.ts';

/** Ranges that span at least two lines, by their starts. */
export function foldingRanges(analysis: Analysis): FoldingRange[] {
  const { text, items } = analysis;
  const out = foldsOfText(text);
  for (const item of items) {
    for (const clause of clausesOf(item.item)) {
      const span = spanOf(item, clause);
      const lineEnd = text.indexOf('\n', span.start);
      if (lineEnd >= 0 && lineEnd < span.end) out.push({ span, kind: 'clause' });
    }
  }
  return out.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

const known = new WeakMap<Item, readonly Range[]>();

function clausesOf(item: Item): readonly Range[] {
  const before = known.get(item);
  if (before !== undefined) return before;
  const clauses: Range[] = [];
  visitTree(item, ({ kind, at }) => {
    if (typeof kind === 'string' && kind.endsWith('-clause')) clauses.push(at);
    return true;
  });
  known.set(item, clauses);
  return clauses;
}

const beginsRegion = /^#\s*#?region\b/;
const endsRegion = /^#\s*#?endregion\b/;

function foldsOfText(text: string): FoldingRange[] {
  const out: FoldingRange[] = [];
  const open = new OpenBrackets<{ readonly sign: string; readonly start: number; readonly line: number }>();
  const regions: number[] = [];
  let line = 0;
  let comment: { start: number; end: number; lines: number } | undefined;
  const closeComment = (): void => {
    if (comment !== undefined && comment.lines > 1) {
      out.push({ span: { start: comment.start, end: comment.end }, kind: 'comment' });
    }
    comment = undefined;
  };
  const closeBracket = (sign: '(' | '[' | '{', end: number): void => {
    const bracket = open.close(sign);
    if (bracket !== undefined && bracket.line < line)
      out.push({ span: { start: bracket.start, end }, kind: 'brackets' });
  };
  const commentLine = (start: number, end: number): void => {
    const words = text.slice(start, end);
    const begins = beginsRegion.test(words);
    if (begins || endsRegion.test(words)) {
      closeComment();
      if (begins) regions.push(start);
      else {
        const from = regions.pop();
        if (from !== undefined) out.push({ span: { start: from, end }, kind: 'region' });
      }
      return;
    }
    comment = { start: comment?.start ?? start, end, lines: (comment?.lines ?? 0) + 1 };
  };
  let blankSoFar = true;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\n') {
      line++;
      if (blankSoFar) closeComment();
      blankSoFar = true;
    } else if (character === '#') {
      const end = endOfLine(text, i);
      if (blankSoFar) commentLine(i, end);
      else closeComment();
      i = end;
      line++;
      blankSoFar = true;
    } else if (character !== ' ' && character !== '\t' && character !== '\r') {
      closeComment();
      blankSoFar = false;
      if (character === '"') i = endOfString(text, i);
      else if (opens(character)) open.push({ sign: character, start: i, line });
      else {
        const closes = openingOf(character);
        if (closes !== undefined) closeBracket(closes, i);
      }
    }
  }
  closeComment();
  return out;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\' && text[i + 1] !== '\n') i++;
    else if (text[i] === '"') return i;
    else if (text[i] === '\n') return i - 1;
  }
  return text.length;
}
