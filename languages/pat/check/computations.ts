// Second pass, computations (spec §6): synthesis and checking, backwards. A computation's steps are walked from
// the last to the first, so that however long a program is, nothing here recurses along it.
import type { Binder, Computation, Final, Step } from '../core/term.ts';
import type { Range } from '../syntax/ast.ts';
import {
  holdsMailbox,
  isLinear,
  isReturnable,
  mailboxFree,
  partReturnable,
  plain,
  returnable,
  samePlain,
  usable,
} from '../types/operations.ts';
import { one, tag } from '../types/pattern.ts';
import { bool, errorType, type MailboxType, type PlainType, type Type, unit } from '../types/type.ts';
import { aliasCheck } from './alias.ts';
import type { Checking } from './checking.ts';
import { branch, combine, combineAll, join } from './combine.ts';
import { Environment } from './environment.ts';
import { checkGuard } from './guard.ts';
import { calleeName } from './plain.ts';
import { type Expectation, subtype, unrestrict } from './subtype.ts';
import { annotatedType, bind, checkValue, type Synthesised, synthesiseValue } from './values.ts';

/** Checks a computation against a type; the environment is what it needs of its variables. */
export function checkComputation(
  c: Checking,
  { steps, final }: Computation,
  type: Type,
  because?: Expectation,
): Environment {
  return before(c, steps, checkFinal(c, final, type, because), true);
}

/** Synthesises a computation's type. */
export function synthesiseComputation(c: Checking, { steps, final }: Computation): Synthesised {
  // A tuple let and what follows it are checked against their plain type, as are `if`, `case` and guards.
  const tuple = steps.findIndex(({ kind }) => kind === 'let-tuple');
  const known = tuple < 0 ? undefined : mailboxFree(c.typing.finals.get(final) ?? errorType);
  const { type, environment } =
    known === undefined
      ? synthesiseFinal(c, final)
      : { type: known, environment: checkFinal(c, final, known) };
  const first = known === undefined ? steps.length : tuple;
  const rest = before(c, steps.slice(first), environment, true);
  return { type, environment: before(c, steps.slice(0, first), rest, false) };
}

/** Puts steps, last first, before an environment. */
function before(c: Checking, steps: readonly Step[], rest: Environment, checking: boolean): Environment {
  let environment = rest;
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    if (step !== undefined) environment = beforeStep(c, step, environment, checking);
  }
  return environment;
}

function beforeStep(c: Checking, step: Step, rest: Environment, checking: boolean): Environment {
  switch (step.kind) {
    case 'then':
      return join(c, checkFinal(c, step.first, unit), rest);
    case 'let':
      return letStep(c, step, rest, checking);
    case 'let-tuple':
      return tupleStep(c, step, rest);
    default:
      return step satisfies never;
  }
}

/** `let x = M in N`: by how N uses x, or by what M turns out to be when it does not. */
function letStep(
  c: Checking,
  step: Extract<Step, { kind: 'let' }>,
  rest: Environment,
  checking: boolean,
): Environment {
  const { binder, bound } = step;
  const entry = rest.take(binder);
  if (entry !== undefined) {
    const type = returnable(entry.type, c.settings);
    c.facts.push({ kind: 'binding', at: binder.at, binder, type });
    const because = {
      at: bound.at,
      binder,
      uses: entry.uses,
      why: 'value',
      isNew: bound.kind === 'new',
    } as const;
    return join(c, checkFinal(c, bound, type, because), rest);
  }
  const { type, environment } = synthesiseFinal(c, bound);
  c.facts.push({ kind: 'binding', at: binder.at, binder, type });
  if (!isReturnable(type, c.settings)) c.fault({ kind: 'not-returnable', at: bound.at, type, where: 'let' });
  if (rest.open || binder.name === '') return join(c, environment, rest);
  const place = binder.introduced ? bound.at : binder.at;
  if (checking) unrestrict(c, type, place, binder);
  else if (isLinear(type)) c.fault({ kind: 'unused-linear', at: place, type, binder });
  return join(c, environment, rest);
}

