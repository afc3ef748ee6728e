// Constraints to solutions: what the other rooms may import from here.
export type { Constraint, Inclusion, Multiset, Solution } from './constraint.ts';
export { defaultBudget, type InclusionOptions, includes } from './inclusion.ts';
export { contains, visiblyContains } from './membership.ts';
export { type InclusionCounters, InclusionMemory } from './memory.ts';
export { simplified } from './simplify.ts';
export { ConstraintFormError, type SolveOptions, solve } from './solve.ts';
export { treeSize } from './symbolic.ts';
export { SolvedValues } from './values.ts';
export { decideWithZ3, type LoadZ3, openZ3, type Z3Module, type Z3Options, type Z3Session } from './z3.ts';
