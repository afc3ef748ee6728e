// First pass: plain types (spec §5), forwards. Gives every binder its plain type and every send, free and guard
// its interface, and finds the ordinary errors. What a fault makes unknown has the error type from there on.
import type { LoweredBody, LoweredDefinition, MessageSignature } from '../core/lower.ts';
import type { Binder, Computation, Final, Guard, Lambda, Step, Value } from '../core/term.ts';
import type { Name, Range } from '../syntax/ast.ts';
import { mostSimilar, Names } from '../syntax/similar.ts';
import { valueWords } from '../syntax/words.ts';
import { builtinNames, primitiveTypes } from '../types/builtins.ts';
import { plain, samePlain } from '../types/operations.ts';
import {
  atom,
  bool,
  errorType,
  type FunctionType,
  int,
  type PlainType,
  string,
  type Type,
  unit,
} from '../types/type.ts';
import type { Because, PlainFault } from './fault.ts';
import type { World } from './world.ts';

/** What the first pass writes onto the terms of one item. */
export interface PlainTyping {
  readonly binders: ReadonlyMap<Binder, PlainType>;
  /** The plain types of the computations whose type the second pass may have to synthesise. */
  readonly finals: ReadonlyMap<Final, PlainType>;
  /** The plain types of lists and sums as they are made. */
  readonly data: ReadonlyMap<Value, PlainType>;
  /** The interface of each send, free and guard; absent where it is unknown. */
  readonly interfaces: ReadonlyMap<Final, string>;
  /** The component types of each tuple let; absent where unknown. */
  readonly parts: ReadonlyMap<Step, readonly PlainType[]>;
  readonly faults: readonly PlainFault[];
}

/** Names that have a meaning in every program. */
const fixedNames = new Names([...builtinNames, ...valueWords]);

/** What a term is wanted to be, and why. */
interface Want {
  readonly type: PlainType;
  readonly because?: Because;
}

/** Runs the first pass over a definition or the body of a program. */
export function plainTypes(lowered: LoweredDefinition | LoweredBody, world: World): PlainTyping {
  const pass = new PlainPass(world);
  for (const { name, at } of lowered.interfaces) pass.knownInterface(name, at);
  if (lowered.kind === 'definition') {
    const { parameters, result, body } = lowered.core;
    for (const { binder, type } of parameters) pass.bind(binder, plain(type));
    const at = lowered.item.kind === 'definition' ? lowered.item.result.at : undefined;
    pass.computation(body, {
      type: plain(result),
      because: { what: 'result', name: lowered.core.name, ...(at === undefined ? {} : { at }) },
    });
  } else pass.computation(lowered.core.body, undefined);
  return pass;
}

/** The type of a definition as a function value. */
export function functionType(signature: {
  readonly parameters: readonly { readonly type: Type }[];
  readonly result: Type;
}): FunctionType {
  return {
    kind: 'function',
    linear: false,
    parameters: signature.parameters.map(p => p.type),
    result: signature.result,
    usage: 'R',
  };
}

/** The fault of naming an interface that does not exist. */
export function unknownInterface(world: World, name: string, at: Range): PlainFault {
  const similar = mostSimilar(name, world.interfaceNames);
  return { kind: 'unknown-interface', at, name, ...(similar === undefined ? {} : { similar }) };
}

class PlainPass implements PlainTyping {
  readonly binders = new Map<Binder, PlainType>();
  readonly data = new Map<Value, PlainType>();
  readonly finals = new Map<Final, PlainType>();
  readonly interfaces = new Map<Final, string>();
  readonly parts = new Map<Step, readonly PlainType[]>();
  readonly faults: PlainFault[] = [];
  /** What was bound so far has these names. */
  private readonly bound = new Names();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  bind(binder: Binder, type: PlainType): void {
    this.binders.set(binder, type);
    if (!binder.introduced) this.bound.add(binder.name);
  }

  knownInterface(name: string, at: Range): boolean {
    if (this.world.interface(name) !== undefined) return true;
    this.faults.push(unknownInterface(this.world, name, at));
    return false;
  }

  // ---------------------------------------------------------------------------------------- computations

  computation({ steps, final }: Computation, want: Want | undefined): PlainType {
    for (const step of steps) this.step(step);
    return this.final(final, want);
  }

  private step(step: Step): void {
    switch (step.kind) {
      case 'let':
        this.bind(step.binder, this.final(step.bound, undefined));
        return;
      case 'then':
        this.final(step.first, { type: unit, because: { what: 'effect' } });
        return;
      case 'let-tuple': {
        const type = this.value(step.value, undefined);
        const { binders } = step;
        if (type.kind === 'tuple' && type.parts.length === binders.length) {
          this.parts.set(step, type.parts);
          for (const [i, binder] of binders.entries()) this.bind(binder, type.parts[i] ?? errorType);
          return;
        }
        if (type.kind === 'tuple') {
          const at = span(binders.map(b => b.at)) ?? step.at;
          this.faults.push({ kind: 'tuple-width', at, found: binders.length, wanted: type.parts.length });
        } else if (type.kind !== 'error') {
          this.faults.push({ kind: 'not-a-tuple', at: step.value.at, found: type });
        }
        for (const binder of binders) this.bind(binder, errorType);
        return;
      }
      default:
        step satisfies never;
    }
  }

