// The union of linear sets, kept small: a set whose base can be lowered is, and one that another visibly takes in is
// left out. Sets are looked at by their periods: whether the periods of one are sums of the periods of another is asked
// once for all the bases that go with them.
import type { Meter } from './meter.ts';
import { generates, simplificationTurns } from './monoid.ts';
import {
  covers,
  type LinearSet,
  type Periods,
  type SemilinearSet,
  type Space,
  sortingSteps,
  type Vector,
} from './space.ts';

/** Periods that are looked for in the monoids of others, and whether they were found there. */
interface Sought {
  readonly vectors: readonly Vector[];
  readonly mask: number;
  readonly found: Map<Periods, boolean>;
}

/** The union of linear sets, simplified. */
export function unite(space: Space, parts: readonly LinearSet[], meter: Meter): SemilinearSet {
  const distinct = [...new Set(parts)];
  if (distinct.length <= 1) return space.set(distinct);
  meter.charge(sortingSteps(distinct.length));
  if (distinct.every(l => l.periods.vectors.length === 0)) return space.set(distinct);
  const all = new Family(space, meter);
  for (const l of distinct) all.add(l);
  const lowered = space.set(distinct.map(l => lower(space, l, all, meter))).parts;
  meter.charge(sortingSteps(lowered.length));

  const growing = new Family(space, meter);
  const kept: LinearSet[] = [];
  const byBase = new Map<Vector, LinearSet[]>();
  for (const l of lowered) {
    if (growing.takesIn(l.base, all.periodsOf(l), l)) continue;
    kept.push(l);
    if (l.periods.vectors.length > 0) growing.add(l);
    const same = byBase.get(l.base);
    if (same === undefined) byBase.set(l.base, [l]);
    else same.push(l);
  }
  // A part with an equal base but more periods comes after the one that it takes in.
  const final = kept.filter(l => {
    const same = byBase.get(l.base) ?? [];
    meter.charge(same.length >> 3);
    return !same.some(k => k !== l && all.generatesAll(k.periods, all.periodsOf(l)));
  });
  return space.set(final);
}

/**
 * `(b + p) + P*` with p in P, as `b + P*`, when `b + (P - p)*` is in some other part: the two together are
 * `b + P*` by how often p occurs. Repeated for as long as it applies, so that `1 + A . A*` becomes `A*`.
 */
function lower(space: Space, set: LinearSet, all: Family, meter: Meter): LinearSet {
  const { periods } = set;
  let { base } = set;
  for (let again = true; again; ) {
    again = false;
    meter.charge(1 + (periods.vectors.length >> 4));
    for (const p of periods.vectors) {
      const less = space.subtract(base, p);
      if (less === undefined || !all.takesIn(less, all.periodsWithout(periods, p), set)) continue;
      base = less;
      again = true;
      break;
    }
  }
  return space.linear(base, periods);
}

/** The linear sets with the same periods. */
interface Group {
  readonly periods: Periods;
  readonly mask: number;
  readonly members: LinearSet[];
}

/** Linear sets by their periods. */
class Family {
  readonly #space: Space;
  readonly #meter: Meter;
  readonly #groups: Group[] = [];
  readonly #byPeriods = new Map<Periods, Group>();
  readonly #sought = new Map<Periods, Map<Vector | undefined, Sought>>();

  constructor(space: Space, meter: Meter) {
    this.#space = space;
    this.#meter = meter;
  }

  add(set: LinearSet): void {
    const { periods } = set;
    const known = this.#byPeriods.get(periods);
    if (known !== undefined) {
      known.members.push(set);
      return;
    }
    const group = { periods, mask: periods.mask, members: [set] };
    this.#byPeriods.set(periods, group);
    this.#groups.push(group);
  }

  periodsOf({ periods }: LinearSet): Sought {
    return this.#seek(periods, undefined);
  }

  periodsWithout(periods: Periods, one: Vector): Sought {
    return this.#seek(periods, one);
  }

  /** Whether `base + sought*` visibly lies in a linear set of the family other than `self`. */
  takesIn(base: Vector, sought: Sought, self: LinearSet): boolean {
    this.#meter.charge(1 + (this.#groups.length >> 5));
    let looked = 0;
    const found = this.#groups.some(group => {
      if ((sought.mask & ~group.mask) !== 0) return false;
      looked += 1 + group.members.length;
      return this.#groupTakesIn(group, base, sought, self);
    });
    this.#meter.charge(looked >> 5);
    return found;
  }

  #groupTakesIn({ periods, members }: Group, base: Vector, sought: Sought, self: LinearSet): boolean {
    for (const l of members) {
      if (l === self || !covers(base, l.base)) continue;
      if (sought.found.get(periods) === false) return false;
      if (this.#reaches(l, base)) return this.generatesAll(periods, sought);
    }
    return false;
  }

  /** Whether each of the periods that are sought is visibly a sum of the given ones. */
  generatesAll(periods: Periods, sought: Sought): boolean {
    if ((sought.mask & ~periods.mask) !== 0) return false;
    const known = sought.found.get(periods);
    if (known !== undefined) return known;
    this.#meter.charge(1 + (sought.vectors.length >> 3));
    const found = sought.vectors.every(
      p => generates(this.#space, periods, p, this.#meter, simplificationTurns) === true,
    );
    sought.found.set(periods, found);
    return found;
  }

  /** Whether the vector, which covers the set's base, is visibly in the set. */
  #reaches(set: LinearSet, vector: Vector): boolean {
    if (vector === set.base) return true;
    if ((vector.mask & ~(set.base.mask | set.periods.mask)) !== 0) return false;
    this.#meter.charge(1 + (vector.tags.length >> 3));
    const rest = this.#space.subtract(vector, set.base);
    if (rest === undefined) return false;
    return generates(this.#space, set.periods, rest, this.#meter, simplificationTurns) === true;
  }

  #seek(periods: Periods, without: Vector | undefined): Sought {
    let those = this.#sought.get(periods);
    if (those === undefined) {
      those = new Map();
      this.#sought.set(periods, those);
    }
    const known = those.get(without);
    if (known !== undefined) return known;
    this.#meter.charge(1 + (periods.vectors.length >> 4));
    const vectors = without === undefined ? periods.vectors : periods.vectors.filter(p => p !== without);
    let mask = 0;
    for (const v of vectors) mask |= v.mask;
    const made: Sought = { vectors, mask, found: new Map([[periods, true]]) };
    those.set(without, made);
    return made;
  }
}
