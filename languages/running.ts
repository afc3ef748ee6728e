// Running a program, as hosts see it: step by step, with what it prints and, at its end, what it came to.
import type { Span } from './diagnostic.ts';

export interface RunOptions {
  /** Everything that is left to chance depends on this alone. */
  readonly seed: number;
  /** How much memory the program may have. By default as much as there is. */
  readonly memory?: MemoryLimit | undefined;
}

export interface MemoryLimit {
  readonly megabytes: number;
  /** The bytes that are in use since before the program was started, garbage included. Cheap. */
  readonly used?: () => number;
  /** Gives back what is garbage, at once. Expensive. */
  readonly collect?: () => void;
}

export type Progress =
  /** There is more to do. */
  | { readonly state: 'running' }
  /** Everybody sleeps for so long; the next `step` goes on as if that time had passed, whether it did or not. */
  | { readonly state: 'sleeping'; readonly milliseconds: number }
  /** Too much output waits: call `takeOutput` first. */
  | { readonly state: 'output-full' }
  | { readonly state: 'finished'; readonly report: RunReport };

export interface Run {
  /** Runs for about `maxSteps` steps, unless there is a reason to pause before. Never throws for what a program does. */
  readonly step: (maxSteps: number) => Progress;
  /** The lines that were printed since the last call, oldest first. */
  readonly takeOutput: () => readonly string[];
}

/** A sentence whose places are data: each host shows them its own way, mostly as `line:column`. */
export type Words = readonly (string | Span)[];

/** Something that went wrong, or was left over. */
export interface RunRemark {
  /** Of an error; the others have none. */
  readonly code?: string;
  readonly span: Span;
  readonly words: Words;
  /** More about it; a place of its own where there is one. */
  readonly notes: readonly { readonly span?: Span; readonly words: Words }[];
}

/** What a run came to. Plain data. */
export interface RunReport {
  /** No error, and nothing left over. */
  readonly clean: boolean;
  /** It was stopped by an error, which is then the only remark. */
  readonly failed: boolean;
  /** The value of the program, as text; absent when there is none to show. */
  readonly result?: string;
  readonly remarks: readonly RunRemark[];
  readonly steps: number;
  readonly processes: number;
}

/** The words as one text, with each place as `show` writes it. */
export function showWords(words: Words, show: (place: Span) => string): string {
  return words.map(part => (typeof part === 'string' ? part : show(part))).join('');
}
