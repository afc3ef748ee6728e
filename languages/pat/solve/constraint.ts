// What the solver is given and what it answers (spec §7). It sees patterns and opaque origins, never programs.
import type { Pattern, PatternVariable } from '../types/pattern.ts';
import type { SolvedValues } from './values.ts';

/** `lower ⊑ upper`: either `upper` is one variable (a lower bound of it) or it is closed (an upper bound of `lower`). */
export interface Constraint<Origin> {
  readonly lower: Pattern;
  readonly upper: Pattern;
  readonly origin: Origin;
}

/** A multiset of messages: tag to count, counts at least 1. */
export type Multiset = ReadonlyMap<string, number>;

export type Inclusion =
  | { readonly kind: 'holds' }
  /** A multiset in the left and not in the right: fewest messages first, then the smallest tag names. */
  | { readonly kind: 'fails'; readonly counterexample: Multiset }
  /** The work budget ran out; `spent` counts steps, never time. */
  | { readonly kind: 'undecided'; readonly spent: number };

export interface Solution<Origin> {
  /** The least solution of every variable that occurs in a constraint, closed and simplified for display. */
  readonly values: SolvedValues;
  /** Upper bounds that do not hold, in the order of the constraints. */
  readonly failures: readonly {
    readonly constraint: Constraint<Origin>;
    readonly left: Pattern;
    readonly counterexample: Multiset;
  }[];
  /** Upper bounds that the native procedure left open: `left ⊑ right`, both closed. */
  readonly undecided: readonly {
    readonly constraint: Constraint<Origin>;
    readonly left: Pattern;
    readonly right: Pattern;
    readonly spent: number;
  }[];
  /** Variables whose solution is `0`, in order of first occurrence. */
  readonly empty: readonly PatternVariable[];
}
