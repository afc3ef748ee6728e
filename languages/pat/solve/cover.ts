// Whether a semilinear set lies within another, by best-first refinement. The left is kept as disjoint pieces
// `base + any number of each period`, the one with the smallest base first. A base that is in no linear set of
// the right is the smallest counterexample, since every other multiset that is left to look at is larger. A base
// that is in one is covered together with all that the same linear set takes in; what remains of the piece is
// cut into new pieces: by how often a period occurs (box arithmetic, when periods are single tags), by residues
// (when a multiple of a period is a sum of the linear set's periods) or, when two periods lie on different sides
// of a linear set's cone, by which of them occurs more often (a stellar subdivision of the piece's cone).
// For pieces with finitely many residues this ends by Dickson's lemma; subdivision makes every piece so (after
// De Concini and Procesi); how long it takes is bounded by the meter alone.
import { locate, side } from './cone.ts';
import { Heap } from './heap.ts';
import type { Meter } from './meter.ts';
import { generates, order } from './monoid.ts';
import { holds, subsumes } from './semilinear.ts';
import { countOf, type LinearSet, type SemilinearSet, type Space, type Vector } from './space.ts';

/** How a pair was decided: the most powerful of the means that were needed. */
export type Method = 'identity' | 'subsumption' | 'boxes' | 'residues' | 'subdivision';

export interface Cover {
  /** The smallest multiset in the left and not in the right; undefined when there is none. */
  readonly counterexample: Vector | undefined;
  readonly method: Method;
}

interface Piece {
  readonly base: Vector;
  readonly periods: readonly Vector[];
  /** The linear sets of the right that may meet the piece. */
  readonly candidates: readonly LinearSet[];
  /** How many cuts in a row peeled off a period that the chosen linear set does not take in. */
  readonly peels: number;
  readonly serial: number;
}

/** Cuts by peeling before a subdivision is tried, and between two subdivisions. */
const peelsBefore = 3;
const peelsBetween = 1;

/** Decides `left ⊆ right` exactly, or throws `BudgetSpent`. */
export function cover(space: Space, left: SemilinearSet, right: SemilinearSet, meter: Meter): Cover {
  if (left === right || left.parts.length === 0) return { counterexample: undefined, method: 'identity' };
  const open = left.parts.filter(part => {
    meter.charge(1 + (right.parts.length >> 2));
    return !right.parts.some(
      r => r === part || subsumes(space, r, part.base, part.periods.vectors, meter, 200),
    );
  });
  if (open.length === 0) return { counterexample: undefined, method: 'subsumption' };
  return new Refinement(space, right, meter).run(open);
}

class Refinement {
  readonly #space: Space;
  readonly #right: SemilinearSet;
  readonly #meter: Meter;
  readonly #pieces: Heap<Piece>;
  #serial = 0;
  #method: Method = 'boxes';

  constructor(space: Space, right: SemilinearSet, meter: Meter) {
    this.#space = space;
    this.#right = right;
    this.#meter = meter;
    this.#pieces = new Heap((a, b) => space.compare(a.base, b.base) || a.serial - b.serial);
  }

