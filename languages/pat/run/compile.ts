// Core terms → nodes, once per program. Code is built backwards, the last step first, so that each node gets the one
// that follows it, and so that it is known which slots are still read after it: `Rest` carries both.
import type { Place } from '@behavioural/runtime';
import type { Binder, Clause, Computation, CoreProgram, Final, Step, Value } from '../core/term.ts';
import type { Range } from '../syntax/ast.ts';
import type { Primitive } from '../types/builtins.ts';
import { parametersOf } from './builtin.ts';
import { type Captures, type Enclosed, findCaptures } from './capture.ts';
import { Branch, Case, CaseList, Compare, Copy, calculate, Failure, Untuple } from './data-nodes.ts';
import { wrongArguments } from './fault.ts';
import { Live } from './live.ts';
import { Code, type Node, Operand } from './node.ts';
import { Preparing, type Rest, type Scope, slotsOf } from './operands.ts';
import {
  Call,
  CallBuiltin,
  CallValue,
  Free,
  Guard,
  New,
  type ReceiveClause,
  Return,
  Send,
  Spawn,
  TailCall,
} from './process-nodes.ts';
import { unit } from './value.ts';

/** What happens with a result: it is returned, or put into a slot before the rest runs. */
type Continuation =
  | { readonly kind: 'return' }
  | {
      readonly kind: 'bind';
      readonly slot: number;
      readonly rest: Rest;
      /** The variable, if it is one that the user named. */
      readonly binder: Binder | undefined;
    };

/** The code of the program's body; definitions that it calls are compiled with it. */
export function compile(program: CoreProgram): Code {
  const definitions = new Map<string, Code>();
  for (const [name, { core, start }] of program.definitions) {
    const at = { start: start + core.body.final.at.start, end: start + core.body.final.at.end };
    definitions.set(name, new Code(name, at, 0, core.parameters.length));
  }
  for (const [name, { core, start }] of program.definitions) {
    const code = definitions.get(name);
    const binders = core.parameters.map(p => p.binder);
    const captures = findCaptures(binders, core.body);
    if (code !== undefined) new Compiler(code, binders, captures, definitions, start).body(core.body);
  }
  if (program.body === undefined) {
    const code = new Code('program', { start: 0, end: 0 }, 0, 0);
    code.entry = new Return(code.place, new Operand(-1, unit));
    return code;
  }
  const { core, start } = program.body;
  const { steps, final } = core.body;
  const at = { start: start + (steps[0]?.at ?? final.at).start, end: start + final.at.end };
  const code = new Code('program', at, 0, 0);
  new Compiler(code, [], findCaptures([], core.body), definitions, start).body(core.body);
  return code;
}

/** Compiles one body. Variables get slots by how deep in scope they are; branches use the same ones. */
class Compiler implements Scope {
  private readonly code: Code;
  private readonly captures: Captures;
  private readonly definitions: ReadonlyMap<string, Code>;
  private readonly start: number;
  private readonly slots = new Map<Binder, number>();

  constructor(
    code: Code,
    binders: readonly Binder[],
    captures: Captures,
    definitions: ReadonlyMap<string, Code>,
    start: number,
  ) {
    this.code = code;
    this.captures = captures;
    this.definitions = definitions;
    this.start = start;
    for (const [i, binder] of binders.entries()) this.slots.set(binder, i);
  }

  body(body: Computation): void {
    const { code } = this;
    this.reserve(code.captures + code.parameters);
    const { node, live } = this.computation(body, { kind: 'return' }, code.captures + code.parameters);
    // A process that was just spawned has not run yet, and stands here.
    node.live ??= live;
    code.entry = node;
  }

  private reserve(size: number): void {
    if (size > this.code.size) this.code.size = size;
  }

  /** Gives the next slot to a variable. */
  private bind(binder: Binder, depth: number): number {
    this.slots.set(binder, depth);
    this.reserve(depth + 1);
    return depth;
  }

  // ---------------------------------------------------------------------------------------- computations

  /** @param depth how many slots are taken */
  private computation({ steps, final }: Computation, then: Continuation, depth: number): Rest {
    // Forwards, the variables; backwards, the code. A variable's slot lies below those that its own step uses.
    const depths: number[] = [];
    let taken = depth;
    for (const step of steps) {
      depths.push(taken);
      if (step.kind === 'let') this.bind(step.binder, taken++);
      else if (step.kind === 'let-tuple') for (const binder of step.binders) this.bind(binder, taken++);
    }
    let rest = this.final(final, then, taken);
    for (let i = steps.length - 1; i >= 0; i--) {
      const step = steps[i];
      const at = depths[i];
      if (step !== undefined && at !== undefined) rest = this.step(step, rest, at);
    }
    return rest;
  }

