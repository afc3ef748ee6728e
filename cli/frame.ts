// A diagnostic for a terminal: where, what, and the lines of the program with carets under the place.
import type { Diagnostic, Span } from '../languages/pat/index.ts';
import type { LineIndex } from '../host/positions.ts';
import type { Style } from './style.ts';

/** How many characters of a long line are shown. */
const widest = 120;
/** How many lines of a long range are shown before the middle is left out. */
const mostLines = 4;

/** The diagnostic as lines of text, ending in a line break. Places are shown from 1, as editors do. */
export function showDiagnostic(file: string, d: Diagnostic, lines: LineIndex, style: Style): string {
  const colour = style[d.severity];
  const place = style.strong(`${file}:${showPlace(lines, d.span.start)}`);
  const out = [`${place}: ${colour(`${d.severity}[${d.code}]`)}: ${clean(d.message)}`];
  out.push(...showLines(lines, d.span, colour, style));
  for (const { span, message } of d.related) {
    out.push(`  ${style.information('note')} ${file}:${showPlace(lines, span.start)}: ${clean(message)}`);
    out.push(...showLines(lines, span, style.information, style));
  }
  for (const { title } of d.fixes) out.push(`  ${style.good('fix')}: ${clean(title)}`);
  return `${out.join('\n')}\n`;
}

/** `line:character` of an offset, both from 1. */
export function showPlace(lines: LineIndex, offset: number): string {
  const { line, character } = lines.positionAt(offset);
  return `${line + 1}:${character + 1}`;
}

/** The lines of a range with carets under it, each without a line break. */
export function showLines(
  lines: LineIndex,
  span: Span,
  colour: (text: string) => string,
  style: Style,
): string[] {
  const first = lines.positionAt(span.start).line;
  const last = Math.max(first, lines.positionAt(Math.max(span.start, span.end - 1)).line);
  const gutter = String(last + 1).length;
  const margin = `  ${style.faint(`${' '.repeat(gutter)} │`)}`;
  const out: string[] = [];
  for (let line = first; line <= last; line++) {
    if (last - first >= mostLines && line === first + mostLines - 2) {
      out.push(`  ${style.faint(`${' '.repeat(gutter)} ⋮`)}`);
      line = last - 1;
      continue;
    }
    const whole = lines.lineSpan(line);
    const start = Math.max(0, span.start - whole.start);
    const end = Math.max(start, Math.min(whole.end, span.end) - whole.start);
    const { shown, before, marked } = excerpt(lines.text.slice(whole.start, whole.end), start, end);
    out.push(`  ${style.faint(`${String(line + 1).padStart(gutter)} │`)} ${shown}`.trimEnd());
    // A blank line within a longer range needs no mark.
    if (marked > 0 || first === last) {
      out.push(`${margin} ${' '.repeat(before)}${colour('^'.repeat(Math.max(1, marked)))}`);
    }
  }
  return out;
}

/** A line as it is shown, the columns before the marked part and the columns that it takes. */
function excerpt(
  text: string,
  start: number,
  end: number,
): { shown: string; before: number; marked: number } {
  // A long line is cut to a window around the beginning of the marked part.
  const from = end <= widest ? 0 : Math.max(0, start - Math.floor(widest / 3));
  const to = Math.min(text.length, from + widest);
  const leading = (from > 0 ? '…' : '') + display(text.slice(from, Math.min(start, to)));
  const middle = display(text.slice(Math.min(start, to), Math.min(end, to)));
  const trailing = display(text.slice(Math.min(end, to), to)) + (to < text.length ? '…' : '');
  // The indentation of a later line of a range is nothing to point at.
  const indent = start === 0 ? middle.length - middle.trimStart().length : 0;
  return {
    shown: leading + middle + trailing,
    before: columns(leading) + indent,
    marked: columns(middle) - indent,
  };
}

/** Text without what would move the cursor: tabs as spaces, control characters as their pictures. */
function display(text: string): string {
  return clean(text.replace(/\t/g, '    '));
}

function clean(text: string): string {
  return text.replace(/(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, character => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
  });
}

const wide =
  /^(?:[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}])/u;
const invisible = /^(?:\p{Mn}|\p{Me}|\p{Cf})/u;

/** How many columns of a terminal a text takes. */
function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += invisible.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return sum;
}
