// `pat check [PLACE…]`: files, standard input, and all programs of folders.
import { defaultBudget, type LastResort, type PatParser, type Settings } from '../languages/pat/index.ts';
import { LineIndex } from '../host/positions.ts';
import { type Checked, checkText } from './checking.ts';
import { programsIn } from './files.ts';
import { showDiagnostic } from './frame.ts';
import { fileResult, unreadableResult } from './json.ts';
import { readProgram } from './read.ts';
import type { Style } from './style.ts';

export interface CheckRequest {
  /** Files and folders; `-` is standard input. */
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

type Outcome = 'accepted' | 'rejected' | 'unreadable';

/**
 * Prints the results: for each file that was named, and for those of folders that there is something to say about.
 * 0: all accepted, 1: an error in a program, 2: a file or folder could not be read.
 */
export async function check(request: CheckRequest, terminal: Terminal): Promise<0 | 1 | 2> {
  const outcomes: Outcome[] = [];
  let searched = false;
  let lost = false;
  for await (const found of programsIn(request.files)) {
    if (found.kind === 'unreadable') {
      lost = true;
      unreadable(found.place, found.reason, request, terminal);
      continue;
    }
    searched ||= !found.named;
    outcomes.push(await checkFile(found.place, found.named, request, terminal));
  }
  if (!request.json && (searched || outcomes.length > 1)) sum(outcomes, terminal);
  return lost || outcomes.includes('unreadable') ? 2 : outcomes.includes('rejected') ? 1 : 0;
}

async function checkFile(
  file: string,
  named: boolean,
  request: CheckRequest,
  terminal: Terminal,
): Promise<Outcome> {
  const reading = await readProgram(file);
  if (reading.kind === 'unreadable') {
    unreadable(file, reading.reason, request, terminal);
    return 'unreadable';
  }
  const parser = await terminal.parser();
  const checked = await checkText(parser, reading.text, request.settings, terminal.lastResort);
  report(file, checked, named, request, terminal);
  return checked.analysis.accepted ? 'accepted' : 'rejected';
}

function unreadable(place: string, reason: string, { json }: CheckRequest, terminal: Terminal): void {
  sayUnreadable(place, { reason }, terminal);
  if (json) terminal.out(`${JSON.stringify(unreadableResult(place, reason))}\n`);
}

export function sayUnreadable(
  file: string,
  { reason }: { readonly reason: string },
  { err, errStyle }: Pick<Terminal, 'err' | 'errStyle'>,
): void {
  err(`${errStyle.strong(nameOf(file))}: ${errStyle.error('error')}: ${reason}\n`);
}

export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

function report(
  file: string,
  { analysis, milliseconds }: Checked,
  named: boolean,
  request: CheckRequest,
  t: Terminal,
): void {
  const { diagnostics, accepted, text } = analysis;
  const lines = new LineIndex(text);
  if (request.json) t.out(`${JSON.stringify(fileResult(file, accepted, diagnostics, lines))}\n`);
  else if (named || diagnostics.length > 0) {
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

/** How many files there were, and what became of them. */
function sum(outcomes: readonly Outcome[], { out, outStyle }: Terminal): void {
  const words: Record<Outcome, (text: string) => string> = {
    accepted: n => outStyle.good(`${n} accepted`),
    rejected: n => outStyle.error(`${n} rejected`),
    unreadable: n => outStyle.error(`${n} not read`),
  };
  const parts = (['accepted', 'rejected', 'unreadable'] as const).flatMap(outcome => {
    const n = outcomes.filter(o => o === outcome).length;
    return n > 0 ? [words[outcome](String(n))] : [];
  });
  out(`${outStyle.strong(count(outcomes.length, 'file'))}: ${parts.join(', ')}\n`);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
