// `pat fmt [PLACE…]`: formats files in place, standard input to standard output, and all files of folders.
import { Buffer } from 'node:buffer';
import { reasonOf } from '../host/file-fault.ts';
import { LineIndex } from '../host/positions.ts';
import { decodeText } from '../host/text-file.ts';
import type { FormattedText } from '../languages/answers.ts';
import { defaultFormatOptions } from '../languages/format/options.ts';
import type { Parser } from '../languages/language.ts';
import { type Shown, shown, shownJson, shownOutput } from '../terminal/shown.ts';
import { sayUnreadable } from './check.ts';
import { command } from './command.ts';
import { programsIn } from './files.ts';
import { formatResult, unreadableFormatResult } from './json.ts';
import type { Choice } from './languages.ts';
import { nameOf, type Place, textOf } from './place.ts';
import { readProgram } from './read.ts';
import { dropOldText, forgottenTexts } from './recovery.ts';
import { repair, rewrite } from './rewrite.ts';
import { type Terminal, writeExactly } from './terminal.ts';

export interface FormatRequest {
  /** Files and folders; `-` is standard input. */
  readonly places: readonly Place[];
  readonly choice: Choice;
  /** Say what would change, and change nothing. */
  readonly check: boolean;
  readonly json: boolean;
}

type Outcome = 'formatted' | 'unchanged' | 'unreadable';

/** 0: all is formatted; 1: with `check` something is not, or a syntax error is in the way; 2: a file could not be read or written. */
export async function format(request: FormatRequest, terminal: Terminal): Promise<0 | 1 | 2> {
  const outcomes: Outcome[] = [];
  let incomplete = false;
  await repairInterrupted(request, terminal);
  for await (const { place, ...found } of programsIn(request.places, request.choice.languages)) {
    if (found.kind === 'unreadable') {
      outcomes.push(unreadable(place, shown`${found.reason}`, request, terminal));
      continue;
    }
    const { outcome, isComplete } = await formatFile(place, found.named, request, terminal);
    outcomes.push(outcome);
    if (!isComplete) incomplete = true;
  }
  const count = (wanted: Outcome): number => outcomes.filter(outcome => outcome === wanted).length;
  if (!request.json && !request.places.includes('-'))
    sum(count('formatted'), count('unchanged'), request, terminal);
  if (count('unreadable') > 0) return 2;
  return incomplete || (request.check && count('formatted') > 0) ? 1 : 0;
}

async function formatFile(
  place: Place,
  named: boolean,
  request: FormatRequest,
  terminal: Terminal,
): Promise<{ readonly outcome: Outcome; readonly isComplete: boolean }> {
  const { check, json } = request;
  const { out, outStyle } = terminal;
  const reading = await readProgram(place);
  if (reading.kind === 'unreadable') {
    return { outcome: unreadable(place, shown`${reading.reason}`, request, terminal), isComplete: true };
  }
  const language = request.choice.languageOf(place);
  const { format: formatText } = await terminal.load(language);
  if (formatText === undefined) {
    if (!named) return { outcome: 'unchanged', isComplete: true };
    const reason = shown`Programs in ${language.name} cannot be formatted.`;
    return { outcome: unreadable(place, reason, request, terminal), isComplete: true };
  }
  const formatted = formatText(reading.text, defaultFormatOptions);
  const isChanged = formatted.text !== reading.text;
  const isComplete = formatted.left.length === 0;
  const whole = withMark(reading, formatted);
  if (place !== '-' && isChanged && !check) {
    const failure = await rewrite(place, reading.bytes, Buffer.from(whole));
    if (failure !== undefined)
      return { outcome: unreadable(place, failure, request, terminal), isComplete: true };
  }
  if (json) {
    const text = place === '-' && !check ? formatted.text : undefined;
    out(shownJson(formatResult(textOf(place), isChanged, formatted.left, new LineIndex(reading.text), text)));
  } else {
    sayLeft(place, reading.text, formatted, terminal);
    if (place === '-' && !check) writeExactly(whole, shownOutput);
    else if (isChanged) {
      out(shown`${outStyle.strong(nameOf(place))}: ${check ? 'not formatted' : 'formatted'}\n`);
    }
  }
  return { outcome: isChanged ? 'formatted' : 'unchanged', isComplete };
}

