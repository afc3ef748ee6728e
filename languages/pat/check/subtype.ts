// Subtyping (spec §3) and making types unrestricted: both compare patterns only by adding constraints.
import type { Binder } from '../core/term.ts';
import type { Range } from '../syntax/ast.ts';
import { partsOf } from '../types/operations.ts';
import { one } from '../types/pattern.ts';
import type { FunctionType, MailboxType, Type } from '../types/type.ts';
import type { Checking } from './checking.ts';
import type { Uses } from './uses.ts';

/** Why a type is wanted, to explain a difference. */
export interface Expectation {
  /** The place to blame. */
  readonly at: Range;
  /** The variable whose uses want the type. */
  readonly binder?: Binder;
  readonly uses?: Uses;
  readonly why: 'value' | 'declared' | 'emptied';
  /** The declaration, for `declared`. */
  readonly typeAt?: Range;
  /** The value is a mailbox just made by `new`. */
  readonly isNew?: boolean;
}

/** `found ≤ wanted`. */
export function subtype(c: Checking, found: Type, wanted: Type, because: Expectation): void {
  if (!related(c, found, wanted, because)) {
    const { at, binder, uses } = because;
    const typeAt = because.typeAt === undefined ? {} : { typeAt: because.typeAt };
    c.fault({
      ...(differOnlyInUsage(found, wanted)
        ? ({ kind: 'second-class', ...typeAt } as const)
        : ({ kind: 'not-a-subtype' } as const)),
      at,
      found,
      wanted,
      ...(binder === undefined ? {} : { binder }),
      ...(uses === undefined ? {} : { uses }),
    });
  }
}

/** Adds the constraints of `found ≤ wanted`; false when the shapes do not fit. */
function related(c: Checking, found: Type, wanted: Type, because: Expectation): boolean {
  if (found.kind === 'error' || wanted.kind === 'error') return true;
  switch (found.kind) {
    case 'base':
      return wanted.kind === 'base' && found.name === wanted.name;
    case 'mailbox':
      return wanted.kind === 'mailbox' && relatedMailboxes(c, found, wanted, because);
    case 'function':
      return (
        wanted.kind === 'function' &&
        found.linear === wanted.linear &&
        usagesFit(c, found, wanted) &&
        relatedAll(c, wanted.parameters, found.parameters, because) &&
        related(c, found.result, wanted.result, because)
      );
    default:
      return found.kind === wanted.kind && relatedAll(c, partsOf(found), partsOf(wanted), because);
  }
}

function relatedAll(
  c: Checking,
  found: readonly Type[],
  wanted: readonly Type[],
  because: Expectation,
): boolean {
  if (found.length !== wanted.length) return false;
  let fit = true;
  for (const [i, part] of found.entries()) {
    const other = wanted[i];
    if (other === undefined || !related(c, part, other, because)) fit = false;
  }
  return fit;
}

/** `R ≤ R`, `U ≤ U` and `R ≤ U`. */
function usagesFit(
  c: Checking,
  found: MailboxType | FunctionType,
  wanted: MailboxType | FunctionType,
): boolean {
  return !c.settings.quasiLinearity || found.usage === 'R' || wanted.usage === 'U';
}

function relatedMailboxes(
  c: Checking,
  found: MailboxType,
  wanted: MailboxType,
  because: Expectation,
): boolean {
  if (found.interface !== wanted.interface || found.capability !== wanted.capability) return false;
  if (!usagesFit(c, found, wanted)) return false;
  const { at, binder, uses } = because;
  const { capability } = found;
  const named = binder === undefined ? {} : { binder };
  const why =
    because.why === 'emptied'
      ? ({ kind: 'emptied' } as const)
      : because.why === 'declared'
        ? ({ kind: 'declared', capability, declared: found, typeAt: because.typeAt } as const)
        : ({ kind: 'value', capability, found, wanted, isNew: because.isNew === true } as const);
  if (capability === '?') {
    c.need(found.pattern, wanted.pattern, {
      at,
      why,
      interface: found.interface,
      ...named,
      ...(uses === undefined ? {} : { upperUses: uses }),
    });
  } else {
    c.need(wanted.pattern, found.pattern, {
      at,
      why,
      interface: found.interface,
      ...named,
      ...(uses === undefined ? {} : { lowerUses: uses }),
    });
  }
  return true;
}

function differOnlyInUsage(found: Type, wanted: Type): boolean {
  if (found.kind === 'function') {
    return (
      wanted.kind === 'function' &&
      found.linear &&
      wanted.linear &&
      found.usage === 'U' &&
      wanted.usage === 'R'
    );
  }
  if (found.kind === 'mailbox') {
    return (
      wanted.kind === 'mailbox' &&
      found.interface === wanted.interface &&
      found.capability === wanted.capability &&
      found.usage === 'U' &&
      wanted.usage === 'R'
    );
  }
  const parts = partsOf(found);
  const others = partsOf(wanted);
  return (
    found.kind === wanted.kind &&
    parts.length === others.length &&
    parts.some((part, i) => {
      const other = others[i];
      return other !== undefined && differOnlyInUsage(part, other);
    })
  );
}

/** Making a type unrestricted: `?` mailboxes and linear functions cannot be; `!E` adds `1 ⊑ E`. */
export function unrestrict(c: Checking, type: Type, at: Range, binder?: Binder, typeAt?: Range): void {
  const named = binder === undefined ? {} : { binder };
  if (type.kind === 'function' ? type.linear : type.kind === 'mailbox' && type.capability === '?') {
    c.fault({ kind: 'unused-linear', at, type, ...named });
  } else if (type.kind === 'mailbox') {
    c.need(one, type.pattern, {
      at,
      why: { kind: 'unused', type, typeAt },
      interface: type.interface,
      ...named,
    });
  } else {
    for (const part of partsOf(type)) unrestrict(c, part, at, binder, typeAt);
  }
}
