// Second pass, values (spec §6): synthesis and checking. Variables are checked, not looked up.
import type { Binder, Lambda, Value } from '../core/term.ts';
import type { Range } from '../syntax/ast.ts';
import { primitiveTypes } from '../types/builtins.ts';
import {
  holdsDuty,
  holdsError,
  isPartReturnable,
  mailboxFree,
  partReturnable,
  plain,
  returnable,
  samePlain,
} from '../types/operations.ts';
import { errorType, type Type } from '../types/type.ts';
import type { Checking } from './checking.ts';
import { combine, combineAll } from './combine.ts';
import { checkComputation } from './computations.ts';
import { type Entry, Environment } from './environment.ts';
import { constantTypes, functionType } from './plain.ts';
import { type Expectation, subtype, unrestrict } from './subtype.ts';
import type { Use, Uses } from './uses.ts';

export interface Synthesised {
  readonly type: Type;
  readonly environment: Environment;
}

/** Synthesis of values. `as` says how a variable is used, if not by being passed on. */
export function synthesiseValue(c: Checking, v: Value, as?: (type: Type) => Use): Synthesised {
  switch (v.kind) {
    case 'annotated': {
      const type = annotatedType(c, v);
      return { type, environment: checkValue(c, v.value, type) };
    }
    case 'constant':
      return { type: constantTypes[v.constant.kind], environment: new Environment() };
    case 'primitive':
      return { type: primitiveTypes[v.name], environment: new Environment() };
    case 'definition': {
      const signature = c.world.definition(v.name);
      const type = signature === undefined ? errorType : functionType(signature);
      return { type, environment: new Environment() };
    }
    case 'variable': {
      const known = c.typing.binders.get(v.binder) ?? errorType;
      const type = mailboxFree(known);
      if (type !== undefined) {
        return { type, environment: use(c, v.binder, v.at, type, as?.(type) ?? passed(v.at, type)) };
      }
      c.fault({ kind: 'cannot-infer', at: v.at, what: 'variable', name: v.binder.name, plain: known });
      return { type: errorType, environment: use(c, v.binder, v.at, errorType, passed(v.at, errorType)) };
    }
    case 'tuple': {
      const types: Type[] = [];
      const environments: Environment[] = [];
      for (const part of v.parts) {
        const { type, environment } = synthesiseValue(c, part);
        if (!isPartReturnable(type, c.settings))
          c.fault({ kind: 'not-returnable', at: part.at, type, where: 'tuple' });
        types.push(type);
        environments.push(environment);
      }
      return { type: { kind: 'tuple', parts: types }, environment: combineAll(c, environments, v.at) };
    }
    case 'lambda':
      return synthesiseLambda(c, v);
    case 'hole':
      return { type: errorType, environment: Environment.damaged() };
    case 'nil':
    case 'injection':
    case 'cons': {
      // Known types without mailboxes need no annotation.
      const known = mailboxFree(c.typing.data.get(v) ?? errorType);
      if (known !== undefined && !holdsError(known))
        return { type: known, environment: checkValue(c, v, known) };
      const what = v.kind === 'injection' ? v.side : v.kind;
      if (!c.reported(v.at)) c.fault({ kind: 'cannot-infer', at: v.at, what });
      return { type: errorType, environment: Environment.damaged() };
    }
    default:
      return v satisfies never;
  }
}

function synthesiseLambda(c: Checking, v: Lambda): Synthesised {
  const environment = checkComputation(c, v.body, v.result);
  for (const { binder, type, typeAt } of v.parameters) bind(c, environment, binder, type, typeAt);
  environment.map(({ type, uses }, binder) => {
    const within: Uses = { kind: 'within', at: v.at, construct: 'function', uses };
    // A `fun` may be called at any time, by anybody (spec §6.1, *fun*).
    if (!v.linear && holdsDuty(type)) {
      c.fault({ kind: 'captured-by-fun', at: v.at, binder, type, uses: within, lambda: v });
      return { type: errorType, uses: within };
    }
    return { type: returnable(type, c.settings), uses: within };
  });
  const parameters = v.parameters.map(p => p.type);
  const { linear, result } = v;
  return { type: { kind: 'function', linear, parameters, result, usage: 'R' }, environment };
}