function withMark({ byteOrderMark }: { readonly byteOrderMark: boolean }, { text }: FormattedText): string {
  return (byteOrderMark ? '\ufeff' : '') + text;
}

/** Puts right what an earlier `pat fmt` left half written when it was killed, and says what it cannot put right. */
async function repairInterrupted(
  { check, places, choice }: FormatRequest,
  terminal: Terminal,
): Promise<void> {
  if (places.every(place => place === '-')) return;
  for (const old of forgottenTexts()) {
    const { target, text, keptIn } = old;
    const say = (words: Shown): void => {
      const { err, errStyle } = terminal;
      err(shown`${errStyle.strong(nameOf(target))}: ${errStyle.warning('warning')}: ${words}\n`);
    };
    const interrupted = `An earlier ${command} fmt was interrupted while it wrote this file`;
    try {
      const aftermath = await repair(
        old,
        rewritten(await terminal.load(choice.languageOf(target)), text),
        !check,
      );
      if (aftermath === 'changed') {
        say(
          shown`${interrupted}, which was changed or removed since. What it held before is in ${keptIn}; delete that when you do not need it.`,
        );
        continue;
      }
      if (aftermath === 'broken') {
        say(
          shown`${interrupted}. What it held before is in ${keptIn}; without --check ${command} fmt puts it back.`,
        );
        continue;
      }
      dropOldText(old);
      if (aftermath === 'restored') say(shown`${interrupted}. It holds again what it held before.`);
    } catch (error) {
      say(
        shown`${interrupted}. What it held before is in ${keptIn}, but cannot be put back: ${reasonOf(error)}.`,
      );
    }
  }
}

/** What `pat fmt` makes of the bytes of a file. */
function rewritten({ format: formatText }: Parser, bytes: Buffer): Buffer {
  const reading = decodeText(bytes);
  if (reading.kind === 'unreadable' || formatText === undefined) return bytes;
  return Buffer.from(withMark(reading, formatText(reading.text, defaultFormatOptions)));
}

function unreadable(place: Place, reason: Shown, { json }: FormatRequest, terminal: Terminal): Outcome {
  sayUnreadable(place, reason, terminal);
  if (json) terminal.out(shownJson(unreadableFormatResult(textOf(place), reason.text)));
  return 'unreadable';
}

function sayLeft(place: Place, text: string, { left }: FormattedText, { err, errStyle }: Terminal): void {
  if (left.length === 0) return;
  const lines = new LineIndex(text);
  for (const { span, fault } of left) {
    const at = lines.positionAt(fault.start);
    const [first, last] = [lines.positionAt(span.start).line + 1, lines.positionAt(span.end).line + 1];
    const where = first === last ? `line ${first} is` : `lines ${first} to ${last} are`;
    const head = errStyle.strong(shown`${nameOf(place)}:${at.line + 1}:${at.character + 1}`);
    const what = errStyle.warning('left as it is');
    err(shown`${head}: ${what}: ${where} not formatted, because of a syntax error: ${fault.message}\n`);
  }
}

function sum(changed: number, unchanged: number, { check }: FormatRequest, { out }: Terminal): void {
  const files = (n: number): string => `${n} ${n === 1 ? 'file' : 'files'}`;
  if (changed + unchanged < 2) {
    if (unchanged === 1) out(shown`Already formatted.\n`);
    return;
  }
  const done = check ? 'not formatted' : 'formatted';
  if (changed === 0) out(shown`${files(unchanged)}, all formatted already.\n`);
  else out(shown`${files(changed)} ${done}, ${unchanged} already formatted.\n`);
}
