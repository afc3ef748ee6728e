// Sparse vectors of natural numbers, one coordinate per tag, and sets of them that serve as periods. Both are
// interned: equal ones are the same object, so that equality is identity and answers can be remembered by id.
// Measured: mailboxes use a handful of an interface's tags at a time, and sparse beats dense from 16 tags on.
import type { Multiset } from './constraint.ts';
import { BudgetSpent } from './meter.ts';

/** A multiset of tags: `counts[i]` (at least 1) of the tag with id `tags[i]`; ids ascend. */
export interface Vector {
  readonly id: number;
  readonly tags: readonly number[];
  readonly counts: readonly number[];
  /** The sum of the counts. */
  readonly size: number;
}

/** The generators of a monoid of multisets, none of them zero, in canonical order. */
export interface Periods {
  readonly id: number;
  readonly vectors: readonly Vector[];
  /** Tags that are generators by themselves. */
  readonly units: ReadonlySet<number>;
  /** The generators that are more than one tag. */
  readonly others: readonly Vector[];
  /** Every tag of every generator. */
  readonly support: ReadonlySet<number>;
}

/** A base plus any number of each period. */
export interface LinearSet {
  readonly id: number;
  readonly base: Vector;
  readonly periods: Periods;
}

/** A union of linear sets, in canonical order, none of which another visibly subsumes. */
export interface SemilinearSet {
  readonly id: number;
  readonly parts: readonly LinearSet[];
}

/** What was found out about a vector and a period set, with the steps that it took. */
export interface Remembered {
  readonly answer: number;
  readonly cost: number;
}

/** Multisets larger than this are treated as past any budget. */
const largestMultiset = 2 ** 48;
/** Ids stay below this, so that two of them fit into one number. */
const idLimit = 2 ** 26;

/** The universe in which vectors, period sets, linear and semilinear sets are interned. */
export class Space {
  readonly #tagIds = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #vectors = new Map<string, Vector>();
  readonly #units: Vector[] = [];
  readonly #periods = new Map<string, Periods>();
  readonly #linear = new Map<number, LinearSet>();
  readonly #sets = new Map<string, SemilinearSet>();
  /** Answers of `generates` and `order`, by `pairKey(periods, vector)`. */
  readonly generated = new Map<number, Remembered>();
  readonly orders = new Map<number, Remembered>();
  readonly unions = new Map<number, { readonly periods: Periods; readonly cost: number }>();

  readonly zero: Vector = this.vector([], []);
  readonly noPeriods: Periods = this.periods([]);
  readonly emptySet: SemilinearSet = this.set([]);
  /** The set that holds just the empty multiset. */
  readonly oneSet: SemilinearSet = this.set([this.linear(this.zero, this.noPeriods)]);

  /** How many objects are kept: what a long-lived owner watches. */
  get population(): number {
    return (
      this.#vectors.size + this.#periods.size + this.#linear.size + this.#sets.size + this.generated.size
    );
  }

  tagId(name: string): number {
    const known = this.#tagIds.get(name);
    if (known !== undefined) return known;
    const id = this.#names.length;
    this.#names.push(name);
    this.#tagIds.set(name, id);
    return id;
  }

  tagName(id: number): string {
    const name = this.#names[id];
    if (name === undefined) throw new RangeError(`no tag has id ${id}`);
    return name;
  }

  /** The tags in the order of their names, which does not depend on when they were first seen. */
  byName(tags: Iterable<number>): number[] {
    return [...tags].sort((a, b) => (this.tagName(a) < this.tagName(b) ? -1 : 1));
  }

