// Everything that a program names, with all places of its name: the base of references, highlights, rename and the
// hierarchies. Of two declarations of one name the first has the references, as in the rest of the language.

import type { Span } from '../../diagnostic.ts';
import type { AnalysedItem, Analysis } from '../analysis.ts';
import type { Binder } from '../core/term.ts';
import { visitComputation } from '../core/visit.ts';
import { occurrenceAt, spanOf } from './locate.ts';
import { type Occurrence, occurrences } from './occurrences.ts';

/** One place of a name. */
export interface Reference {
  readonly item: AnalysedItem;
  readonly occurrence: Occurrence;
  /** The name itself, never empty. */
  readonly span: Span;
  readonly declares: boolean;
}

interface EntityBase {
  readonly name: string;
  /** Undefined for what is built in, or declared nowhere. */
  readonly declaration: Reference | undefined;
  /** All its places in source order, the declaration too. */
  readonly references: readonly Reference[];
}
/** What one or more names of a program stand for. */
export type Entity =
  | (EntityBase & { readonly kind: 'interface' | 'definition' | 'builtin' })
  /** `interface` is undefined where it is not known and more than one could be meant, or none. */
  | (EntityBase & { readonly kind: 'message'; readonly interface: string | undefined })
  /** The first binder; the others are of `receive` clauses without `from`, which give the mailbox its name again. */
  | (EntityBase & { readonly kind: 'variable'; readonly binders: readonly Binder[] });

/** All that the program names, in the order of first mention, each with its places. Linear in the text. */
export function entities(analysis: Analysis): readonly Entity[] {
  return indexOf(analysis).entities;
}

/** What the name at an offset stands for, and that place of it. */
export function entityAt(
  analysis: Analysis,
  offset: number,
): { readonly entity: Entity; readonly reference: Reference } | undefined {
  const found = occurrenceAt(analysis, offset);
  const entity = found && indexOf(analysis).byOccurrence.get(found.occurrence);
  const reference = entity?.references.find(r => r.occurrence === found?.occurrence);
  return entity === undefined || reference === undefined ? undefined : { entity, reference };
}

/** What an occurrence stands for; undefined for a binder that is not written. */
export function entityOf(analysis: Analysis, occurrence: Occurrence): Entity | undefined {
  return indexOf(analysis).byOccurrence.get(occurrence);
}

/** The places of what is named at the offset, in source order; `declaration`: where it is declared too. */
export function references(
  analysis: Analysis,
  offset: number,
  { declaration }: { readonly declaration: boolean },
): Span[] {
  const found = entityAt(analysis, offset)?.entity;
  return (found?.references ?? []).filter(r => declaration || !r.declares).map(r => r.span);
}

interface Index {
  readonly entities: readonly Entity[];
  readonly byOccurrence: ReadonlyMap<Occurrence, Entity>;
}

const known = new WeakMap<Analysis, Index>();

function indexOf(analysis: Analysis): Index {
  const before = known.get(analysis);
  if (before !== undefined) return before;
  const indexing = new Indexing(analysis);
  known.set(analysis, indexing);
  return indexing;
}

interface GrowingBase {
  readonly name: string;
  declaration: Reference | undefined;
  readonly references: Reference[];
}
type Growing =
  | (GrowingBase & { readonly kind: 'interface' | 'definition' | 'builtin' })
  | (GrowingBase & { readonly kind: 'message'; readonly interface: string | undefined })
  | (GrowingBase & { readonly kind: 'variable'; readonly binders: Binder[] });

class Indexing implements Index {
  readonly entities: Growing[] = [];
  readonly byOccurrence = new Map<Occurrence, Growing>();
  private readonly named = new Map<string, Growing>();
  private readonly variables = new Map<Binder, Growing>();
  /** The interfaces that declare a tag, second ones of a name too. */
  private readonly declaring = new Map<string, Set<AnalysedItem>>();
  private readonly again = new Map<Binder, Binder>();
  /** The items that declare an interface of a name first. */
  private readonly first = new Map<string, AnalysedItem>();

