// Inclusion of closed patterns: by their semilinear sets where these can be written out, else by independent
// parts. Exact and deterministic; past the budget the answer is `undecided`.
import type { Pattern } from '../types/pattern.ts';
import type { Inclusion, Multiset } from './constraint.ts';
import { Denotation, noVariables } from './denote.ts';
import { independentPairs, isEmpty } from './factor.ts';
import { hull } from './hull.ts';
import { contains } from './membership.ts';
import { InclusionMemory } from './memory.ts';
import { Meter, withinBudget } from './meter.ts';
import type { SemilinearSet, Space } from './space.ts';
import { treeSize } from './symbolic.ts';

/** Steps for one inclusion, unless the caller says otherwise: about a third of a second. */
export const defaultBudget = 1_000_000;

/** What of an inclusion's steps may go to deciding it by sets before it is taken apart. */
const shareOfSets = 7 / 8;

/** Left sides of more nodes than this, as trees, are not taken apart. */
const largestTakenApart = 20_000;

export interface InclusionOptions {
  /** Steps that may be spent in all, on writing out sets and on deciding. Default 1,000,000. */
  readonly budget?: number;
  /** Keeps answers between calls. */
  readonly memory?: InclusionMemory;
}

/**
 * Decides whether every multiset of `left` is one of `right`; both closed. If not, the counterexample is the
 * multiset with the fewest messages in the left and not in the right, the alphabetically smallest among equals
 * (sorted tag lists compared, so `A, A` before `A, B`), confirmed by membership on both sides. One exception:
 * where a set is too large to write out, the pair is decided by independent parts, and if some of those remain
 * open while another fails, the counterexample is the smallest for the parts that were decided.
 */
export function includes(left: Pattern, right: Pattern, options: InclusionOptions = {}): Inclusion {
  const memory = options.memory ?? new InclusionMemory();
  const budget = options.budget ?? defaultBudget;
  const space = memory.begin();
  const meter = new Meter(budget);
  const inclusion = new Question(memory, new Denotation(space, noVariables)).decide(left, right, meter);
  memory.count(meter.spent);
  if (inclusion.kind !== 'fails') return inclusion;
  const { counterexample } = inclusion;
  const confirmed = withinBudget(
    () =>
      contains(left, counterexample, new Meter(budget)) &&
      !contains(right, counterexample, new Meter(budget)),
  );
  if (confirmed === false) throw new Error('a counterexample to an inclusion was not confirmed');
  return confirmed === undefined ? { kind: 'undecided', spent: budget } : inclusion;
}

/** Inclusions being decided, with what is written out in the course of it. */
export class Question {
  readonly #memory: InclusionMemory;
  readonly #denotation: Denotation;
  #shortages = 0;

  constructor(memory: InclusionMemory, denotation: Denotation) {
    this.#memory = memory;
    this.#denotation = denotation;
  }

  /** How often something was given up that more steps might have brought to its end. */
  get shortages(): number {
    return this.#shortages;
  }

  /**
   * `left ⊑ right` with what the meter has left: by sets, then by summands of the left and independent factors.
   * The left may hold variables to which the denotation gives values; `close` puts patterns in their place.
   */
  decide(left: Pattern, right: Pattern, meter: Meter, close = (): Pattern => left): Inclusion {
    if (left === right || isEmpty(left)) return { kind: 'holds' };
    const bySets = this.#bySets(left, right, meter.part(Math.floor(meter.left * shareOfSets)), close);
    if (bySets !== undefined) return bySets;
    const closed = close();
    if (isEmpty(closed)) return { kind: 'holds' };
    const size = treeSize(closed);
    const undecided = { kind: 'undecided', spent: meter.budget } as const;
    if (size > largestTakenApart || size >= meter.left) return undecided;
    meter.charge(size >> 3);
    if (closed.kind === 'sum') return this.#summands(closed.parts, right, meter);
    const pairs = independentPairs(closed, right);
    return pairs.length > 1 ? this.#factors(pairs, meter) : undecided;
  }

  /** The answer by the sets of the two sides, or by the box around the left; undefined when they are too large. */
  #bySets(left: Pattern, right: Pattern, meter: Meter, close: () => Pattern): Inclusion | undefined {
    const { space } = this.#denotation;
    const rightSet = this.#write(right, meter);
    if (rightSet === undefined) return undefined;
    const leftSet = this.#write(left, meter);
    const lower = leftSet ?? withinBudget(() => hull(space, close(), meter));
    if (lower === undefined) return undefined;
    const decision = this.#memory.decide(space, lower, rightSet, meter);
    if (decision.kind === 'holds') return { kind: 'holds' };
    if (decision.kind === 'fails' && leftSet !== undefined)
      return { kind: 'fails', counterexample: decision.counterexample };
    this.#shortages++;
    return undefined;
  }

  /** The set, unless writing it out takes more than three quarters of what is left. */
  #write(pattern: Pattern, meter: Meter): SemilinearSet | undefined {
    const set = this.#denotation.within(pattern, meter.part(Math.floor(0.75 * meter.left)));
    if (set === undefined) this.#shortages++;
    return set;
  }

  #summands(parts: readonly Pattern[], right: Pattern, meter: Meter): Inclusion {
    const decide = (part: Pattern, i: number): Inclusion =>
      this.decide(part, right, meter.part(Math.floor(meter.left / (parts.length - i))));
    return this.#smallest(parts.map(decide), meter);
  }

  /** All factors of the left hold something here; a failure of one fails the whole, with the least of the others. */
  #factors(pairs: readonly { readonly left: Pattern; readonly right: Pattern }[], meter: Meter): Inclusion {
    const answers = pairs.map((pair, i) =>
      this.decide(pair.left, pair.right, meter.part(Math.floor(meter.left / (pairs.length + 1 - i)))),
    );
    if (answers.every(a => a.kind !== 'fails')) return this.#smallest(answers, meter);
    const { space } = this.#denotation;
    const least = pairs.map(pair => smallestOf(space, this.#write(pair.left, meter)));
    const whole = answers.map((answer, i): Inclusion => {
      if (answer.kind !== 'fails') return answer;
      const all = new Map(answer.counterexample);
      for (const [j, other] of least.entries()) {
        if (j === i) continue;
        if (other === undefined) return { kind: 'undecided', spent: meter.budget };
        for (const [tag, n] of other) all.set(tag, n);
      }
      const counterexample = new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
      return { kind: 'fails', counterexample };
    });
    return this.#smallest(whole, meter);
  }

  #smallest(answers: readonly Inclusion[], meter: Meter): Inclusion {
    let best: Multiset | undefined;
    let open = false;
    for (const answer of answers) {
      if (answer.kind === 'undecided') open = true;
      if (answer.kind !== 'fails') continue;
      if (best === undefined || this.#compare(answer.counterexample, best) < 0) best = answer.counterexample;
    }
    if (best !== undefined) return { kind: 'fails', counterexample: best };
    return open ? { kind: 'undecided', spent: meter.budget } : { kind: 'holds' };
  }

  #compare(a: Multiset, b: Multiset): number {
    const { space } = this.#denotation;
    return space.compare(space.fromMultiset(a), space.fromMultiset(b));
  }
}

function smallestOf(space: Space, set: SemilinearSet | undefined): Multiset | undefined {
  const first = set?.parts[0];
  return first === undefined ? undefined : space.toMultiset(first.base);
}
