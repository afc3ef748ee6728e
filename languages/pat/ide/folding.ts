// Folding: every construct in braces that spans lines, and runs of comment lines. Works on the characters, so
// that half-typed code folds too.
import type { Analysis } from '../analysis.ts';
import type { Span } from '../diagnostic.ts';

export interface FoldingRange {
  readonly span: Span;
  readonly kind?: 'comment';
}

/** Ranges that span at least two lines. */
export function foldingRanges({ text }: Analysis): FoldingRange[] {
  const out: FoldingRange[] = [];
  const open: { readonly start: number; readonly line: number }[] = [];
  let line = 0;
  let comment: { start: number; end: number; lines: number } | undefined;
  const closeComment = (): void => {
    if (comment !== undefined && comment.lines > 1) {
      out.push({ span: { start: comment.start, end: comment.end }, kind: 'comment' });
    }
    comment = undefined;
  };
  let blankSoFar = true;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '\n') {
      line++;
      if (blankSoFar) closeComment();
      blankSoFar = true;
    } else if (character === '#') {
      const end = endOfLine(text, i);
      if (blankSoFar)
        comment =
          comment === undefined ? { start: i, end, lines: 1 } : { ...comment, end, lines: comment.lines + 1 };
      else closeComment();
      i = end;
      line++;
      blankSoFar = true;
    } else if (character !== ' ' && character !== '\t' && character !== '\r') {
      closeComment();
      blankSoFar = false;
      if (character === '"') i = endOfString(text, i);
      else if (character === '{') open.push({ start: i, line });
      else if (character === '}') {
        const brace = open.pop();
        if (brace !== undefined && brace.line < line) out.push({ span: { start: brace.start, end: i } });
      }
    }
  }
  closeComment();
  return out.sort((a, b) => a.span.start - b.span.start);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"' || text[i] === '\n') return i;
  }
  return text.length;
}
