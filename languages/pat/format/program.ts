// A whole text: its items one by one, and the space between them. An item with a syntax error stays exactly as it is,
// and so does the space around it, since nobody knows what belongs to it.
import type { FormatOptions } from '../../answers.ts';
import type { Span, TextEdit } from '../../diagnostic.ts';
import type { PlacedItem, Program } from '../syntax/ast.ts';
import { editsTo, type Lines } from './edits.ts';
import { printItem } from './items.ts';
import { type FormattedPiece, formatPiece, lineBreakOf } from './piece.ts';
import { triviaAt } from './trivia.ts';

export interface FormattedProgram {
  /** Sorted, without overlaps, only what changes. */
  readonly edits: readonly TextEdit[];
  /** What is left as it is: it has a syntax error. */
  readonly left: readonly Span[];
}

/** What stands on one side of a gap between items. */
type Neighbour =
  /** The start or the end of the text. */
  | { readonly kind: 'edge' }
  /** Something that is left as it is. */
  | { readonly kind: 'left' }
  | { readonly kind: 'item'; readonly placed: PlacedItem; readonly severalLines: boolean };

const edge: Neighbour = { kind: 'edge' };

export function hasSyntaxError({ item }: PlacedItem): boolean {
  return item.faults.some(fault => fault.severity === 'error');
}

/** Formats a text whose syntax is `program`: all of it, or only the items and gaps that a span touches. */
export function formatProgram(
  text: string,
  program: Program,
  options: FormatOptions,
  only?: Span,
): FormattedProgram {
  const lines: Lines = { lineBreak: lineBreakOf(text), base: '' };
  const edits: TextEdit[] = [];
  const left: Span[] = [];
  const touched = (start: number, end: number): boolean =>
    only === undefined || (start < only.end && end > only.start) || (only.start <= start && end <= only.end);
  let before = edge;
  let beforeTouched = true;
  let end = 0;
  const close = (start: number, after: Neighbour, afterTouched: boolean): void => {
    // Between items both must be in the span; at the edges of the text the gap itself.
    const gapTouched = before.kind === 'edge' || after.kind === 'edge' ? covers(only, end, start) : true;
    if (triviaAt(text, end).end < start) left.push({ start: triviaAt(text, end).end, end: start });
    else if (beforeTouched && afterTouched && gapTouched)
      edits.push(...gapEdits(text, end, start, before, after, lines));
  };
  for (const placed of program.items) {
    const { item, start } = placed;
    const itemEnd = start + item.at.end;
    const isTouched = touched(start, itemEnd);
    const formatted =
      isTouched && !hasSyntaxError(placed) ? formatItem(text, placed, options, lines) : undefined;
    const after: Neighbour =
      formatted === undefined
        ? { kind: 'left' }
        : { kind: 'item', placed, severalLines: formatted.severalLines };
    close(start, after, isTouched);
    if (formatted !== undefined) for (const edit of formatted.edits) edits.push(edit);
    else if (isTouched) left.push({ start, end: itemEnd });
    before = after;
    beforeTouched = isTouched;
    end = itemEnd;
  }
  close(text.length, edge, true);
  return { edits, left };
}

function covers(only: Span | undefined, start: number, end: number): boolean {
  return only === undefined || (only.start <= start && only.end >= end);
}

function formatItem(
  text: string,
  { item, start }: PlacedItem,
  options: FormatOptions,
  lines: Lines,
): FormattedPiece | undefined {
  const piece = { origin: start, start, end: start + item.at.end };
  return formatPiece(text, { ...piece, print: tokens => printItem(tokens, item) }, options, lines);
}

/** Comments and blank lines between two items: one blank line, which the author may leave out between short interfaces. */
function gapEdits(
  text: string,
  start: number,
  end: number,
  before: Neighbour,
  after: Neighbour,
  lines: Lines,
): readonly TextEdit[] {
  if (before.kind === 'left' || after.kind === 'left') return [];
  const { comments, blankAbove } = triviaAt(text, start, before.kind === 'edge');
  if (before.kind === 'edge' && after.kind === 'edge' && comments.length === 0) {
    return start === end ? [] : [{ span: { start, end }, text: '' }];
  }
  let missing = needsBlank(before, after) && !blankAbove && !comments.some(c => c.blankAbove);
  let out = '';
  for (const [i, comment] of comments.entries()) {
    if (!comment.own) {
      out += ` ${comment.text}`;
      continue;
    }
    const blank = comment.blankAbove || missing;
    missing = false;
    if (before.kind === 'item' || i > 0) out += blank ? '\n\n' : '\n';
    out += comment.text;
  }
  if (after.kind === 'edge') out += '\n';
  else if (before.kind === 'item' || comments.length > 0) out += blankAbove || missing ? '\n\n' : '\n';
  return editsTo(out, comments, text, start, end, lines) ?? [];
}

function needsBlank(before: Neighbour, after: Neighbour): boolean {
  if (before.kind !== 'item' || after.kind !== 'item') return false;
  const short = (n: typeof before): boolean => n.placed.item.kind === 'interface' && !n.severalLines;
  return !(short(before) && short(after));
}
