// Sparse vectors of natural numbers, one coordinate per tag, and sets of them that serve as periods. Both are
// interned: equal ones are the same object, so that equality is identity and answers can be remembered by id.
// Measured: mailboxes use a handful of an interface's tags at a time, and sparse beats dense from 16 tags on.
import type { Multiset } from './constraint.ts';
import { BudgetSpent, type Finding } from './meter.ts';

/** A multiset of tags: `counts[i]` (at least 1) of the tag with id `tags[i]`; ids ascend. */
export interface Vector {
  readonly id: number;
  readonly tags: readonly number[];
  readonly counts: readonly number[];
  /** The sum of the counts. */
  readonly size: number;
  /** A bit for each tag, by its id modulo 32: a quick "no" to whether one vector's tags are all in another. */
  readonly mask: number;
}

/** The generators of a monoid of multisets, none of them zero, in canonical order. */
export interface Periods {
  readonly id: number;
  readonly vectors: readonly Vector[];
  /** Tags that are generators by themselves. */
  readonly units: ReadonlySet<number>;
  /** The generators that are more than one tag. */
  readonly others: readonly Vector[];
  /** Every tag of every generator, and their bits. */
  readonly support: ReadonlySet<number>;
  readonly mask: number;
  /** What was found out, by the id of the other vector, period set or base. */
  readonly known: Findings;
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

/** What was found out about a period set, by the id of a vector or of another period set. */
export interface Findings {
  /** Whether a vector is a sum of periods: as searched for, and in how many turns. */
  readonly searched: Map<number, Finding<{ readonly holds: boolean; readonly turns: number }>>;
  /** The same, where linear algebra is tried first. */
  readonly decided: Map<number, Finding<boolean>>;
  readonly orders: Map<number, Finding<number>>;
  /** Minimal unions with period sets of larger ids. */
  readonly unions: Map<number, Finding<Periods>>;
  /** The linear sets with these periods, by base. */
  readonly linear: Map<number, LinearSet>;
}

/** Multisets larger than this are treated as past any budget. */
const largestMultiset = 2 ** 48;
/** The universe in which vectors, period sets, linear and semilinear sets are interned. */
export class Space {
  readonly #tagIds = new Map<string, number>();
  readonly #names: string[] = [];
  /** By hash; of several with one hash, the later ones have the next numbers that were free. */
  readonly #vectors = new Map<number, Vector>();
  readonly #units: Vector[] = [];
  readonly #periods = new Map<number, Periods>();
  readonly #sets = new Map<number, SemilinearSet>();
  #linear = 0;
  /** How many answers about period sets are kept. */
  findings = 0;

  readonly zero: Vector = this.vector([], []);
  readonly noPeriods: Periods = this.periods([]);
  readonly emptySet: SemilinearSet = this.set([]);
  /** The set that holds just the empty multiset. */
  readonly oneSet: SemilinearSet = this.set([this.linear(this.zero, this.noPeriods)]);

  /** How many objects are kept: what a long-lived owner watches. */
  get population(): number {
    return this.#vectors.size + this.#periods.size + this.#sets.size + this.#linear + this.findings;
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
    let hash = tags.length;
    for (let i = 0; i < tags.length; i++) hash = mixed(mixed(hash, tags[i] ?? 0), counts[i] ?? 0);
    for (;;) {
      const known = this.#vectors.get(hash);
      if (known === undefined) break;
      if (sameNumbers(known.tags, tags) && sameNumbers(known.counts, counts)) return known;
      hash = (hash + 1) | 0;
    }
    let size = 0;
    let mask = 0;
    for (const n of counts) size += n;
    for (const t of tags) mask |= 1 << (t & 31);
    if (size > largestMultiset) throw new BudgetSpent(size);
    const made: Vector = { id: this.#vectors.size, tags, counts, size, mask };
    this.#vectors.set(hash, made);
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
    const distinct = new Set(vectors);
    distinct.delete(this.zero);
    let hash = hashOf(distinct);
    for (;;) {
      const known = this.#periods.get(hash);
      if (known === undefined) break;
      if (sameMembers(known.vectors, distinct)) return known;
      hash = (hash + 1) | 0;
    }
    const sorted = [...distinct].sort((a, b) => this.compare(a, b));
    const units = new Set<number>();
    const support = new Set<number>();
    let mask = 0;
    for (const v of sorted) {
      mask |= v.mask;
      for (const t of v.tags) support.add(t);
      if (v.size === 1) for (const t of v.tags) units.add(t);
    }
    const others = sorted.filter(v => v.size > 1);
    const id = this.#periods.size;
    const made: Periods = { id, vectors: sorted, units, others, support, mask, known: nothingFound() };
    this.#periods.set(hash, made);
    return made;
  }

  linear(base: Vector, periods: Periods): LinearSet {
    const known = periods.known.linear.get(base.id);
    if (known !== undefined) return known;
    const made: LinearSet = { id: this.#linear++, base, periods };
    periods.known.linear.set(base.id, made);
    return made;
  }

  /** The interned union, as given but for order and repetition. */
  set(parts: readonly LinearSet[]): SemilinearSet {
    const distinct = new Set(parts);
    let hash = hashOf(distinct);
    for (;;) {
      const known = this.#sets.get(hash);
      if (known === undefined) break;
      if (sameMembers(known.parts, distinct)) return known;
      hash = (hash + 1) | 0;
    }
    const made: SemilinearSet = {
      id: this.#sets.size,
      parts: [...distinct].sort((a, b) => this.#compareLinear(a, b)),
    };
    this.#sets.set(hash, made);
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

function nothingFound(): Findings {
  return {
    searched: new Map(),
    decided: new Map(),
    orders: new Map(),
    unions: new Map(),
    linear: new Map(),
  };
}

/** A hash with one more number in it. */
function mixed(hash: number, n: number): number {
  const h = Math.imul(hash ^ n, 0x9e3779b1);
  return h ^ (h >>> 15);
}

/** The hash of a collection, whatever its order. */
function hashOf(members: Iterable<{ readonly id: number }>): number {
  let sum = 0;
  for (const { id } of members) sum = (sum + mixed(mixed(0, id + 1), id)) | 0;
  return sum;
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function sameMembers<T>(list: readonly T[], members: ReadonlySet<T>): boolean {
  if (list.length !== members.size) return false;
  for (const member of list) if (!members.has(member)) return false;
  return true;
}

/** What sorting so many linear sets costs, in steps of a search. */
export function sortingSteps(count: number): number {
  return 1 + ((count * (32 - Math.clz32(count))) >> 2);
}

/** Whether every count of `b` is at most that of `a`. */
export function covers(a: Vector, b: Vector): boolean {
  if (b.size > a.size || (b.mask & ~a.mask) !== 0 || b.tags.length > a.tags.length) return false;
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
