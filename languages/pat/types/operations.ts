// Operations on types (spec §3): usages, linearity, plain types, equality. Those that depend on the settings
// take them; none has effects.
import type { Settings } from '../settings.ts';
import { equalPatterns } from './pattern.ts';
import type { FunctionType, MailboxType, PlainType, TupleOf, Type, Usage } from './type.ts';

/** The immediate parts of a tuple, sum or list. */
export function partsOf<T extends Type | PlainType>(type: T): readonly T[] {
  if (type.kind === 'tuple') return type.parts as readonly T[];
  if (type.kind === 'sum') return [type.left as T, type.right as T];
  if (type.kind === 'list') return [type.element as T];
  return [];
}

/** Applies `f` to the parts of a tuple, sum or list; any other type is returned as it is. */
export function mapParts(type: Type, f: (part: Type) => Type): Type {
  switch (type.kind) {
    case 'tuple':
      return type.parts.length === 0 ? type : { kind: 'tuple', parts: type.parts.map(f) };
    case 'sum':
      return { kind: 'sum', left: f(type.left), right: f(type.right) };
    case 'list':
      return { kind: 'list', element: f(type.element) };
    default:
      return type;
  }
}

/** Whether a type has a usage of its own: a mailbox, or a linear function, which may have captured any mailbox. */
export function hasUsage(type: Type): type is MailboxType | FunctionType {
  return type.kind === 'mailbox' || (type.kind === 'function' && type.linear);
}

function withUsage(type: Type, usage: Usage): Type {
  if (hasUsage(type)) return type.usage === usage ? type : { ...type, usage };
  return mapParts(type, part => withUsage(part, usage));
}

/** `returnable(T)`; with liberal datatypes it changes T only if T has a usage of its own. */
export function returnable(type: Type, settings: Settings): Type {
  return hasUsage(type) || !settings.liberalDatatypes ? withUsage(type, 'R') : type;
}

/** `usable(T)`: through data whatever the settings. */
export function usable(type: Type): Type {
  return withUsage(type, 'U');
}

/** A type is returnable unless its own usage is `U`; without quasi-linearity every type is. */
export function isReturnable(type: Type, settings: Settings): boolean {
  return !(settings.quasiLinearity && hasUsage(type) && type.usage === 'U');
}

/** Parts of data are made returnable, save with liberal datatypes. */
export function partReturnable(type: Type, settings: Settings): Type {
  return settings.liberalDatatypes ? type : returnable(type, settings);
}

export function isPartReturnable(type: Type, settings: Settings): boolean {
  return settings.liberalDatatypes || isReturnable(type, settings);
}

/** Linear functions, every mailbox type except `!1`, and data with a linear part. */
export function isLinear(type: Type): boolean {
  if (type.kind === 'function') return type.linear;
  if (type.kind === 'mailbox') return !(type.capability === '!' && type.pattern.kind === 'one');
  return partsOf(type).some(isLinear);
}

/** Whether a mailbox is in sight in the type (what a function captured or takes does not count). */
export function holdsMailbox(type: Type | PlainType): boolean {
  return type.kind === 'mailbox' || type.kind === 'interface' || partsOf(type).some(holdsMailbox);
}

export function holdsLinearFunction(type: Type): boolean {
  return (type.kind === 'function' && type.linear) || partsOf(type).some(holdsLinearFunction);
}

/** Whether somebody has something to do for it: a mailbox (`!1` too) or a linear function is in sight. */
export function holdsDuty(type: Type): boolean {
  return holdsMailbox(type) || holdsLinearFunction(type);
}

export function holdsError(type: Type | PlainType): boolean {
  return type.kind === 'error' || partsOf(type).some(holdsError);
}

/** The interfaces of the mailboxes that a value of the type holds in sight. */
export function interfacesHeld(type: Type, into = new Set<string>()): Set<string> {
  if (type.kind === 'mailbox') into.add(type.interface);
  for (const part of partsOf(type)) interfacesHeld(part, into);
  return into;
}