  constructor({ items }: Analysis) {
    for (const item of items) this.interfaceItem(item);
    for (const item of items) {
      this.nameless(item);
      for (const occurrence of occurrences(item)) this.add(item, occurrence);
    }
  }

  private interfaceItem(analysed: AnalysedItem): void {
    const { item } = analysed;
    if (item.kind !== 'interface') return;
    if (!this.first.has(item.name.text)) this.first.set(item.name.text, analysed);
    for (const { tag } of item.messages) {
      const interfaces = this.declaring.get(tag.text);
      if (interfaces === undefined) this.declaring.set(tag.text, new Set([analysed]));
      else interfaces.add(analysed);
    }
  }

  /** Notes the mailboxes of `receive` clauses without `from`: the guarded variable under its own name (spec §2). */
  private nameless({ lowered }: AnalysedItem): void {
    if (lowered.kind === 'interface') return;
    visitComputation(
      {
        final: f => {
          if (f.kind !== 'guard' || f.target.kind !== 'variable') return;
          for (const clause of f.clauses) {
            if (clause.kind !== 'receive' || clause.mailbox.name !== f.target.binder.name) continue;
            const { at } = clause.mailbox;
            if (at.start === at.end) this.again.set(clause.mailbox, f.target.binder);
          }
        },
      },
      lowered.core.body,
    );
  }

  private add(item: AnalysedItem, occurrence: Occurrence): void {
    const written = occurrence.at.start < occurrence.at.end;
    const entity = this.entity(item, occurrence, written);
    if (!written) return;
    const declares = declaresName(occurrence);
    const reference = { item, occurrence, span: spanOf(item, occurrence.at), declares };
    if (declares) entity.declaration ??= reference;
    entity.references.push(reference);
    this.byOccurrence.set(occurrence, entity);
  }

  private entity(item: AnalysedItem, o: Occurrence, written: boolean): Growing {
    switch (o.kind) {
      case 'variable':
        return this.variable(o.binder, written);
      case 'message':
        return this.message(item, o);
      case 'interface':
      case 'definition':
      case 'builtin':
        return this.shared(o.kind, o.name, declaresName(o), () => ({ kind: o.kind, ...empty(o.name) }));
      default:
        return o satisfies never;
    }
  }

  private variable(binder: Binder, written: boolean): Growing {
    const known = this.variables.get(binder);
    if (known !== undefined) return known;
    const original = written ? undefined : this.again.get(binder);
    const entity =
      (original && this.variables.get(original)) ??
      this.make({ kind: 'variable', ...empty(binder.name), binders: [] });
    this.variables.set(binder, entity);
    if (entity.kind === 'variable') entity.binders.push(binder);
    return entity;
  }

  private message(item: AnalysedItem, o: Extract<Occurrence, { kind: 'message' }>): Growing {
    const candidates = this.declaring.get(o.tag);
    const [only] = candidates?.size === 1 ? candidates : [];
    const declares = o.role === 'declare';
    const owner = declares ? item : o.interface === undefined ? only : this.first.get(o.interface);
    const name = owner?.item.kind === 'interface' ? owner.item.name.text : o.interface;
    const key = owner === undefined ? `${name ?? '?'}.${o.tag}` : `${owner.start}.${o.tag}`;
    return this.shared('message', key, declares, () => ({
      kind: 'message',
      ...empty(o.tag),
      interface: name,
    }));
  }

  /** The entity of a name that all items share; a second declaration of it is an entity of its own. */
  private shared(kind: Entity['kind'], name: string, declares: boolean, make: () => Growing): Growing {
    const key = `${kind} ${name}`;
    const known = this.named.get(key);
    if (known !== undefined && !(declares && known.declaration !== undefined)) return known;
    const entity = this.make(make());
    if (known === undefined) this.named.set(key, entity);
    return entity;
  }

  private make(entity: Growing): Growing {
    this.entities.push(entity);
    return entity;
  }
}

function empty(name: string): GrowingBase {
  return { name, declaration: undefined, references: [] };
}

function declaresName(o: Occurrence): boolean {
  switch (o.kind) {
    case 'message':
      return o.role === 'declare';
    case 'builtin':
      return false;
    default:
      return o.declares;
  }
}
