// Nodes that stay within one call and touch nothing else: making and taking apart data, arithmetic, choices.
import type { Place } from '@behavioural/runtime';
import { expectBoolean, expectInteger } from './builtin.ts';
import { divisionByZero, type RunFault, wrongKind } from './fault.ts';
import { add, divide, multiply, subtract } from './integer.ts';
import { type Code, Node, type Operand, readAll } from './node.ts';
import { type PatProcess, wide } from './process.ts';
import { Closure, Cons, Injection, Nil, Tuple, type Value } from './value.ts';

/** A node that puts a value into a slot. */
abstract class Making extends Node {
  readonly result: number;
  readonly next: Node;
  constructor(place: Place, result: number, next: Node) {
    super(place);
    this.result = result;
    this.next = next;
  }
}

export class Copy extends Making {
  readonly value: Operand;
  constructor(place: Place, result: number, value: Operand, next: Node) {
    super(place, result, next);
    this.value = value;
  }
  override execute({ slots }: PatProcess): Node {
    slots[this.result] = this.value.read(slots);
    return this.next;
  }
}

export class MakeTuple extends Making {
  readonly parts: readonly Operand[];
  constructor(place: Place, result: number, parts: readonly Operand[], next: Node) {
    super(place, result, next);
    this.parts = parts;
  }
  override execute({ slots, world }: PatProcess): Node {
    if (this.parts.length > wide) world.claim(this.parts.length, this.place);
    slots[this.result] = new Tuple(readAll(this.parts, slots));
    return this.next;
  }
}

export class MakeCons extends Making {
  readonly head: Operand;
  readonly tail: Operand;
  constructor(place: Place, result: number, head: Operand, tail: Operand, next: Node) {
    super(place, result, next);
    this.head = head;
    this.tail = tail;
  }
  override execute({ slots }: PatProcess): Node {
    slots[this.result] = new Cons(this.head.read(slots), this.tail.read(slots));
    return this.next;
  }
}

export class MakeInjection extends Making {
  readonly side: 'inl' | 'inr';
  readonly value: Operand;
  constructor(place: Place, result: number, side: 'inl' | 'inr', value: Operand, next: Node) {
    super(place, result, next);
    this.side = side;
    this.value = value;
  }
  override execute({ slots }: PatProcess): Node {
    slots[this.result] = new Injection(this.side, this.value.read(slots));
    return this.next;
  }
}

export class MakeClosure extends Making {
  readonly code: Code;
  readonly captured: readonly Operand[];
  constructor(place: Place, result: number, code: Code, captured: readonly Operand[], next: Node) {
    super(place, result, next);
    this.code = code;
    this.captured = captured;
  }
  override execute({ slots, world }: PatProcess): Node {
    if (this.captured.length > wide) world.claim(this.captured.length, this.place);
    slots[this.result] = new Closure(this.code, readAll(this.captured, slots));
    return this.next;
  }
}

export class Untuple extends Node {
  readonly value: Operand;
  readonly results: readonly number[];
  readonly next: Node;
  constructor(place: Place, value: Operand, results: readonly number[], next: Node) {
    super(place);
    this.value = value;
    this.results = results;
    this.next = next;
  }
  override execute({ slots }: PatProcess): Node {
    const value = this.value.read(slots);
    if (!(value instanceof Tuple) || value.parts.length !== this.results.length) {
      throw wrongKind(`a tuple of ${this.results.length}`, value, this.place);
    }
    let i = 0;
    for (const result of this.results) slots[result] = value.parts[i++];
    return this.next;
  }
}

// ------------------------------------------------------------------------------------------- arithmetic

export type Arithmetic = '+' | '-' | '*' | '/';
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

abstract class Binary extends Making {
  readonly left: Operand;
  readonly right: Operand;
  constructor(place: Place, result: number, left: Operand, right: Operand, next: Node) {
    super(place, result, next);
    this.left = left;
    this.right = right;
  }
}

