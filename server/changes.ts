// What a `didChange` makes of a text: a list of changes, each about the text that those before it left (LSP 3.18,
// "Did Change Text Document Notification"). Meanwhile the text is a list of lines, so that a change at many cursors or a
// "replace all" costs what it touches, in whatever order its parts come.
import { type Encoding, type Place, type PlaceRange, unitsAt } from '../host/positions.ts';

/** One part of a change: the text of a range replaced, or the whole text when there is no range. */
export interface TextChange {
  /** Some clients write null for what is not there. */
  readonly range?: PlaceRange | null;
  readonly text: string;
}

/** The text after changes, in their order. A place past the end of a line or of the text is that end. */
export function changed(text: string, changes: readonly TextChange[], encoding: Encoding): string {
  let lines: string[] | undefined;
  for (const { range, text: put } of changes) {
    lines = range ? replaced(lines ?? linesOf(text), range, put, encoding) : linesOf(put);
  }
  return lines?.join('') ?? text;
}

/** Each with its line break; together they are the text. */
function linesOf(text: string): string[] {
  return text.match(/[^\r\n]+(?:\r\n?|\n)?|\r\n?|\n/g) ?? [];
}

/** May change the array that it is given. */
function replaced(lines: string[], range: PlaceRange, put: string, encoding: Encoding): string[] {
  const start = find(lines, range.start, encoding);
  const end = find(lines, range.end, encoding);
  const isBackwards = end.line < start.line || (end.line === start.line && end.units < start.units);
  const last = isBackwards ? start : end;
  let first = start.line;
  let before = (lines[first] ?? '').slice(0, start.units);
  const above = lines[first - 1];
  // What is put behind a lone `\r` may begin with `\n`; and the end of the text may be that of its last line.
  if (before === '' && above !== undefined && !above.endsWith('\n')) {
    first--;
    before = above;
  }
  const all = before + put + (lines[last.line] ?? '').slice(last.units);
  const made = before.endsWith('\r') || /[\r\n]/.test(put) ? linesOf(all) : all === '' ? [] : [all];
  const next = Math.min(last.line + 1, lines.length);
  // So many arguments no function can take.
  if (made.length > 10_000) return lines.slice(0, first).concat(made, lines.slice(next));
  lines.splice(first, next - first, ...made);
  return lines;
}

/** A line, and the UTF-16 units of it that are before a place. */
function find(
  lines: readonly string[],
  { line, character }: Place,
  encoding: Encoding,
): { readonly line: number; readonly units: number } {
  const words = lines[line];
  return words === undefined
    ? { line: lines.length, units: 0 }
    : { line, units: unitsAt(words, character, encoding) };
}
