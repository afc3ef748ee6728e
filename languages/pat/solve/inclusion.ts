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

/** Left sides of more nodes than this, as trees, are not taken apart. */
const largestTakenApart = 20_000;

export interface InclusionOptions {
  /** Steps that may be spent on each of: writing out the two sets, and deciding. Default 1,000,000. */
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
  const inclusion = new Question(memory, memory.begin(), budget).decide(left, right);
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

/** An inclusion of patterns being decided. */
export class Question {
  readonly #memory: InclusionMemory;
  readonly #space: Space;
  readonly #budget: number;
  readonly #denotation: Denotation;

  constructor(memory: InclusionMemory, space: Space, budget: number) {
    this.#memory = memory;
    this.#space = space;
    this.#budget = budget;
    this.#denotation = new Denotation(space, noVariables);
  }

  /** `left ⊑ right`, by sets, then by summands of the left and independent factors. */
  decide(left: Pattern, right: Pattern): Inclusion {
    if (left === right || isEmpty(left)) return { kind: 'holds' };
    let spent = this.#budget;
    const [leftSet, rightSet] = [this.#write(left), this.#write(right)];
    if (leftSet !== undefined && rightSet !== undefined) {
      const decision = this.#memory.decide(this.#space, leftSet, rightSet, this.#budget);
      if (decision.kind === 'holds') return { kind: 'holds' };
      if (decision.kind === 'fails') return { kind: 'fails', counterexample: decision.counterexample };
      spent = decision.spent;
    }
    if (leftSet === undefined && rightSet !== undefined && this.#hullWithin(left, rightSet))
      return { kind: 'holds' };
    if (treeSize(left) > largestTakenApart) return { kind: 'undecided', spent };
    if (left.kind === 'sum') return this.#summands(left.parts, right);
    const pairs = independentPairs(left, right);
    return pairs.length > 1 ? this.#factors(pairs) : { kind: 'undecided', spent };
  }

  /** Whether even the box around the left lies within the right. */
  #hullWithin(left: Pattern, right: SemilinearSet): boolean {
    const box = withinBudget(() => hull(this.#space, left, new Meter(this.#budget)));
    return box !== undefined && this.#memory.decide(this.#space, box, right, this.#budget).kind === 'holds';
  }

  #write(pattern: Pattern): SemilinearSet | undefined {
    return this.#denotation.within(pattern, this.#budget);
  }

  #summands(parts: readonly Pattern[], right: Pattern): Inclusion {
    return this.#smallest(parts.map(part => this.decide(part, right)));
  }

  /** All factors of the left hold something here; a failure of one fails the whole, with the least of the others. */
  #factors(pairs: readonly { readonly left: Pattern; readonly right: Pattern }[]): Inclusion {
    const answers = pairs.map(pair => this.decide(pair.left, pair.right));
    if (answers.every(a => a.kind !== 'fails')) return this.#smallest(answers);
    const least = pairs.map(pair => smallestOf(this.#space, this.#write(pair.left)));
    return this.#smallest(
      answers.map((answer, i): Inclusion => {
        if (answer.kind !== 'fails') return answer;
        const whole = new Map(answer.counterexample);
        for (const [j, other] of least.entries()) {
          if (j === i) continue;
          if (other === undefined) return { kind: 'undecided', spent: this.#budget };
          for (const [tag, n] of other) whole.set(tag, n);
        }
        const counterexample = new Map([...whole].sort(([a], [b]) => (a < b ? -1 : 1)));
        return { kind: 'fails', counterexample };
      }),
    );
  }

  #smallest(answers: readonly Inclusion[]): Inclusion {
    let best: Multiset | undefined;
    let spent = 0;
    let open = false;
    for (const answer of answers) {
      if (answer.kind === 'undecided') {
        open = true;
        spent += answer.spent;
      }
      if (answer.kind !== 'fails') continue;
      if (best === undefined || this.#compare(answer.counterexample, best) < 0) best = answer.counterexample;
    }
    if (best !== undefined) return { kind: 'fails', counterexample: best };
    return open ? { kind: 'undecided', spent } : { kind: 'holds' };
  }

  #compare(a: Multiset, b: Multiset): number {
    return this.#space.compare(this.#space.fromMultiset(a), this.#space.fromMultiset(b));
  }
}

function smallestOf(space: Space, set: SemilinearSet | undefined): Multiset | undefined {
  const first = set?.parts[0];
  return first === undefined ? undefined : space.toMultiset(first.base);
}
