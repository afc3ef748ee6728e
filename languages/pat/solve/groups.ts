// Groups of constraints that are connected by pattern variables, and what was found for them in earlier solves.
import type { PatternVariable } from '../types/pattern.ts';
import type { Constraint } from './constraint.ts';
import type { GroupAnswer } from './group.ts';

export interface Group<Origin> {
  readonly constraints: readonly Constraint<Origin>[];
  /** In order of first occurrence. */
  readonly variables: readonly PatternVariable[];
  /** A constraint of the group, with its place among all. */
  member(index: number): { readonly constraint: Constraint<Origin>; readonly at: number };
}

/**
 * The constraints grouped by the variables that they share; one without variables is a group of its own, and one
 * for which `variablesOf` is undefined is dropped. All in order of first occurrence.
 */
export function connectedGroups<Origin>(
  constraints: readonly Constraint<Origin>[],
  variablesOf: (constraint: Constraint<Origin>) => readonly PatternVariable[] | undefined,
): { readonly groups: readonly Group<Origin>[]; readonly variables: readonly PatternVariable[] } {
  const numbers = new Map<PatternVariable, number>();
  const parents: number[] = [];
  const find = (n: number): number => {
    let root = n;
    for (let up = parents[root] ?? root; up !== root; up = parents[root] ?? root) {
      parents[root] = parents[up] ?? up;
      root = up;
    }
    return root;
  };
  const first: (number | undefined)[] = constraints.map(constraint => {
    const variables = variablesOf(constraint);
    if (variables === undefined) return undefined;
    let joined = -1;
    for (const v of variables) {
      let n = numbers.get(v);
      if (n === undefined) {
        n = parents.length;
        numbers.set(v, n);
        parents.push(n);
      }
      if (joined >= 0) parents[find(n)] = find(joined);
      joined = n;
    }
    return joined;
  });
  interface Growing {
    readonly places: number[];
    readonly variables: PatternVariable[];
  }
  const byRoot = new Map<number, Growing>();
  const all: Growing[] = [];
  first.forEach((n, at) => {
    if (n === undefined) return;
    const known = n < 0 ? undefined : byRoot.get(find(n));
    if (known !== undefined) {
      known.places.push(at);
      return;
    }
    const group: Growing = { places: [at], variables: [] };
    all.push(group);
    if (n >= 0) byRoot.set(find(n), group);
  });
  for (const [v, n] of numbers) byRoot.get(find(n))?.variables.push(v);
  const at = (place: number): Constraint<Origin> => {
    const constraint = constraints[place];
    if (constraint === undefined) throw new RangeError(`no constraint at ${place}`);
    return constraint;
  };
  const groups = all.map(({ places, variables }): Group<Origin> => {
    const members = places.map(at);
    const member = (index: number) => ({ constraint: at(places[index] ?? -1), at: places[index] ?? -1 });
    return { constraints: members, variables, member };
  });
  return { groups, variables: [...numbers.keys()] };
}

/** Answers of one group with different budgets that are kept. */
const mostBudgets = 3;

/** Whether an answer that was found with one budget is what another would give. */
function serves(answer: GroupAnswer, found: number, budget: number): boolean {
  // Half of the budget is less than any part of an inclusion may take of it at once.
  return answer.shortages === 0 && (budget >= found || 2 * answer.most <= budget);
}

/** Keeps what was found for groups while their constraints, by identity, are the same. */
export class GroupMemory {
  readonly #variables = new WeakMap<object, { readonly list: readonly PatternVariable[] | undefined }>();
  readonly #answers = new WeakMap<
    object,
    { readonly constraints: readonly object[]; readonly answers: Map<number, GroupAnswer> }
  >();
  #solved = 0;
  #kept = 0;

  /** Groups that were solved, and groups whose answer was kept. */
  get counters(): { readonly solved: number; readonly kept: number } {
    return { solved: this.#solved, kept: this.#kept };
  }

  /** The variables of a constraint, found once. */
  variables(
    constraint: object,
    find: () => readonly PatternVariable[] | undefined,
  ): readonly PatternVariable[] | undefined {
    const known = this.#variables.get(constraint);
    if (known !== undefined) return known.list;
    const list = find();
    this.#variables.set(constraint, { list });
    return list;
  }

  /**
   * The answer for a group, found anew unless the same constraints were solved before, with a budget that gives the
   * same. `first`: whether this solve has not asked for the group before, with another budget.
   */
  answer(
    constraints: readonly object[],
    budget: number,
    first: boolean,
    find: () => GroupAnswer,
  ): GroupAnswer {
    const [head] = constraints;
    const known = head === undefined ? undefined : this.#answers.get(head);
    const same =
      known !== undefined &&
      known.constraints.length === constraints.length &&
      known.constraints.every((c, i) => c === constraints[i]);
    const answers = same ? known.answers : new Map<number, GroupAnswer>();
    const before =
      answers.get(budget) ?? [...answers].find(([other, answer]) => serves(answer, other, budget))?.[1];
    if (before !== undefined) {
      if (first) this.#kept++;
      return before;
    }
    if (first) this.#solved++;
    const answer = find();
    if (answers.size >= mostBudgets) answers.clear();
    answers.set(budget, answer);
    if (head !== undefined && !same) this.#answers.set(head, { constraints, answers });
    return answer;
  }
}