/** `let (x…) = v in N`. */
function tupleStep(c: Checking, step: Extract<Step, { kind: 'let-tuple' }>, rest: Environment): Environment {
  const parts = c.typing.parts.get(step);
  const used = step.binders.map(binder => {
    const entry = rest.take(binder);
    const type = entry === undefined ? undefined : partReturnable(entry.type, c.settings);
    c.facts.push({ kind: 'binding', at: binder.at, binder, type });
    return entry === undefined || type === undefined ? undefined : { type, uses: entry.uses };
  });
  if (parts === undefined) {
    return combine(c, checkValue(c, step.value, errorType), rest, step.at);
  }
  const wanted = step.binders.map(
    (binder, i) => used[i]?.type ?? unusedPart(c, binder, parts[i] ?? errorType, rest.open),
  );
  let environment: Environment;
  let known: readonly Type[];
  if (wanted.every(type => type !== undefined)) {
    environment = checkValue(c, step.value, { kind: 'tuple', parts: wanted });
    known = wanted;
  } else {
    const synthesised = synthesiseValue(c, step.value);
    environment = synthesised.environment;
    known = synthesised.type.kind === 'tuple' ? synthesised.type.parts : [];
    for (const [i, found] of known.entries()) {
      const binder = step.binders[i];
      const want = wanted[i];
      if (binder === undefined) continue;
      const uses = used[i]?.uses;
      const because = {
        at: binder.at,
        binder,
        why: 'declared',
        ...(uses === undefined ? {} : { uses }),
      } as const;
      if (want === undefined) unrestrict(c, found, binder.at, binder);
      else subtype(c, found, want, because);
    }
  }
  if (c.settings.liberalDatatypes && !known.every(type => isReturnable(type, c.settings))) {
    aliasCheck(c, known, rest, step.at, 'let-tuple');
  }
  return combine(c, environment, rest, step.at);
}

/** The type at which an unused component is wanted; undefined when its own type must say. */
function unusedPart(c: Checking, binder: Binder, type: PlainType, open: boolean): Type | undefined {
  if (open || binder.name === '') return errorType;
  if (type.kind === 'interface') {
    return { kind: 'mailbox', capability: '!', interface: type.name, pattern: one, usage: 'R' };
  }
  const known = mailboxFree(type);
  // It must be droppable: a linear function is not (spec §6.1, *drop*).
  if (known !== undefined) unrestrict(c, known, binder.at, binder);
  return known;
}

// ------------------------------------------------------------------------------------- final computations

/** Synthesis of computations. */
export function synthesiseFinal(c: Checking, f: Final): Synthesised {
  switch (f.kind) {
    case 'annotation': {
      const type = annotatedType(c, f);
      return { type, environment: checkComputation(c, f.body, type) };
    }
    case 'return':
      return synthesiseValue(c, f.value);
    case 'new':
      return { type: newMailbox(c, f.interface.text), environment: new Environment() };
    case 'free': {
      const name = c.interfaceOf(f);
      const type = name === undefined ? errorType : emptyMailbox(name);
      const as = { kind: 'use', at: f.mailbox.at, what: { kind: 'free' }, effect: f.at } as const;
      return { type: unit, environment: checkValue(c, f.mailbox, type, undefined, as) };
    }
    case 'apply':
      return synthesiseApplication(c, f);
    case 'send':
      return { type: unit, environment: checkSend(c, f) };
    case 'spawn': {
      const environment = checkComputation(c, f.body, unit).map(({ type, uses }) => ({
        type: usable(type),
        uses: { kind: 'within', at: f.at, construct: 'process', uses },
      }));
      return { type: unit, environment };
    }
    case 'if':
    case 'case':
    case 'case-list':
    case 'guard': {
      const known = c.typing.finals.get(f) ?? errorType;
      const type = mailboxFree(known);
      if (type === undefined || holdsMailbox(known)) {
        c.fault({ kind: 'cannot-infer', at: f.at, what: 'computation', plain: known });
        return { type: errorType, environment: checkFinal(c, f, errorType) };
      }
      return { type, environment: checkFinal(c, f, type) };
    }
    default:
      return f satisfies never;
  }
}

function newMailbox(c: Checking, name: string): Type {
  return c.world.interface(name) === undefined ? errorType : emptyMailbox(name);
}

/** `I?1[R]` */
export function emptyMailbox(name: string): MailboxType {
  return { kind: 'mailbox', capability: '?', interface: name, pattern: one, usage: 'R' };
}

/** For the uses in a step: its range, if its plain type is `Unit`. */
export function effectOf(c: Checking, f: Final): { readonly effect?: Range } {
  const type = c.typing.finals.get(f);
  return type?.kind === 'tuple' && type.parts.length === 0 ? { effect: f.at } : {};
}

function synthesiseApplication(c: Checking, f: Extract<Final, { kind: 'apply' }>): Synthesised {
  const effect = effectOf(c, f);
  const callee = synthesiseValue(c, f.callee, type => ({
    kind: 'use',
    at: f.callee.at,
    what: { kind: 'call', type },
    ...effect,
  }));
  const { type } = callee;
  const to = calleeName(f.callee);
  const environments = f.arguments.map((a, i) => {
    const wanted = type.kind === 'function' ? (type.parameters[i] ?? errorType) : errorType;
    return checkValue(c, a, wanted, undefined, {
      kind: 'use',
      at: a.at,
      what: { kind: 'pass', type: wanted, to },
      ...effect,
    });
  });
  return {
    type: type.kind === 'function' ? type.result : errorType,
    environment: combineAll(c, [callee.environment, ...environments], f.at),
  };
}

