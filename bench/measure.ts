// Measuring on a machine that does other things too: many rounds after a warm-up, their median, and beside the time
// on the clock the processor time of all threads, which waiting for others does not lengthen.
import { performance } from 'node:perf_hooks';
import process from 'node:process';

/** Milliseconds. */
export interface Time {
  readonly wall: number;
  readonly cpu: number;
}

/** The times that `action` took. */
export function timed(action: () => void): Time {
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  action();
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wall, cpu: (user + system) / 1000 };
}

export interface Rounds {
  /** Fewest rounds that do not count, so that what is measured is warm. Default 5. */
  readonly warmUp?: number;
  /** Fewest rounds that count. Default 9. */
  readonly least?: number;
  /** More rounds are made until they have taken this many milliseconds together; for warming up, half of it. Default 500. */
  readonly atLeast?: number;
}

/** What `round` gives, round for round, after the warm-up. */
export function repeated<T>(round: () => T, { warmUp = 5, least = 9, atLeast = 500 }: Rounds = {}): T[] {
  several(round, warmUp, atLeast / 2);
  return several(round, least, atLeast);
}

function several<T>(round: () => T, least: number, atLeast: number): T[] {
  const results: T[] = [];
  const began = performance.now();
  while (results.length < least || performance.now() - began < atLeast) results.push(round());
  return results;
}

/** The number that the fraction `p` of the numbers does not exceed; NaN of none. */
export function percentile(numbers: readonly number[], p: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5);
}
