// The constraints as a graph, to trace a failed one back to what matters, and the failures that only follow from others.
import type { Origin } from '../check/origin.ts';
import type { World } from '../check/world.ts';
import { type Constraint, type Multiset, visiblyContains } from '../solve/index.ts';
import type { Item } from '../syntax/ast.ts';
import { type Pattern, type PatternVariable, tagsOf, variablesOf } from '../types/pattern.ts';

export type PatternConstraint = Constraint<Origin>;

interface Bounds {
  /** The constraints by the variable that they bound from below. */
  readonly below: ReadonlyMap<PatternVariable, readonly PatternConstraint[]>;
  /** What a variable alone must be within. */
  readonly above: ReadonlyMap<PatternVariable, readonly Pattern[]>;
}

/** The constraints, to trace where messages come from. What needs no tracing costs nothing. */
export class ConstraintGraph {
  private readonly constraints: readonly PatternConstraint[];
  private found: Bounds | undefined;

  constructor(constraints: readonly PatternConstraint[]) {
    this.constraints = constraints;
  }

  private get bounds(): Bounds {
    this.found ??= boundsOf(this.constraints);
    return this.found;
  }

  /** The closed pattern that a variable must stay within, where one constraint, or a chain of them, says so. */
  neededFor(variable: PatternVariable): Pattern | undefined {
    const seen = new Set([variable]);
    for (const v of seen) {
      for (const upper of this.bounds.above.get(v) ?? []) {
        if (upper.kind !== 'variable') return upper;
        seen.add(upper.variable);
      }
    }
    return undefined;
  }

  /** The constraint and all that its lower side depends on, nearest first. */
  sources(constraint: PatternConstraint): PatternConstraint[] {
    const out = [constraint];
    const seen = new Set<PatternVariable>();
    for (const source of out) {
      for (const v of variablesOf(source.lower)) {
        if (seen.has(v)) continue;
        seen.add(v);
        for (const bound of this.bounds.below.get(v) ?? []) out.push(bound);
      }
    }
    return out;
  }
}

function boundsOf(constraints: readonly PatternConstraint[]): Bounds {
  const below = new Map<PatternVariable, PatternConstraint[]>();
  const above = new Map<PatternVariable, Pattern[]>();
  const add = <T>(map: Map<PatternVariable, T[]>, variable: PatternVariable, one: T): void => {
    const list = map.get(variable);
    if (list === undefined) map.set(variable, [one]);
    else list.push(one);
  };
  for (const constraint of constraints) {
    const { lower, upper } = constraint;
    if (lower.kind === 'variable') add(above, lower.variable, upper);
    if (upper.kind === 'variable') add(below, upper.variable, constraint);
  }
  return { below, above };
}

/**
 * Leaves out what only follows from another failure: when a guard does not cover its own pattern, a mailbox with
 * contents of that pattern does not fit the guard either; and when the pattern names a message that there is not,
 * what else of the item is about that name.
 */
export function independentFailures<
  F extends { readonly constraint: PatternConstraint; readonly counterexample: Multiset },
>(failures: readonly F[], world: World): F[] {
  const uncovered = new Map<Pattern, Pattern>();
  const misspelt = new Map<Item, Set<string>>();
  const unclear = new Set<Pattern>();
  for (const { constraint } of failures) {
    const { why, item } = constraint.origin;
    if (why.kind !== 'guard') continue;
    uncovered.set(constraint.upper, constraint.lower);
    const known = world.interface(why.interface)?.messages;
    const unknown = [...tagsOf(constraint.lower)].filter(t => known?.has(t) === false);
    misspelt.set(item, new Set([...(misspelt.get(item) ?? []), ...unknown]));
    if (unknown.length > 0) unclear.add(constraint.upper);
  }
  return failures.filter(({ constraint, counterexample }) => {
    const { why, item } = constraint.origin;
    if (why.kind === 'guard') return true;
    const names = misspelt.get(item) ?? new Set();
    const about = [...tagsOf(constraint.lower), ...tagsOf(constraint.upper)];
    if (unclear.has(constraint.upper) || about.some(t => names.has(t))) return false;
    const pattern = uncovered.get(constraint.upper);
    return pattern === undefined || !visiblyContains(pattern, counterexample);
  });
}
