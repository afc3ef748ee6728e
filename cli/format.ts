// `pat fmt [FILE…]`: formats files in place, standard input to standard output, and all files of folders.
import { defaultFormatOptions, type FormattedText, formatText } from '../languages/pat/index.ts';
import { LineIndex } from '../host/positions.ts';
import { nameOf, sayUnreadable, type Terminal } from './check.ts';
import { programsIn, writeProgram } from './files.ts';
import { formatResult, unreadableFormatResult } from './json.ts';
import { readProgram } from './read.ts';

export interface FormatRequest {
  /** Files and folders; `-` is standard input. */
  readonly files: readonly string[];
  /** Say what would change, and change nothing. */
  readonly check: boolean;
  readonly json: boolean;
}

type Outcome = 'formatted' | 'unchanged' | 'unreadable';

/** 0: all is formatted; 1: with `check` something is not, or a syntax error is in the way; 2: a file could not be read or written. */
export async function format(request: FormatRequest, terminal: Terminal): Promise<0 | 1 | 2> {
  const outcomes: Outcome[] = [];
  let incomplete = false;
  for await (const { place, ...found } of programsIn(request.files)) {
    if (found.kind === 'unreadable') {
      outcomes.push(unreadable(place, found.reason, request, terminal));
      continue;
    }
    const { outcome, isComplete } = await formatFile(place, request, terminal);
    outcomes.push(outcome);
    if (!isComplete) incomplete = true;
  }
  const count = (wanted: Outcome): number => outcomes.filter(outcome => outcome === wanted).length;
  if (!request.json && !request.files.includes('-'))
    sum(count('formatted'), count('unchanged'), request, terminal);
  if (count('unreadable') > 0) return 2;
  return incomplete || (request.check && count('formatted') > 0) ? 1 : 0;
}

async function formatFile(
  file: string,
  request: FormatRequest,
  terminal: Terminal,
): Promise<{ readonly outcome: Outcome; readonly isComplete: boolean }> {
  const { check, json } = request;
  const { out, outStyle } = terminal;
  const reading = await readProgram(file);
  if (reading.kind === 'unreadable') {
    return { outcome: unreadable(file, reading.reason, request, terminal), isComplete: true };
  }
  const formatted = formatText(await terminal.parser(), reading.text, defaultFormatOptions);
  const isChanged = formatted.text !== reading.text;
  const isComplete = formatted.left.length === 0;
  const mark = reading.byteOrderMark ? '\ufeff' : '';
  if (file !== '-' && isChanged && !check) {
    const failure = await writeProgram(file, mark + formatted.text);
    if (failure !== undefined)
      return { outcome: unreadable(file, failure, request, terminal), isComplete: true };
  }
  if (json) {
    const text = file === '-' && !check ? formatted.text : undefined;
    out(
      `${JSON.stringify(formatResult(file, isChanged, formatted.left, new LineIndex(reading.text), text))}\n`,
    );
  } else {
    sayLeft(file, reading.text, formatted, terminal);
    if (file === '-' && !check) out(mark + formatted.text);
    else if (isChanged) out(`${outStyle.strong(nameOf(file))}: ${check ? 'not formatted' : 'formatted'}\n`);
  }
  return { outcome: isChanged ? 'formatted' : 'unchanged', isComplete };
}

function unreadable(file: string, reason: string, { json }: FormatRequest, terminal: Terminal): Outcome {
  sayUnreadable(file, { reason }, terminal);
  if (json) terminal.out(`${JSON.stringify(unreadableFormatResult(file, reason))}\n`);
  return 'unreadable';
}

function sayLeft(file: string, text: string, { left }: FormattedText, { err, errStyle }: Terminal): void {
  if (left.length === 0) return;
  const lines = new LineIndex(text);
  for (const { span, fault } of left) {
    const place = lines.positionAt(fault.start);
    const [first, last] = [lines.positionAt(span.start).line + 1, lines.positionAt(span.end).line + 1];
    const where = first === last ? `line ${first} is` : `lines ${first} to ${last} are`;
    err(
      `${errStyle.strong(`${nameOf(file)}:${place.line + 1}:${place.character + 1}`)}: ${errStyle.warning('left as it is')}: ${where} not formatted, because of a syntax error: ${fault.message}\n`,
    );
  }
}

function sum(changed: number, unchanged: number, { check }: FormatRequest, { out }: Terminal): void {
  const files = (n: number): string => `${n} ${n === 1 ? 'file' : 'files'}`;
  if (changed + unchanged < 2) {
    if (unchanged === 1) out('Already formatted.\n');
    return;
  }
  const done = check ? 'not formatted' : 'formatted';
  if (changed === 0) out(`${files(unchanged)}, all formatted already.\n`);
  else out(`${files(changed)} ${done}, ${unchanged} already formatted.\n`);
}
