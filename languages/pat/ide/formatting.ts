// Formatting for editors: a whole text, a selection, and what a typed `}` or `;` has just closed. All answers are the
// smallest edits, so that cursors, marks and folds stay where they are.
import type { FormatOptions } from '../../answers.ts';
import type { Span, TextEdit } from '../../diagnostic.ts';
import type { Analysis } from '../analysis.ts';
import { printItem } from '../format/items.ts';
import { columns, type FormattedPiece, formatPiece, lineBreakOf } from '../format/piece.ts';
import { formatProgram, hasSyntaxError } from '../format/program.ts';
import { type Run, runAround } from '../format/runs.ts';
import { triviaAt } from '../format/trivia.ts';
import type { PlacedItem } from '../syntax/ast.ts';

type Text = Pick<Analysis, 'text' | 'syntax'>;

/** The edits that format the whole text. Items with syntax errors stay as they are. */
export function formatting({ text, syntax }: Text, options: FormatOptions): readonly TextEdit[] {
  return formatProgram(text, syntax, options).edits;
}

/**
 * The edits that format what a span touches: the smallest run of steps or clauses around it, or whole items. Steps and
 * clauses are indented as what stands around them is.
 */
export function rangeFormatting(
  { text, syntax }: Text,
  span: Span,
  options: FormatOptions,
): readonly TextEdit[] {
  if (span.start <= 0 && span.end >= text.length) return formatProgram(text, syntax, options).edits;
  const selected = withoutTrivia(text, span);
  if (selected === undefined) return [];
  const placed = syntax.items.find(item => item.start <= selected.start && selected.end <= endOf(item));
  if (placed !== undefined && hasSyntaxError(placed)) return [];
  const isWhole = placed?.start === selected.start && endOf(placed) === selected.end;
  const run = placed === undefined || isWhole ? undefined : runAt(text, placed, selected);
  if (placed === undefined || run === undefined) return formatProgram(text, syntax, options, span).edits;
  return formatRun(text, placed, run, options)?.edits ?? [];
}

/** The same for several spans at once. */
export function rangesFormatting(
  text: Text,
  spans: readonly Span[],
  options: FormatOptions,
): readonly TextEdit[] {
  const all = apart(spans)
    .flatMap(span => rangeFormatting(text, span, options))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const edits: TextEdit[] = [];
  for (const edit of all) {
    const last = edits.at(-1);
    // Two spans in one run give the same edits.
    const isNew =
      last === undefined ||
      edit.span.start > last.span.end ||
      (edit.span.start === last.span.end && edit.span.end > last.span.end);
    if (isNew) edits.push(edit);
  }
  return edits;
}

/** Spans that overlap as one, so that no part is formatted twice. */
function apart(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return merged;
}

/**
 * The edits that format what the `}` or `;` right before `offset` has closed. Nothing behind the offset changes, and
 * nothing but white space. In an item with syntax errors elsewhere it works too.
 */
export function typeFormatting(
  { text, syntax }: Text,
  offset: number,
  typed: string,
  options: FormatOptions,
): readonly TextEdit[] {
  if ((typed !== '}' && typed !== ';') || text[offset - 1] !== typed) return [];
  const placed = syntax.items.find(item => item.start < offset && offset <= endOf(item));
  if (placed === undefined) return [];
  // What a `;` closes ends before it.
  const end = typed === '}' ? offset : text.slice(placed.start, offset - 1).trimEnd().length + placed.start;
  if (end <= placed.start) return [];
  const run = runAt(text, placed, { start: end - 1, end });
  const formatted =
    run === undefined ? formatClosed(text, placed, options) : formatRun(text, placed, run, options);
  if (formatted === undefined || !closes(formatted, end, offset, typed)) return [];
  const start = placed.start + (run?.start ?? 0);
  const { faults } = placed.item;
  const isBroken = faults.some(
    ({ severity, at }) =>
      severity === 'error' && placed.start + at.end > start && placed.start + at.start < formatted.end,
  );
  const moves = (edit: TextEdit): boolean =>
    edit.text.trim() === '' && text.slice(edit.span.start, edit.span.end).trim() === '';
  const edits = formatted.edits.filter(moves);
  return isBroken || edits.some(edit => edit.span.end > offset) ? [] : edits;
}