  run(left: readonly LinearSet[]): Cover {
    const simple = [...left, ...this.#right.parts].every(l => l.periods.others.length === 0);
    if (!simple) this.#method = 'residues';
    for (const part of left) this.#add(part.base, part.periods.vectors, this.#right.parts, 0);
    for (let piece = this.#pieces.pop(); piece !== undefined; piece = this.#pieces.pop()) {
      if (!this.#refine(piece)) return { counterexample: piece.base, method: this.#method };
    }
    return { counterexample: undefined, method: this.#method };
  }

  #add(base: Vector, periods: readonly Vector[], candidates: readonly LinearSet[], peels: number): void {
    this.#meter.charge(1 + (periods.length >> 3) + (base.tags.length >> 3));
    this.#pieces.push({ base, periods, candidates, peels, serial: this.#serial++ });
  }

  /** Covers what it can of the piece and adds the remainder as pieces; false when the base is not in the right. */
  #refine(piece: Piece): boolean {
    const { base, periods } = piece;
    const candidates = this.#reachable(piece);
    this.#meter.charge(candidates.length >> 1);
    const holding = candidates.filter(l => holds(this.#space, l, base, this.#meter) === true);
    if (holding.length === 0) return false;
    const missing: Vector[][] = [];
    for (const l of holding) {
      this.#meter.charge(1 + (periods.length >> 2));
      const lacking: Vector[] = [];
      for (const p of periods) {
        if (generates(this.#space, l.periods, p, this.#meter) !== true) lacking.push(p);
      }
      if (lacking.length === 0) return true;
      missing.push(lacking);
    }
    const best = this.#choose(holding, missing);
    if (best.bounded || !this.#subdivide(piece, candidates)) this.#cut(piece, candidates, best);
    return true;
  }

  /** The candidates that may still meet the piece, by comparing counts tag by tag. */
  #reachable(piece: Piece): readonly LinearSet[] {
    const { base, periods } = piece;
    const support = new Set<number>();
    let mask = base.mask;
    for (const p of periods) {
      mask |= p.mask;
      for (const t of p.tags) support.add(t);
    }
    this.#meter.charge(1 + (periods.length >> 2) + (piece.candidates.length >> 4));
    return piece.candidates.filter(l => {
      if ((l.base.mask & ~mask) !== 0 || (base.mask & ~(l.base.mask | l.periods.mask)) !== 0) return false;
      this.#meter.charge((l.base.tags.length + base.tags.length) >> 3);
      for (let i = 0; i < l.base.tags.length; i++) {
        const t = l.base.tags[i] ?? 0;
        if ((l.base.counts[i] ?? 0) > countOf(base, t) && !support.has(t)) return false;
      }
      for (let i = 0; i < base.tags.length; i++) {
        const t = base.tags[i] ?? 0;
        if (!l.periods.support.has(t) && (base.counts[i] ?? 0) > countOf(l.base, t)) return false;
      }
      return true;
    });
  }

  /**
   * Of the linear sets that hold the base, the one that leaves the fewest pieces. One that takes in some multiple
   * of every period goes first: cutting by it cannot go on for ever.
   */
  #choose(holding: readonly LinearSet[], missing: readonly (readonly Vector[])[]): Choice {
    let best: Choice | undefined;
    holding.forEach((l, i) => {
      const orders = new Map<Vector, number>();
      let pieces = 0;
      let bounded = true;
      const lacking = missing[i] ?? [];
      this.#meter.charge(lacking.length >> 2);
      for (const p of lacking) {
        const m = order(this.#space, l.periods, p, this.#meter);
        orders.set(p, m);
        if (Number.isFinite(m)) pieces += m - 1;
        else {
          pieces++;
          bounded = false;
        }
      }
      const better = best === undefined || (bounded === best.bounded ? pieces < best.pieces : bounded);
      if (better) best = { orders, pieces, bounded };
    });
    if (best === undefined) throw new RangeError('no linear set to choose from');
    return best;
  }

  /**
   * Takes away from the piece all of which every period occurs a multiple of its order of times (0 times, for
   * those of infinite order). What remains is cut by the first period that does not.
   */
  #cut(piece: Piece, candidates: readonly LinearSet[], choice: Choice): void {
    const space = this.#space;
    const peels = choice.bounded ? 0 : piece.peels + 1;
    const ordered = [...piece.periods];
    const before: Vector[] = [];
    ordered.forEach((p, i) => {
      const m = choice.orders.get(p) ?? 1;
      const after = ordered.slice(i + 1);
      this.#meter.charge(1 + (ordered.length >> 3));
      if (m === Number.POSITIVE_INFINITY) {
        this.#add(space.add(piece.base, p), [...before, p, ...after], candidates, peels);
        return;
      }
      const multiple = space.scale(p, m);
      let base = piece.base;
      for (let r = 1; r < m; r++) {
        base = space.add(base, p);
        this.#add(base, [...before, multiple, ...after], candidates, peels);
      }
      before.push(multiple);
    });
  }

  /**
   * When peeling has gone on for a while: finds a linear set whose cone holds the middle of the piece's cone but
   * not all of it, and two of the piece's periods on either side of a face of it; the piece is cut by which of
   * the two occurs more often. False when there is nothing to cut.
   */
  #subdivide(piece: Piece, candidates: readonly LinearSet[]): boolean {
    if (piece.peels < peelsBefore || piece.periods.length < 2) return false;
    const space = this.#space;
    const charge = (steps: number): void => this.#meter.charge(steps);
    let middle = space.zero;
    for (const p of piece.periods) middle = space.add(middle, p);
    for (const l of candidates) {
      if (locate(space, l.periods.vectors, middle, charge).kind !== 'inside') continue;
      for (const outer of piece.periods) {
        const place = locate(space, l.periods.vectors, outer, charge);
        if (place.kind !== 'outside') continue;
        const { normal } = place;
        let p = outer;
        let q = outer;
        for (const r of piece.periods) {
          if (side(normal, r) < side(normal, p)) p = r;
          if (side(normal, r) > side(normal, q)) q = r;
        }
        if (side(normal, q) <= 0) continue;
        this.#method = 'subdivision';
        const both = space.add(p, q);
        const peels = peelsBefore - peelsBetween;
        const swap = (from: Vector): Vector[] => piece.periods.map(r => (r === from ? both : r));
        this.#add(piece.base, swap(q), candidates, peels);
        this.#add(space.add(piece.base, q), swap(p), candidates, peels);
        return true;
      }
    }
    return false;
  }
}

interface Choice {
  /** By period that is not itself a sum of the chosen set's periods. */
  readonly orders: ReadonlyMap<Vector, number>;
  readonly pieces: number;
  /** Whether every order is finite. */
  readonly bounded: boolean;
}
