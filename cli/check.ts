// `pat check FILE…`
import { defaultBudget, type LastResort, type PatParser, type Settings } from '../languages/pat/index.ts';
import { LineIndex } from '../server/positions.ts';
import type { Reading } from '../server/text-file.ts';
import { type Checked, checkText } from './checking.ts';
import { showDiagnostic } from './frame.ts';
import { fileResult, unreadableResult } from './json.ts';
import { readProgram } from './read.ts';
import type { Style } from './style.ts';

export interface CheckRequest {
  readonly files: readonly string[];
  readonly settings: Settings;
  readonly json: boolean;
  readonly verbose: boolean;
}
export interface Terminal {
  readonly parser: () => Promise<PatParser>;
  readonly lastResort: LastResort;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly outStyle: Style;
  readonly errStyle: Style;
}

/** Prints the results. 0: all accepted, 1: an error in a program, 2: a file could not be read. */
export async function check(request: CheckRequest, terminal: Terminal): Promise<0 | 1 | 2> {
  let unread = false;
  let rejected = false;
  for (const file of request.files) {
    const reading = await readProgram(file);
    if (reading.kind === 'unreadable') {
      unread = true;
      sayUnreadable(file, reading, terminal);
      if (request.json) terminal.out(`${JSON.stringify(unreadableResult(file, reading.reason))}\n`);
      continue;
    }
    const checked = await checkText(
      await terminal.parser(),
      reading.text,
      request.settings,
      terminal.lastResort,
    );
    if (!checked.analysis.accepted) rejected = true;
    report(file, checked, request, terminal);
  }
  return unread ? 2 : rejected ? 1 : 0;
}

export function sayUnreadable(
  file: string,
  { reason }: Extract<Reading, { kind: 'unreadable' }>,
  { err, errStyle }: Pick<Terminal, 'err' | 'errStyle'>,
): void {
  err(`${errStyle.strong(nameOf(file))}: ${errStyle.error('error')}: ${reason}\n`);
}

export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

function report(file: string, { analysis, milliseconds }: Checked, request: CheckRequest, t: Terminal): void {
  const { diagnostics, accepted, text } = analysis;
  const lines = new LineIndex(text);
  if (request.json) t.out(`${JSON.stringify(fileResult(file, accepted, diagnostics, lines))}\n`);
  else {
    const name = nameOf(file);
    for (const d of diagnostics) t.out(`${showDiagnostic(name, d, lines, t.outStyle)}\n`);
    const verdict = accepted ? t.outStyle.good('accepted') : t.outStyle.error('rejected');
    t.out(`${t.outStyle.strong(name)}: ${verdict}${summary(diagnostics)}\n`);
  }
  if (request.verbose) {
    const { items, constraints, decided, steps } = analysis.effort;
    t.err(
      `${nameOf(file)}: ${count(items, 'item')}, ${count(constraints, 'constraint')}, ${count(decided, 'inclusion')} decided in ${count(steps, 'step')} (at most ${defaultBudget.toLocaleString('en-US')} for each), ${analysis.undecided} undecided, ${milliseconds.toFixed(1)} ms\n`,
    );
  }
}

function summary(diagnostics: readonly { readonly severity: 'error' | 'warning' | 'information' }[]): string {
  const errors = diagnostics.filter(d => d.severity === 'error').length;
  const warnings = diagnostics.filter(d => d.severity === 'warning').length;
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
