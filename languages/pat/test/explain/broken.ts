// Broken programs with what must be said about them, as text: the program, and under its lines the diagnostics.
//
//     === The name of the program
//     guard j : Do {
//           ^ pat-E402 error: `j` may hold …          the diagnostic, under its range
//       j ! Do()
//       ~~~~~~~~ `Do` is sent here                    a related place
//     fix: Add a clause for `Stop`                    after the program: each fix, with the lines that it changes
//     - guard j : Do {
//     + guard j : Do . Do {
//     leaves: pat-E404                                what is still reported with the fix applied, if anything
//
// With more than one diagnostic each has a number, by position: `^ 2 pat-E301 …`, `~ 2 first freed here`, `fix 2: …`.
// A range over several lines is marked on its first line and says where it ends: `^^^^ to 7:2 pat-…`.
import type { Diagnostic, Fix, Span } from '../../../diagnostic.ts';

export interface BrokenProgram {
  readonly name: string;
  /** The program without the expectations. */
  readonly program: string;
  /** All of it, as written. */
  readonly written: string;
}

/** Code, main place, related place: no line of a Pat program begins with these marks. */
const mark = /^\s*(\^|~)/;
const header = /^=== /;

/** The programs of a fixture file. Text before the first header is a comment. */
export function readBroken(file: string): BrokenProgram[] {
  const out: BrokenProgram[] = [];
  const lines = file.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (!header.test(line)) continue;
    let end = i + 1;
    while (end < lines.length && !header.test(lines[end] ?? '')) end++;
    const all = lines.slice(i + 1, end);
    while (all.at(-1) === '') all.pop();
    const outcome = all.findIndex(l => /^fix( \d+)?: /.test(l));
    const program = (outcome < 0 ? all : all.slice(0, outcome)).filter(l => !mark.test(l)).join('\n');
    out.push({ name: line.replace(header, ''), program, written: all.join('\n') });
  }
  return out;
}

/** A fixture file of programs, each in the form of `render`. */
export function writeBroken(comment: string, programs: readonly { name: string; text: string }[]): string {
  return `${comment}${programs.map(({ name, text }) => `=== ${name}\n${text}\n`).join('\n')}`;
}

/** A program with its diagnostics beside it. `remaining` gives the codes reported for a changed program. */
export function render(
  program: string,
  diagnostics: readonly Diagnostic[],
  remaining: (program: string) => readonly string[],
): string {
  const lines = program.split('\n');
  const below = lines.map((): { order: number[]; text: string }[] => []);
  const put = (span: Span, sign: '^' | '~', number: number, words: string): void => {
    const { line, column } = positionOf(program, span.start);
    const last = positionOf(program, span.end);
    const ends = last.line === line ? last.column : (lines[line] ?? '').length;
    const to = last.line === line ? '' : ` to ${last.line + 1}:${last.column + 1}`;
    const marker = `${' '.repeat(column)}${sign.repeat(Math.max(1, ends - column))}`;
    const width = span.start === span.end ? ' (between)' : '';
    const label = diagnostics.length > 1 ? ` ${number}` : '';
    below[line]?.push({
      order: [number, sign === '^' ? 0 : 1, column],
      text: `${marker}${width}${to}${label} ${words}`,
    });
  };
  diagnostics.forEach((d, i) => {
    put(d.span, '^', i + 1, `${d.code} ${d.severity}: ${d.message}`);
    for (const { span, message } of d.related) put(span, '~', i + 1, message);
  });
  const out = lines.flatMap((line, i) => [line, ...sorted(below[i] ?? [])]);
  diagnostics.forEach((d, i) => {
    for (const fix of d.fixes) {
      const label = diagnostics.length > 1 ? ` ${i + 1}` : '';
      const fixed = applyFix(program, fix);
      out.push(`fix${label}: ${fix.title}`, ...changedLines(lines, fixed.split('\n')));
      const left = [...new Set(remaining(fixed))].sort();
      if (left.length > 0) out.push(`leaves: ${left.join(', ')}`);
    }
  });
  return out.join('\n');
}

/** A program with the edits of a fix made. */
export function applyFix(program: string, { edits }: Fix): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((text, { span, text: put }) => text.slice(0, span.start) + put + text.slice(span.end), program);
}

/** Where an offset is once the edits of a fix are made. */
export function movedBy({ edits }: Fix, offset: number): number {
  return edits
    .filter(({ span }) => span.end <= offset && span.start < offset)
    .reduce((at, { span, text }) => at + text.length - (span.end - span.start), offset);
}

/** The lines from the first to the last that differ, old ones with `-` and new ones with `+`. */
function changedLines(before: readonly string[], after: readonly string[]): string[] {
  let top = 0;
  while (top < before.length && top < after.length && before[top] === after[top]) top++;
  let bottom = 0;
  while (
    bottom < before.length - top &&
    bottom < after.length - top &&
    before[before.length - 1 - bottom] === after[after.length - 1 - bottom]
  )
    bottom++;
  return [
    ...before.slice(top, before.length - bottom).map(l => `- ${l}`.trimEnd()),
    ...after.slice(top, after.length - bottom).map(l => `+ ${l}`.trimEnd()),
  ];
}

function sorted(notes: readonly { order: number[]; text: string }[]): string[] {
  return [...notes]
    .sort((a, b) => {
      const at = a.order.findIndex((n, i) => n !== b.order[i]);
      return at < 0 ? (a.text < b.text ? -1 : 1) : (a.order[at] ?? 0) - (b.order[at] ?? 0);
    })
    .map(({ text }) => text);
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, column: offset - (before.lastIndexOf('\n') + 1) };
}
