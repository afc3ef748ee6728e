// Solving one group of constraints that share pattern variables: the least solution of its lower bounds, strongly
// connected component by component, then its upper bounds. Groups are independent; nothing is carried from one to
// another, so that an answer for a group can be kept for as long as its constraints stay.
import { equalPatterns, type Pattern, type PatternVariable, star, sum, tag, zero } from '../types/pattern.ts';
import { stronglyConnected } from './components.ts';
import type { Constraint, Multiset } from './constraint.ts';
import { Denotation } from './denote.ts';
import { isEmpty, tagSet } from './factor.ts';
import { Question } from './inclusion.ts';
import { leastSolution } from './least.ts';
import type { InclusionMemory } from './memory.ts';
import { BudgetSpent, Meter, withinBudget } from './meter.ts';
import type { SemilinearSet, Space } from './space.ts';
import { replaceVariables, symbolicSolution, treeSize } from './symbolic.ts';
import type { Occurrences } from './system.ts';
import { unite } from './union.ts';
import { SolvedValues } from './values.ts';

type Bounds = ReadonlyMap<PatternVariable, readonly Pattern[]>;

/** What is known of a group; constraints by their index in it. */
export interface GroupAnswer {
  readonly values: SolvedValues;
  /** The variables whose value is `0`. */
  readonly empty: readonly PatternVariable[];
  readonly failures: readonly {
    readonly index: number;
    readonly left: Pattern;
    readonly counterexample: Multiset;
  }[];
  readonly undecided: readonly {
    readonly index: number;
    readonly left: Pattern;
    readonly right: Pattern;
    readonly spent: number;
  }[];
  /** How many components and inclusions could be known better with more steps. */
  readonly shortages: number;
  /** The steps of the component or inclusion that took the most. */
  readonly most: number;
}

/** Values larger than this, as trees, are shown by their tags alone. */
const largestShown = 2000;

/** And sets that would take more tags than this to write. */
const longestWritten = 2000;

function writtenLength(set: SemilinearSet): number {
  let length = 0;
  for (const { base, periods } of set.parts) {
    length += base.size + periods.units.size;
    for (const p of periods.others) length += p.size;
  }
  return length;
}

/** Solves one group. `variables` are those of its constraints, each of which has a closed or a variable upper side. */
export class GroupSolver {
  readonly #memory: InclusionMemory;
  readonly #space: Space;
  /** Steps for each component and each inclusion. */
  readonly #budget: number;
  readonly #occurrences: Occurrences;
  readonly #meter = new Meter();
  readonly #denotation: Denotation;
  readonly #question: Question;
  #shortages = 0;
  #most = 0;
  readonly #sets = new Map<PatternVariable, SemilinearSet>();
  /** Values of the variables whose sets are too large. */
  readonly #large = new Map<PatternVariable, Pattern>();

