// Where the messages of a failed inclusion come from, or fail to come from: the related places of a pattern error.

import type { Related } from '../../diagnostic.ts';
import type { Origin } from '../check/origin.ts';
import { listUses, receivingUse, type Use, type Uses } from '../check/uses.ts';
import type { Multiset } from '../solve/index.ts';
import type { Item, Range } from '../syntax/ast.ts';
import { holdsEmpty, type Pattern, substitute, tagsOf } from '../types/pattern.ts';
import type { ConstraintGraph, PatternConstraint } from './graph.ts';
import { type Context, Reporter, relatedAt } from './report.ts';

/** What is known of a failed inclusion. */
export interface Facts {
  readonly r: Reporter;
  readonly context: Context;
  readonly graph: ConstraintGraph;
  readonly constraint: PatternConstraint;
  readonly counterexample: Multiset;
  /** What is there, closed. */
  readonly left: Pattern;
  /** What is handled, closed. */
  readonly right: Pattern;
  readonly name: string;
}

/** At most so many related places are listed. */
const mostPlaces = 6;

/** The place that receives from the mailbox, or else uses it first. */
export function receiverAt(origin: Origin): Range | undefined {
  if (origin.upperUses === undefined) return undefined;
  return (receivingUse(origin.upperUses) ?? listUses(origin.upperUses)[0])?.at;
}

/** The guards and frees that the mailbox is used by. */
export function receivers({ r, constraint }: Facts): Related[] {
  const { upperUses } = constraint.origin;
  if (upperUses === undefined) return [];
  return listUses(upperUses)
    .filter(u => u.what.kind === 'guard' || u.what.kind === 'free')
    .slice(0, 2)
    .map(u => r.related(u.at, u.what.kind === 'free' ? 'freed here' : 'received from here'));
}

interface PlacedUse {
  readonly item: Item;
  readonly use: Use;
}

/** All uses that put messages into the mailbox in question, in other definitions too. */
function allUses({ graph, constraint }: Facts): PlacedUse[] {
  const out: PlacedUse[] = [];
  const add = (item: Item, uses: Uses | undefined): void => {
    if (uses !== undefined) for (const use of listUses(uses)) out.push({ item, use });
  };
  for (const { origin } of graph.sources(constraint)) add(origin.item, origin.lowerUses);
  if (constraint.origin.lowerUses === undefined) add(constraint.origin.item, constraint.origin.upperUses);
  return out;
}

/** The uses that send one of these messages, or pass the mailbox to something that may. */
export function sendUses(f: Facts, tags: readonly string[]): PlacedUse[] {
  const matters = (use: Use): boolean => {
    if (use.what.kind === 'send') return tags.includes(use.what.tag);
    const passed = sentThrough(f, use);
    if (passed === undefined) return false;
    const sent = tagsOf(passed);
    return tags.some(t => sent.has(t));
  };
  return allUses(f).filter(({ use }) => matters(use));
}

/** What is sent by whom a mailbox is passed to. */
function sentThrough({ context }: Facts, { what }: Use): Pattern | undefined {
  if (what.kind !== 'pass' || what.type.kind !== 'mailbox' || what.type.capability !== '!') return undefined;
  return substitute(what.type.pattern, context.values);
}

/** The places that send one of these messages, or may. */
export function sends(f: Facts, tags: readonly string[] = [...f.counterexample.keys()]): Related[] {
  return sendUses(f, tags)
    .slice(0, mostPlaces)
    .map(({ item, use }) => {
      const words =
        use.what.kind === 'send'
          ? `\`${use.what.tag}\` is sent here`
          : use.what.kind === 'pass' && use.what.to !== undefined
            ? `\`${use.what.to}\` may send it`
            : 'it may be sent through this';
      return relatedAt(f.context, { item, at: use.at }, words);
    });
}

/** The places that may send nothing when these messages are missing; where there are none, those that send some. */
export function missing(f: Facts, tags: readonly string[]): Related[] {
  const unused = f.graph
    .sources(f.constraint)
    .filter(({ origin }) => origin.why.kind === 'unused' && origin !== f.constraint.origin)
    .map(({ origin }) => relatedAt(f.context, origin, 'never used, so nothing is sent'));
  const idle = allUses(f).flatMap(({ item, use }) => {
    if (use.what.kind === 'skipped') return [skippedBranch(f.context, item, use.at)];
    const passed = sentThrough(f, use);
    if (passed === undefined || use.what.kind !== 'pass' || !holdsEmpty(passed)) return [];
    if (item.kind === 'definition' && use.what.to === item.name.text) return [];
    const who = use.what.to === undefined ? 'this' : `\`${use.what.to}\``;
    return [relatedAt(f.context, { item, at: use.at }, `${who} may send nothing`)];
  });
  const found = [...unused, ...idle].slice(0, mostPlaces);
  return found.length > 0 ? found : sends(f, tags);
}

function skippedBranch(context: Context, item: Item, at: Range): Related {
  const r = new Reporter(context, item);
  return r.related(r.headOf(at), 'nothing is sent in this branch');
}
