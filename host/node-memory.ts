// How much memory a program that runs may have, where there is Node: its engine, which ends the whole process when its heap is
// full, says how much there is and how much is in use.
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { MemoryLimit } from '../languages/running.ts';

const megabyte = 1 << 20;

/** What the limit of a heap has for young objects, unless Node was told otherwise. */
const youngGeneration = 48 * megabyte;

/**
 * The part of the rest that can be used. Above it the engine collects garbage so often that it gives up; a step of a program
 * and the report need some room too. The engine collects at the latest half-way between what was left last time and its limit,
 * so more than this is in use only when at least three fifths were left.
 */
export const usableHeap = 0.8;

/** The bytes in use in this thread, also those outside of the heap. Takes less than a microsecond. */
function inUse(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}

/** The most that a program that is started now may have, in megabytes. */
export function availableMegabytes(): number {
  const heap = getHeapStatistics().heap_size_limit - youngGeneration;
  return Math.max(1, Math.floor((heap * usableHeap - inUse()) / megabyte));
}

/** What a program may have unless somebody says otherwise, in megabytes: enough for what is reasonable, where there is as much. */
export const usualMegabytes = 2048;

/** A limit for a program that is started now. */
export function nodeMemory(megabytes = Math.min(usualMegabytes, availableMegabytes())): MemoryLimit {
  const before = inUse();
  return { megabytes, used: () => inUse() - before };
}

/** The same, exact: what is garbage does not count. Only for a process of our own, since a flag of the engine is set for it. */
export function exactNodeMemory(megabytes?: number): MemoryLimit {
  let collect: (() => void) | undefined;
  return {
    ...nodeMemory(megabytes),
    collect: () => {
      if (collect === undefined) {
        setFlagsFromString('--expose-gc');
        collect = runInNewContext('gc') as () => void;
      }
      collect();
    },
  };
}
