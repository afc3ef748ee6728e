// `pat check [PLACE…]`: files, standard input, and all programs of folders.
import { LineIndex } from '../host/positions.ts';
import { joined, type Shown, shown, shownJson } from '../terminal/shown.ts';
import { type Checked, checkText } from './checking.ts';
import { programsIn } from './files.ts';
import { showDiagnostic } from './frame.ts';
import { fileResult, unreadableResult } from './json.ts';
import type { Choice } from './languages.ts';
import { nameOf, type Place, textOf } from './place.ts';
import { readProgram } from './read.ts';
import type { Terminal } from './terminal.ts';

export interface CheckRequest {
  /** Files and folders; `-` is standard input. */
  readonly places: readonly Place[];
  readonly choice: Choice;
  readonly json: boolean;
  readonly verbose: boolean;
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
  for await (const found of programsIn(request.places, request.choice.languages)) {
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
  place: Place,
  named: boolean,
  request: CheckRequest,
  terminal: Terminal,
): Promise<Outcome> {
  const reading = await readProgram(place);
  if (reading.kind === 'unreadable') {
    unreadable(place, reading.reason, request, terminal);
    return 'unreadable';
  }
  const { choice } = request;
  const language = choice.languageOf(place);
  const checked = await checkText(language, reading.text, choice.settingsOf(language), terminal);
  report(place, checked, named, request, terminal);
  return checked.analysis.accepted ? 'accepted' : 'rejected';
}

function unreadable(place: Place, reason: string, { json }: CheckRequest, terminal: Terminal): void {
  sayUnreadable(place, shown`${reason}`, terminal);
  if (json) terminal.out(shownJson(unreadableResult(textOf(place), reason)));
}

export function sayUnreadable(
  place: Place,
  reason: Shown,
  { err, errStyle }: Pick<Terminal, 'err' | 'errStyle'>,
): void {
  err(shown`${errStyle.strong(nameOf(place))}: ${errStyle.error('error')}: ${reason}\n`);
}

function report(
  place: Place,
  { analysis, milliseconds }: Checked,
  named: boolean,
  request: CheckRequest,
  t: Terminal,
): void {
  const { diagnostics, accepted, text } = analysis;
  const lines = new LineIndex(text);
  const name = nameOf(place);
  if (request.json) t.out(shownJson(fileResult(textOf(place), accepted, diagnostics, lines)));
  else if (named || diagnostics.length > 0) {
    for (const d of diagnostics) t.out(shown`${showDiagnostic(name, d, lines, t.outStyle)}\n`);
    const verdict = accepted ? t.outStyle.good('accepted') : t.outStyle.error('rejected');
    t.out(shown`${t.outStyle.strong(name)}: ${verdict}${summary(diagnostics)}\n`);
  }
  if (request.verbose)
    t.err(shown`${name}: ${analysis.effort}, ${milliseconds.toFixed(1)} ms
`);
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
  const words: Record<Outcome, (text: string) => Shown> = {
    accepted: n => outStyle.good(`${n} accepted`),
    rejected: n => outStyle.error(`${n} rejected`),
    unreadable: n => outStyle.error(`${n} not read`),
  };
  const parts = (['accepted', 'rejected', 'unreadable'] as const).flatMap(outcome => {
    const n = outcomes.filter(o => o === outcome).length;
    return n > 0 ? [words[outcome](String(n))] : [];
  });
  out(shown`${outStyle.strong(count(outcomes.length, 'file'))}: ${joined(parts, ', ')}\n`);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