  private step(step: Step, rest: Rest, depth: number): Rest {
    switch (step.kind) {
      case 'let': {
        const { binder } = step;
        return this.final(step.bound, { kind: 'bind', slot: depth, rest, binder }, depth + 1);
      }
      case 'then': {
        this.reserve(depth + 1);
        return this.final(step.first, { kind: 'bind', slot: depth, rest, binder: undefined }, depth + 1);
      }
      case 'let-tuple': {
        const make = new Preparing(this, depth + step.binders.length);
        const value = make.operand(step.value);
        const results = step.binders.map((_, i) => depth + i);
        const node = new Untuple(this.place(step.at), value, results, rest.node);
        return make.before(node, rest.live, results, [value]);
      }
      default:
        return step satisfies never;
    }
  }

  private final(f: Final, then: Continuation, depth: number): Rest {
    const place = this.place(f.at);
    const make = new Preparing(this, depth);
    switch (f.kind) {
      case 'return': {
        const value = make.operand(f.value, then.kind === 'bind' ? then.slot : undefined);
        if (then.kind === 'return') return make.before(new Return(place, value), Live.empty, [], [value]);
        const { slot, rest } = then;
        // A value that was made was made in its slot.
        if (value.slot === slot) return make.before(rest.node, rest.live, [], []);
        return make.before(new Copy(place, slot, value, rest.node), rest.live, [slot], [value]);
      }
      case 'annotation':
        return this.computation(f.body, then, depth);
      case 'apply':
        return this.apply(f, then, depth);
      case 'new': {
        const { slot, rest } = this.after(then, depth, place);
        const binder = then.kind === 'bind' ? then.binder : undefined;
        const name = binder === undefined || binder.introduced ? undefined : binder.name;
        const site = { name, interface: f.interface.text, madeAt: place };
        return make.acting(new New(place, slot, site, rest.node), slot, rest.live, []);
      }
      case 'spawn': {
        const { slot, rest } = this.after(then, depth, place);
        const { code, captured } = this.enclosed(f, 'a spawned process', []);
        return make.acting(new Spawn(place, slot, code, captured, rest.node), slot, rest.live, captured);
      }
      case 'free': {
        const { slot, rest } = this.after(then, depth, place);
        const target = make.operand(f.mailbox);
        return make.acting(new Free(place, slot, target, rest.node), slot, rest.live, [target]);
      }
      case 'send': {
        const { slot, rest } = this.after(then, depth, place);
        const target = make.operand(f.target);
        const given = f.arguments.map(a => make.operand(a));
        const node = new Send(place, slot, target, f.tag.text, given, rest.node);
        return make.acting(node, slot, rest.live, [target, ...given]);
      }
      case 'if': {
        const condition = make.operand(f.condition);
        const yes = this.computation(f.consequence, then, make.depth);
        const no = this.computation(f.alternative, then, make.depth);
        const node = new Branch(this.place(f.condition.at), condition, yes.node, no.node);
        return make.before(node, Live.union([yes.live, no.live]), [], [condition]);
      }
      case 'case': {
        const scrutinee = make.operand(f.scrutinee);
        const [left, right] = [f.left, f.right].map(arm => {
          const slot = this.bind(arm.binder, make.depth);
          const { node, live } = this.computation(arm.body, then, make.depth + 1);
          return { slot, entry: node, live: live.change([slot], []) };
        });
        if (left === undefined || right === undefined) throw new Error('a case has two arms');
        const node = new Case(this.place(f.scrutinee.at), scrutinee, left, right);
        return make.before(node, Live.union([left.live, right.live]), [], [scrutinee]);
      }
      case 'case-list': {
        const scrutinee = make.operand(f.scrutinee);
        const empty = this.computation(f.nil, then, make.depth);
        const head = this.bind(f.head, make.depth);
        const tail = this.bind(f.tail, make.depth + 1);
        const cons = this.computation(f.cons, then, make.depth + 2);
        const live = Live.union([empty.live, cons.live.change([head, tail], [])]);
        const node = new CaseList(this.place(f.scrutinee.at), scrutinee, empty.node, head, tail, cons.node);
        return make.before(node, live, [], [scrutinee]);
      }
      case 'guard':
        return this.guard(f, then, depth);
      default:
        return f satisfies never;
    }
  }

  /** The slot for a result, and what runs then: for a result that is returned, the code that returns it. */
  private after(then: Continuation, depth: number, place: Place): { slot: number; rest: Rest } {
    if (then.kind === 'bind') return then;
    this.reserve(depth + 1);
    const node = new Return(place, new Operand(depth, undefined));
    return { slot: depth, rest: { node, live: Live.empty.change([], [depth]) } };
  }

