// How much memory a program may have. A host that knows how much is in use says so; elsewhere (a browser does not tell) what
// the program holds is counted now and then.
import type { Machine } from '@behavioural/runtime';
import type { MemoryLimit } from '../../running.ts';
import { wordsHeld } from './held.ts';

const megabyte = 1 << 20;
/** Where nobody knows what is in use, a word is taken for so many bytes, ... */
const bytesPerWord = 8;
/** ... and a step for so many on average, those of wide values aside. */
const bytesPerStep = 96;
/** Steps that must have been taken for each value that is counted. */
const stepsPerCounted = 2;

export class Memory {
  readonly megabytes: number;
  private readonly limit: MemoryLimit;
  private readonly bytes: number;
  private readonly machine: Machine;
  /** What must be in use, or may have been allocated, before a closer look. */
  private mark: number;
  private looks = 0;
  private claimed = 0;
  private claimedSinceLook = 0;

  constructor(limit: MemoryLimit, machine: Machine) {
    this.limit = limit;
    this.machine = machine;
    this.megabytes = limit.megabytes;
    this.bytes = limit.megabytes * megabyte;
    this.mark = this.bytes;
  }

  /** Whether the program has more than it may have. */
  isSpent(): boolean {
    const { used, collect } = this.limit;
    if (used === undefined) return this.isSpentByCount();
    if (used() < this.mark) return false;
    collect?.();
    const held = used();
    if (held >= this.bytes) return true;
    // Some garbage may be there again before the next collection, or it would be made all the time.
    this.mark = Math.max(this.bytes, held + this.bytes / 8);
    return false;
  }

  /** Whether that is so when something of so many words is about to be made. */
  claims(words: number): boolean {
    this.claimed += words * bytesPerWord;
    this.claimedSinceLook += words * bytesPerWord;
    if (this.claimedSinceLook < 16 * megabyte) return false;
    this.claimedSinceLook = 0;
    return this.isSpent();
  }

  private isSpentByCount(): boolean {
    const { machine } = this;
    const allocated = machine.steps * bytesPerStep + this.claimed;
    if (allocated < this.mark) return false;
    const { words, counted } = wordsHeld(machine, -++this.looks);
    const held = words * bytesPerWord;
    // Counting costs as much as everything that is held, so some steps must pay for it; but it must not come too late.
    const paid = Math.min(counted * stepsPerCounted * bytesPerStep, this.bytes);
    this.mark = allocated + Math.max(this.bytes - held, paid);
    return held >= this.bytes;
  }
}
