// The last resort: a solver that is started when an analysis leaves a question open. What is asked and answered is the
// language's own business; hosts only see to it that there is one solver, and that it ends.

/** Asks a question, as the language's analyses pose them. Undefined: it stays open. */
export type Ask = (question: unknown) => Promise<unknown>;

export interface Solver {
  /** Rejects when the solver fails. */
  readonly ask: Ask;
  /** Ends it; what is still open, and what is asked later, stays open. */
  readonly close: () => Promise<void>;
}

/** Starts a solver. `load` gives the module of Z3. Rejects when it cannot be loaded. */
export type OpenSolver = (load: () => Promise<unknown>) => Promise<Solver>;
