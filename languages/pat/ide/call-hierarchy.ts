// Call hierarchy: which definitions call which. Messages are in it too: what "calls" a message are the definitions that
// send it, and what it "calls" are those that receive it.
import type { HierarchyCall, HierarchyItem } from '../../answers.ts';
import type { Span } from '../../diagnostic.ts';
import type { AnalysedItem, Analysis } from '../analysis.ts';
import { visitComputation } from '../core/visit.ts';
import type { Range } from '../syntax/ast.ts';
import { showType } from '../types/show.ts';
import { targetOf } from './definition.ts';
import { spanOf } from './locate.ts';
import { occurrences } from './occurrences.ts';
import { type Entity, entities, entityAt, entityOf, type Reference } from './references.ts';

/** Finds an item again, in a later state of the text too. */
type HierarchyKey =
  | { readonly kind: 'definition'; readonly name: string }
  | { readonly kind: 'body' }
  | { readonly kind: 'message'; readonly interface: string; readonly tag: string };

/** What a client gives back of an item of ours. */
function readKey(key: unknown): HierarchyKey | undefined {
  if (typeof key !== 'object' || key === null || !('kind' in key)) return undefined;
  if (key.kind === 'body') return { kind: 'body' };
  if (key.kind === 'definition' && 'name' in key && typeof key.name === 'string')
    return { kind: 'definition', name: key.name };
  if (key.kind !== 'message' || !('interface' in key) || !('tag' in key)) return undefined;
  const { interface: owner, tag } = key;
  if (typeof owner !== 'string' || typeof tag !== 'string') return undefined;
  return { kind: 'message', interface: owner, tag };
}

/** What the name at the offset is in the hierarchy: a definition or a message; undefined for anything else. */
export function hierarchyItemAt(analysis: Analysis, offset: number): HierarchyItem | undefined {
  const found = entityAt(analysis, offset);
  return found === undefined ? undefined : toItem(analysis, found.entity);
}

/** Who calls a definition, mentions of it as a value included, or sends a message. In source order. */
export function incomingCalls(analysis: Analysis, data: unknown): HierarchyCall[] {
  const key = readKey(data);
  const entity = key && find(analysis, key);
  if (entity === undefined) return [];
  return byItem(
    analysis,
    entity.references.filter(({ occurrence: o }) =>
      o.kind === 'message' ? o.role === 'send' : o.kind === 'definition' && !o.declares,
    ),
  );
}

/** What a definition or the body calls, built-ins apart, in order of the first call; or who receives a message. */
export function outgoingCalls(analysis: Analysis, data: unknown): HierarchyCall[] {
  const key = readKey(data);
  if (key === undefined) return [];
  if (key.kind === 'message') {
    const receives = find(analysis, key)?.references.filter(
      ({ occurrence: o }) => o.kind === 'message' && o.role === 'receive',
    );
    return byItem(analysis, receives ?? []);
  }
  const called = new Map<Entity, Span[]>();
  for (const item of itemsOf(analysis, key)) {
    for (const occurrence of occurrences(item)) {
      if (occurrence.kind !== 'definition' || occurrence.declares) continue;
      const entity = entityOf(analysis, occurrence);
      if (entity === undefined) continue;
      const places = called.get(entity);
      const span = spanOf(item, occurrence.at);
      if (places === undefined) called.set(entity, [span]);
      else places.push(span);
    }
  }
  return [...called].flatMap(([entity, places]) => {
    const item = toItem(analysis, entity);
    return item === undefined ? [] : [{ item, places }];
  });
}

/** The definition or body around each reference, with the places in it. */
function byItem(analysis: Analysis, references: readonly Reference[]): HierarchyCall[] {
  const calls = new Map<AnalysedItem, { readonly item: HierarchyItem; readonly places: Span[] }>();
  const widened = new Map<AnalysedItem, ReadonlyMap<number, Range>>();
  for (const { item, occurrence } of references) {
    const around = widened.get(item) ?? constructs(item);
    widened.set(item, around);
    const place = spanOf(item, around.get(occurrence.at.start) ?? occurrence.at);
    const known = calls.get(item);
    if (known !== undefined) known.places.push(place);
    else {
      const caller = callerItem(analysis, item);
      if (caller !== undefined) calls.set(item, { item: caller, places: [place] });
    }
  }
  return [...calls.values()];
}

/** The sends and `receive` clauses of an item, by where their tags begin. */
function constructs({ lowered }: AnalysedItem): ReadonlyMap<number, Range> {
  const found = new Map<number, Range>();
  if (lowered.kind === 'interface') return found;
  visitComputation(
    {
      final: f => {
        if (f.kind === 'send') found.set(f.tag.at.start, f.at);
      },
      clause: c => {
        if (c.kind === 'receive') found.set(c.tag.at.start, c.head);
      },
    },
    lowered.core.body,
  );
  return found;
}

function find(analysis: Analysis, key: HierarchyKey): Entity | undefined {
  return entities(analysis).find(entity => {
    if (entity.declaration === undefined || entity.kind !== key.kind) return false;
    if (key.kind === 'definition') return entity.name === key.name;
    return entity.kind === 'message' && entity.interface === key.interface && entity.name === key.tag;
  });
}

function itemsOf({ items }: Analysis, key: HierarchyKey): readonly AnalysedItem[] {
  if (key.kind === 'body') return items.filter(({ item }) => item.kind === 'body');
  const named = items.find(
    ({ item }) => item.kind === 'definition' && key.kind === 'definition' && item.name.text === key.name,
  );
  return named === undefined ? [] : [named];
}

function toItem(analysis: Analysis, entity: Entity): HierarchyItem | undefined {
  const { kind, name, declaration } = entity;
  if (declaration === undefined) return undefined;
  if (kind === 'definition') return definitionItem(analysis, name, declaration);
  if (kind !== 'message' || entity.interface === undefined) return undefined;
  const { values } = analysis.solution;
  const message = analysis.signatures.interface(entity.interface)?.messages.get(name);
  return {
    key: { kind: 'message', interface: entity.interface, tag: name } satisfies HierarchyKey,
    kind: 'message',
    name: `${entity.interface}.${name}`,
    detail: `(${(message?.payloads ?? []).map(p => showType(p, values)).join(', ')})`,
    ...targetOf(declaration),
  };
}

function definitionItem(analysis: Analysis, name: string, declaration: Reference): HierarchyItem {
  const { values } = analysis.solution;
  const signature = analysis.signatures.definition(name);
  const parameters = (signature?.parameters ?? []).map(p => showType(p.type, values)).join(', ');
  return {
    key: { kind: 'definition', name } satisfies HierarchyKey,
    kind: 'definition',
    name,
    detail: signature === undefined ? '' : `(${parameters}): ${showType(signature.result, values)}`,
    ...targetOf(declaration),
  };
}

/** The item that calls stand in; a definition whose name is missing is none. */
function callerItem(analysis: Analysis, analysed: AnalysedItem): HierarchyItem | undefined {
  const { item } = analysed;
  if (item.kind === 'body') {
    const span = spanOf(analysed, item.at);
    return {
      key: { kind: 'body' } satisfies HierarchyKey,
      kind: 'body',
      name: 'program',
      detail: 'what runs',
      span,
      selection: span,
    };
  }
  if (item.kind === 'interface' || item.name.text === '') return undefined;
  const occurrence = occurrences(analysed).find(o => o.kind === 'definition' && o.declares);
  const entity = occurrence && entityOf(analysis, occurrence);
  return entity && toItem(analysis, entity);
}
