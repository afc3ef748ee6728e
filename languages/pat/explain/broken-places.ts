// Where the source of an item is broken: what is found fault with at such a place, or next to it, only follows from that.
import type { Range } from '../syntax/ast.ts';
import type { Reporter } from './report.ts';

/** White space beyond this many characters separates what stands on both sides. */
const farthest = 80;

export class BrokenPlaces {
  private readonly r: Reporter;
  /** Where syntax errors begin, in order, and where those up to each of them end at the latest. */
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  constructor(r: Reporter) {
    this.r = r;
    const places = r.item.faults.filter(({ severity }) => severity === 'error').map(({ at }) => at);
    let latest = Number.NEGATIVE_INFINITY;
    for (const { start, end } of places.sort((a, b) => a.start - b.start)) {
      latest = Math.max(latest, end);
      this.starts.push(start);
      this.ends.push(latest);
    }
  }

  /** Whether a syntax error is at a place, or next to it with nothing but white space between. */
  touch({ start, end }: Range): boolean {
    const next = this.firstAfter(end);
    return this.isNear(this.ends[next - 1], start) || this.isNear(end, this.starts[next]);
  }

  private isNear(from: number | undefined, to: number | undefined): boolean {
    if (from === undefined || to === undefined) return false;
    const gap = to - from;
    return gap <= 0 || (gap <= farthest && this.r.text({ start: from, end: to }).trim() === '');
  }

  /** The index of the first error that begins after an offset. */
  private firstAfter(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