  /** The plain type of a computation; when one is wanted, a difference is a fault and the wanted type is returned. */
  private final(f: Final, want: Want | undefined): PlainType {
    const type = this.finalType(f, want);
    this.finals.set(f, type);
    return type;
  }

  private finalType(f: Final, want: Want | undefined): PlainType {
    switch (f.kind) {
      case 'return':
        return this.value(f.value, want);
      case 'annotation': {
        const type = plain(f.type);
        this.computation(f.body, { type, because: { what: 'annotation', at: f.typeAt } });
        return this.agree(type, want, f.typeAt);
      }
      case 'apply':
        return this.agree(this.application(f), want, f.at);
      case 'new': {
        if (f.interface.text === '') return this.agree(errorType, want, f.at);
        const known = this.knownInterface(f.interface.text, f.interface.at);
        return this.agree(known ? { kind: 'interface', name: f.interface.text } : errorType, want, f.at);
      }
      case 'free':
        this.mailbox(f, f.mailbox, 'free');
        return this.agree(unit, want, f.at);
      case 'send':
        this.send(f);
        return this.agree(unit, want, f.at);
      case 'spawn':
        this.computation(f.body, { type: unit, because: { what: 'effect' } });
        return this.agree(unit, want, f.at);
      case 'if': {
        this.value(f.condition, { type: bool, because: { what: 'condition' } });
        return this.branches(want, [f.consequence, f.alternative]);
      }
      case 'case': {
        const { left, right } = f;
        const because: Because = { what: 'annotation', at: span([left.typeAt, right.typeAt]) ?? f.at };
        this.value(f.scrutinee, {
          type: { kind: 'sum', left: plain(left.type), right: plain(right.type) },
          because,
        });
        this.bind(left.binder, plain(left.type));
        this.bind(right.binder, plain(right.type));
        return this.branches(want, [left.body, right.body]);
      }
      case 'case-list': {
        const type = plain(f.type);
        if (type.kind !== 'list' && type.kind !== 'error') {
          this.faults.push({ kind: 'not-a-list-type', at: f.typeAt, found: f.type });
        }
        const list = type.kind === 'list' ? type : errorType;
        this.value(f.scrutinee, { type: list, because: { what: 'annotation', at: f.typeAt } });
        this.bind(f.head, list.kind === 'list' ? list.element : errorType);
        this.bind(f.tail, list);
        return this.branches(want, [f.cons, f.nil]);
      }
      case 'guard':
        return this.guard(f, want);
      default:
        return f satisfies never;
    }
  }

  /** Branches agree with what is wanted, or else with the first whose type is known. */
  private branches(want: Want | undefined, bodies: readonly Computation[]): PlainType {
    let agreed = want;
    for (const body of bodies) {
      const type = this.computation(body, agreed);
      if (agreed === undefined && type.kind !== 'error') agreed = { type, because: firstBranch(body) };
    }
    return agreed?.type ?? errorType;
  }

  private application(f: Extract<Final, { kind: 'apply' }>): PlainType {
    const callee = this.value(f.callee, undefined);
    if (callee.kind !== 'function') {
      if (callee.kind !== 'error')
        this.faults.push({ kind: 'not-a-function', at: f.callee.at, found: callee });
      for (const a of f.arguments) this.argument(a, errorType, undefined);
      return errorType;
    }
    const name = calleeName(f.callee);
    if (callee.parameters.length !== f.arguments.length && !this.isOpen(f.callee)) {
      const at = span(f.arguments.slice(callee.parameters.length).map(a => a.at)) ?? f.at;
      this.faults.push({
        kind: 'argument-count',
        at,
        found: f.arguments.length,
        wanted: callee.parameters.length,
        callee: name,
      });
    }
    const because = this.parametersOf(f.callee);
    for (const [i, a] of f.arguments.entries()) {
      const parameter = callee.parameters[i];
      this.argument(a, parameter === undefined ? errorType : plain(parameter), because(i));
    }
    return plain(callee.result);
  }

  /** Whether a parameter of the callee is still being written, so that it may have any number of them. */
  private isOpen(callee: Value): boolean {
    if (callee.kind !== 'definition') return false;
    return this.world.definition(callee.name)?.parameters.some(({ binder }) => binder.name === '') === true;
  }

