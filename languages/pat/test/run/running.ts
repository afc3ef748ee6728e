// Runs programs for tests, from their text. Most are also checked first: what is run here is what users can run.

import assert from 'node:assert/strict';
import type { TraceEvent } from '@behavioural/runtime';
import { PatDocument } from '../../analysis.ts';
import type { CoreProgram } from '../../core/term.ts';
import { type Execution, type RunReport, start } from '../../run/index.ts';
import { presentReport } from '../../run/report.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { reportLines } from './report-lines.ts';

let parser: PatParser | undefined;
/** To be called before the others. */
export async function loadRunning(): Promise<void> {
  parser = await testParser();
}

/** The core of a program, which must be accepted unless `rejected`. */
export function coreOf(text: string, rejected: boolean | 'maybe' = false): CoreProgram {
  if (parser === undefined) throw new Error('the parser is not loaded');
  const document = new PatDocument(parser, text);
  try {
    const { accepted, core, diagnostics } = document.analysis();
    if (rejected !== 'maybe')
      assert.equal(accepted, !rejected, diagnostics.map(d => `${d.code} ${d.message}`).join('\n') || text);
    return core;
  } finally {
    document.dispose();
  }
}

export interface Outcome {
  readonly report: RunReport;
  readonly output: readonly string[];
  readonly events: readonly TraceEvent[];
  /** The report in words. */
  readonly words: readonly string[];
}

export interface Run {
  readonly seed?: number;
  readonly stepsAtOnce?: number;
  /** Whether the checker rejects it; `maybe` where that is not the question. */
  readonly rejected?: boolean | 'maybe';
  /** How many steps it may take; ten million, unless given. */
  readonly limit?: number;
  readonly traced?: boolean;
}

/** Runs a program to its end, which must come within the limit. */
export function run(text: string, options: Run = {}): Outcome {
  const { seed = 1, stepsAtOnce = 100_000, rejected = false, traced = false } = options;
  const output: string[] = [];
  const events: TraceEvent[] = [];
  const execution = start(coreOf(text, rejected), {
    seed,
    onOutput: line => output.push(line),
    ...(traced ? { onTrace: (event: TraceEvent) => events.push(event) } : {}),
  });
  const report = finish(execution, stepsAtOnce, options.limit);
  return { report, output, events, words: reportLines(presentReport(report), text) };
}

export function finish(execution: Execution, stepsAtOnce = 100_000, limit = 10_000_000): RunReport {
  while (execution.steps < limit) {
    const progress = execution.step(stepsAtOnce);
    if (progress.state === 'finished') return progress.report;
  }
  return assert.fail('the program does not finish');
}

/** The value that a program gives, with nothing left over. */
export function resultOf(text: string, options: Run = {}): string | undefined {
  const { report, words } = run(text, options);
  assert.ok(report.clean, words.join('\n'));
  return report.value;
}

/** What a rejected program does when it is run all the same: its error or what it leaves, in words. */
export function complaints(text: string, options: Run = {}): readonly string[] {
  const { report, words } = run(text, { rejected: true, ...options });
  assert.ok(!report.clean);
  return words.filter(w => !w.startsWith('Result: '));
}
