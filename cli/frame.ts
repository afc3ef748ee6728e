// A diagnostic for a terminal: where, what, and the lines of the program with carets under the place.
import stringWidth from 'string-width';
import type { LineIndex } from '../host/positions.ts';
import type { Diagnostic, Span } from '../languages/diagnostic.ts';
import { escaped } from '../terminal/escape.ts';
import { joined, type Shown, shown } from '../terminal/shown.ts';
import type { Style } from '../terminal/style.ts';

/** How many characters of a long line are shown. */
const widest = 120;
/** How many lines of a long range are shown before the middle is left out. */
const mostLines = 4;

/** The diagnostic as lines of text, ending in a line break. Places are shown from 1, as editors do. */
export function showDiagnostic(file: Shown, d: Diagnostic, lines: LineIndex, style: Style): Shown {
  const dye = style[d.severity];
  const place = style.strong(shown`${file}:${showPlace(lines, d.span.start)}`);
  const out = [shown`${place}: ${dye(`${d.severity}[${d.code}]`)}: ${d.message}`];
  out.push(...showLines(lines, d.span, dye, style));
  for (const { span, message } of d.related) {
    const note = style.information('note');
    out.push(shown`  ${note} ${file}:${showPlace(lines, span.start)}: ${message}`);
    out.push(...showLines(lines, span, style.information, style));
  }
  for (const { title } of d.fixes) out.push(shown`  ${style.good('fix')}: ${title}`);
  return shown`${joined(out, '\n')}\n`;
}

/** `line:character` of an offset, both from 1. */
export function showPlace(lines: LineIndex, offset: number): string {
  const { line, character } = lines.positionAt(offset);
  return `${line + 1}:${character + 1}`;
}

/** The lines of a range with carets under it, each without a line break. */
function showLines(lines: LineIndex, span: Span, dye: (text: string) => Shown, { faint }: Style): Shown[] {
  const first = lines.positionAt(span.start).line;
  const last = Math.max(first, lines.positionAt(Math.max(span.start, span.end - 1)).line);
  const gutter = String(last + 1).length;
  const margin = faint(`${' '.repeat(gutter)} │`);
  const out: Shown[] = [];
  for (let line = first; line <= last; line++) {
    if (last - first >= mostLines && line === first + mostLines - 2) {
      out.push(shown`  ${faint(`${' '.repeat(gutter)} ⋮`)}`);
      line = last - 1;
      continue;
    }
    const whole = lines.lineSpan(line);
    const start = Math.max(0, span.start - whole.start);
    const end = Math.max(start, Math.min(whole.end, span.end) - whole.start);
    const { text, before, marked } = excerpt(lines.text.slice(whole.start, whole.end), start, end);
    out.push(shown`  ${faint(`${String(line + 1).padStart(gutter)} │`)}${` ${text}`.trimEnd()}`);
    // A blank line within a longer range needs no mark.
    if (marked > 0 || first === last) {
      out.push(shown`  ${margin} ${' '.repeat(before)}${dye('^'.repeat(Math.max(1, marked)))}`);
    }
  }
  return out;
}

/** A line as it is shown, the columns before the marked part and the columns that it takes. */
function excerpt(
  line: string,
  start: number,
  end: number,
): { readonly text: string; readonly before: number; readonly marked: number } {
  // A long line is cut to a window around the beginning of the marked part.
  const from = end <= widest ? 0 : wholeCharacter(line, Math.max(0, start - Math.floor(widest / 3)));
  const to = wholeCharacter(line, Math.min(line.length, from + widest));
  const leading = (from > 0 ? '…' : '') + display(line.slice(from, Math.min(start, to)));
  const middle = display(line.slice(Math.min(start, to), Math.min(end, to)));
  const trailing = display(line.slice(Math.min(end, to), to)) + (to < line.length ? '…' : '');
  const marked = columnsOf(middle);
  // The indentation of a later line of a range is nothing to point at.
  const indent = start === 0 ? marked - columnsOf(middle.trimStart()) : 0;
  return {
    text: leading + middle + trailing,
    before: columnsOf(leading) + indent,
    marked: marked - indent,
  };
}

/** How many columns of a terminal a text takes. */
function columnsOf(text: string): number {
  // A vowel of Thai or Lao has a column of its own, although Unicode makes one cluster of it and the letter before.
  return stringWidth(text.replace(/[\u0e33\u0eb3]/g, '\u200b$&'));
}

/** Not between the two halves of one character. */
function wholeCharacter(line: string, at: number): number {
  return (line.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at;
}

/** Tabs have a width of their own here, so that columns can be counted. */
function display(text: string): string {
  return escaped(text.replaceAll('\t', '    '));
}