/** Checking of values. `because` says what wants the type, for explanations. */
export function checkValue(c: Checking, v: Value, type: Type, because?: Expectation, as?: Use): Environment {
  switch (v.kind) {
    case 'variable': {
      const known = c.typing.binders.get(v.binder) ?? errorType;
      if (type.kind === 'error' || holdsError(known)) {
        c.want(v.at, type);
        return use(c, v.binder, v.at, errorType, as ?? passed(v.at, errorType));
      }
      if (!samePlain(plain(type), known)) {
        // Plain types that differ were reported by the first pass.
        if (c.typing.faults.length === 0) {
          const found = mailboxFree(known) ?? errorType;
          c.fault({ kind: 'not-a-subtype', at: v.at, found, wanted: type, binder: v.binder });
        }
        return use(c, v.binder, v.at, errorType, as ?? passed(v.at, errorType));
      }
      return use(c, v.binder, v.at, type, because?.uses ?? as ?? passed(v.at, type));
    }
    case 'injection':
      if (type.kind !== 'sum') break;
      return checkValue(
        c,
        v.value,
        partReturnable(v.side === 'inl' ? type.left : type.right, c.settings),
        because,
        partOf(as, v.value, v.side === 'inl' ? type.left : type.right),
      );
    case 'nil':
      if (type.kind !== 'list') break;
      if (!isPartReturnable(type.element, c.settings)) {
        c.fault({ kind: 'not-returnable', at: v.at, type: type.element, where: 'list' });
      }
      return new Environment();
    case 'cons': {
      if (type.kind !== 'list') break;
      // What goes into a list goes in for good (spec §6.1, *list*).
      const element = partReturnable(type.element, c.settings);
      const head = checkValue(c, v.head, element, because, partOf(as, v.head, element));
      const tail = checkValue(c, v.tail, type, because, partOf(as, v.tail, type));
      return combine(c, head, tail, v.at);
    }
    case 'tuple': {
      if (type.kind !== 'tuple' || type.parts.length !== v.parts.length) break;
      const parts = v.parts.map((part, i) => {
        const wanted = partReturnable(type.parts[i] ?? errorType, c.settings);
        return checkValue(c, part, wanted, because, partOf(as, part, wanted));
      });
      return combineAll(c, parts, v.at);
    }
    case 'hole':
      c.want(v.at, type);
      break;
    default:
      break;
  }
  if (type.kind === 'error' && !synthesisable(v)) return checkParts(c, v);
  const { type: found, environment } = synthesiseValue(c, v);
  // Plain types that differ were reported by the first pass.
  if (c.typing.faults.length === 0 || samePlain(plain(found), plain(type))) {
    subtype(c, found, type, because ?? { at: v.at, why: 'value' });
  }
  return environment;
}

/** Whether synthesis says something useful of a value whose wanted type is unknown because of an earlier error. */
function synthesisable(v: Value): boolean {
  return v.kind !== 'injection' && v.kind !== 'nil' && v.kind !== 'cons' && v.kind !== 'tuple';
}

/** Checks the parts of data against nothing in particular. */
function checkParts(c: Checking, v: Value): Environment {
  const parts =
    v.kind === 'tuple'
      ? v.parts
      : v.kind === 'cons'
        ? [v.head, v.tail]
        : v.kind === 'injection'
          ? [v.value]
          : [];
  return combineAll(
    c,
    parts.map(part => checkValue(c, part, errorType)),
    v.at,
  );
}

/** The annotation's type; that of a `let` is made returnable. */
export function annotatedType(
  c: Checking,
  annotated: { readonly type: Type; readonly madeReturnable?: boolean },
): Type {
  return annotated.madeReturnable === true ? returnable(annotated.type, c.settings) : annotated.type;
}

function use(c: Checking, binder: Binder, at: Range, type: Type, uses: Uses): Environment {
  c.facts.push({ kind: 'use', at, binder, type });
  return Environment.of(binder, { type, uses });
}

function passed(at: Range, type: Type): Use {
  return { kind: 'use', at, what: { kind: 'pass', type } };
}

/** The use of a part of data that is passed to someone. */
function partOf(as: Use | undefined, part: Value, type: Type): Use | undefined {
  if (as?.what.kind !== 'pass' || as.what.to === undefined) return undefined;
  return { kind: 'use', at: part.at, what: { ...as.what, type } };
}

/**
 * A binder that goes out of scope: its declared type must be a subtype of its inferred use, or be unrestrictable
 * when it is not used. Removes it from the environment.
 */
export function bind(
  c: Checking,
  environment: Environment,
  binder: Binder,
  declared: Type,
  typeAt?: Range,
): Entry | undefined {
  const entry = environment.take(binder);
  // How a binder is used whose name is missing cannot be known.
  if (binder.name === '') return undefined;
  c.facts.push({ kind: 'binding', at: binder.at, binder, type: entry === undefined ? undefined : declared });
  if (entry !== undefined) {
    const place = typeAt === undefined ? {} : { typeAt };
    subtype(c, declared, entry.type, { at: binder.at, binder, uses: entry.uses, why: 'declared', ...place });
  } else if (!environment.open) unrestrict(c, declared, binder.at, binder, typeAt);
  return entry;
}
