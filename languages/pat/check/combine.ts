// The three ways to put environments together (spec §6): join (one after the other), combine (parts of one step)
// and branch (only one happens). Each works variable by variable and keeps the others.
import type { Binder } from '../core/term.ts';
import type { Range } from '../syntax/ast.ts';
import { equalTypes, holdsMailbox, isLinear } from '../types/operations.ts';
import { one, product, sum } from '../types/pattern.ts';
import { errorType, type MailboxType, type Type, type Usage } from '../types/type.ts';
import type { Checking } from './checking.ts';
import { type Entry, Environment } from './environment.ts';
import { subtype } from './subtype.ts';
import { bothUses, earliestUse, receivingUse, type Uses } from './uses.ts';

/** Both happen, `first` before `second`. Consumes its arguments. */
export function join(c: Checking, first: Environment, second: Environment): Environment {
  return merge(first, second, (binder, s, t) => ({
    type: joinTypes(c, binder, s, t, s.type, t.type),
    uses: bothUses(s.uses, t.uses),
  }));
}

/** Parts of one step at `at`. Consumes its arguments. */
export function combine(c: Checking, first: Environment, second: Environment, at: Range): Environment {
  if (c.settings.joinNotCombine) return join(c, first, second);
  return merge(first, second, (binder, s, t) => {
    const uses = bothUses(s.uses, t.uses);
    if ([s, t].some(({ type }) => holdsMailbox(type) || isLinear(type))) {
      c.fault({ kind: 'used-twice-in-step', at, binder, first: s.uses, second: t.uses });
      return { type: errorType, uses };
    }
    const because = { at, binder, uses: t.uses, why: 'value' } as const;
    subtype(c, s.type, t.type, because);
    subtype(c, t.type, s.type, because);
    return { type: t.type, uses };
  });
}

/** Puts several environments of one step together. */
export function combineAll(c: Checking, environments: readonly Environment[], at: Range): Environment {
  return environments.reduce((all, next) => combine(c, all, next, at), new Environment());
}

/** Shared variables by `meet`, given in order; the others are kept. The larger environment is reused. */
function merge(
  first: Environment,
  second: Environment,
  meet: (binder: Binder, s: Entry, t: Entry) => Entry,
): Environment {
  const [large, small] = first.entries.size >= second.entries.size ? [first, second] : [second, first];
  const flipped = large === second;
  if (first.open) unknownUnless(first, second);
  if (second.open) unknownUnless(second, first);
  for (const [binder, entry] of small.entries) {
    const other = large.entries.get(binder);
    if (other === undefined) large.entries.set(binder, entry);
    else large.entries.set(binder, flipped ? meet(binder, entry, other) : meet(binder, other, entry));
  }
  large.open ||= small.open;
  return large;
}

/** Damaged code beside `environment` may use its variables too: their types are no longer known. */
function unknownUnless(damaged: Environment, environment: Environment): void {
  environment.map((entry, binder) =>
    damaged.entries.has(binder) ? entry : { type: errorType, uses: entry.uses },
  );
}

// -------------------------------------------------------------------------------------------------- join

function joinTypes(c: Checking, binder: Binder, first: Entry, second: Entry, s: Type, t: Type): Type {
  if (s.kind === 'error' || t.kind === 'error') return errorType;
  if (s.kind === 'function' && t.kind === 'function' && (s.linear || t.linear)) {
    c.fault({ kind: 'linear-used-twice', binder, first: first.uses, second: second.uses });
    return errorType;
  }
  if (s.kind === 'mailbox' && t.kind === 'mailbox' && s.interface === t.interface) {
    return joinMailboxes(c, binder, first, second, s, t);
  }
  if ((s.kind === 'base' || s.kind === 'function') && equalTypes(s, t)) return s;
  const parts = pairwise(s, t, (a, b) => joinTypes(c, binder, first, second, a, b));
  if (parts !== undefined) return parts;
  c.fault({ kind: 'used-at-two-types', binder, first: first.uses, second: second.uses, types: [s, t] });
  return errorType;
}

function joinMailboxes(
  c: Checking,
  binder: Binder,
  first: Entry,
  second: Entry,
  s: MailboxType,
  t: MailboxType,
): Type {
  if (s.capability === '?' && t.capability === '?') {
    c.fault({ kind: 'received-twice', binder, first: first.uses, second: second.uses });
    return errorType;
  }
  const usage = sequence(c, s.usage, t.usage);
  if (usage === undefined) {
    c.fault({ kind: 'used-after-last', binder, first: first.uses, second: second.uses });
    return errorType;
  }
  const name = s.interface;
  if (s.capability === t.capability) {
    return {
      kind: 'mailbox',
      capability: '!',
      interface: name,
      pattern: product([s.pattern, t.pattern]),
      usage,
    };
  }
  const [send, receive] = s.capability === '!' ? [first, second] : [second, first];
  const [sent, received] = s.capability === '!' ? [s, t] : [t, s];
  const at = placeOf(receive.uses);
  const pattern = c.freshPattern(binder, at, name);
  c.need(product([sent.pattern, pattern]), received.pattern, {
    at,
    why: { kind: 'join' },
    interface: name,
    binder,
    lowerUses: send.uses,
    upperUses: receive.uses,
  });
  return { kind: 'mailbox', capability: '?', interface: name, pattern, usage };
}

