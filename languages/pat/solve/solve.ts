// From constraints to a solution (spec §7). Constraints that share no pattern variable are solved apart, and what
// was found for a group of them is kept by the memory for as long as the caller keeps those constraints.
import type { Pattern, PatternVariable } from '../types/pattern.ts';
import type { Constraint, Solution } from './constraint.ts';
import { type GroupAnswer, GroupSolver } from './group.ts';
import { connectedGroups, type Group } from './groups.ts';
import { defaultBudget } from './inclusion.ts';
import { InclusionMemory } from './memory.ts';
import { Occurrences } from './system.ts';
import { SolvedValues } from './values.ts';

/** Steps for each component and each inclusion, whatever else there is to solve. */
const leastBudget = 20_000;
/** With no more inclusions than this, each may take a quarter of the budget at once. */
const few = 3;

export interface SolveOptions {
  /**
   * The most steps for each inclusion, and for solving each component of variables; twice as many for all of those
   * that take more than 20,000. Default `defaultBudget`.
   */
  readonly budget?: number;
  /** Keeps answers between solves: of inclusions by their meaning, of groups by the identity of their constraints. */
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
  const memory = options.memory ?? new InclusionMemory();
  const budget = options.budget ?? defaultBudget;
  const space = memory.begin();
  const occurrences = new Occurrences();
  const { groups, variables } = connectedGroups(constraints, constraint => {
    return memory.groups.variables(constraint, () => variablesOf(constraint, occurrences));
  });
  const found = new Map<PatternVariable, SolvedValues>();
  const zeros = new Set<PatternVariable>();
  const failures: (Solution<Origin>['failures'][number] & { readonly at: number })[] = [];
  const undecided: (Solution<Origin>['undecided'][number] & { readonly at: number })[] = [];
  const inclusions = constraints.reduce((n, { upper }) => (upper.kind === 'variable' ? n : n + 1), 0);
  const first = inclusions <= few ? Math.ceil(budget / 4) : Math.min(budget, leastBudget);
  const answers = groups.map(group => answerTo(group, first, true));
  const again = sharedBudget(groups, answers, budget);
  for (const [i, group] of groups.entries()) {
    const quick = answers[i];
    const answer =
      quick === undefined || (quick.shortages > 0 && again > first) ? answerTo(group, again, false) : quick;
    for (const v of group.variables) found.set(v, answer.values);
    for (const v of answer.empty) zeros.add(v);
    for (const { index, ...failure } of answer.failures)
      failures.push({ ...failure, ...group.member(index) });
    for (const { index, ...open } of answer.undecided) undecided.push({ ...open, ...group.member(index) });
  }
  const values = new SolvedValues(
    variables.filter(v => found.has(v)),
    v => found.get(v)?.get(v),
  );
  const empty = variables.filter(v => zeros.has(v));
  const inOrder = <T extends { readonly at: number }>(list: T[]): Omit<T, 'at'>[] =>
    list.sort((a, b) => a.at - b.at).map(({ at: _, ...rest }) => rest);
  return { values, failures: inOrder(failures), undecided: inOrder(undecided), empty };

  function answerTo(group: Group<Origin>, steps: number, first: boolean): GroupAnswer {
    return memory.groups.answer(group.constraints, steps, first, () =>
      new GroupSolver(memory, space, steps, occurrences).run(group.constraints, group.variables),
    );
  }
}

/**
 * Steps for each component and inclusion of the groups that the first budget left something open in: as many as are
 * asked for when there are one or two of those, else a share of twice as many. It depends on the constraints alone,
 * and what is easy is decided whatever else there is.
 */
function sharedBudget(
  groups: readonly Group<unknown>[],
  answers: readonly GroupAnswer[],
  budget: number,
): number {
  const counted = new Map<Pattern, Set<Pattern>>();
  let hard = 0;
  for (const [i, { constraints }] of groups.entries()) {
    const shortages = answers[i]?.shortages ?? 0;
    const [only] = constraints;
    if (shortages === 0 || only === undefined) continue;
    // The same inclusion in several places is decided once.
    const uppers = counted.get(only.lower) ?? new Set();
    if (constraints.length === 1 && uppers.has(only.upper)) continue;
    counted.set(only.lower, uppers.add(only.upper));
    hard += shortages;
  }
  return Math.min(budget, Math.floor((2 * budget) / Math.max(1, hard)));
}

/** The variables of a constraint in order of occurrence; undefined for `p ⊑ p`, which says nothing. */
function variablesOf(
  constraint: Constraint<unknown>,
  occurrences: Occurrences,
): readonly PatternVariable[] | undefined {
  const { lower, upper } = constraint;
  if (upper.kind === 'variable') {
    if (lower.kind === 'variable' && lower.variable === upper.variable) return undefined;
    return [...new Set([...occurrences.of(lower), upper.variable])];
  }
  if (occurrences.of(upper).size > 0) throw new ConstraintFormError(constraint);
  return [...occurrences.of(lower)];
}
