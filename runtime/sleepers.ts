// Sleeping processes, by the virtual time at which they wake; those of equal time wake in the order in which they
// fell asleep. A binary heap. Times are big integers: a program may sleep longer than a double counts exactly.
import type { Process } from './process.ts';

interface Sleeper {
  readonly process: Process;
  readonly wake: bigint;
  readonly order: number;
}

export class Sleepers {
  private readonly heap: Sleeper[] = [];
  private order = 0;

  get size(): number {
    return this.heap.length;
  }

  /** When the next one wakes; undefined when nobody sleeps. */
  get next(): bigint | undefined {
    return this.heap[0]?.wake;
  }

  add(process: Process, wake: bigint): void {
    const { heap } = this;
    const sleeper = { process, wake, order: this.order++ };
    let i = heap.length;
    heap.push(sleeper);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(sleeper, above)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = sleeper;
  }

  /** Takes out the one that wakes first. */
  take(): Process | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first?.process;
    let i = 0;
    for (;;) {
      const left = 2 * i + 1;
      const a = heap[left];
      const b = heap[left + 1];
      if (a === undefined) break;
      const [child, at] = b !== undefined && before(b, a) ? [b, left + 1] : [a, left];
      if (!before(child, last)) break;
      heap[i] = child;
      i = at;
    }
    heap[i] = last;
    return first.process;
  }
}

function before(a: Sleeper, b: Sleeper): boolean {
  return a.wake < b.wake || (a.wake === b.wake && a.order < b.order);
}
