// Nodes that leave the call they are in, or do something that others can see: calls and returns, processes and mailboxes.
// A process may be interrupted before each of these.
import { Mailbox, type MailboxSite, type Place } from '@behavioural/runtime';
import type { Primitive } from '../types/builtins.ts';
import { applyBuiltin } from './builtin.ts';
import type { Arm } from './data-nodes.ts';
import {
  failReached,
  freeOfNonEmpty,
  sendToFreed,
  tooManyMessages,
  tooManyProcesses,
  useOfFreed,
  wrongArguments,
  wrongKind,
  wrongPayload,
} from './fault.ts';
import { Live } from './live.ts';
import { type Code, Node, type Operand, readAll, type Slots } from './node.ts';
import { PatProcess, wide } from './process.ts';
import { BuiltinFunction, Closure, DefinedFunction, unit, type Value } from './value.ts';

export class Return extends Node {
  readonly value: Operand;
  constructor(place: Place, value: Operand) {
    super(place);
    this.value = value;
  }
  override execute(process: PatProcess): Node | null {
    return process.return(this.value.read(process.slots));
  }
}

// ------------------------------------------------------------------------------------------------ calls

/** A step with a result, after which `next` runs. */
abstract class Acting extends Node {
  readonly result: number;
  readonly next: Node;
  liveAfter: Live = Live.empty;
  constructor(place: Place, result: number, next: Node) {
    super(place);
    this.result = result;
    this.next = next;
  }
}

/** The slots of a call that the running one makes. */
function enter(
  { slots: from, world }: PatProcess,
  code: Code,
  captured: readonly Value[],
  operands: readonly Operand[],
  at: Place,
): Slots {
  if (code.size > wide) world.claim(code.size, at);
  const slots: Slots = new Array(code.size);
  let i = 0;
  for (const value of captured) slots[i++] = value;
  for (const operand of operands) slots[i++] = operand.read(from);
  return slots;
}

const nothing: readonly Value[] = [];

/** A call of a definition. */
export class Call extends Acting {
  readonly code: Code;
  readonly given: readonly Operand[];
  constructor(place: Place, result: number, code: Code, given: readonly Operand[], next: Node) {
    super(place, result, next);
    this.code = code;
    this.given = given;
  }
  override execute(process: PatProcess): Node {
    const slots = enter(process, this.code, nothing, this.given, this.place);
    process.push(this);
    process.slots = slots;
    return this.code.start;
  }
}

/** A call of a definition that is the last thing to do: takes no stack. */
export class TailCall extends Node {
  readonly code: Code;
  readonly given: readonly Operand[];
  constructor(place: Place, code: Code, given: readonly Operand[]) {
    super(place);
    this.code = code;
    this.given = given;
  }
  override execute(process: PatProcess): Node {
    process.slots = enter(process, this.code, nothing, this.given, this.place);
    return this.code.start;
  }
}

/** A call of whatever function a variable holds; with `tail`, `next` is only for built-in functions. */
export class CallValue extends Acting {
  readonly callee: Operand;
  readonly given: readonly Operand[];
  readonly tail: boolean;
  constructor(
    place: Place,
    result: number,
    callee: Operand,
    given: readonly Operand[],
    next: Node,
    tail: boolean,
  ) {
    super(place, result, next);
    this.callee = callee;
    this.given = given;
    this.tail = tail;
  }
  override execute(process: PatProcess): Node | null {
    const { slots } = process;
    const callee = this.callee.read(slots);
    if (callee instanceof BuiltinFunction) {
      return finishBuiltin(process, this, callee.primitive, readAll(this.given, slots));
    }
    if (!(callee instanceof Closure || callee instanceof DefinedFunction)) {
      throw wrongKind('a function', callee, this.place);
    }
    const { code } = callee;
    if (code.parameters !== this.given.length) {
      throw wrongArguments('The function that is called', code.parameters, this.given.length, this.place);
    }
    const captured = callee instanceof Closure ? callee.captured : nothing;
    const entered = enter(process, code, captured, this.given, this.place);
    if (!this.tail) process.push(this);
    process.slots = entered;
    return code.start;
  }
}

/** A call of a built-in function by its name, other than arithmetic and comparisons. */
export class CallBuiltin extends Acting {
  readonly primitive: Primitive;
  readonly given: readonly Operand[];
  constructor(place: Place, result: number, primitive: Primitive, given: readonly Operand[], next: Node) {
    super(place, result, next);
    this.primitive = primitive;
    this.given = given;
  }
  override execute(process: PatProcess): Node | null {
    return finishBuiltin(process, this, this.primitive, readAll(this.given, process.slots));
  }
}

function finishBuiltin(
  process: PatProcess,
  node: CallValue | CallBuiltin,
  primitive: Primitive,
  given: readonly Value[],
): Node | null {
  process.node = node;
  // A process that slept comes here a second time.
  const value = process.slept ? unit : applyBuiltin(process, primitive, given, node.place);
  if (value === null) {
    process.slept = !process.refused;
    return null;
  }
  process.slept = false;
  process.slots[node.result] = value;
  return node.next;
}

