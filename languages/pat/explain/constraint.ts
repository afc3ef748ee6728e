// Pattern errors in words (E4xx): an inclusion that does not hold, traced back through the constraints to the
// sends and the guard that matter, and a mailbox about which too little is known.

import type { Diagnostic, Fix } from '../../diagnostic.ts';
import type { Why } from '../check/origin.ts';
import { listUses, receivingUse } from '../check/uses.ts';
import { type Multiset, simplified } from '../solve/index.ts';
import type { Item, Range } from '../syntax/ast.ts';
import { lexemes } from '../syntax/lexemes.ts';
import { mostSimilar, type Names } from '../syntax/similar.ts';
import { tagOrder } from '../types/order.ts';
import { one, type Pattern, substitute, tagsOf, variablesOf } from '../types/pattern.ts';
import { list, shortPattern, showPattern, showPatternInType } from '../types/show.ts';
import { blame, withoutRepetition } from './blame.ts';
import { addMissingClauses } from './clauses.ts';
import type { ConstraintGraph, PatternConstraint } from './graph.ts';
import { type Facts, missing, receiverAt, receivers, sends, sendUses } from './places.ts';
import { type Context, capital, contentsOf, messages, Reporter } from './report.ts';
import { nameOf } from './uses.ts';

/** Explains an upper bound that does not hold. */
export function explainFailure(
  context: Context,
  graph: ConstraintGraph,
  failure: {
    readonly constraint: PatternConstraint;
    readonly left: Pattern;
    readonly counterexample: Multiset;
  },
): Diagnostic {
  const { constraint, left } = failure;
  const { origin } = constraint;
  const counterexample = tagOrder(context.world, origin.interface).messages(failure.counterexample);
  const r = new Reporter(context, origin.item);
  const right = withoutRepetition(substitute(constraint.upper, context.values));
  const name = nameOf(origin.binder);
  const facts: Facts = { r, graph, constraint, counterexample, left, right, name, context };
  const { why } = origin;
  switch (why.kind) {
    case 'guard':
      return explainGuard(facts, why);
    case 'rest':
      return explainRest(facts, why.tag, why.clauseAt);
    case 'join':
    case 'branch':
      return explainHeld(facts, origin.at);
    case 'declared':
      return why.capability === '?'
        ? explainDeclaredReceive(facts, why.typeAt)
        : explainDeclaredSend(facts, why.typeAt);
    case 'value':
      if (why.capability === '!') return explainGivenSend(facts);
      return why.isNew ? explainNew(facts) : explainHeld(facts, origin.at);
    case 'emptied':
      return r.error(
        'E405',
        receiverAt(origin) ?? origin.at,
        `${capital(name)} is empty here, but it is used as a mailbox that holds ${contentsOf(right)}.`,
        { related: [r.related(origin.at, 'empty from here on')] },
      );
    case 'unused':
      return r.error(
        'E406',
        origin.at,
        `${origin.binder === undefined || origin.binder.introduced ? 'The mailbox that this returns' : name} is never used, so nothing is sent, but its type promises ${contentsOf(right)}.`,
        { fixes: [retype(facts, why.typeAt, one)] },
      );
    default:
      return why satisfies never;
  }
}

/** `E ⊑ G`: the clauses of a guard do not cover its pattern. */
function explainGuard(
  { r, counterexample, name, context }: Facts,
  { guard, interface: interfaceName, result }: Extract<Why, { readonly kind: 'guard' }>,
): Diagnostic {
  const fixes = [addMissingClauses(r, context.world, guard, interfaceName, result)];
  if (counterexample.size === 0) {
    return r.error(
      'E401',
      guard.patternAt,
      `By its pattern this guard may find ${name} empty, and no clause handles that: add \`free -> …\` or \`empty(…) -> …\`.`,
      { fixes },
    );
  }
  const known = context.world.interface(interfaceName)?.tags;
  const unknown = known && [...counterexample.keys()].find(t => !known.has(t));
  if (known && unknown !== undefined)
    return patternOfUnknown(r, guard.patternAt, interfaceName, unknown, known);
  const tags = [...counterexample.keys()].map(t => `\`${t}\``);
  return r.error(
    'E401',
    guard.patternAt,
    `By its pattern ${name} may hold ${messages(counterexample)}, and no clause of this guard receives ${list(tags, 'or')}.`,
    { fixes },
  );
}