/** Whether what was typed is a token, and for a `;` the one behind the last step. */
function closes(
  { end, tokenEnding }: FormattedPiece,
  beforeIt: number,
  offset: number,
  typed: string,
): boolean {
  return typed === '}' ? tokenEnding(offset) === '}' : end === offset || end === beforeIt;
}

function endOf({ item, start }: PlacedItem): number {
  return start + item.at.end;
}

/** The span without white space and comments at its ends; undefined when there is nothing else. */
function withoutTrivia(text: string, span: Span): Span | undefined {
  const start = triviaAt(text, span.start).end;
  let { end } = span;
  while (start < end) {
    end = start + text.slice(start, end).trimEnd().length;
    const lineStart = text.lastIndexOf('\n', end - 1) + 1;
    // No string goes over the end of a line.
    const code = /^(?:[^"#]|"(?:[^"\\]|\\.)*"?)*/.exec(text.slice(lineStart, end))?.[0].length ?? 0;
    if (lineStart + code === end) break;
    end = lineStart + code;
  }
  return start < end ? { start, end } : undefined;
}

function runAt(text: string, placed: PlacedItem, { start, end }: Span): Run | undefined {
  const source = text.slice(placed.start, endOf(placed));
  return runAround(placed.item, source, { start: start - placed.start, end: end - placed.start });
}

/** A definition or an interface that a brace has closed. */
function formatClosed(
  text: string,
  { item, start }: PlacedItem,
  options: FormatOptions,
): FormattedPiece | undefined {
  if (item.kind === 'body') return undefined;
  const piece = { origin: start, start, end: start + item.at.end };
  const lines = { lineBreak: lineBreakOf(text), base: '' };
  return formatPiece(text, { ...piece, print: tokens => printItem(tokens, item) }, options, lines);
}

function formatRun(
  text: string,
  { start: origin }: PlacedItem,
  run: Run,
  options: FormatOptions,
): FormattedPiece | undefined {
  const start = origin + run.start;
  const base = run.outermost ? '' : indentationOf(text, origin, run, options);
  const piece = { origin, start, end: origin + run.end, open: run.open, print: run.print };
  const formatted = formatPiece(text, piece, options, { lineBreak: lineBreakOf(text), base });
  if (formatted === undefined) return undefined;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(lineStart, start) === base) return formatted;
  const indent = { span: { start: lineStart, end: start }, text: base };
  return { ...formatted, edits: [indent, ...formatted.edits] };
}

/** The indentation of the line that a run begins, as the lines above it make it. */
function indentationOf(
  text: string,
  origin: number,
  { start, sibling }: Run,
  options: FormatOptions,
): string {
  if (sibling !== undefined) return lineAt(text, origin + sibling).indentation;
  // What opens the row stands on the last line above that is more than a comment.
  for (let at = text.lastIndexOf('\n', origin + start - 1); at >= 0; at = text.lastIndexOf('\n', at - 1)) {
    const { indentation, rest } = lineAt(text, at);
    if (rest === '' || rest.startsWith('#')) {
      if (at === 0) break;
      continue;
    }
    // The second arm of a `case` begins one level behind its bar.
    const levels = rest.startsWith('|') ? 2 : 1;
    const width = columns(indentation, options.tabWidth) + levels * options.tabWidth;
    return options.useTabs ? '\t'.repeat(Math.round(width / options.tabWidth)) : ' '.repeat(width);
  }
  return '';
}

/** The line that holds, or that ends at, an offset. */
function lineAt(text: string, offset: number): { readonly indentation: string; readonly rest: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end === -1 ? text.length : end);
  const rest = line.trimStart();
  return { indentation: line.slice(0, line.length - rest.length), rest: rest.trimEnd() };
}
