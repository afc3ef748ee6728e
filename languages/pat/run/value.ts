// Values while running, and how they are shown: as the text that would make them, where there is one.
import { Holder, holdsNames, Mailbox, plain, visitHolder } from '@behavioural/runtime';
import type { Primitive } from '../types/builtins.ts';
import type { Code } from './node.ts';

export type Value =
  | number
  | bigint
  | string
  | boolean
  | Atom
  | Tuple
  | Nil
  | Cons
  | Injection
  | Closure
  | DefinedFunction
  | BuiltinFunction
  | Mailbox;

export class Atom {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Unit is the tuple with no parts. */
export class Tuple extends Holder {
  readonly parts: readonly Value[];
  constructor(parts: readonly Value[]) {
    super();
    this.parts = parts;
    if (!parts.some(holdsNames)) this.count = plain;
  }
  override references(visit: (holder: Holder) => void): void {
    for (const part of this.parts) visitHolder(part, visit);
  }
}

export class Nil {
  readonly kind = 'nil';
}

export class Cons extends Holder {
  readonly head: Value;
  readonly tail: Value;
  constructor(head: Value, tail: Value) {
    super();
    this.head = head;
    this.tail = tail;
    if (!holdsNames(head) && !holdsNames(tail)) this.count = plain;
  }
  override references(visit: (holder: Holder) => void): void {
    visitHolder(this.head, visit);
    visitHolder(this.tail, visit);
  }
}

export class Injection extends Holder {
  readonly side: 'inl' | 'inr';
  readonly value: Value;
  constructor(side: 'inl' | 'inr', value: Value) {
    super();
    this.side = side;
    this.value = value;
    if (!holdsNames(value)) this.count = plain;
  }
  override references(visit: (holder: Holder) => void): void {
    visitHolder(this.value, visit);
  }
}

/** A function with the values of the variables that its body mentions. */
export class Closure extends Holder {
  readonly code: Code;
  readonly captured: readonly Value[];
  constructor(code: Code, captured: readonly Value[]) {
    super();
    this.code = code;
    this.captured = captured;
    if (!captured.some(holdsNames)) this.count = plain;
  }
  override references(visit: (holder: Holder) => void): void {
    for (const value of this.captured) visitHolder(value, visit);
  }
}

/** A definition used as a value. */
export class DefinedFunction {
  readonly code: Code;
  constructor(code: Code) {
    this.code = code;
  }
}

/** A built-in function or an operator used as a value. */
export class BuiltinFunction {
  readonly primitive: Primitive;
  constructor(primitive: Primitive) {
    this.primitive = primitive;
  }
}

export const unit = new Tuple([]);
export const nil = new Nil();

/** What a value is, in a few words, for messages about values of the wrong kind. */
export function describeKind(value: Value): string {
  if (typeof value === 'number' || typeof value === 'bigint') return 'an integer';
  if (typeof value === 'string') return 'a string';
  if (typeof value === 'boolean') return 'a boolean';
  if (value instanceof Atom) return 'an atom';
  if (value instanceof Tuple) return value.parts.length === 0 ? '()' : 'a tuple';
  if (value instanceof Nil || value instanceof Cons) return 'a list';
  if (value instanceof Injection) return `an ${value.side}`;
  if (value instanceof Mailbox) return `a mailbox of ${value.site.interface}`;
  return 'a function';
}

/** The value as Pat would write it; mailboxes as `<Interface>`, functions as `<fun>`. Cut at `limit` characters with `…`. */
export function showValue(value: Value, limit = 2_000): string {
  let text = '';
  // What remains to be written, the next on top: values, and text between them.
  const open: (Value | { readonly text: string })[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (text.length > limit) return `${text.slice(0, limit)}…`;
    if (typeof next === 'number' || typeof next === 'bigint' || typeof next === 'boolean')
      text += String(next);
    else if (typeof next === 'string') text += quote(next, limit);
    else if (next instanceof Atom) text += `:${next.name}`;
    else if (next instanceof Nil) text += 'nil';
    else if (next instanceof Mailbox) text += `<${next.site.interface}>`;
    else if (next instanceof Cons)
      open.push({ text: ')' }, next.tail, { text: ' :: ' }, next.head, { text: '(' });
    else if (next instanceof Injection) open.push({ text: ')' }, next.value, { text: `${next.side}(` });
    else if (next instanceof Tuple) {
      open.push({ text: ')' });
      for (let i = Math.min(next.parts.length, limit) - 1; i >= 0; i--) {
        const part = next.parts[i];
        if (part !== undefined) open.push(part);
        if (i > 0) open.push({ text: ', ' });
      }
      open.push({ text: '(' });
    } else if (next instanceof Closure || next instanceof DefinedFunction) text += '<fun>';
    else if (next instanceof BuiltinFunction) text += '<fun>';
    else text += next.text;
  }
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

const escapes: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    '"': '\\"',
    '\\': '\\\\',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
  }),
);

function quote(text: string, limit: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what Pat escapes
  return `"${text.slice(0, limit + 1).replace(/["\\\u0008\f\n\r\t]/g, c => escapes.get(c) ?? c)}"`;
}