/** A guard's pattern names a message that its interface does not have. */
function patternOfUnknown(
  r: Reporter,
  patternAt: Range,
  interfaceName: string,
  tag: string,
  known: Names,
): Diagnostic {
  const pattern = r.text(patternAt);
  const written = lexemes(pattern).find(({ start, end }) => pattern.slice(start, end) === tag);
  const at =
    written === undefined
      ? patternAt
      : { start: patternAt.start + written.start, end: patternAt.start + written.end };
  const similar = mostSimilar(tag, known);
  return r.error(
    'E401',
    at,
    `By its pattern this guard waits for \`${tag}\`, but interface \`${interfaceName}\` has no such message.${similar === undefined ? '' : ` Did you mean \`${similar.name}\`?`}`,
    {
      fixes: [similar === undefined || written === undefined ? undefined : r.changeTo(at, similar)],
    },
  );
}

/** `∂E/∂M ⊑ F`: what remains after a clause is more than what its body handles. */
function explainRest(f: Facts, tag: string, clauseAt: Range): Diagnostic {
  const { r, counterexample, name, constraint, right } = f;
  const at = receiverAt(constraint.origin) ?? clauseAt;
  if (right.kind === 'zero') {
    return r.error(
      'E403',
      at,
      `After \`${tag}\` was received, ${name} may ${counterexample.size === 0 ? 'be empty' : `still hold ${messages(counterexample)}`}, so this place can be reached, but it is written as if it never could.`,
      { related: [r.related(clauseAt, 'after this clause received')] },
    );
  }
  const { upperUses } = constraint.origin;
  const freed = upperUses !== undefined && receivingUse(upperUses)?.what.kind === 'free';
  return r.error(
    'E403',
    at,
    `After \`${tag}\` was received, ${name} may ${counterexample.size === 0 ? 'be empty' : `still hold ${messages(counterexample)}`}, but ${freed && counterexample.size > 0 ? 'it is freed here: only an empty mailbox can be freed' : `here it is used as ${right.kind === 'one' ? 'an empty mailbox' : `a mailbox with ${contentsOf(right)}`}`}.`,
    {
      related: [
        r.related(
          clauseAt,
          `by the guard's pattern, \`${shortPattern(simplified(constraint.lower, tagOrder(r.context.world, constraint.origin.interface)))}\` remains after this`,
        ),
        ...receivers(f),
      ],
    },
  );
}

/** A mailbox holds more, or less, than its receiver handles. */
function explainHeld(f: Facts, at: Range): Diagnostic {
  const { r, counterexample, name, right, constraint } = f;
  const place = receiverAt(constraint.origin) ?? at;
  const { upperUses } = constraint.origin;
  const receiver = upperUses === undefined ? undefined : receivingUse(upperUses);
  if (receiver?.what.kind === 'free' && counterexample.size > 0) {
    return r.error(
      'E402',
      place,
      `${capital(name)} is freed here, but it may hold ${messages(counterexample)}: only an empty mailbox can be freed.`,
      { related: sends(f) },
    );
  }
  const { excess, lacking } = blame(counterexample, right);
  const known = tagsOf(right);
  const unknown = excess.filter(t => !known.has(t));
  if (unknown.length > 0) {
    return r.error(
      'E402',
      place,
      `Nobody receives ${list(
        unknown.map(t => `\`${t}\``),
        'or',
      )}: ${unknown.length === 1 ? 'it' : 'they'} may be sent to ${name}, and what receives from ${name} here ${handles(right)}.`,
      { related: sends(f, unknown) },
    );
  }
  return r.error(
    'E402',
    place,
    `${capital(name)} may hold ${messages(counterexample)}${without(counterexample, lacking)} here, but what receives from it ${handles(right)}.`,
    { related: lacking.length > 0 ? missing(f, lacking) : sends(f, excess) },
  );
}

function handles(pattern: Pattern): string {
  return pattern.kind === 'one' ? 'needs it to be empty' : `handles ${contentsOf(pattern)}`;
}

/** " but no `Put`", for messages that must be there and are not; nothing when the mailbox is empty anyway. */
function without(counterexample: Multiset, lacking: readonly string[]): string {
  const names = lacking.filter(t => !counterexample.has(t)).map(t => `\`${t}\``);
  return counterexample.size === 0 || names.length === 0 ? '' : ` but no ${list(names, 'or')}`;
}

