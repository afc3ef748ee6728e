// Compiled code: nodes that do one step each and say which comes next. A call has an array of slots for its variables;
// where a variable lives is decided when compiling. Nodes where a process may be interrupted know which slots the
// code from there on still reads: what the other slots hold does not count as reachable.
import type { Place } from '@behavioural/runtime';
import { Live } from './live.ts';
import type { PatProcess } from './process.ts';
import type { Value } from './value.ts';

export type Slots = (Value | undefined)[];

export abstract class Node {
  readonly place: Place;
  /** The slots that are read from here on; `null` where a process is never interrupted. */
  live: Live | null = null;
  /** The slots that are read from here on while a process waits here: without the mailbox that it waits at. */
  liveWaiting: Live = Live.empty;

  constructor(place: Place) {
    this.place = place;
  }

  /**
   * Does the step. Returns the next node, or `null` when the process stops here: then its `node` says where it goes
   * on.
   */
  abstract execute(process: PatProcess): Node | null;
}

/** The body of a definition, a function or a spawned process. */
export class Code {
  /** For people: `fib`, or what it is. */
  readonly name: string;
  readonly place: Place;
  /** Slots 0 to this are for captured variables; the parameters come next. */
  readonly captures: number;
  readonly parameters: number;
  size = 0;
  /** Set once compiled. */
  entry: Node | undefined;

  constructor(name: string, place: Place, captures: number, parameters: number) {
    this.name = name;
    this.place = place;
    this.captures = captures;
    this.parameters = parameters;
  }

  get start(): Node {
    if (this.entry === undefined) throw new Error(`${this.name} was not compiled`);
    return this.entry;
  }
}

/** A slot or a constant. */
export class Operand {
  /** Negative for a constant. */
  readonly slot: number;
  readonly constant: Value | undefined;

  constructor(slot: number, constant: Value | undefined) {
    this.slot = slot;
    this.constant = constant;
  }

  read(slots: Slots): Value {
    const value = this.slot < 0 ? this.constant : slots[this.slot];
    if (value === undefined) throw new Error('a variable is read before it is bound');
    return value;
  }
}

/** Several operands, in order. */
export function readAll(operands: readonly Operand[], slots: Slots): Value[] {
  const values: Value[] = [];
  for (const operand of operands) values.push(operand.read(slots));
  return values;
}
