// Faults of every room → diagnostics a person understands. The only place where origins turn into words.
import type { Diagnostic } from '../../diagnostic.ts';
import type { PlainFault } from '../check/fault.ts';
import type { CheckedItem } from '../check/item.ts';
import type { Origin } from '../check/origin.ts';
import { unknownInterface } from '../check/plain.ts';
import type { World } from '../check/world.ts';
import type { InferredPattern } from '../core/complete.ts';
import type { LoweredItem } from '../core/lower.ts';
import type { Constraint, Solution } from '../solve/index.ts';
import type { Item, Program } from '../syntax/ast.ts';
import { Places } from '../syntax/places.ts';
import { partsOf } from '../types/operations.ts';
import type { Pattern, PatternVariable } from '../types/pattern.ts';
import type { PlainType } from '../types/type.ts';
import { BrokenPlaces } from './broken-places.ts';
import { explainEmpty, explainFailure, explainUndecided } from './constraint.ts';
import { ConstraintGraph, independentFailures } from './graph.ts';
import { explainMailbox } from './mailbox.ts';
import { explainCore, explainPlain } from './plain.ts';
import { type Context, Reporter, relatedAt } from './report.ts';
import { explainSyntax } from './syntax.ts';
import { unreachableClauses } from './unreachable.ts';

/** An item with all that was found out about it. Interfaces have nothing to check. */
export interface ExplainedItem {
  readonly item: Item;
  readonly lowered: LoweredItem;
  readonly checked: CheckedItem | undefined;
}

/** All diagnostics of a program, sorted by position. */
export function explain(
  text: string,
  program: Program,
  items: readonly ExplainedItem[],
  world: World,
  constraints: readonly Constraint<Origin>[],
  solution: Solution<Origin>,
): Diagnostic[] {
  const starts = new Map(program.items.map(({ item, start }) => [item, start]));
  // What was found earlier may point into the header of an item that another with the same header has replaced.
  for (const { item, lowered } of items) {
    if (lowered.kind !== 'body') starts.set(lowered.signature.item, starts.get(item) ?? 0);
  }
  const context: Context = { text, startOf: item => starts.get(item) ?? 0, world, values: solution.values };
  const out: Diagnostic[] = program.faults.map(fault => explainSyntax(fault, 0));
  const lost = lostNames(text, program);
  const nameless = namelessItems(program);
  const declared = new DeclaredTypes(world);
  for (const { item, lowered, checked } of items) {
    const r = new Reporter(context, item);
    const broken = new BrokenPlaces(r);
    for (const fault of item.faults) out.push(explainSyntax(fault, context.startOf(item)));
    for (const fault of lowered.faults) out.push(explainCore(r, fault));
    if (lowered.kind === 'interface') {
      for (const { name, at } of lowered.interfaces) {
        if (world.interface(name) === undefined && !lost.has(name) && !nameless.has('unknown-interface'))
          out.push(explainPlain(r, unknownInterface(world, name, at)));
      }
    }
    // One fault at each place: what the second pass finds there only follows from what the first has found.
    const reported = new Places();
    for (const fault of checked?.plainFaults ?? []) {
      if (!reported.add(fault.at)) continue;
      const isLost = nameless.has(fault.kind) || ('name' in fault && lost.has(fault.name));
      if (!isLost && !isConsequence(broken, declared, fault)) out.push(explainPlain(r, fault));
    }
    for (const fault of checked?.mailboxFaults ?? []) {
      const silenced = 'at' in fault && (broken.touch(fault.at) || reported.has(fault.at));
      if (!silenced && lowered.kind !== 'interface') out.push(explainMailbox(r, fault, lowered.core.body));
    }
    for (const fact of checked?.facts ?? []) {
      if (fact.kind === 'guard') for (const dead of unreachableClauses(r, fact)) out.push(dead);
    }
  }
  for (const duplicate of duplicates(context, items)) out.push(duplicate);
  const graph = new ConstraintGraph(constraints);
  for (const failure of independentFailures(solution.failures, world))
    out.push(explainFailure(context, graph, failure));
  for (const { constraint, spent } of solution.undecided)
    out.push(explainUndecided(context, constraint, spent));
  for (const one of emptyPatterns(context, items, graph, solution.empty)) out.push(one);
  return sortedDistinct(out);
}

