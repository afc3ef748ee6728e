// Guards (spec §6, "Guards"): each clause contributes to the pattern that the guard handles, and what remains
// after a message was received is the derivative of the guard's pattern. A guard whose pattern is missing says nothing of
// what its mailbox holds: its clauses are checked, but nothing is asked of the messages, neither here nor of those who send
// them. (Any pattern that stood in for it, such as the sum of the clauses, would be wrong while it is being typed, and blame
// others for it.)
import type { Clause, Computation, Guard } from '../core/term.ts';
import { usable } from '../types/operations.ts';
import { derivative, one, type Pattern, product, sum, tag, zero } from '../types/pattern.ts';
import { errorType, type Type } from '../types/type.ts';
import { aliasCheck } from './alias.ts';
import type { Checking, Fact } from './checking.ts';
import { type Alternative, branch, combine } from './combine.ts';
import { checkComputation, effectOf, emptyMailbox } from './computations.ts';
import { Environment } from './environment.ts';
import { type Expectation, subtype } from './subtype.ts';
import { bind, checkValue } from './values.ts';

type GuardFact = Extract<Fact, { readonly kind: 'guard' }>;

/** `guard v : E { clauses }` against a type. */
export function checkGuard(c: Checking, f: Guard, type: Type, because: Expectation | undefined): Environment {
  const name = knownInterface(c, f);
  oneClauseEach(c, f);
  let all: Alternative = { environment: undefined, at: f.at };
  const contributions: Pattern[] = [];
  const remaining: GuardFact['clauses'][number][] = [];
  for (const clause of f.clauses) {
    if (clause.kind === 'fail') continue;
    const rest = clause.kind === 'empty' ? one : f.pattern && derivative(f.pattern, clause.tag.text);
    if (rest !== undefined) {
      contributions.push(clause.kind === 'empty' ? one : product([tag(clause.tag.text), rest]));
      remaining.push({
        at: headOf(clause),
        whole: clause.at,
        tag: clause.kind === 'empty' ? undefined : clause.tag.text,
        remaining: clause.kind === 'empty' ? zero : rest,
        fails: isFailure(clause.body),
      });
    }
    const environment =
      clause.kind === 'empty'
        ? emptyClause(c, name, clause, type, because)
        : receiveClause(c, name, clause, rest, type, because);
    all = branch(c, all, { environment, at: clause.at });
  }
  const handled = sum(contributions);
  const wanted: Type =
    name === undefined || f.pattern === undefined || f.clauses.length === 0
      ? errorType
      : { kind: 'mailbox', capability: '?', interface: name, pattern: handled, usage: 'R' };
  const as = { kind: 'use', at: f.target.at, what: { kind: 'guard' }, ...effectOf(c, f) } as const;
  const target = checkValue(c, f.target, wanted, undefined, as);
  if (f.clauses.length === 0) return combine(c, target, Environment.damaged(), f.at);
  if (name !== undefined && f.pattern !== undefined) {
    c.facts.push({
      kind: 'guard',
      at: f.at,
      patternAt: f.patternAt,
      pattern: f.pattern,
      handled,
      interface: name,
      clauses: remaining,
    });
    c.need(f.pattern, handled, {
      at: f.patternAt,
      why: { kind: 'guard', guard: f, interface: name, result: c.typing.finals.get(f) ?? errorType },
      interface: name,
      ...(f.target.kind === 'variable' ? { binder: f.target.binder } : {}),
    });
  }
  return combine(c, target, all.environment ?? new Environment(), f.at);
}

/** The guard's interface; undefined too when a clause receives no message of it, so that what it handles is unknown. */
function knownInterface(c: Checking, f: Guard): string | undefined {
  const name = c.interfaceOf(f);
  const messages = name === undefined ? undefined : c.world.interface(name)?.messages;
  const known = f.clauses.every(
    clause => clause.kind !== 'receive' || messages?.has(clause.tag.text) === true,
  );
  return known ? name : undefined;
}

function oneClauseEach(c: Checking, f: Guard): void {
  const seen = new Map<string, Clause>();
  for (const clause of f.clauses) {
    const what = clause.kind === 'receive' ? clause.tag.text : clause.kind;
    if (clause.kind === 'receive' && what === '') continue;
    const first = seen.get(what);
    if (first === undefined) seen.set(what, clause);
    else
      c.fault({ kind: 'duplicate-clause', at: headOf(clause), first: headOf(first), whole: clause.at, what });
  }
}

/** Whether a body is `fail(…)[…]`, which is sugar for a guard on `0`. */
function isFailure({ final }: Computation): boolean {
  if (final.kind !== 'annotation') return false;
  const { steps, final: inner } = final.body;
  return steps.length === 0 && inner.kind === 'guard' && inner.pattern?.kind === 'zero';
}

function headOf(clause: Clause) {
  return clause.kind === 'receive' ? clause.head : clause.at;
}

function emptyClause(
  c: Checking,
  name: string | undefined,
  clause: Extract<Clause, { kind: 'empty' }>,
  type: Type,
  because: Expectation | undefined,
): Environment {
  const { binder } = clause;
  const environment = checkComputation(c, clause.body, type, because);
  const entry = environment.take(binder);
  c.facts.push({ kind: 'binding', at: binder.at, binder, type: entry?.type });
  if (entry === undefined) {
    if (!environment.open && binder.name !== '')
      c.fault({ kind: 'mailbox-not-used', at: binder.at, binder, clause: 'empty', remaining: one });
  } else if (name !== undefined) {
    subtype(c, emptyMailbox(name), entry.type, { at: binder.at, binder, uses: entry.uses, why: 'emptied' });
  }
  return environment;
}

function receiveClause(
  c: Checking,
  name: string | undefined,
  clause: Extract<Clause, { kind: 'receive' }>,
  rest: Pattern | undefined,
  type: Type,
  because: Expectation | undefined,
): Environment {
  const { mailbox } = clause;
  const environment = checkComputation(c, clause.body, type, because);
  const entry = environment.take(mailbox);
  c.facts.push({ kind: 'binding', at: mailbox.at, binder: mailbox, type: entry?.type });
  const payloads = (name === undefined ? undefined : c.world.interface(name)?.messages.get(clause.tag.text))
    ?.payloads;
  for (const [i, binder] of clause.payloads.entries()) {
    bind(c, environment, binder, usable(payloads?.[i] ?? errorType));
  }
  if (entry === undefined || (entry.type.kind === 'mailbox' && entry.type.capability === '!')) {
    if (!(entry === undefined && (environment.open || mailbox.name === ''))) {
      const found = entry === undefined ? {} : { found: entry.type, uses: entry.uses };
      c.fault({
        kind: 'mailbox-not-used',
        at: mailbox.at,
        binder: mailbox,
        clause: 'receive',
        remaining: rest,
        ...found,
      });
    }
  } else if (entry.type.kind === 'mailbox' && rest !== undefined) {
    c.need(rest, entry.type.pattern, {
      at: mailbox.at,
      why: { kind: 'rest', tag: clause.tag.text, clauseAt: clause.head },
      interface: name,
      binder: mailbox,
      upperUses: entry.uses,
    });
  }
  if (!clause.starred) aliasCheck(c, payloads ?? [], environment, clause.head, 'receive');
  return environment;
}