// ------------------------------------------------------------------------------ processes and mailboxes

/** How many processes may be alive at once: they need about 1 GB of memory. */
const mostProcesses = 500_000;
/** How many messages may wait in one mailbox: they need about half as much. */
const mostMessages = 4_000_000;

export class Spawn extends Acting {
  readonly code: Code;
  readonly captured: readonly Operand[];
  constructor(place: Place, result: number, code: Code, captured: readonly Operand[], next: Node) {
    super(place, result, next);
    this.code = code;
    this.captured = captured;
  }
  override execute(process: PatProcess): Node {
    const { slots, world } = process;
    if (world.machine.live >= mostProcesses) throw tooManyProcesses(mostProcesses, this.place);
    const child = enter(process, this.code, nothing, this.captured, this.place);
    world.machine.spawn(new PatProcess(world, this.place, this.code.start, child), process, this.place);
    slots[this.result] = unit;
    return this.next;
  }
}

export class New extends Acting {
  readonly site: MailboxSite;
  constructor(place: Place, result: number, site: MailboxSite, next: Node) {
    super(place, result, next);
    this.site = site;
  }
  override execute(process: PatProcess): Node {
    process.slots[this.result] = process.world.machine.createMailbox(process, this.site);
    return this.next;
  }
}

export class Send extends Acting {
  readonly target: Operand;
  readonly tag: string;
  readonly given: readonly Operand[];
  constructor(
    place: Place,
    result: number,
    target: Operand,
    tag: string,
    given: readonly Operand[],
    next: Node,
  ) {
    super(place, result, next);
    this.target = target;
    this.tag = tag;
    this.given = given;
  }
  override execute(process: PatProcess): Node {
    const { slots } = process;
    const mailbox = this.target.read(slots);
    if (!(mailbox instanceof Mailbox)) throw wrongKind('a mailbox', mailbox, this.place);
    if (mailbox.freed) throw sendToFreed(mailbox, this.tag, this.place);
    if (this.given.length > wide) process.world.claim(this.given.length, this.place);
    if (mailbox.size >= mostMessages) throw tooManyMessages(mailbox, mostMessages, this.place);
    process.world.machine.send(process, mailbox, this.tag, readAll(this.given, slots), this.place);
    slots[this.result] = unit;
    return this.next;
  }
}

export class Free extends Acting {
  readonly target: Operand;
  constructor(place: Place, result: number, target: Operand, next: Node) {
    super(place, result, next);
    this.target = target;
  }
  override execute(process: PatProcess): Node {
    const { slots } = process;
    const mailbox = this.target.read(slots);
    if (!(mailbox instanceof Mailbox)) throw wrongKind('a mailbox', mailbox, this.place);
    if (mailbox.freed) throw useOfFreed(mailbox, 'freed', this.place);
    if (mailbox.size > 0) throw freeOfNonEmpty(mailbox, this.place);
    process.node = this;
    process.world.machine.free(process, mailbox);
    slots[this.result] = unit;
    return this.next;
  }
}

export interface ReceiveClause {
  readonly place: Place;
  readonly payloads: readonly number[];
  readonly mailbox: number;
  readonly entry: Node;
}

export class Guard extends Node {
  readonly target: Operand;
  readonly tags: ReadonlyMap<string, ReceiveClause>;
  readonly emptyClause: Arm | undefined;
  /** What the machine asks. */
  readonly empty: boolean;
  constructor(
    place: Place,
    target: Operand,
    tags: ReadonlyMap<string, ReceiveClause>,
    emptyClause: Arm | undefined,
  ) {
    super(place);
    this.target = target;
    this.tags = tags;
    this.emptyClause = emptyClause;
    this.empty = emptyClause !== undefined;
  }
  override execute(process: PatProcess): Node | null {
    const { slots } = process;
    const { machine } = process.world;
    const mailbox = this.target.read(slots);
    if (!(mailbox instanceof Mailbox)) throw wrongKind('a mailbox', mailbox, this.place);
    if (mailbox.freed) throw useOfFreed(mailbox, 'guarded', this.place);
    process.node = this;
    const message = mailbox.size === 0 ? undefined : machine.take(process, mailbox, this);
    const clause = message === undefined ? undefined : this.tags.get(message.tag);
    if (message !== undefined && clause !== undefined) {
      // Only `Send` puts messages into mailboxes.
      const payload = message.payload as readonly Value[];
      if (payload.length !== clause.payloads.length) {
        throw wrongPayload(message.tag, clause.payloads.length, payload.length, clause.place);
      }
      let i = 0;
      for (const slot of clause.payloads) slots[slot] = payload[i++];
      slots[clause.mailbox] = mailbox;
      return clause.entry;
    }
    if (process.nothingComes && this.emptyClause !== undefined) {
      process.nothingComes = false;
      slots[this.emptyClause.slot] = mailbox;
      return this.emptyClause.entry;
    }
    if (this.tags.size === 0 && this.emptyClause === undefined) throw failReached(mailbox, this.place);
    machine.wait(process, mailbox, this);
    return null;
  }
}
