// `pat run FILE`: checks the program, runs it with its sleeps in real time, and says what it came to.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import process from 'node:process';
import { setImmediate, setTimeout } from 'node:timers/promises';
import {
  type Analysis,
  type Diagnostic,
  describeReport,
  type Execution,
  type RunReport,
  type Settings,
  start,
} from '../languages/pat/index.ts';
import { LineIndex } from '../host/positions.ts';
import { nameOf, sayUnreadable, type Terminal } from './check.ts';
import { checkText } from './checking.ts';
import { showDiagnostic } from './frame.ts';
import { readProgram } from './read.ts';

export interface RunRequest {
  readonly file: string;
  readonly settings: Settings;
  /** Chosen by chance when undefined. */
  readonly seed: number | undefined;
}

/** How many steps of the program between two looks at signals and output: a few milliseconds. */
const slice = 20_000;

/** 0: ran to its end; 1: an error, or something left over; 2: the file could not be read; 130: stopped by Ctrl+C. */
export async function run(request: RunRequest, terminal: Terminal): Promise<0 | 1 | 2 | 130> {
  const { file, settings } = request;
  const { err, errStyle } = terminal;
  const reading = await readProgram(file);
  if (reading.kind === 'unreadable') {
    sayUnreadable(file, reading, terminal);
    return 2;
  }
  const { analysis } = await checkText(await terminal.parser(), reading.text, settings, terminal.lastResort);
  const lines = new LineIndex(reading.text);
  const name = nameOf(file);
  if (!analysis.accepted) {
    for (const d of analysis.diagnostics) err(`${showDiagnostic(name, d, lines, errStyle)}\n`);
    err(`${errStyle.strong(name)}: ${errStyle.error('not run')}, since it has errors\n`);
    return 1;
  }
  sayWarnings(name, analysis, terminal);
  if (analysis.core.body === undefined) {
    err(`${name}: there is nothing to run, since no expression comes after the definitions\n`);
    return 0;
  }
  const seed = request.seed ?? randomInt(2 ** 32);
  const report = await execute(start(analysis.core, { seed }));
  if (report === 'stopped') {
    err(`${errStyle.strong(name)}: ${errStyle.warning('stopped')}\n`);
    return 130;
  }
  say(report, name, lines, terminal);
  if (report.clean) return 0;
  if (request.seed === undefined) err(`The seed was ${seed}: --seed ${seed} does the same again.\n`);
  return 1;
}

/** Runs to the end, or until the user or the system wants it to stop. */
async function execute(execution: Execution): Promise<RunReport | 'stopped'> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  try {
    for (;;) {
      const progress = execution.step(slice);
      const output = execution.takeOutput();
      if (output.length > 0 && !process.stdout.write(`${output.join('\n')}\n`)) {
        await once(process.stdout, 'drain', { signal: stop.signal });
      }
      if (progress.state === 'finished') return progress.report;
      await wait(progress.state === 'sleeping' ? progress.milliseconds : 0, stop.signal);
    }
  } catch (error) {
    if (stop.signal.aborted) return 'stopped';
    throw error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal);
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

function sayWarnings(name: string, { diagnostics }: Analysis, { err, errStyle }: Terminal): void {
  const warnings = diagnostics.filter(d => d.severity === 'warning').length;
  if (warnings === 0) return;
  const text = warnings === 1 ? 'a warning' : `${warnings} warnings`;
  err(`${name}: ${errStyle.warning(text)}; pat check shows more\n`);
}

/** What the program came to: its value belongs to its output, what went wrong does not. */
function say(report: RunReport, name: string, lines: LineIndex, terminal: Terminal): void {
  const { err, out, errStyle } = terminal;
  const { error } = report;
  if (error !== undefined) {
    const diagnostic: Diagnostic = { ...error, severity: 'error', fixes: [] };
    err(`${showDiagnostic(name, diagnostic, lines, errStyle)}\n`);
    return;
  }
  for (const line of describeReport(report, lines.text)) {
    const place = /^( *)(\d+:\d+): (.*)$/su.exec(line);
    if (line.startsWith('Result: ')) out(`${line}\n`);
    else if (place === null) err(`${line}\n`);
    else err(`${place[1]}${errStyle.strong(`${name}:${place[2]}`)}: ${place[3]}\n`);
  }
}