  private argument(a: Value, type: PlainType, because: Because | undefined): void {
    this.value(a, because === undefined ? { type } : { type, because });
  }

  /** Where the parameters of a callee are declared. */
  private parametersOf(callee: Value): (i: number) => Because {
    if (callee.kind === 'primitive') return () => ({ what: 'operator', name: callee.name });
    if (callee.kind === 'definition') {
      const signature = this.world.definition(callee.name);
      if (signature !== undefined) {
        return i => {
          const parameter = signature.parameters[i];
          const where = parameter === undefined ? {} : { at: parameter.typeAt, item: signature.item };
          return { what: 'parameter', name: parameter?.binder.name ?? callee.name, ...where };
        };
      }
    }
    return () => ({ what: 'parameter' });
  }

  private send(f: Extract<Final, { kind: 'send' }>): void {
    const name = this.mailbox(f, f.target, 'send');
    const message = name === undefined ? undefined : this.message(name, f.tag);
    if (message === undefined || name === undefined) {
      for (const a of f.arguments) this.argument(a, errorType, undefined);
      return;
    }
    this.payloadCount(name, message, f.arguments.length, span(f.arguments.map(a => a.at)) ?? f.tag.at, false);
    const item = this.world.interface(name)?.item;
    const where = item === undefined ? {} : { item, at: message.tag.at };
    for (const [i, a] of f.arguments.entries()) {
      const payload = message.payloads[i];
      this.argument(a, payload === undefined ? errorType : plain(payload), {
        what: 'payload',
        name: f.tag.text,
        ...where,
      });
    }
  }

  private guard(f: Guard, want: Want | undefined): PlainType {
    const name = this.mailbox(f, f.target, 'guard');
    const mailbox: PlainType = name === undefined ? errorType : { kind: 'interface', name };
    let agreed = want;
    let bodies = 0;
    for (const clause of f.clauses) {
      if (clause.kind === 'fail') continue;
      bodies++;
      if (clause.kind === 'empty') this.bind(clause.binder, mailbox);
      else {
        const message = name === undefined ? undefined : this.message(name, clause.tag);
        if (message !== undefined && name !== undefined) {
          const at = span(clause.payloads.map(b => b.at)) ?? clause.tag.at;
          this.payloadCount(name, message, clause.payloads.length, at, true);
        }
        for (const [i, binder] of clause.payloads.entries()) {
          const payload = message?.payloads[i];
          this.bind(binder, payload === undefined ? errorType : plain(payload));
        }
        this.bind(clause.mailbox, mailbox);
      }
      const type = this.computation(clause.body, agreed);
      if (agreed === undefined && type.kind !== 'error') agreed = { type, because: firstBranch(clause.body) };
    }
    if (agreed !== undefined) return agreed.type;
    if (bodies === 0 && f.clauses.length > 0)
      this.faults.push({ kind: 'unknown-type', at: f.at, what: 'guard' });
    return errorType;
  }

  private payloadCount(
    name: string,
    message: MessageSignature,
    found: number,
    at: Range,
    receiving: boolean,
  ): void {
    const item = this.world.interface(name)?.item;
    const wanted = message.payloads.length;
    if (found === wanted || item === undefined || message.unfinished) return;
    const tag = message.tag.text;
    this.faults.push({
      kind: 'payload-count',
      at,
      found,
      wanted,
      tag,
      interface: name,
      receiving,
      item,
      declared: message.tag.at,
    });
  }

  /** The interface of a mailbox that is sent to, guarded or freed. */
  private mailbox(f: Final, v: Value, use: 'send' | 'guard' | 'free'): string | undefined {
    const type = this.value(v, undefined);
    if (type.kind === 'interface') {
      this.interfaces.set(f, type.name);
      return this.world.interface(type.name) === undefined ? undefined : type.name;
    }
    if (type.kind !== 'error') this.faults.push({ kind: 'not-a-mailbox', at: v.at, found: type, use });
    return undefined;
  }

  private message(name: string, tag: Name): MessageSignature | undefined {
    const signature = this.world.interface(name);
    if (signature === undefined || tag.text === '') return undefined;
    const message = signature.messages.get(tag.text);
    if (message === undefined && !signature.unfinished) {
      const similar = mostSimilar(tag.text, signature.tags);
      this.faults.push({
        kind: 'unknown-message',
        at: tag.at,
        tag: tag.text,
        interface: name,
        item: signature.item,
        declared: signature.item.name.at,
        ...(similar === undefined ? {} : { similar }),
      });
    }
    return message;
  }

  // ----------------------------------------------------------------------------------------------- values

  /** The plain type of a value; when one is wanted, a difference is a fault and the wanted type is returned. */
  private value(v: Value, want: Want | undefined): PlainType {
    const type = this.agree(this.valueType(v, want), want, v.at);
    const made = v.kind === 'injection' ? 'sum' : v.kind === 'nil' || v.kind === 'cons' ? 'list' : undefined;
    if (type.kind === made) this.data.set(v, type);
    return type;
  }