/** `U;U = U`, `U;R = R`, anything after `R` is an error (undefined). Without quasi-linearity usages are ignored. */
function sequence(c: Checking, first: Usage, second: Usage): Usage | undefined {
  if (!c.settings.quasiLinearity) return first === 'R' ? 'R' : second;
  return first === 'R' ? undefined : second;
}

/** Where a mailbox is received from, or its first use. */
function placeOf(uses: Uses): Range {
  return (receivingUse(uses) ?? earliestUse(uses)).at;
}

function pairwise(s: Type, t: Type, f: (a: Type, b: Type) => Type): Type | undefined {
  if (s.kind === 'tuple' && t.kind === 'tuple' && s.parts.length === t.parts.length) {
    return { kind: 'tuple', parts: s.parts.map((part, i) => f(part, t.parts[i] ?? errorType)) };
  }
  if (s.kind === 'sum' && t.kind === 'sum') {
    return { kind: 'sum', left: f(s.left, t.left), right: f(s.right, t.right) };
  }
  if (s.kind === 'list' && t.kind === 'list') return { kind: 'list', element: f(s.element, t.element) };
  return undefined;
}

// ------------------------------------------------------------------------------------------------ branch

/** One of several alternatives; `undefined` for a `fail` clause, which may need anything. */
export interface Alternative {
  readonly environment: Environment | undefined;
  /** Where the alternative is, to say which one does not use a variable. */
  readonly at: Range;
}

/** Only one of the two happens. Consumes its arguments. */
export function branch(c: Checking, left: Alternative, right: Alternative): Alternative {
  const { environment: g } = left;
  const { environment: h } = right;
  if (g === undefined) return right;
  if (h === undefined) return left;
  const out = new Environment();
  for (const [binder, entry] of g.entries) {
    const other = h.entries.get(binder);
    out.entries.set(
      binder,
      other === undefined ? oneBranch(c, binder, entry, h, right.at) : branchEntries(c, binder, entry, other),
    );
  }
  for (const [binder, entry] of h.entries) {
    if (!g.entries.has(binder)) out.entries.set(binder, oneBranch(c, binder, entry, g, left.at));
  }
  out.open = g.open || h.open;
  return { environment: out, at: left.at };
}

function branchEntries(c: Checking, binder: Binder, left: Entry, right: Entry): Entry {
  return {
    type: branchTypes(c, binder, left, right, left.type, right.type),
    uses: bothUses(left.uses, right.uses),
  };
}

/** A variable that only one branch uses; `missing` is the place of the other. */
function oneBranch(c: Checking, binder: Binder, entry: Entry, other: Environment, missing: Range): Entry {
  if (other.open) return { type: errorType, uses: entry.uses };
  const skipped: Uses = { kind: 'use', at: missing, what: { kind: 'skipped' } };
  const weaken = (type: Type): Type => {
    if (type.kind === 'mailbox' && type.capability === '!')
      return { ...type, pattern: sum([type.pattern, one]) };
    if (type.kind === 'list') return { kind: 'list', element: weaken(type.element) };
    if (!isLinear(type)) return type;
    c.fault({ kind: 'missing-in-branch', binder, uses: entry.uses, branch: missing, type });
    return errorType;
  };
  return { type: weaken(entry.type), uses: bothUses(entry.uses, skipped) };
}

function branchTypes(c: Checking, binder: Binder, left: Entry, right: Entry, s: Type, t: Type): Type {
  if (s.kind === 'error' || t.kind === 'error') return errorType;
  if (
    s.kind === 'mailbox' &&
    t.kind === 'mailbox' &&
    s.interface === t.interface &&
    s.capability === t.capability
  ) {
    const usage: Usage = s.usage === 'R' || t.usage === 'R' ? 'R' : 'U';
    if (s.capability === '!') return { ...s, pattern: sum([s.pattern, t.pattern]), usage };
    const pattern = c.freshPattern(binder, placeOf(left.uses), s.interface);
    for (const [type, { uses }] of [
      [s, left],
      [t, right],
    ] as const) {
      c.need(pattern, type.pattern, {
        at: placeOf(uses),
        why: { kind: 'branch' },
        interface: s.interface,
        binder,
        upperUses: uses,
      });
    }
    return { ...s, pattern, usage };
  }
  if (s.kind === 'function' && t.kind === 'function' && s.usage !== t.usage) {
    return branchTypes(c, binder, left, right, { ...s, usage: 'R' }, { ...t, usage: 'R' });
  }
  if ((s.kind === 'base' || s.kind === 'function') && equalTypes(s, t)) return s;
  const parts = pairwise(s, t, (a, b) => branchTypes(c, binder, left, right, a, b));
  if (parts !== undefined) return parts;
  c.fault({ kind: 'branches-differ', binder, first: left.uses, second: right.uses, types: [s, t] });
  return errorType;
}