/** A new mailbox is empty, and nobody fills it as its receiver expects. */
function explainNew(f: Facts): Diagnostic {
  const { r, name, right, constraint } = f;
  const at = receiverAt(constraint.origin) ?? constraint.origin.at;
  return r.error(
    'E404',
    at,
    `Nobody sends what is received here: ${name} holds no message, but its receiver waits for ${contentsOf(right)}.`,
    {
      related: [
        r.related(constraint.origin.at, 'the mailbox is made here, empty'),
        ...missing(f, [...tagsOf(right)]),
      ],
    },
  );
}

/** A parameter, payload or part declared as a receive mailbox holds more than the code handles. */
function explainDeclaredReceive(f: Facts, typeAt: Range | undefined): Diagnostic {
  const { r, counterexample, name, right, constraint } = f;
  const at = receiverAt(constraint.origin) ?? constraint.origin.at;
  const declared = typeAt === undefined ? [] : [r.related(typeAt, 'its declared type')];
  return r.error(
    'E402',
    at,
    `${capital(name)} may ${counterexample.size === 0 ? 'be empty' : `hold ${messages(counterexample)}`} by its declared type, but what receives from it here ${handles(right)}.`,
    { related: declared, fixes: [retype(f, typeAt, right)] },
  );
}

/** A fix that writes another pattern into the declared type of a mailbox. */
function retype({ r, constraint }: Facts, typeAt: Range | undefined, pattern: Pattern): Fix | undefined {
  const { why, binder } = constraint.origin;
  if (typeAt === undefined || binder?.role !== 'parameter' || pattern.kind === 'zero') return undefined;
  const declared = why.kind === 'declared' ? why.declared : why.kind === 'unused' ? why.type : undefined;
  if (declared?.kind !== 'mailbox' || variablesOf(pattern).size > 0) return undefined;
  if (!r.text(typeAt).startsWith(declared.interface)) return undefined;
  const order = tagOrder(r.context.world, declared.interface);
  const { interface: name, capability } = declared;
  const shown = showPatternInType(simplified(pattern, order));
  const text = `${name}${capability}${shown}${writtenUsage(r, typeAt)}`;
  return r.replace(`Declare \`${binder.name}\` as \`${text}\``, typeAt, text);
}

/** The code sends something that the declared type of a send mailbox does not allow, or forgets what it demands. */
function explainDeclaredSend(f: Facts, typeAt: Range | undefined): Diagnostic {
  const { r, counterexample, name, right, constraint } = f;
  const declared = typeAt === undefined ? [] : [r.related(typeAt, 'its declared type')];
  const fixes = [callsItself(f) ? infer(f, typeAt) : retype(f, typeAt, f.left)];
  const { excess, lacking } = blame(counterexample, right);
  if (lacking.length > 0) {
    return r.error(
      'E405',
      constraint.origin.at,
      `${capital(name)} ${tooLittle(f, lacking)}, but its type promises ${contentsOf(right)}.`,
      {
        related: [...missing(f, lacking), ...declared],
        fixes,
      },
    );
  }
  const uses = sendUses(f, excess).filter(u => u.item === constraint.origin.item);
  const use = uses.find(u => u.use.what.kind === 'send') ?? uses[0];
  return r.error(
    'E405',
    use?.use.at ?? constraint.origin.at,
    `${capital(name)} may be sent ${messages(counterexample)}, but its type ${right.kind === 'one' ? 'allows none' : `promises ${contentsOf(right)}`}.`,
    { related: [...sends(f, excess), ...declared], fixes },
  );
}

