// One document's results, computed on demand and kept while they stay valid. An item is lowered again only when
// its text changed, and checked again only when it, the settings or the signatures that it looked up changed.

import type { Diagnostic, TextEdit } from '../diagnostic.ts';
import { type CheckedItem, checkItem } from './check/item.ts';
import type { Origin } from './check/origin.ts';
import { Signatures } from './check/world.ts';
import { type LoweredItem, lower } from './core/lower.ts';
import type { CoreProgram } from './core/term.ts';
import { explain } from './explain/index.ts';
import { defaultSettings, type Settings } from './settings.ts';
import {
  type Constraint,
  defaultBudget,
  type Inclusion,
  InclusionMemory,
  type Solution,
  SolvedValues,
  solve,
} from './solve/index.ts';
import type { Item, PlacedItem, Program } from './syntax/ast.ts';
import { type PatParser, SyntaxDocument } from './syntax/parse.ts';
import { tagOrder } from './types/order.ts';
import type { Pattern } from './types/pattern.ts';

/** Decides what the native procedure left open: `left ⊑ right`, both closed. */
export type LastResort = (left: Pattern, right: Pattern) => Promise<Inclusion>;

/** How much work an analysis took: what was done again rather than kept. */
export interface Effort {
  readonly items: number;
  readonly lowered: number;
  readonly checked: number;
  readonly constraints: number;
  /** Groups of constraints, connected by the pattern variables that they share, that were solved. */
  readonly solved: number;
  /** Inclusions that were decided. */
  readonly decided: number;
  /** Steps that deciding them took. */
  readonly steps: number;
}

export interface AnalysedItem extends PlacedItem {
  readonly lowered: LoweredItem;
  /** Undefined for interfaces. */
  readonly checked: CheckedItem | undefined;
}

/** The results for one state of a text. Immutable. */
export interface Analysis {
  readonly text: string;
  readonly settings: Settings;
  readonly syntax: Program;
  readonly items: readonly AnalysedItem[];
  readonly signatures: Signatures;
  readonly solution: Solution<Origin>;
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
  /** No diagnostic is an error. */
  readonly accepted: boolean;
  readonly core: CoreProgram;
  /** How many inclusions the native procedure left open. */
  readonly undecided: number;
  readonly effort: Effort;
  /** Reads texts that are tried out beside this one. */
  readonly parser: PatParser;
}

/** A text that changes, and what is known of it. */
export class PatDocument {
  private readonly parser: PatParser;
  private readonly syntax: SyntaxDocument;
  private readonly inclusions = new InclusionMemory();
  private readonly budget: number;
  private settings: Settings;
  private lowered = new Map<Item, LoweredItem>();
  /** All agree with `signatures`. */
  private checked = new Map<Item, CheckedItem>();
  private signatures = new Signatures([]);
  private current: Analysis | undefined;

  /** `budget`: steps for each inclusion; past it the question is left open. */
  constructor(parser: PatParser, text: string, settings: Settings = defaultSettings, budget = defaultBudget) {
    this.parser = parser;
    this.syntax = new SyntaxDocument(parser, text);
    this.settings = settings;
    this.budget = budget;
  }

  get text(): string {
    return this.syntax.text;
  }

  /** Replaces the text between two offsets. */
  edit(start: number, end: number, replacement: string): void {
    this.syntax.edit(start, end, replacement);
    this.current = undefined;
  }

  setSettings(settings: Settings): void {
    if (JSON.stringify(settings) === JSON.stringify(this.settings)) return;
    this.settings = settings;
    this.checked = new Map();
    this.current = undefined;
  }

  /** The results for the text as it is now. Never throws for any text. */
  analysis(): Analysis {
    this.current ??= this.analyse(this.text, this.syntax.program());
    return this.current;
  }

  /**
   * What the results would be after edits of the text as it is now, which do not overlap. The document stays as it is; the
   * work is that of an edit.
   */
  whatIf(edits: readonly TextEdit[]): Analysis {
    this.analysis();
    const { lowered, checked, signatures } = this;
    try {
      const { text, program } = this.syntax.after(edits.map(({ span, text }) => ({ ...span, text })));
      return this.analyse(text, program);
    } finally {
      this.lowered = lowered;
      this.checked = checked;
      this.signatures = signatures;
    }
  }

  /** Frees the memory of the syntax tree, which lives outside the garbage-collected heap. */
  dispose(): void {
    this.syntax.dispose();
  }

