// What can hold the name of a mailbox, directly or through other data: the graph that reachability is about.
// A language's data, closures and stack frames extend these; numbers, strings and other plain values stay out of it.

/**
 * A value through which a mailbox may be reached. Its references never change once it is made; only a mailbox's
 * do, as messages come and go.
 */
export abstract class Holder {
  /** How many counted holders refer to this one; `plain` when no mailbox can be reached through it. */
  count = 0;
  /** The number of the last trace that came here. */
  mark = 0;

  /** Calls `visit` for each holder that this one refers to, once per reference. Not recursive. */
  abstract references(visit: (holder: Holder) => void): void;
}

/** The `count` of a value that holds no name, and so needs no counting. */
export const plain = -1;

/** Calls `visit` when `value` is something through which a mailbox may be reached. */
export function visitHolder(value: unknown, visit: (holder: Holder) => void): void {
  if (typeof value === 'object' && value instanceof Holder && value.count !== plain) visit(value);
}

/** Whether a mailbox may be reached through the value. */
export function holdsNames(value: unknown): boolean {
  return typeof value === 'object' && value instanceof Holder && value.count !== plain;
}

/**
 * A call that waits for its callee, on the explicit stack of one process. What it refers to is fixed as long as it
 * is on the stack: the variables that the code after the call still mentions.
 */
export abstract class Frame {
  readonly parent: Frame | null;
  /** What it referred to when it was counted; `null` as long as it was not. */
  counted: readonly Holder[] | null = null;

  constructor(parent: Frame | null) {
    this.parent = parent;
  }

  abstract references(visit: (holder: Holder) => void): void;
}