  private apply(f: Extract<Final, { kind: 'apply' }>, then: Continuation, depth: number): Rest {
    const place = this.place(f.at);
    const { slot, rest } = this.after(then, depth, place);
    const make = new Preparing(this, then.kind === 'return' ? depth + 1 : depth);
    const callee = plainly(f.callee);
    if (callee.kind === 'primitive') return this.builtin(callee.name, f, make, slot, rest);
    const defined = callee.kind === 'definition' ? this.definitions.get(callee.name) : undefined;
    if (defined !== undefined) {
      const given = f.arguments.map(a => make.operand(a));
      if (given.length !== defined.parameters) {
        const fault = wrongArguments(`\`${defined.name}\``, defined.parameters, given.length, place);
        return { node: new Failure(place, fault), live: Live.empty };
      }
      if (then.kind === 'return') {
        return make.acting(new TailCall(place, defined, given), slot, Live.empty, given);
      }
      return make.acting(new Call(place, slot, defined, given, rest.node), slot, rest.live, given);
    }
    const target = make.operand(callee);
    const given = f.arguments.map(a => make.operand(a));
    const node = new CallValue(place, slot, target, given, rest.node, then.kind === 'return');
    return make.acting(node, slot, rest.live, [target, ...given]);
  }

  private builtin(
    primitive: Primitive,
    f: Extract<Final, { kind: 'apply' }>,
    make: Preparing,
    slot: number,
    rest: Rest,
  ): Rest {
    const place = this.place(f.at);
    const given = f.arguments.map(a => make.operand(a));
    if (given.length !== parametersOf(primitive)) {
      const fault = wrongArguments(`\`${primitive}\``, parametersOf(primitive), given.length, place);
      return { node: new Failure(place, fault), live: Live.empty };
    }
    const [left, right] = given;
    if (left !== undefined && right !== undefined) {
      switch (primitive) {
        case '+':
        case '-':
        case '*':
        case '/':
          return make.before(
            calculate(primitive, place, slot, left, right, rest.node),
            rest.live,
            [slot],
            given,
          );
        case '<':
        case '<=':
        case '>':
        case '>=':
        case '==':
        case '!=':
          return make.before(
            new Compare(primitive, place, slot, left, right, rest.node),
            rest.live,
            [slot],
            given,
          );
        default:
          break;
      }
    }
    return make.acting(new CallBuiltin(place, slot, primitive, given, rest.node), slot, rest.live, given);
  }

  private guard(f: Extract<Final, { kind: 'guard' }>, then: Continuation, depth: number): Rest {
    const make = new Preparing(this, depth);
    const target = make.operand(f.target);
    const tags = new Map<string, ReceiveClause>();
    let emptyClause: { slot: number; entry: Node } | undefined;
    const waiting: Live[] = [];
    for (const clause of f.clauses) {
      if (clause.kind === 'fail') continue;
      const slots = this.clauseSlots(clause, make.depth);
      const { node, live } = this.computation(clause.body, then, make.depth + slots.length);
      waiting.push(live.change(slots, []));
      const mailbox = slots.at(-1) ?? make.depth;
      if (clause.kind === 'empty') emptyClause ??= { slot: mailbox, entry: node };
      else if (!tags.has(clause.tag.text)) {
        const payloads = slots.slice(0, -1);
        tags.set(clause.tag.text, { place: this.place(clause.head), payloads, mailbox, entry: node });
      }
    }
    const node = new Guard(this.place(f.at), target, tags, emptyClause);
    node.liveWaiting = Live.union(waiting);
    node.live = node.liveWaiting.change([], slotsOf([target]));
    return make.before(node, node.liveWaiting, [], [target]);
  }

  /** Slots for what a clause binds: payloads, then the mailbox. */
  private clauseSlots(clause: Exclude<Clause, { kind: 'fail' }>, depth: number): number[] {
    const binders = clause.kind === 'receive' ? [...clause.payloads, clause.mailbox] : [clause.binder];
    return binders.map((binder, i) => this.bind(binder, depth + i));
  }

  // ----------------------------------------------------------------------------------------------- values

  /** Compiles a function or a spawned process; also what it captures, as operands here. */
  enclosed(of: Enclosed, name: string, parameters: readonly Binder[]): { code: Code; captured: Operand[] } {
    const binders = this.captures.get(of) ?? [];
    const code = new Code(name, this.place(of.at), binders.length, parameters.length);
    new Compiler(code, [...binders, ...parameters], this.captures, this.definitions, this.start).body(
      of.body,
    );
    return { code, captured: binders.map(binder => new Operand(this.slots.get(binder) ?? -1, undefined)) };
  }

  slotOf(binder: Binder): number | undefined {
    return this.slots.get(binder);
  }

  definition(name: string): Code | undefined {
    return this.definitions.get(name);
  }

  /** A slot above those that are taken. */
  temporary(depth: number): number {
    this.reserve(depth + 1);
    return depth;
  }

  place({ start, end }: Range): Place {
    return { start: this.start + start, end: this.start + end };
  }
}

/** The value without its annotations. */
function plainly(v: Value): Value {
  return v.kind === 'annotated' ? plainly(v.value) : v;
}
