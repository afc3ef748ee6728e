// From a name to where it is declared, and from a value to the interfaces that its type mentions.
import type { Definition, Target } from '../../answers.ts';
import type { Span } from '../../diagnostic.ts';
import type { AnalysedItem, Analysis } from '../analysis.ts';
import type { Guard } from '../core/term.ts';
import { visitComputation } from '../core/visit.ts';
import type { Clause, GuardExpression, Range } from '../syntax/ast.ts';
import { partsOf } from '../types/operations.ts';
import type { PlainType, Type } from '../types/type.ts';
import { itemAt, spanOf } from './locate.ts';
import { type Entity, entities, entityAt, type Reference } from './references.ts';
import { surfaceAt } from './surface.ts';

/** Where the name at the offset is declared; undefined where there is none, or nothing declares it. */
export function definition(analysis: Analysis, offset: number): Definition | undefined {
  const found = entityAt(analysis, offset);
  const declaration = found?.entity.declaration;
  if (found === undefined || declaration === undefined) return undefined;
  return { origin: found.reference.span, targets: [targetOf(declaration)] };
}

/**
 * The declarations of the interfaces that the type of what is at the offset mentions, in the order of mention: of a
 * variable or definition; of the interface of a tag; of the mailbox of a guard, at the words that begin it and its clauses.
 */
export function typeDefinition(analysis: Analysis, offset: number): Definition | undefined {
  const found = entityAt(analysis, offset);
  if (found !== undefined) {
    const names = new Set<string>();
    mentions(analysis, found.entity, found.reference.item, names);
    return toInterfaces(analysis, found.reference.span, names);
  }
  const item = itemAt(analysis, offset);
  const node = item && surfaceAt(item.item, offset - item.start);
  if (item === undefined || node === undefined) return undefined;
  switch (node.kind) {
    case 'type':
      if (node.node.kind !== 'mailbox-type') return undefined;
      return toInterfaces(analysis, spanOf(item, node.node.at), [node.node.interface.text]);
    case 'pattern':
      return undefined;
    case 'guard':
    case 'clause': {
      const guard = guardOf(item, node.kind === 'guard' ? node.node : node.clause);
      const name = guard && item.checked?.typing.interfaces.get(guard);
      return name === undefined ? undefined : toInterfaces(analysis, spanOf(item, node.keyword), [name]);
    }
    default:
      return node satisfies never;
  }
}

/** A declaration with the construct that it names. */
export function targetOf({ item, span }: Reference): Target {
  const whole = constructAt(item, { start: span.start - item.start, end: span.end - item.start });
  return { span: whole === undefined ? span : spanOf(item, whole), selection: span };
}

function constructAt({ item }: AnalysedItem, name: Range): Range | undefined {
  const names = ({ at }: { readonly at: Range }): boolean => at.start === name.start && at.end === name.end;
  switch (item.kind) {
    case 'interface':
      return names(item.name) ? item.at : item.messages.find(m => names(m.tag))?.at;
    case 'definition':
      return names(item.name) ? item.at : item.parameters.find(p => names(p.name))?.at;
    case 'body':
      return undefined;
    default:
      return item satisfies never;
  }
}

function toInterfaces(analysis: Analysis, origin: Span, names: Iterable<string>): Definition | undefined {
  const declared = new Map<string, Reference>();
  for (const { kind, name, declaration } of entities(analysis)) {
    if (kind === 'interface' && declaration !== undefined && !declared.has(name))
      declared.set(name, declaration);
  }
  const targets = [...names].flatMap(name => {
    const declaration = declared.get(name);
    return declaration === undefined ? [] : [targetOf(declaration)];
  });
  return targets.length === 0 ? undefined : { origin, targets };
}

function mentions(analysis: Analysis, entity: Entity, { checked }: AnalysedItem, into: Set<string>): void {
  switch (entity.kind) {
    case 'variable':
      for (const binder of entity.binders) {
        const type = checked?.typing.binders.get(binder);
        if (type !== undefined) interfacesIn(type, into);
      }
      return;
    case 'definition': {
      const signature = analysis.signatures.definition(entity.name);
      for (const { type } of signature?.parameters ?? []) interfacesIn(type, into);
      if (signature !== undefined) interfacesIn(signature.result, into);
      return;
    }
    case 'message':
      if (entity.interface !== undefined) into.add(entity.interface);
      return;
    case 'interface':
      into.add(entity.name);
      return;
    case 'builtin':
      return;
    default:
      entity satisfies never;
  }
}

/** All interfaces that a type mentions, those that functions take and give too. */
function interfacesIn(type: Type | PlainType, into: Set<string>): void {
  if (type.kind === 'mailbox') into.add(type.interface);
  else if (type.kind === 'interface') into.add(type.name);
  else if (type.kind === 'function') for (const p of [...type.parameters, type.result]) interfacesIn(p, into);
  else for (const part of partsOf(type)) interfacesIn(part, into);
}

/** The guard of core that comes from a guard of the text, or that has a clause of the text. */
function guardOf({ lowered }: AnalysedItem, from: GuardExpression | Clause): Guard | undefined {
  if (lowered.kind === 'interface') return undefined;
  let found: Guard | undefined;
  const same = ({ at }: { readonly at: Range }): boolean =>
    at.start === from.at.start && at.end === from.at.end;
  visitComputation(
    {
      final: f => {
        if (f.kind === 'guard' && (from.kind === 'guard' ? same(f) : f.clauses.some(same))) found ??= f;
      },
    },
    lowered.core.body,
  );
  return found;
}
