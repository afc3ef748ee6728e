// What a program holds, counted: everything that its processes, waiting calls and mailboxes lead to, in words as an engine
// without compressed pointers would need them. For hosts that do not tell how much memory is in use.
import { Holder, type Machine, Mailbox, type Message } from '@behavioural/runtime';
import { CallFrame, PatProcess } from './process.ts';
import { Closure, Cons, Injection, Tuple } from './value.ts';

/** Words of an object before its fields, of an array without its elements, and of the room that a growing array starts with. */
const object = 3;
const array = 6;
const leastRoom = 17;
/** The part of a string that counts. A longer one shares most of itself with others: it was put together from them. */
const ownCharacters = 128;

/** @param look a number that no other count of this machine had, below zero, since traces use those above */
export function wordsHeld(
  machine: Machine,
  look: number,
): { readonly words: number; readonly counted: number } {
  let words = 0;
  let counted = 0;
  const open: Holder[] = [];

  const visit = (value: unknown): void => {
    counted++;
    // Looking into a string could cost more memory than it takes now: the engine would put its parts together.
    if (typeof value === 'string') words += object + Math.min(value.length, ownCharacters) / 4;
    else if (typeof value === 'bigint') words += object;
    else if (typeof value === 'number') words += (value | 0) === value ? 0 : 2;
    else if (value instanceof Holder && value.mark !== look) {
      value.mark = look;
      open.push(value);
    }
  };
  const elements = (values: readonly unknown[], room = values.length): void => {
    words += array + room;
    for (const value of values) visit(value);
  };
  /** Made by pushing. */
  const grown = (values: readonly unknown[]): void =>
    elements(values, values.length === 0 ? 0 : Math.max(leastRoom, values.length));
  const message = ({ payload }: Message): void => {
    words += object + 6;
    grown(payload);
  };
  const rest = (): void => {
    for (let h = open.pop(); h !== undefined; h = open.pop()) {
      words += object + 4;
      if (h instanceof Cons) {
        visit(h.head);
        visit(h.tail);
      } else if (h instanceof Tuple) grown(h.parts);
      else if (h instanceof Injection) visit(h.value);
      else if (h instanceof Closure) grown(h.captured);
      else if (h instanceof Mailbox) {
        words += 20;
        h.each(message);
      }
    }
  };

  for (const process of machine.processes()) {
    if (!(process instanceof PatProcess)) continue;
    words += object + 19;
    elements(process.slots);
    visit(process.result);
    for (let frame = process.stack; frame instanceof CallFrame; ) {
      words += object + 4;
      elements(frame.slots);
      frame = frame.parent;
      if (open.length > 10_000) rest();
    }
    rest();
  }
  for (const mailbox of machine.mailboxes()) {
    visit(mailbox);
    rest();
  }
  return { words, counted };
}