  private agree(found: PlainType, want: Want | undefined, at: Range): PlainType {
    if (want === undefined) return found;
    if (!samePlain(found, want.type)) {
      const because = want.because === undefined ? {} : { because: want.because };
      this.faults.push({ kind: 'type-mismatch', at, found, wanted: want.type, ...because });
    }
    return want.type.kind === 'error' ? found : want.type;
  }

  private valueType(v: Value, want: Want | undefined): PlainType {
    const wanted = want?.type;
    switch (v.kind) {
      case 'variable':
        return this.binders.get(v.binder) ?? errorType;
      case 'definition': {
        const signature = this.world.definition(v.name);
        if (signature !== undefined) return functionType(signature);
        if (v.maybeBound) return errorType;
        const { bound, world } = this;
        const similar = mostSimilar(v.name, bound, world.definitionNames, fixedNames);
        this.faults.push({
          kind: 'unbound-variable',
          at: v.at,
          name: v.name,
          ...(similar === undefined ? {} : { similar }),
        });
        return errorType;
      }
      case 'primitive':
        return primitiveTypes[v.name];
      case 'constant':
        return constantTypes[v.constant.kind];
      case 'annotated': {
        const type = plain(v.type);
        this.value(v.value, { type, because: { what: 'annotation', at: v.typeAt } });
        return type;
      }
      case 'lambda':
        return this.lambda(v);
      case 'tuple': {
        const wants = wanted?.kind === 'tuple' && wanted.parts.length === v.parts.length ? wanted.parts : [];
        return { kind: 'tuple', parts: v.parts.map((p, i) => this.value(p, narrow(want, wants[i]))) };
      }
      case 'cons': {
        const element = this.value(
          v.head,
          narrow(want, wanted?.kind === 'list' ? wanted.element : undefined),
        );
        return this.value(v.tail, {
          type: { kind: 'list', element },
          because: { what: 'element', at: v.head.at },
        });
      }
      case 'nil':
        if (wanted === undefined) return this.unknown(v.at, 'nil');
        if (wanted.kind === 'list' || wanted.kind === 'error') return wanted;
        return this.mismatch(v.at, { kind: 'list', element: errorType }, want);
      case 'injection': {
        if (wanted?.kind === 'sum') {
          this.value(v.value, narrow(want, v.side === 'inl' ? wanted.left : wanted.right));
          return wanted;
        }
        const part = this.value(v.value, undefined);
        if (wanted === undefined) return this.unknown(v.at, v.side, part);
        if (wanted.kind === 'error') return wanted;
        const found: PlainType =
          v.side === 'inl'
            ? { kind: 'sum', left: part, right: errorType }
            : { kind: 'sum', left: errorType, right: part };
        return this.mismatch(v.at, found, want);
      }
      case 'hole':
        return errorType;
      default:
        return v satisfies never;
    }
  }

  private lambda(v: Lambda): PlainType {
    for (const { binder, type } of v.parameters) this.bind(binder, plain(type));
    this.computation(v.body, { type: plain(v.result), because: { what: 'result' } });
    return {
      kind: 'function',
      linear: v.linear,
      parameters: v.parameters.map(p => p.type),
      result: v.result,
      usage: 'R',
    };
  }

  private unknown(at: Range, what: 'nil' | 'inl' | 'inr', part?: PlainType): PlainType {
    this.faults.push({ kind: 'unknown-type', at, what, ...(part === undefined ? {} : { part }) });
    return errorType;
  }

  /** Reports a difference once and answers with the wanted type, so that `agree` finds nothing more to say. */
  private mismatch(at: Range, found: PlainType, want: Want | undefined): PlainType {
    this.agree(found, want, at);
    return want?.type ?? errorType;
  }
}

/** The types of the constants, by their kind. */
export const constantTypes = { integer: int, string, boolean: bool, atom } as const;

function narrow(want: Want | undefined, type: PlainType | undefined): Want | undefined {
  if (type === undefined) return undefined;
  return want?.because === undefined ? { type } : { type, because: want.because };
}

/** How a callee is called in a message. */
export function calleeName(callee: Value): string {
  if (callee.kind === 'variable' && !callee.binder.introduced) return callee.binder.name;
  if (callee.kind === 'definition' || callee.kind === 'primitive') return callee.name;
  return 'this function';
}

/** The smallest range around all of them. */
export function span(ranges: readonly Range[]): Range | undefined {
  const [first] = ranges;
  const last = ranges[ranges.length - 1];
  return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
}

/** The branch that the others must agree with. */
function firstBranch({ final }: Computation): Because {
  return { what: 'first-branch', at: final.at };
}
