// What stands in the way of a new name: another declaration of it, or a name that would then mean something else. The
// rules of scope are those of lowering (spec §1–2, §5): of the binders around a place the last one counts, and a name
// that nothing around it binds is a definition's.
import type { AnalysedItem, Analysis } from '../analysis.ts';
import type { Binder } from '../core/term.ts';
import type { Range } from '../syntax/ast.ts';
import { spanOf } from './locate.ts';
import { type Occurrence, occurrences } from './occurrences.ts';
import { type Entity, entities, type Reference } from './references.ts';

/** Why an entity cannot have the name: a sentence that says where the first conflict is. */
export function conflict(analysis: Analysis, entity: Entity, name: string): string | undefined {
  const { text } = analysis;
  switch (entity.kind) {
    case 'variable':
      return conflictInScope(text, entity, name);
    case 'definition':
      return conflictOfDeclarations(analysis, entity, name) ?? captureOfCall(text, entity, name);
    case 'interface':
      return conflictOfDeclarations(analysis, entity, name);
    case 'message':
      return conflictOfMessages(analysis, entity, name);
    case 'builtin':
      return undefined;
    default:
      return entity satisfies never;
  }
}

/** `on line 7`, for a sentence. */
export function onLine(text: string, offset: number): string {
  return `on line ${(text.slice(0, offset).match(/\r\n|\r|\n/g) ?? []).length + 1}`;
}

/** Another declaration of the name, or a use of it that nothing declares yet. */
function conflictOfDeclarations(analysis: Analysis, { kind }: Entity, name: string): string | undefined {
  const { text } = analysis;
  for (const entity of entities(analysis)) {
    if (entity.kind !== kind || entity.name !== name) continue;
    const { declaration, references } = entity;
    if (declaration !== undefined)
      return `There is already ${kind === 'interface' ? 'an' : 'a'} ${kind} \`${name}\` ${onLine(text, declaration.span.start)}.`;
    if (references[0] !== undefined) return undeclared(text, references[0], name, kind);
  }
  return undefined;
}

function undeclared(text: string, { span }: Reference, name: string, kind: string): string {
  return `Nothing declares the \`${name}\` ${onLine(text, span.start)}; it would then mean this ${kind}.`;
}

// ------------------------------------------------------------------------------------------------ variables

type Use = Extract<Occurrence, { kind: 'variable' | 'definition' }>;

/** The binders of an item, those that are not written too, and the names that stand for a variable or definition. */
function scopesOf(item: AnalysedItem): {
  readonly binders: readonly Binder[];
  readonly uses: readonly Use[];
} {
  const binders: Binder[] = [];
  const uses: Use[] = [];
  for (const o of occurrences(item)) {
    if (o.kind === 'variable' && o.declares) binders.push(o.binder);
    else if (o.kind === 'variable' || (o.kind === 'definition' && !o.declares)) uses.push(o);
  }
  return { binders, uses };
}

function inScope({ scopeStart, scopeEnd }: Binder, { start, end }: Range): boolean {
  return scopeStart <= start && end <= scopeEnd;
}

/** Whether, where both are in scope, a name of both means the first. */
function isInner(inner: Binder, outer: Binder): boolean {
  return (
    inner.scopeStart > outer.scopeStart ||
    (inner.scopeStart === outer.scopeStart && inner.index > outer.index)
  );
}

/** Names that one construct binds together: parameters, the names of a tuple, payloads and mailbox, head and tail. */
function boundTogether(a: Binder, b: Binder): boolean {
  return (
    a.role !== 'let' &&
    b.role !== 'let' &&
    a.scopeStart === b.scopeStart &&
    a.scopeEnd === b.scopeEnd &&
    (a.role === 'parameter') === (b.role === 'parameter')
  );
}

function conflictInScope(
  text: string,
  entity: Extract<Entity, { kind: 'variable' }>,
  name: string,
): string | undefined {
  const item = entity.references[0]?.item;
  if (item === undefined) return undefined;
  const placeOf = ({ at }: { readonly at: Range }): string => onLine(text, spanOf(item, at).start);
  const { binders, uses } = scopesOf(item);
  const own = entity.binders;
  const others = binders.filter(b => b.name === name && !own.includes(b));
  const beside = others.find(other => own.some(b => boundTogether(b, other)));
  if (beside !== undefined) return `\`${name}\` is bound together with it, ${placeOf(beside)}.`;
  for (const use of uses) {
    if (use.kind === 'variable' && own.includes(use.binder)) {
      const { binder } = use;
      const between = others.findLast(other => inScope(other, use.at) && isInner(other, binder));
      if (between !== undefined) {
        return `The \`${entity.name}\` ${placeOf(use)} would then mean the \`${name}\` bound ${placeOf(between)}.`;
      }
    } else if (use.kind === 'variable' ? use.binder.name === name : use.name === name) {
      const around = own.filter(b => inScope(b, use.at));
      if (around.some(b => use.kind === 'definition' || isInner(b, use.binder)))
        return `The \`${name}\` ${placeOf(use)} would then mean this variable.`;
    }
  }
  return undefined;
}

/** A call of the definition where a variable of the new name is in scope. */
function captureOfCall(text: string, { name, references }: Entity, newName: string): string | undefined {
  const calls = new Set<Occurrence>(references.map(r => r.occurrence));
  for (const item of new Set(references.map(r => r.item))) {
    const { binders, uses } = scopesOf(item);
    const variables = binders.filter(b => b.name === newName);
    for (const use of uses) {
      const nearest = calls.has(use) ? variables.findLast(b => inScope(b, use.at)) : undefined;
      if (nearest === undefined) continue;
      const [call, binding] = [use, nearest].map(({ at }) => onLine(text, spanOf(item, at).start));
      return `The \`${name}\` ${call} would then mean the variable \`${newName}\` bound ${binding}.`;
    }
  }
  return undefined;
}

// ------------------------------------------------------------------------------------------------- messages

/** A message of the name in the same interface, or tags of which it is not known whether they are this message. */
function conflictOfMessages(
  analysis: Analysis,
  entity: Extract<Entity, { kind: 'message' }>,
  name: string,
): string | undefined {
  const { text } = analysis;
  const { declaration, interface: owner } = entity;
  const item = declaration?.item;
  const other =
    item?.item.kind === 'interface' ? item.item.messages.find(m => m.tag.text === name) : undefined;
  if (item !== undefined && other !== undefined) {
    const place = onLine(text, spanOf(item, other.tag.at).start);
    return `\`${owner}\` already has a message \`${name}\`, ${place}.`;
  }
  // Of two interfaces of one name the first is meant.
  const first = entities(analysis).find(e => e.kind === 'interface' && e.name === owner && e.declaration);
  const counts = first?.declaration?.item === item;
  for (const tag of entities(analysis)) {
    if (tag.kind !== 'message' || tag === entity) continue;
    const [use] = tag.references;
    if (counts && tag.name === name && tag.interface === owner && !tag.declaration && use !== undefined)
      return undeclared(text, use, name, 'message');
    if (tag.name !== name && tag.name !== entity.name) continue;
    const doubtful = tag.references.find(
      ({ occurrence: o }) => o.kind === 'message' && o.interface === undefined,
    );
    if (doubtful === undefined) continue;
    const place = onLine(text, doubtful.span.start);
    return `It is not known which interface the \`${tag.name}\` ${place} belongs to.`;
  }
  return undefined;
}
