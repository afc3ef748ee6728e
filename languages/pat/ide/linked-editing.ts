// Linked editing: at the mailbox name of a guard, or at a `from` name that is the same, an edit of one changes all. What
// is linked is all that must change for the program to stay as it is: the mailbox's binding and its uses, and the same
// name after `from` or `empty` in the clauses of its guards with the uses there. Elsewhere nothing is linked, so that an
// edit of a use is an edit of that use.

import type { Span } from '../../diagnostic.ts';
import type { AnalysedItem, Analysis } from '../analysis.ts';
import type { Binder, Value } from '../core/term.ts';
import { visitComputation } from '../core/visit.ts';
import type { Range } from '../syntax/ast.ts';
import { type Entity, entities, entityAt } from './references.ts';
import { prepareRename } from './rename.ts';

/** What they may become. The name may be empty for a moment, while it is typed anew. */
export const linkedName = "([a-z][A-Za-z0-9_']*)?";

/** The places to edit together, of equal texts, in source order. None where nothing is linked. */
export function linkedEditing(analysis: Analysis, offset: number): Span[] {
  const found = entityAt(analysis, offset);
  if (found === undefined || found.entity.kind !== 'variable') return [];
  const { item, occurrence } = found.reference;
  if (occurrence.kind !== 'variable' || prepareRename(analysis, offset).kind === 'refused') return [];
  const guards = guardsOf(item);
  const guard = guards.find(({ target, targetAt, again }) =>
    occurrence.declares
      ? again.includes(occurrence.binder)
      : target === occurrence.binder && targetAt.start === occurrence.at.start && again.length > 0,
  );
  return guard === undefined ? [] : linkedWith(analysis, guard.target, guards);
}

interface GuardedName {
  readonly target: Binder;
  readonly targetAt: Range;
  /** What its clauses call the mailbox, where that is the same name. */
  readonly again: readonly Binder[];
}

/** The guards of an item on a variable. */
function guardsOf({ lowered }: AnalysedItem): GuardedName[] {
  if (lowered.kind === 'interface') return [];
  const guards: GuardedName[] = [];
  visitComputation(
    {
      final: f => {
        const target = f.kind === 'guard' ? variableIn(f.target) : undefined;
        if (f.kind !== 'guard' || target === undefined) return;
        const again = f.clauses
          .flatMap(c => (c.kind === 'receive' ? [c.mailbox] : c.kind === 'empty' ? [c.binder] : []))
          .filter(binder => !binder.introduced && binder.name === target.binder.name);
        guards.push({ target: target.binder, targetAt: target.at, again });
      },
    },
    lowered.core.body,
  );
  return guards;
}

function variableIn(v: Value): Extract<Value, { kind: 'variable' }> | undefined {
  if (v.kind === 'annotated') return variableIn(v.value);
  return v.kind === 'variable' && !v.binder.introduced ? v : undefined;
}

function linkedWith(analysis: Analysis, first: Binder, guards: readonly GuardedName[]): Span[] {
  const entityOf = new Map<Binder, Entity>();
  for (const entity of entities(analysis)) {
    if (entity.kind === 'variable') for (const binder of entity.binders) entityOf.set(binder, entity);
  }
  const linked = new Set<Entity>();
  const waiting = [first];
  for (let binder = waiting.pop(); binder !== undefined; binder = waiting.pop()) {
    const entity = entityOf.get(binder);
    if (entity?.kind !== 'variable' || linked.has(entity)) continue;
    linked.add(entity);
    for (const guard of guards) if (entity.binders.includes(guard.target)) waiting.push(...guard.again);
  }
  return [...linked]
    .flatMap(({ references }) => references.map(r => r.span))
    .sort((a, b) => a.start - b.start);
}
