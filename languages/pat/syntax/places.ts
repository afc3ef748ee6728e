// A set of places in a text.
import type { Range } from './ast.ts';

export class Places {
  private readonly known = new Set<string>();

  constructor(places: Iterable<{ readonly at: Range }> = []) {
    for (const { at } of places) this.add(at);
  }

  /** Whether the place is new. */
  add({ start, end }: Range): boolean {
    const { size } = this.known;
    return this.known.add(`${start}-${end}`).size > size;
  }

  has({ start, end }: Range): boolean {
    return this.known.has(`${start}-${end}`);
  }
}