/** A send mailbox is used for more, or less, than the value that it is bound to stands for. */
function explainGivenSend(f: Facts): Diagnostic {
  const { r, counterexample, name, right, constraint } = f;
  const { excess, lacking } = blame(counterexample, right);
  const what = lacking.length > 0 ? tooLittle(f, lacking) : `may be sent ${messages(counterexample)}`;
  return r.error(
    'E405',
    constraint.origin.at,
    `${capital(name)} ${what}, but the type of this value promises ${contentsOf(right)}.`,
    { related: lacking.length > 0 ? missing(f, lacking) : sends(f, excess) },
  );
}

function tooLittle({ counterexample }: Facts, lacking: readonly string[]): string {
  return counterexample.size === 0
    ? 'may get no message at all'
    : `may be sent only ${messages(counterexample)}${without(counterexample, lacking)}`;
}

/** Whether the mailbox is passed to the very definition that declares it, so that what is sent depends on the declaration. */
function callsItself({ constraint }: Facts): boolean {
  const { item, lowerUses } = constraint.origin;
  if (item.kind !== 'definition' || lowerUses === undefined) return false;
  return listUses(lowerUses).some(({ what }) => what.kind === 'pass' && what.to === item.name.text);
}

/** A fix that leaves the pattern of a declared mailbox to inference. */
function infer({ r, constraint }: Facts, typeAt: Range | undefined): Fix | undefined {
  const { why, binder } = constraint.origin;
  if (typeAt === undefined || binder?.role !== 'parameter') return undefined;
  if (why.kind !== 'declared' || why.declared.kind !== 'mailbox') return undefined;
  const text = `${why.declared.interface}${why.declared.capability}${writtenUsage(r, typeAt)}`;
  return r.replace(`Let the pattern of \`${binder.name}\` be inferred: \`${text}\``, typeAt, text);
}

/** The usage at the end of a written type. */
function writtenUsage(r: Reporter, typeAt: Range): string {
  return /\[[RU]\]\s*$/.exec(r.text(typeAt))?.[0].trim() ?? '';
}

/** Explains an inclusion that was not decided within the budget: never an error. */
export function explainUndecided(context: Context, constraint: PatternConstraint, spent: number): Diagnostic {
  const { origin } = constraint;
  const r = new Reporter(context, origin.item);
  return r.warning(
    'W401',
    origin.at,
    `Not decided: whether every message of ${nameOf(origin.binder)} is handled here was still open after ${spent.toLocaleString('en-US')} steps. Simpler patterns help.`,
  );
}

/** Explains a pattern that was solved as `0`. */
export function explainEmpty(
  context: Context,
  item: Item,
  at: Range,
  what:
    | { readonly binder: string }
    | {
        readonly interface: string;
        readonly capability: '!' | '?';
        /** What the mailbox must be within, if anything says so. */
        readonly needed: Pattern | undefined;
      },
): Diagnostic {
  const r = new Reporter(context, item);
  if ('binder' in what) {
    return r.error(
      'E408',
      at,
      `Not enough is known about the mailbox ${what.binder} here: no mailbox ever gets to this place.`,
    );
  }
  const { interface: name, capability, needed } = what;
  const written = needed === undefined || needed.kind === 'zero' ? undefined : writePattern(needed);
  const mark = at.start + r.text(at).indexOf(capability) + 1;
  return r.error(
    'E408',
    at,
    `Not enough is known about this \`${name}\` mailbox: nothing that is called or sent says what it holds. Write its pattern, as in \`${name}${capability}${written ?? '…'}\`, or use the definition.`,
    {
      fixes: [
        written === undefined ? undefined : r.insert(`Write the pattern \`${written}\``, mark, written),
      ],
    },
  );
}

/** A pattern as it stands after `!` or `?`, where the grammar takes an atom. */
function writePattern(pattern: Pattern): string {
  const shown = showPattern(pattern);
  return /^[A-Za-z0-9_']+$/.test(shown) ? shown : `(${shown})`;
}