function checkSend(c: Checking, f: Extract<Final, { kind: 'send' }>): Environment {
  const name = c.interfaceOf(f);
  const message = name === undefined ? undefined : c.world.interface(name)?.messages.get(f.tag.text);
  const target: Type =
    name === undefined || message === undefined
      ? errorType
      : { kind: 'mailbox', capability: '!', interface: name, pattern: tag(f.tag.text), usage: 'U' };
  const as = { kind: 'use', at: f.at, what: { kind: 'send', tag: f.tag.text } } as const;
  const environments = f.arguments.map((a, i) => {
    const wanted = message?.payloads[i] ?? errorType;
    return checkValue(c, a, wanted, undefined, {
      kind: 'use',
      at: a.at,
      what: { kind: 'pass', type: wanted, to: f.tag.text },
    });
  });
  return combineAll(c, [checkValue(c, f.target, target, undefined, as), ...environments], f.at);
}

/** Checking of computations. */
export function checkFinal(c: Checking, f: Final, type: Type, because?: Expectation): Environment {
  switch (f.kind) {
    case 'return':
      return checkValue(c, f.value, type, because);
    case 'if': {
      const condition = checkValue(c, f.condition, bool);
      const { environment } = branch(
        c,
        alternative(c, f.consequence, type, because, f.at),
        alternative(c, f.alternative, type, because, f.at),
      );
      return combine(c, condition, environment ?? new Environment(), f.at);
    }
    case 'case': {
      const left = partReturnable(f.left.type, c.settings);
      const right = partReturnable(f.right.type, c.settings);
      const scrutinee = checkValue(c, f.scrutinee, { kind: 'sum', left, right });
      const arms = [
        [f.left, left],
        [f.right, right],
      ] as const;
      const [first, second] = arms.map(([arm, declared]) => {
        const environment = checkComputation(c, arm.body, type, because);
        bind(c, environment, arm.binder, declared, arm.typeAt);
        return { environment, at: arm.at };
      });
      if (first === undefined || second === undefined) throw new Error('a case has two arms');
      return combine(c, scrutinee, branch(c, first, second).environment ?? new Environment(), f.at);
    }
    case 'case-list':
      return checkCaseList(c, f, type, because);
    case 'guard':
      return checkGuard(c, f, type, because);
    case 'annotation': {
      const found = annotatedType(c, f);
      const environment = checkComputation(c, f.body, found);
      subtype(c, found, type, because ?? { at: f.at, why: 'value' });
      return environment;
    }
    case 'apply':
    case 'new':
    case 'free':
    case 'send':
    case 'spawn': {
      c.want(f.at, type);
      const { type: found, environment } = synthesiseFinal(c, f);
      if (samePlain(plain(found), plain(type)))
        subtype(c, found, type, because ?? { at: f.at, why: 'value' });
      return environment;
    }
    default:
      return f satisfies never;
  }
}

function alternative(
  c: Checking,
  body: Computation,
  type: Type,
  because: Expectation | undefined,
  whole: Range,
) {
  return { environment: checkComputation(c, body, type, because), at: placeOf(body, whole) };
}

function checkCaseList(
  c: Checking,
  f: Extract<Final, { kind: 'case-list' }>,
  type: Type,
  because: Expectation | undefined,
): Environment {
  const list = f.type;
  // The head is as usable as the list's type says (spec §6.1, *list*).
  const element = list.kind === 'list' ? list.element : errorType;
  const scrutinee = checkValue(c, f.scrutinee, list.kind === 'list' ? list : errorType);
  const cons = checkComputation(c, f.cons, type, because);
  bind(c, cons, f.head, element, f.typeAt);
  bind(c, cons, f.tail, list.kind === 'list' ? list : errorType, f.typeAt);
  if (c.settings.liberalDatatypes && !isReturnable(element, c.settings)) {
    aliasCheck(c, [element], cons, f.at, 'case-list');
  }
  const nil = alternative(c, f.nil, type, because, f.at);
  const { environment } = branch(c, nil, { environment: cons, at: placeOf(f.cons, f.at) });
  return combine(c, scrutinee, environment ?? new Environment(), f.at);
}

/** The range of a computation from its first step to its end. */
export function placeOf({ steps, final }: Computation, whole: Range): Range {
  const start = (steps[0] ?? final).at.start;
  return start < final.at.end ? { start, end: final.at.end } : whole;
}