  private analyse(text: string, program: Program): Analysis {
    const { lowered, newlyLowered } = this.lowerAll(program);
    const before = this.signatures;
    const signatures = this.signaturesOf([...lowered.values()]);
    const checked = new Map<Item, CheckedItem>();
    let newlyChecked = 0;
    for (const [item, low] of lowered) {
      if (low.kind === 'interface') continue;
      const known = this.checked.get(item);
      if (known !== undefined && (signatures === before || known.seen.agreesWith(signatures)))
        checked.set(item, known);
      else {
        newlyChecked++;
        checked.set(item, checkItem(low, signatures, this.settings));
      }
    }
    this.checked = checked;
    const constraints: Constraint<Origin>[] = [];
    for (const { constraints: some } of checked.values()) for (const one of some) constraints.push(one);
    const { decided, groups, steps } = this.inclusions.counters;
    const solution = inOrder(
      solve(constraints, { memory: this.inclusions, budget: this.budget }),
      signatures,
    );
    const counters = this.inclusions.counters;
    const items = program.items.map(({ item, start }) => {
      const low = lowered.get(item);
      if (low === undefined) throw new Error('every item is lowered');
      return { item, start, lowered: low, checked: checked.get(item) };
    });
    const effort = {
      items: items.length,
      lowered: newlyLowered,
      checked: newlyChecked,
      constraints: constraints.length,
      solved: counters.groups.solved - groups.solved,
      decided: counters.decided - decided,
      steps: counters.steps - steps,
    };
    return assemble(
      {
        text,
        settings: this.settings,
        syntax: program,
        items,
        signatures,
        solution,
        effort,
        parser: this.parser,
      },
      constraints,
    );
  }

  /** The signatures of the items: the same object as last time when they are the same in the same order. */
  private signaturesOf(items: readonly LoweredItem[]): Signatures {
    const { items: before } = this.signatures;
    const same =
      items.length === before.length &&
      items.every((item, i) => {
        const other = before[i];
        return other !== undefined && signatureOf(item) === signatureOf(other);
      });
    if (!same) this.signatures = new Signatures(items, this.signatures);
    return this.signatures;
  }

  /** The items of the program, lowered; one that replaces another of its name keeps that one's signature if it can. */
  private lowerAll(program: Program): { lowered: Map<Item, LoweredItem>; newlyLowered: number } {
    const present = new Set(program.items.map(({ item }) => item));
    const replaced = new Map<string, LoweredItem[]>();
    for (const [item, low] of this.lowered) {
      if (present.has(item)) continue;
      const same = replaced.get(nameOf(item));
      if (same === undefined) replaced.set(nameOf(item), [low]);
      else same.push(low);
    }
    const lowered = new Map<Item, LoweredItem>();
    let newlyLowered = 0;
    for (const { item } of program.items) {
      const known = this.lowered.get(item);
      if (known === undefined) newlyLowered++;
      lowered.set(item, known ?? lower(item, replaced.get(nameOf(item))?.shift()));
    }
    this.lowered = lowered;
    return { lowered, newlyLowered };
  }
}

function signatureOf(item: LoweredItem): object | undefined {
  return item.kind === 'body' ? undefined : item.signature;
}

/** The solution with its values as they are shown: in the order in which their interfaces declare the messages. */
function inOrder(solution: Solution<Origin>, signatures: Signatures): Solution<Origin> {
  const values = new SolvedValues(solution.values.keys(), variable => {
    const value = solution.values.get(variable);
    return value && tagOrder(signatures, variable.interface).pattern(value);
  });
  return { ...solution, values };
}

/** What an item is called, apart from those of other kinds. */
function nameOf(item: Item): string {
  return item.kind === 'body' ? item.kind : `${item.kind} ${item.name.text}`;
}

function assemble(
  known: Omit<Analysis, 'diagnostics' | 'accepted' | 'core' | 'undecided'>,
  constraints: readonly Constraint<Origin>[],
): Analysis {
  const { text, syntax, items, signatures, solution } = known;
  const diagnostics = explain(text, syntax, items, signatures, constraints, solution);
  return {
    ...known,
    diagnostics,
    accepted: !diagnostics.some(d => d.severity === 'error'),
    core: coreProgram(items),
    undecided: solution.undecided.length,
  };
}

/** The analysis with what the native procedure left open put to a last resort. What that leaves open stays so. */
export async function settle(analysis: Analysis, decide: LastResort): Promise<Analysis> {
  if (analysis.undecided === 0) return analysis;
  const { solution, items } = analysis;
  const undecided: Solution<Origin>['undecided'][number][] = [];
  const failures = [...solution.failures];
  for (const open of solution.undecided) {
    const answer = await decide(open.left, open.right);
    if (answer.kind === 'undecided') undecided.push(open);
    else if (answer.kind === 'fails') {
      failures.push({ constraint: open.constraint, left: open.left, counterexample: answer.counterexample });
    }
  }
  const constraints = items.flatMap(({ checked }) => checked?.constraints ?? []);
  return assemble({ ...analysis, solution: { ...solution, failures, undecided } }, constraints);
}

/** What running needs of the items; of two definitions of the same name the first counts. */
function coreProgram(items: readonly AnalysedItem[]): CoreProgram {
  const definitions = new Map<
    string,
    { core: Extract<LoweredItem, { kind: 'definition' }>['core']; start: number }
  >();
  let body: CoreProgram['body'];
  for (const { lowered, start } of items) {
    if (lowered.kind === 'definition' && !definitions.has(lowered.core.name)) {
      definitions.set(lowered.core.name, { core: lowered.core, start });
    } else if (lowered.kind === 'body') body = { core: lowered.core, start };
  }
  return body === undefined ? { definitions } : { definitions, body };
}
