// Processes as the machine sees them: something that runs for a number of steps, then is ready for more, waits at a
// mailbox, sleeps or has ended. What a step is, a language decides by extending `Process`.
import type { Frame, Holder } from './holder.ts';
import type { Mailbox, Place } from './mailbox.ts';

/** What a process waits for at a mailbox: one object per guard of the program's text. */
export interface Awaited {
  /** The tags that it takes. */
  readonly tags: { has(tag: string): boolean; keys(): Iterable<string> };
  /** Whether it may also go on once nothing is in the mailbox and nothing can come. */
  readonly empty: boolean;
}

export type Status = 'ready' | 'waiting' | 'sleeping' | 'ended';

export abstract class Process {
  /** Its number in the order of creation, from 0; the first process is the main one. */
  id = -1;
  status: Status = 'ready';
  /** The mailbox where it waits. */
  mailbox: Mailbox | null = null;
  awaited: Awaited | null = null;
  /** It was found that nothing can come to the mailbox where it waited: the guard goes on with its `empty` clause. */
  nothingComes = false;
  /** The calls that wait for the one that runs. */
  stack: Frame | null = null;
  /** Neighbours among the live processes. */
  previous: Process | null = null;
  following: Process | null = null;
  /** It ran since its references were counted. */
  changed = false;
  /** What was counted for its running call, and its stack then; see `reachability.ts`. */
  countedTop: readonly Holder[] | null = null;
  countedStack: Frame | null = null;

  /**
   * Runs for at least `steps` steps, unless it must stop earlier, and then up to the next point where its
   * references are known. Returns how many steps it took. It stops early after it waits, sleeps or ends, or when
   * the host must act first.
   */
  abstract run(steps: number): number;

  /**
   * Visits what its running call refers to: variables that the code that remains still mentions, and its result
   * once it has ended. While it waits, the mailbox where it waits is not among them, unless it is mentioned again.
   */
  abstract references(visit: (holder: Holder) => void): void;

  /** Where in the text it is. */
  abstract place(): Place;
}
