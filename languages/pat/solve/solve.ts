// From constraints to a solution (spec §7): lower bounds are summed and solved for their least solution, group by
// group of mutually dependent variables; then every upper bound is decided.
import { type Pattern, type PatternVariable, star, sum, tag, zero } from '../types/pattern.ts';
import { stronglyConnected } from './components.ts';
import type { Constraint, Solution } from './constraint.ts';
import { Denotation } from './denote.ts';
import { asPattern } from './display.ts';
import { isEmpty, tagSet } from './factor.ts';
import { defaultBudget, Question } from './inclusion.ts';
import { leastSolution } from './least.ts';
import { type Decision, InclusionMemory } from './memory.ts';
import { BudgetSpent, Meter, withinBudget } from './meter.ts';
import { unite } from './semilinear.ts';
import type { SemilinearSet, Space } from './space.ts';
import { replaceVariables, symbolicSolution, treeSize } from './symbolic.ts';
import { Occurrences } from './system.ts';

export interface SolveOptions {
  /** Steps for each inclusion, and for writing out the sets of each group of variables. Default 300,000. */
  readonly budget?: number;
  /** Keeps answers between solves. */
  readonly memory?: InclusionMemory;
}

/** A constraint that is neither a lower bound of one variable nor closed above: a fault in who made it. */
export class ConstraintFormError extends Error {
  readonly constraint: Constraint<unknown>;
  constructor(constraint: Constraint<unknown>) {
    super('a constraint must be a lower bound of one pattern variable or have a closed upper side');
    this.name = 'ConstraintFormError';
    this.constraint = constraint;
  }
}

/** Values larger than this, as trees, are shown by their tags alone. */
const largestShown = 2000;

/**
 * Solves the constraints (spec §7). Failures keep the order of the constraints; counterexamples are the smallest.
 * The values are exact and simplified, save where a value is too large to write out even as a pattern: it is then
 * shown as the star of its tags, while its inclusions are still decided exactly or reported as undecided.
 * Throws `ConstraintFormError` for a constraint of a form that the typing rules do not produce.
 */
export function solve<Origin>(
  constraints: readonly Constraint<Origin>[],
  options: SolveOptions = {},
): Solution<Origin> {
  return new Solving<Origin>(options).run(constraints);
}

class Solving<Origin> {
  readonly #memory: InclusionMemory;
  readonly #space: Space;
  readonly #budget: number;
  readonly #occurrences = new Occurrences();
  /** For closed patterns whose sets are too large. */
  readonly #question: Question;
  readonly #denotation: Denotation;
  readonly #sets = new Map<PatternVariable, SemilinearSet>();
  /** Values of the variables whose sets are too large. */
  readonly #large = new Map<PatternVariable, Pattern>();
  readonly #shown = new Map<SemilinearSet, Pattern>();

  constructor(options: SolveOptions) {
    this.#memory = options.memory ?? new InclusionMemory();
    this.#space = this.#memory.begin();
    this.#budget = options.budget ?? defaultBudget;
    this.#question = new Question(this.#memory, this.#space, this.#budget);
    this.#denotation = new Denotation(this.#space, v => {
      const set = this.#sets.get(v);
      if (set === undefined) throw new BudgetSpent(0);
      return set;
    });
  }

  run(constraints: readonly Constraint<Origin>[]): Solution<Origin> {
    const bounds = new Map<PatternVariable, Pattern[]>();
    const upper: Constraint<Origin>[] = [];
    const variables = new Set<PatternVariable>();
    for (const constraint of constraints) {
      const { lower, upper: above } = constraint;
      if (above.kind === 'variable') {
        if (lower.kind === 'variable' && lower.variable === above.variable) continue;
        for (const v of this.#occurrences.of(lower)) variables.add(v);
        variables.add(above.variable);
        const list = bounds.get(above.variable);
        if (list === undefined) bounds.set(above.variable, [lower]);
        else if (!list.includes(lower)) list.push(lower);
      } else if (this.#occurrences.of(above).size === 0) {
        for (const v of this.#occurrences.of(lower)) variables.add(v);
        upper.push(constraint);
      } else throw new ConstraintFormError(constraint);
    }
    this.#solveGroups([...variables], bounds);
    return this.#conclude([...variables], upper);
  }

  #solveGroups(
    variables: readonly PatternVariable[],
    bounds: ReadonlyMap<PatternVariable, readonly Pattern[]>,
  ) {
    const dependencies = (v: PatternVariable): Set<PatternVariable> => {
      const found = new Set<PatternVariable>();
      for (const bound of bounds.get(v) ?? []) for (const w of this.#occurrences.of(bound)) found.add(w);
      return found;
    };
    for (const group of stronglyConnected(variables, dependencies)) {
      const solved = withinBudget(() => this.#solveGroup(group, bounds, dependencies));
      if (solved !== undefined) for (const [v, set] of solved) this.#sets.set(v, set);
      else {
        const known = (v: PatternVariable): Pattern | undefined => this.#closed(v);
        for (const [v, pattern] of symbolicSolution(group, bounds, known)) this.#large.set(v, pattern);
      }
    }
  }

  #solveGroup(
    group: readonly PatternVariable[],
    bounds: ReadonlyMap<PatternVariable, readonly Pattern[]>,
    dependencies: (v: PatternVariable) => ReadonlySet<PatternVariable>,
  ): ReadonlyMap<PatternVariable, SemilinearSet> {
    const meter = new Meter(this.#budget);
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

  #conclude(variables: readonly PatternVariable[], upper: readonly Constraint<Origin>[]): Solution<Origin> {
    const values = new Map<PatternVariable, Pattern>();
    const empty: PatternVariable[] = [];
    for (const v of variables) {
      const value = this.#value(v);
      values.set(v, value);
      if (value.kind === 'zero') empty.push(v);
    }
    const failures: Solution<Origin>['failures'][number][] = [];
    const undecided: Solution<Origin>['undecided'][number][] = [];
    for (const constraint of upper) {
      const set = this.#write(constraint.lower);
      const answer = this.#decide(constraint, set);
      if (answer.kind === 'holds') continue;
      if (answer.kind === 'fails') {
        const left = set === undefined ? this.#presentable(this.#close(constraint.lower)) : this.#show(set);
        failures.push({ constraint, left, counterexample: answer.counterexample });
      } else {
        const left = set === undefined ? this.#close(constraint.lower) : asPattern(this.#space, set);
        undecided.push({ constraint, left, right: constraint.upper, spent: answer.spent });
      }
    }
    return { values, failures, undecided, empty };
  }

  #decide(constraint: Constraint<Origin>, left: SemilinearSet | undefined) {
    const right = this.#write(constraint.upper);
    if (left !== undefined && right !== undefined) {
      const decision: Decision = this.#memory.decide(this.#space, left, right, this.#budget);
      if (decision.kind !== 'undecided') return decision;
    }
    return this.#question.decide(this.#close(constraint.lower), constraint.upper);
  }

  #write(pattern: Pattern): SemilinearSet | undefined {
    return this.#denotation.within(pattern, this.#budget);
  }

  /** The value to show. */
  #value(variable: PatternVariable): Pattern {
    const set = this.#sets.get(variable);
    return set === undefined ? this.#presentable(this.#large.get(variable) ?? zero) : this.#show(set);
  }

  #show(set: SemilinearSet): Pattern {
    const known = this.#shown.get(set);
    if (known !== undefined) return known;
    const made = asPattern(this.#space, set);
    this.#shown.set(set, made);
    return made;
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