/** The names of items that could not be read as such, since the word that begins them is missing or misspelt. */
function lostNames(text: string, program: Program): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { code, at } of program.faults) {
    if (code !== 'E137') continue;
    names.add(text.slice(at.start, at.end));
    const next = /^\s+([A-Za-z][\w']*)/.exec(text.slice(at.end, at.end + 200))?.[1];
    if (next !== undefined) names.add(next);
  }
  return names;
}

/** The faults that an item whose name is missing may be the reason of: it may be what they look for. */
function namelessItems({ items }: Program): ReadonlySet<PlainFault['kind']> {
  const faults = new Set<PlainFault['kind']>();
  for (const { item } of items) {
    if (item.kind === 'body' || item.name.text !== '') continue;
    faults.add(item.kind === 'interface' ? 'unknown-interface' : 'unbound-variable');
  }
  return faults;
}

/** Whether a plain fault only follows from a syntax error, or from an interface that there is not. */
function isConsequence(broken: BrokenPlaces, declared: DeclaredTypes, fault: PlainFault): boolean {
  if (broken.touch(fault.at)) return true;
  if (fault.kind !== 'type-mismatch') return false;
  const { because, found, wanted } = fault;
  if (because?.at !== undefined && because.item === undefined && broken.touch(because.at)) return true;
  return !declared.has(found) || !declared.has(wanted);
}

/** The types of which all interfaces are declared. */
class DeclaredTypes {
  private readonly world: World;
  private readonly found = new Map<PlainType, boolean>();

  constructor(world: World) {
    this.world = world;
  }

  has(type: PlainType): boolean {
    if (type.kind === 'interface') return this.world.interface(type.name) !== undefined;
    const known = this.found.get(type) ?? partsOf(type).every(part => this.has(part));
    this.found.set(type, known);
    return known;
  }
}

/** Two definitions, or two interfaces, of the same name. */
function duplicates(context: Context, items: readonly ExplainedItem[]): Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const kind of ['interface', 'definition'] as const) {
    const seen = new Map<string, Item>();
    for (const { item } of items) {
      if (item.kind !== kind || item.name.text === '') continue;
      const first = seen.get(item.name.text);
      if (first === undefined || first.kind === 'body') {
        seen.set(item.name.text, item);
        continue;
      }
      const words = `There already is ${kind === 'interface' ? 'an interface' : 'a definition'} \`${item.name.text}\`.`;
      const related = relatedAt(context, { item: first, at: first.name.at }, 'the first one');
      const r = new Reporter(context, item);
      const rename = r.replace(`Rename it to \`${item.name.text}'\``, item.name.at, `${item.name.text}'`);
      out.push(r.error('E210', item.name.at, words, { related: [related], fixes: [rename] }));
    }
  }
  return out;
}

/**
 * Patterns solved as `0`. Where an item is broken, messages that its code would have sent are unknown, so
 * what only that item could explain is left alone.
 */
function emptyPatterns(
  context: Context,
  items: readonly ExplainedItem[],
  graph: ConstraintGraph,
  empty: readonly PatternVariable[],
): Diagnostic[] {
  if (empty.length === 0) return [];
  const broken = new Excuses(items.filter(isBroken));
  const wanted = new Set(empty);
  const out: Diagnostic[] = [];
  for (const explained of items) {
    for (const pattern of explained.lowered.inferred) {
      if (!wanted.has(pattern.variable) || broken.excuse(explained)) continue;
      out.push(emptyWritten(context, explained.item, pattern, graph.neededFor(pattern.variable)));
    }
  }
  if (out.length > 0 || broken.some) return out;
  for (const { item, checked } of items) {
    const seen = new Set<unknown>();
    for (const { variable, at, binder } of checked?.fresh ?? []) {
      if (!wanted.has(variable) || seen.has(binder)) continue;
      seen.add(binder);
      out.push(
        explainEmpty(context, item, at, {
          binder: binder.introduced ? 'that is made' : `\`${binder.name}\``,
        }),
      );
    }
  }
  return out;
}

function emptyWritten(
  context: Context,
  item: Item,
  { interface: name, capability, at }: InferredPattern,
  needed: Pattern | undefined,
): Diagnostic {
  return explainEmpty(context, item, at, { interface: name, capability, needed });
}

function isBroken({ item, lowered, checked }: ExplainedItem): boolean {
  return (
    item.faults.some(f => f.severity === 'error') ||
    lowered.faults.some(f => f.kind !== 'hidden-binder' && f.kind !== 'builtin-binder') ||
    (checked?.plainFaults.length ?? 0) > 0 ||
    (checked?.mailboxFaults.length ?? 0) > 0
  );
}

/** The broken items, which may be why nothing is known of a pattern. */
class Excuses {
  private readonly broken: ReadonlySet<ExplainedItem>;
  /** The source of one is damaged: it may call or send to anything. */
  private readonly anything: boolean;
  private readonly called = new Set<string>();

  constructor(broken: readonly ExplainedItem[]) {
    this.broken = new Set(broken);
    this.anything = broken.some(({ item }) => item.faults.some(f => f.severity === 'error'));
    for (const { checked } of broken)
      for (const name of checked?.seen.definitionsSeen ?? []) this.called.add(name);
  }

  get some(): boolean {
    return this.broken.size > 0;
  }

  /** Whether one may be the reason for an item: it is the item itself, or it may call or send to it. */
  excuse(explained: ExplainedItem): boolean {
    const { item } = explained;
    if (this.broken.has(explained)) return true;
    if (item.kind === 'interface') return this.some;
    return item.kind !== 'body' && (this.anything || this.called.has(item.name.text));
  }
}

function sortedDistinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = [...diagnostics].sort(
    (a, b) =>
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
  return sorted.filter((d, i) => {
    const before = sorted[i - 1];
    return !(
      before !== undefined &&
      before.code === d.code &&
      before.message === d.message &&
      before.span.start === d.span.start &&
      before.span.end === d.span.end
    );
  });
}