  /** The interned vector; `tags` ascend and `counts` are at least 1. */
  vector(tags: readonly number[], counts: readonly number[]): Vector {
    const key = `${tags.join()};${counts.join()}`;
    const known = this.#vectors.get(key);
    if (known !== undefined) return known;
    let size = 0;
    for (const n of counts) size += n;
    if (size > largestMultiset || this.#vectors.size >= idLimit) throw new BudgetSpent(size);
    const made: Vector = { id: this.#vectors.size, tags, counts, size };
    this.#vectors.set(key, made);
    return made;
  }

  unit(tag: number): Vector {
    const known = this.#units[tag];
    if (known !== undefined) return known;
    const made = this.vector([tag], [1]);
    this.#units[tag] = made;
    return made;
  }

  /** The vector with the given counts; entries of 0 are left out. */
  fromCounts(counts: ReadonlyMap<number, number>): Vector {
    const entries = [...counts].filter(([, n]) => n > 0).sort((a, b) => a[0] - b[0]);
    return this.vector(
      entries.map(([t]) => t),
      entries.map(([, n]) => n),
    );
  }

  fromMultiset(multiset: Multiset): Vector {
    return this.fromCounts(new Map([...multiset].map(([name, n]) => [this.tagId(name), n])));
  }

  /** The multiset by tag names, which come sorted. */
  toMultiset(v: Vector): Multiset {
    return new Map(this.entriesByName(v));
  }

  entriesByName(v: Vector): readonly (readonly [string, number])[] {
    const entries = v.tags.map((t, i) => [this.tagName(t), v.counts[i] ?? 0] as const);
    return entries.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  }

  add(a: Vector, b: Vector): Vector {
    if (a.tags.length === 0) return b;
    if (b.tags.length === 0) return a;
    return this.#merge(a, b, 1) ?? this.zero;
  }

  /** `a - b`, or undefined when some count would be negative. */
  subtract(a: Vector, b: Vector): Vector | undefined {
    if (b.tags.length === 0) return a;
    if (a === b) return this.zero;
    return covers(a, b) ? this.#merge(a, b, -1) : undefined;
  }

  scale(v: Vector, factor: number): Vector {
    if (factor === 1) return v;
    return factor === 0
      ? this.zero
      : this.vector(
          v.tags,
          v.counts.map(n => n * factor),
        );
  }

  #merge(a: Vector, b: Vector, sign: 1 | -1): Vector {
    const tags: number[] = [];
    const counts: number[] = [];
    let i = 0;
    let j = 0;
    while (i < a.tags.length || j < b.tags.length) {
      const s = a.tags[i] ?? Number.POSITIVE_INFINITY;
      const t = b.tags[j] ?? Number.POSITIVE_INFINITY;
      let n = 0;
      if (s <= t) n += a.counts[i++] ?? 0;
      if (t <= s) n += sign * (b.counts[j++] ?? 0);
      if (n === 0) continue;
      tags.push(Math.min(s, t));
      counts.push(n);
    }
    return this.vector(tags, counts);
  }

  /**
   * Fewer messages first; among equals the smaller sorted list of tag names (`A, A` before `A, B`), which is
   * the one with more of the first tag, by name, at which they differ. Independent of ids.
   */
  compare(a: Vector, b: Vector): number {
    if (a === b) return 0;
    if (a.size !== b.size) return a.size - b.size;
    let first: string | undefined;
    let difference = 0;
    let i = 0;
    let j = 0;
    while (i < a.tags.length || j < b.tags.length) {
      const s = a.tags[i] ?? Number.POSITIVE_INFINITY;
      const t = b.tags[j] ?? Number.POSITIVE_INFINITY;
      let n = 0;
      if (s <= t) n += a.counts[i++] ?? 0;
      if (t <= s) n -= b.counts[j++] ?? 0;
      if (n === 0) continue;
      const name = this.tagName(Math.min(s, t));
      if (first === undefined || name < first) {
        first = name;
        difference = n;
      }
    }
    return -difference;
  }

  /** The interned period set; zero and repeated vectors are left out, nothing else is. */
  periods(vectors: readonly Vector[]): Periods {
    const distinct = [...new Set(vectors)].filter(v => v.size > 0);
    const key = distinct
      .map(v => v.id)
      .sort((a, b) => a - b)
      .join();
    const known = this.#periods.get(key);
    if (known !== undefined) return known;
    if (this.#periods.size >= idLimit) throw new BudgetSpent(this.#periods.size);
    distinct.sort((a, b) => this.compare(a, b));
    const units = new Set<number>();
    const support = new Set<number>();
    for (const v of distinct) {
      for (const t of v.tags) support.add(t);
      if (v.size === 1) for (const t of v.tags) units.add(t);
    }
    const others = distinct.filter(v => v.size > 1);
    const made: Periods = { id: this.#periods.size, vectors: distinct, units, others, support };
    this.#periods.set(key, made);
    return made;
  }

  linear(base: Vector, periods: Periods): LinearSet {
    const key = pairKey(periods, base);
    const known = this.#linear.get(key);
    if (known !== undefined) return known;
    const made: LinearSet = { id: this.#linear.size, base, periods };
    this.#linear.set(key, made);
    return made;
  }

  /** The interned union, as given but for order and repetition. */
  set(parts: readonly LinearSet[]): SemilinearSet {
    const distinct = [...new Set(parts)];
    const key = distinct
      .map(l => l.id)
      .sort((a, b) => a - b)
      .join();
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    distinct.sort((a, b) => this.#compareLinear(a, b));
    const made: SemilinearSet = { id: this.#sets.size, parts: distinct };
    this.#sets.set(key, made);
    return made;
  }

  #compareLinear(a: LinearSet, b: LinearSet): number {
    const byBase = this.compare(a.base, b.base);
    if (byBase !== 0 || a.periods === b.periods) return byBase;
    const p = a.periods.vectors;
    const q = b.periods.vectors;
    for (let i = 0; i < p.length && i < q.length; i++) {
      const u = p[i];
      const v = q[i];
      const order = u === undefined || v === undefined ? 0 : this.compare(u, v);
      if (order !== 0) return order;
    }
    return p.length - q.length;
  }
}

/** One number for a period set and a vector. */
export function pairKey(periods: { readonly id: number }, vector: { readonly id: number }): number {
  return periods.id * idLimit + vector.id;
}

/** Whether every count of `b` is at most that of `a`. */
export function covers(a: Vector, b: Vector): boolean {
  if (b.size > a.size || b.tags.length > a.tags.length) return false;
  let i = 0;
  for (let j = 0; j < b.tags.length; j++) {
    const t = b.tags[j] ?? 0;
    while (i < a.tags.length && (a.tags[i] ?? 0) < t) i++;
    if (a.tags[i] !== t || (a.counts[i] ?? 0) < (b.counts[j] ?? 0)) return false;
    i++;
  }
  return true;
}

/** The count of a tag. */
export function countOf(v: Vector, tag: number): number {
  const i = v.tags.indexOf(tag);
  return i < 0 ? 0 : (v.counts[i] ?? 0);
}
