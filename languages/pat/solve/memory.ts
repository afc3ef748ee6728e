// Decided inclusions, remembered by the normalised pair, and counters of the work done. A caller that solves
// again and again (an editor) keeps one; the answers are the same with a fresh one.
import type { Pattern } from '../types/pattern.ts';
import type { Multiset } from './constraint.ts';
import { cover, type Method } from './cover.ts';
import { asPattern } from './display.ts';
import { GroupMemory } from './groups.ts';
import { type Finding, type Meter, withinBudget } from './meter.ts';
import { holds } from './semilinear.ts';
import { type SemilinearSet, Space } from './space.ts';

/** What a memory has seen since it was made. */
export interface InclusionCounters {
  /** Pairs that were decided or given up, each once. */
  readonly decided: number;
  /** Pairs answered from memory. */
  readonly remembered: number;
  /** Steps that deciding those took. */
  readonly steps: number;
  /** Steps of all jobs: writing out sets, solving, deciding; what was remembered counts once in each. */
  readonly work: number;
  /** Of the decided pairs, how many by which means. */
  readonly methods: Readonly<Record<Method | 'undecided', number>>;
  /** Groups of connected constraints that were solved, and groups whose answer was kept from an earlier solve. */
  readonly groups: { readonly solved: number; readonly kept: number };
}

/** The answer for two sets; undecided when the steps did not suffice. */
export type Decision = Decided | { readonly kind: 'undecided' };

type Decided =
  | { readonly kind: 'holds'; readonly method: Method }
  | { readonly kind: 'fails'; readonly counterexample: Multiset; readonly method: Method };

/** A pair that was given up after so many steps. */
interface Open {
  readonly kind: 'open';
  readonly allowed: number;
}

interface Found {
  readonly kind: 'found';
  readonly finding: Finding<Decided>;
}

/** When a space holds more objects than this, a new one is begun and what was remembered is let go. */
const largestPopulation = 400_000;

export class InclusionMemory {
  /** What was found for groups of constraints; used by `solve`. */
  readonly groups = new GroupMemory();
  #space = new Space();
  readonly #answers = new Map<string, Found | Open>();
  readonly #shown = new Map<SemilinearSet, Pattern>();
  #decided = 0;
  #remembered = 0;
  #steps = 0;
  #work = 0;
  readonly #methods: Record<Method | 'undecided', number> = {
    identity: 0,
    subsumption: 0,
    boxes: 0,
    residues: 0,
    subdivision: 0,
    undecided: 0,
  };

  get counters(): InclusionCounters {
    return {
      decided: this.#decided,
      remembered: this.#remembered,
      steps: this.#steps,
      work: this.#work,
      methods: { ...this.#methods },
      groups: this.groups.counters,
    };
  }

  /** Counts the steps of a job. */
  count(steps: number): void {
    this.#work += steps;
  }

  /** The space for one job (a solve, an inclusion). Sets of earlier jobs may belong to another space. */
  begin(): Space {
    if (this.#space.population + this.#answers.size + this.#shown.size > largestPopulation) {
      this.#space = new Space();
      this.#answers.clear();
      this.#shown.clear();
    }
    return this.#space;
  }

  /** The set as a pattern to show. */
  shown(space: Space, set: SemilinearSet): Pattern {
    if (space !== this.#space) return asPattern(space, set);
    const known = this.#shown.get(set);
    if (known !== undefined) return known;
    const made = asPattern(space, set);
    this.#shown.set(set, made);
    return made;
  }

  /** Decides `left ⊆ right`, both of the space that `begin` gave, with what the meter has left. */
  decide(space: Space, left: SemilinearSet, right: SemilinearSet, meter: Meter): Decision {
    const current = space === this.#space;
    const key = `${left.id} ${right.id}`;
    const known = current ? this.#answers.get(key) : undefined;
    const allowed = meter.left;
    if (known !== undefined && (known.kind === 'found' || known.allowed >= allowed)) {
      this.#remembered++;
      const recalled = withinBudget(() => {
        if (known.kind === 'found') return meter.recall(known.finding);
        // As much is spent as it would have taken to give it up.
        meter.charge(allowed);
        return undefined;
      });
      return recalled ?? { kind: 'undecided' };
    }
    const finding = withinBudget(() => meter.find(own => decideSets(space, left, right, own)));
    if (current) {
      this.#answers.set(key, finding === undefined ? { kind: 'open', allowed } : { kind: 'found', finding });
    }
    this.#decided++;
    this.#steps += finding?.cost ?? allowed;
    this.#methods[finding?.answer.method ?? 'undecided']++;
    return finding?.answer ?? { kind: 'undecided' };
  }
}

/** Throws `BudgetSpent`. */
function decideSets(space: Space, left: SemilinearSet, right: SemilinearSet, meter: Meter): Decided {
  const { counterexample, method } = cover(space, left, right, meter);
  if (counterexample === undefined) return { kind: 'holds', method };
  const inLeft = left.parts.some(l => holds(space, l, counterexample, meter) === true);
  const inRight = right.parts.some(l => holds(space, l, counterexample, meter) === true);
  if (!inLeft || inRight) throw new Error('a counterexample to an inclusion was not confirmed');
  return { kind: 'fails', counterexample: space.toMultiset(counterexample), method };
}
