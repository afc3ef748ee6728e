// Sets of slots that are still read. Each differs little from the one after it in the code, and few are ever asked for, so
// a set is kept as its difference from another, with a full one every now and then.

/** How many differences are followed at most. */
const longestChain = 64;

const none: readonly number[] = [];

/** A set of slots. Immutable, for those who use it. */
export class Live {
  private readonly base: Live | null;
  private readonly removed: readonly number[];
  private readonly added: readonly number[];
  private readonly distance: number;
  private full: readonly number[] | null = null;

  private constructor(base: Live | null, removed: readonly number[], added: readonly number[]) {
    this.base = base;
    this.removed = removed;
    this.added = added;
    this.distance = base === null || base.full !== null ? 0 : base.distance + 1;
    if (base === null) this.full = added;
    else if (this.distance === longestChain) this.full = this.collect();
  }

  static readonly empty = new Live(null, none, none);

  /** This set without some slots, then with others. */
  change(removed: readonly number[], added: readonly number[]): Live {
    return removed.length === 0 && added.length === 0 ? this : new Live(this, removed, added);
  }

  static union(sets: readonly Live[]): Live {
    return new Live(null, none, [...new Set(sets.flatMap(s => s.slots))]);
  }

  /** The slots, each once. */
  get slots(): readonly number[] {
    this.full ??= this.collect();
    return this.full;
  }

  private collect(): readonly number[] {
    const changes: Live[] = [];
    let from: Live = this;
    while (from.full === null && from.base !== null) {
      changes.push(from);
      from = from.base;
    }
    const slots = new Set(from.full ?? from.added);
    for (const change of changes.reverse()) {
      for (const slot of change.removed) slots.delete(slot);
      for (const slot of change.added) slots.add(slot);
    }
    return [...slots];
  }
}