/** The plain type: mailboxes lose pattern and usage, linear functions their usage (spec §5). */
export function plain(type: Type): PlainType {
  switch (type.kind) {
    case 'mailbox':
      return { kind: 'interface', name: type.interface };
    case 'error':
      return type.interface === undefined ? type : { kind: 'interface', name: type.interface };
    case 'tuple':
      return plainTuple(type);
    case 'sum':
      return { kind: 'sum', left: plain(type.left), right: plain(type.right) };
    case 'list':
      return { kind: 'list', element: plain(type.element) };
    case 'function':
      return type.usage === 'R' ? type : { ...type, usage: 'R' };
    default:
      return type;
  }
}

const plainTuples = new WeakMap<TupleOf<Type>, TupleOf<PlainType>>();

/** The same for the same tuple: one that is wide is asked about, and compared, wherever its variable is used. */
function plainTuple(type: TupleOf<Type>): TupleOf<PlainType> {
  const known = plainTuples.get(type);
  if (known !== undefined) return known;
  const made: TupleOf<PlainType> = { kind: 'tuple', parts: type.parts.map(plain) };
  plainTuples.set(type, made);
  return made;
}

/** The plain type as a full type, when no mailbox is in sight in it. */
export function mailboxFree(type: PlainType): Type | undefined {
  switch (type.kind) {
    case 'interface':
      return undefined;
    case 'tuple': {
      const parts = type.parts.map(mailboxFree);
      return parts.every(p => p !== undefined) ? { kind: 'tuple', parts } : undefined;
    }
    case 'sum': {
      const left = mailboxFree(type.left);
      const right = mailboxFree(type.right);
      return left !== undefined && right !== undefined ? { kind: 'sum', left, right } : undefined;
    }
    case 'list': {
      const element = mailboxFree(type.element);
      return element !== undefined ? { kind: 'list', element } : undefined;
    }
    default:
      return type;
  }
}

/**
 * Whether two plain types agree: interfaces by name, function types with patterns and usages erased.
 * The error type agrees with everything.
 */
export function samePlain(a: Type | PlainType, b: Type | PlainType): boolean {
  if (a === b || a.kind === 'error' || b.kind === 'error') return true;
  if (a.kind === 'base') return b.kind === 'base' && a.name === b.name;
  if (a.kind === 'interface') return b.kind === 'interface' && a.name === b.name;
  if (a.kind === 'mailbox') {
    return b.kind === 'mailbox' && a.capability === b.capability && a.interface === b.interface;
  }
  if (a.kind === 'function') {
    return (
      b.kind === 'function' &&
      a.linear === b.linear &&
      sameAll(a.parameters, b.parameters, samePlain) &&
      samePlain(a.result, b.result)
    );
  }
  return a.kind === b.kind && sameAll<Type | PlainType>(partsOf(a), partsOf(b), samePlain);
}

/** Structural equality of full types, usages and patterns included. */
export function equalTypes(a: Type, b: Type): boolean {
  if (a === b || a.kind === 'error' || b.kind === 'error') return true;
  if (a.kind === 'base') return b.kind === 'base' && a.name === b.name;
  if (a.kind === 'mailbox') {
    return (
      b.kind === 'mailbox' &&
      a.capability === b.capability &&
      a.interface === b.interface &&
      a.usage === b.usage &&
      equalPatterns(a.pattern, b.pattern)
    );
  }
  if (a.kind === 'function') {
    return (
      b.kind === 'function' &&
      a.linear === b.linear &&
      a.usage === b.usage &&
      sameAll(a.parameters, b.parameters, equalTypes) &&
      equalTypes(a.result, b.result)
    );
  }
  return a.kind === b.kind && sameAll(partsOf(a), partsOf(b), equalTypes);
}

function sameAll<T>(as: readonly T[], bs: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return (
    as.length === bs.length &&
    as.every((a, i) => {
      const b = bs[i];
      return b !== undefined && same(a, b);
    })
  );
}
