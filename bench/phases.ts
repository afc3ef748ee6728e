// A full check phase by phase, each timed: the same functions in the same order as `PatDocument.analysis`.
import { performance } from 'node:perf_hooks';
import { checkItem } from '../languages/pat/check/item.ts';
import { Signatures } from '../languages/pat/check/world.ts';
import { lower } from '../languages/pat/core/lower.ts';
import { explain } from '../languages/pat/explain/index.ts';
import { defaultSettings } from '../languages/pat/settings.ts';
import { InclusionMemory, solve } from '../languages/pat/solve/index.ts';
import { type PatParser, SyntaxDocument } from '../languages/pat/syntax/parse.ts';
import { median } from './measure.ts';

/** Milliseconds. */
export interface Phases {
  /** Text to program. */
  readonly parse: number;
  /** Both passes over every item, and what goes before them. */
  readonly check: number;
  /** The least solution, and every inclusion. */
  readonly solve: number;
  /** Faults to diagnostics. */
  readonly explain: number;
}

/** One full check from nothing. */
export function phases(parser: PatParser, text: string): Phases {
  const marks = [performance.now()];
  const mark = (): unknown => marks.push(performance.now());
  const document = new SyntaxDocument(parser, text);
  const program = document.program();
  mark();
  const lowered = program.items.map(({ item }) => ({ item, lowered: lower(item) }));
  const world = new Signatures(lowered.map(l => l.lowered));
  const items = lowered.map(({ item, lowered: low }) => {
    const checked = low.kind === 'interface' ? undefined : checkItem(low, world, defaultSettings);
    return { item, lowered: low, checked };
  });
  const constraints = items.flatMap(({ checked }) => checked?.constraints ?? []);
  mark();
  const solution = solve(constraints, { memory: new InclusionMemory() });
  mark();
  explain(text, program, items, world, constraints, solution);
  mark();
  document.dispose();
  const took = (i: number): number => (marks[i + 1] ?? Number.NaN) - (marks[i] ?? Number.NaN);
  return { parse: took(0), check: took(1), solve: took(2), explain: took(3) };
}

/** The median of each phase. */
export function medianPhases(rounds: readonly Phases[]): Phases {
  const of = (phase: keyof Phases): number => median(rounds.map(round => round[phase]));
  return {
    parse: of('parse'),
    check: of('check'),
    solve: of('solve'),
    explain: of('explain'),
  };
}
