// What happens in a run, told to whoever listens. Nothing is made when nobody does.
import type { Place } from './mailbox.ts';

/** Processes and mailboxes by their numbers. `message` is the message's number in the order of arrival there. */
export type TraceEvent = {
  /** How many steps all processes had taken when the process that does this was let run. */
  readonly step: number;
} & (
  | { readonly kind: 'spawn'; readonly process: number; readonly by: number | undefined; readonly at: Place }
  | { readonly kind: 'new'; readonly process: number; readonly mailbox: number; readonly at: Place }
  | {
      readonly kind: 'send' | 'receive';
      readonly process: number;
      readonly mailbox: number;
      readonly tag: string;
      readonly message: number;
      readonly payload: readonly unknown[];
      readonly at: Place;
    }
  | {
      readonly kind: 'wait';
      readonly process: number;
      readonly mailbox: number;
      readonly tags: readonly string[];
      readonly at: Place;
    }
  /** Nothing can come to the mailbox any more. */
  | {
      readonly kind: 'empty' | 'free';
      readonly process: number;
      readonly mailbox: number;
      readonly at: Place;
    }
  | { readonly kind: 'sleep'; readonly process: number; readonly milliseconds: number; readonly at: Place }
  /** The scheduler lets a process run; `wake` when it had slept. */
  | { readonly kind: 'run' | 'wake' | 'end'; readonly process: number }
  | { readonly kind: 'output'; readonly process: number; readonly line: string; readonly at: Place }
);

export type TraceListener = (event: TraceEvent) => void;

type WithoutStep<E> = E extends TraceEvent ? Omit<E, 'step'> : never;
/** An event as those who cause it write it; the machine adds the step. */
export type Happening = WithoutStep<TraceEvent>;