  constructor(memory: InclusionMemory, space: Space, budget: number, occurrences: Occurrences) {
    this.#memory = memory;
    this.#space = space;
    this.#budget = budget;
    this.#occurrences = occurrences;
    this.#denotation = new Denotation(space, v => {
      const set = this.#sets.get(v);
      if (set === undefined) throw new BudgetSpent(0);
      return set;
    });
    this.#question = new Question(memory, this.#denotation);
  }

  run(constraints: readonly Constraint<unknown>[], variables: readonly PatternVariable[]): GroupAnswer {
    const bounds = new Map<PatternVariable, Pattern[]>();
    for (const { lower, upper } of constraints) {
      if (upper.kind !== 'variable') continue;
      const list = bounds.get(upper.variable);
      if (list === undefined) bounds.set(upper.variable, [lower]);
      else if (!list.includes(lower)) list.push(lower);
    }
    this.#solveComponents(variables, bounds);
    const answer = this.#conclude(constraints, variables);
    this.#memory.count(this.#meter.spent);
    return answer;
  }

  #solveComponents(variables: readonly PatternVariable[], bounds: Bounds) {
    const dependencies = (v: PatternVariable): Set<PatternVariable> => {
      const found = new Set<PatternVariable>();
      for (const bound of bounds.get(v) ?? []) for (const w of this.#occurrences.of(bound)) found.add(w);
      return found;
    };
    for (const group of stronglyConnected(variables, dependencies)) {
      const meter = this.#meter.part(this.#budget);
      const solved = withinBudget(() => this.#solveComponent(group, bounds, dependencies, meter));
      this.#most = Math.max(this.#most, meter.spent);
      if (solved !== undefined) for (const [v, set] of solved) this.#sets.set(v, set);
      else {
        this.#shortages++;
        const known = (v: PatternVariable): Pattern | undefined => this.#closed(v);
        for (const [v, pattern] of symbolicSolution(group, bounds, known)) this.#large.set(v, pattern);
      }
    }
  }

  #solveComponent(
    group: readonly PatternVariable[],
    bounds: Bounds,
    dependencies: (v: PatternVariable) => ReadonlySet<PatternVariable>,
    meter: Meter,
  ): ReadonlyMap<PatternVariable, SemilinearSet> {
    const [only] = group;
    if (group.length > 1 || only === undefined || dependencies(only).has(only)) {
      return leastSolution(group, bounds, this.#denotation, this.#occurrences, meter);
    }
    const parts = (bounds.get(only) ?? []).map(bound => this.#denotation.of(bound, meter));
    const [set] = parts;
    if (parts.length === 1 && set !== undefined) return new Map([[only, set]]);
    const united = unite(
      this.#space,
      parts.flatMap(s => s.parts),
      meter,
    );
    return new Map([[only, united]]);
  }

  #conclude(constraints: readonly Constraint<unknown>[], variables: readonly PatternVariable[]): GroupAnswer {
    const values = new SolvedValues(variables, v => this.#value(v));
    const empty = variables.filter(v => this.#isZero(v));
    const failures: GroupAnswer['failures'][number][] = [];
    const undecided: GroupAnswer['undecided'][number][] = [];
    constraints.forEach((constraint, index) => {
      const { lower, upper } = constraint;
      // A closed side that is written like the other, as most declarations are like their use.
      if (upper.kind === 'variable' || equalPatterns(lower, upper)) return;
      const before = this.#question.shortages;
      const meter = this.#meter.part(this.#budget);
      const answer = this.#question.decide(lower, upper, meter, () => this.#close(lower));
      if (this.#question.shortages > before) this.#shortages++;
      this.#most = Math.max(this.#most, meter.spent);
      if (answer.kind === 'holds') return;
      const set = this.#denotation.known(lower);
      const short = set !== undefined && writtenLength(set) <= longestWritten;
      const left = short ? this.#show(set) : this.#close(lower);
      if (answer.kind === 'fails') {
        failures.push({ index, left: this.#presentable(left), counterexample: answer.counterexample });
      } else undecided.push({ index, left, right: upper, spent: answer.spent });
    });
    return { values, empty, failures, undecided, shortages: this.#shortages, most: this.#most };
  }

  #isZero(variable: PatternVariable): boolean {
    const set = this.#sets.get(variable);
    return set === undefined ? isEmpty(this.#large.get(variable) ?? zero) : set.parts.length === 0;
  }

  /** The value to show. */
  #value(variable: PatternVariable): Pattern {
    const set = this.#sets.get(variable);
    if (set === undefined) return this.#presentable(this.#large.get(variable) ?? zero);
    if (writtenLength(set) <= longestWritten) return this.#show(set);
    const tags = set.parts.flatMap(l => [...l.base.tags, ...l.periods.support]);
    return star(sum([...new Set(tags.map(t => this.#space.tagName(t)))].sort().map(tag)));
  }

  #show(set: SemilinearSet): Pattern {
    return this.#memory.shown(this.#space, set);
  }

  #presentable(pattern: Pattern): Pattern {
    if (isEmpty(pattern)) return zero;
    return treeSize(pattern) <= largestShown ? pattern : star(sum([...tagSet(pattern)].sort().map(tag)));
  }

  /** The exact value as a closed pattern. */
  #closed(variable: PatternVariable): Pattern | undefined {
    const set = this.#sets.get(variable);
    return set === undefined ? this.#large.get(variable) : this.#show(set);
  }

  #close(pattern: Pattern): Pattern {
    return replaceVariables(pattern, v => this.#closed(v) ?? zero);
  }
}
