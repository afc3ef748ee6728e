// `pat run FILE`: checks the program, runs it with its sleeps in real time, and says what it came to.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import os from 'node:os';
import process from 'node:process';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { availableMegabytes, exactNodeMemory } from '../host/node-memory.ts';
import { LineIndex } from '../host/positions.ts';
import { cannotRun } from '../host/run-session.ts';
import type { Diagnostic, Span } from '../languages/diagnostic.ts';
import type { Analysis } from '../languages/language.ts';
import { type Run, type RunRemark, type RunReport, showWords } from '../languages/running.ts';
import { type Shown, shown, shownOutput } from '../terminal/shown.ts';
import { reset } from '../terminal/style.ts';
import { sayUnreadable } from './check.ts';
import { checkText } from './checking.ts';
import { command } from './command.ts';
import { showDiagnostic, showPlace } from './frame.ts';
import type { Choice } from './languages.ts';
import { nameOf, type Place } from './place.ts';
import { readProgram } from './read.ts';
import { type Terminal, writeExactly, writeWithoutWaiting } from './terminal.ts';

export interface RunRequest {
  readonly place: Place;
  readonly choice: Choice;
  /** Chosen by chance when undefined. */
  readonly seed: number | undefined;
  /** Megabytes that the program may have; as many as there are when undefined. */
  readonly memory: number | undefined;
}

/** How many steps of the program between two looks at signals and output: a few milliseconds. */
const slice = 20_000;

/** What ends a run, and how it is said to the process that started us: 128 more than the signal's number. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The exit code. 0: ran to its end; 1: an error, or something left over; 2: the file could not be read; above 128: a signal. */
export async function run(request: RunRequest, terminal: Terminal): Promise<number> {
  const { place, choice } = request;
  const { err, errStyle } = terminal;
  const available = availableMegabytes();
  if (request.memory !== undefined && request.memory > available) {
    err(
      shown`error: Node gives a program at most ${available} MB here; more with NODE_OPTIONS=--max-old-space-size=MB in the environment\n`,
    );
    return 2;
  }
  const reading = await readProgram(place);
  if (reading.kind === 'unreadable') {
    sayUnreadable(place, shown`${reading.reason}`, terminal);
    return 2;
  }
  const language = choice.languageOf(place);
  const { analysis } = await checkText(language, reading.text, choice.settingsOf(language), terminal);
  const lines = new LineIndex(reading.text);
  const name = nameOf(place);
  if (!analysis.accepted) {
    for (const d of analysis.diagnostics) err(shown`${showDiagnostic(name, d, lines, errStyle)}\n`);
    err(shown`${errStyle.strong(name)}: ${errStyle.error('not run')}, since it has errors\n`);
    return 1;
  }
  sayWarnings(name, analysis, terminal);
  const seed = request.seed ?? randomInt(2 ** 32);
  const program = analysis.run?.({ seed, memory: exactNodeMemory(request.memory) }) ?? cannotRun;
  if ('kind' in program) {
    err(shown`${name}: ${program.reason}\n`);
    return 0;
  }
  const report = await execute(program);
  if (typeof report === 'string') {
    err(shown`${errStyle.strong(name)}: ${errStyle.warning('stopped')}\n`);
    return 128 + os.constants.signals[report];
  }
  say(report, name, lines, terminal);
  if (report.clean) return 0;
  if (request.seed === undefined) err(shown`The seed was ${seed}: --seed ${seed} does the same again.\n`);
  return 1;
}

/** Runs to the end, or until the user or the system wants it to stop. */
async function execute(execution: Run): Promise<RunReport | (typeof signals)[number]> {
  const stop = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => stop.abort(signal);
  writeWithoutWaiting();
  for (const signal of signals) process.on(signal, onSignal);
  let isColoured = false;
  try {
    for (;;) {
      const progress = execution.step(slice);
      const output = execution.takeOutput();
      if (output.length > 0) {
        const text = `${output.join('\n')}\n`;
        isColoured ||= text.includes('\u001b[');
        if (!writeExactly(text, shownOutput)) await once(process.stdout, 'drain', { signal: stop.signal });
      }
      if (progress.state === 'finished') return progress.report;
      await wait(progress.state === 'sleeping' ? progress.milliseconds : 0, stop.signal);
    }
  } catch (error) {
    if (stop.signal.aborted) return stop.signal.reason;
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
    // What comes next is not the program's, nor is it to have its colours.
    if (isColoured && process.stdout.isTTY) process.stdout.write(reset.text);
  }
}

/** The longest time that a timer of Node can wait. */
const longest = 2 ** 31 - 1;

/** Waits, at least until signals have been heard. Rejects when stopped. */
async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setImmediate(undefined, { signal });
  for (let left = milliseconds; left > 0; left -= longest) {
    await setTimeout(Math.min(left, longest), undefined, { signal });
  }
}

function sayWarnings(name: Shown, { diagnostics }: Analysis, { err, errStyle }: Terminal): void {
  const warnings = diagnostics.filter(d => d.severity === 'warning').length;
  if (warnings === 0) return;
  const text = warnings === 1 ? 'a warning' : `${warnings} warnings`;
  err(shown`${name}: ${errStyle.warning(text)}; ${command} check shows more\n`);
}

/** What the program came to: its value belongs to its output, what went wrong does not. */
function say(
  { result, remarks }: RunReport,
  name: Shown,
  lines: LineIndex,
  { err, out, errStyle }: Terminal,
): void {
  if (result !== undefined) out(shown`Result: ${result}\n`);
  const at = ({ start }: Span): string => showPlace(lines, start);
  const line = ({ span, words }: Note): Shown => {
    const head = span === undefined ? shown`` : shown`${errStyle.strong(shown`${name}:${at(span)}`)}: `;
    return shown`${head}${showWords(words, at)}`;
  };
  for (const remark of remarks) {
    const { code } = remark;
    if (code !== undefined) {
      err(shown`${showDiagnostic(name, asDiagnostic(code, remark, at), lines, errStyle)}\n`);
      continue;
    }
    err(shown`${line(remark)}\n`);
    for (const note of remark.notes) err(shown`  ${line(note)}\n`);
  }
}

type Note = RunRemark['notes'][number];

/** An error of a run, as checkers say theirs. */
function asDiagnostic(
  code: string,
  { span, words, notes }: RunRemark,
  at: (span: Span) => string,
): Diagnostic {
  return {
    code,
    severity: 'error',
    message: showWords(words, at),
    span,
    related: notes.map(note => ({ span: note.span ?? span, message: showWords(note.words, at) })),
    fixes: [],
  };
}