class Add extends Binary {
  override execute({ slots }: PatProcess): Node {
    const a = expectInteger(this.left.read(slots), this.place);
    slots[this.result] = add(a, expectInteger(this.right.read(slots), this.place));
    return this.next;
  }
}
class Subtract extends Binary {
  override execute({ slots }: PatProcess): Node {
    const a = expectInteger(this.left.read(slots), this.place);
    slots[this.result] = subtract(a, expectInteger(this.right.read(slots), this.place));
    return this.next;
  }
}
class Multiply extends Binary {
  override execute({ slots }: PatProcess): Node {
    const a = expectInteger(this.left.read(slots), this.place);
    slots[this.result] = multiply(a, expectInteger(this.right.read(slots), this.place));
    return this.next;
  }
}
class Divide extends Binary {
  override execute({ slots }: PatProcess): Node {
    const a = expectInteger(this.left.read(slots), this.place);
    const quotient = divide(a, expectInteger(this.right.read(slots), this.place));
    if (quotient === undefined) throw divisionByZero(this.place);
    slots[this.result] = quotient;
    return this.next;
  }
}

const arithmetic = { '+': Add, '-': Subtract, '*': Multiply, '/': Divide } as const;

export function calculate(
  operator: Arithmetic,
  place: Place,
  result: number,
  left: Operand,
  right: Operand,
  next: Node,
): Node {
  return new arithmetic[operator](place, result, left, right, next);
}

export class Compare extends Binary {
  readonly operator: Comparison;
  constructor(operator: Comparison, place: Place, result: number, left: Operand, right: Operand, next: Node) {
    super(place, result, left, right, next);
    this.operator = operator;
  }
  override execute({ slots }: PatProcess): Node {
    const a = expectInteger(this.left.read(slots), this.place);
    const b = expectInteger(this.right.read(slots), this.place);
    slots[this.result] = compare(this.operator, a, b);
    return this.next;
  }
}

function compare(operator: Comparison, a: number | bigint, b: number | bigint): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    default:
      return operator satisfies never;
  }
}

// ---------------------------------------------------------------------------------------------- choices

export class Branch extends Node {
  readonly condition: Operand;
  readonly consequence: Node;
  readonly alternative: Node;
  constructor(place: Place, condition: Operand, consequence: Node, alternative: Node) {
    super(place);
    this.condition = condition;
    this.consequence = consequence;
    this.alternative = alternative;
  }
  override execute({ slots }: PatProcess): Node {
    return expectBoolean(this.condition.read(slots), this.place) ? this.consequence : this.alternative;
  }
}

/** Where an arm puts what it binds, and what comes then. */
export interface Arm {
  readonly slot: number;
  readonly entry: Node;
}

export class Case extends Node {
  readonly scrutinee: Operand;
  readonly left: Arm;
  readonly right: Arm;
  constructor(place: Place, scrutinee: Operand, left: Arm, right: Arm) {
    super(place);
    this.scrutinee = scrutinee;
    this.left = left;
    this.right = right;
  }
  override execute({ slots }: PatProcess): Node {
    const value = this.scrutinee.read(slots);
    if (!(value instanceof Injection)) throw wrongKind('an inl or inr', value, this.place);
    const arm = value.side === 'inl' ? this.left : this.right;
    slots[arm.slot] = value.value;
    return arm.entry;
  }
}

export class CaseList extends Node {
  readonly scrutinee: Operand;
  readonly nil: Node;
  readonly head: number;
  readonly tail: number;
  readonly cons: Node;
  constructor(place: Place, scrutinee: Operand, nil: Node, head: number, tail: number, cons: Node) {
    super(place);
    this.scrutinee = scrutinee;
    this.nil = nil;
    this.head = head;
    this.tail = tail;
    this.cons = cons;
  }
  override execute({ slots }: PatProcess): Node {
    const value: Value = this.scrutinee.read(slots);
    if (value instanceof Cons) {
      slots[this.head] = value.head;
      slots[this.tail] = value.tail;
      return this.cons;
    }
    if (!(value instanceof Nil)) throw wrongKind('a list', value, this.place);
    return this.nil;
  }
}

/** A part of the program that cannot be run: says so when it is reached. */
export class Failure extends Node {
  readonly fault: RunFault;
  constructor(place: Place, fault: RunFault) {
    super(place);
    this.fault = fault;
  }
  override execute(): Node {
    throw this.fault;
  }
}
