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

/** What hosts know of Z3's module; a language that asks it knows more. */
export interface Z3Module {
  /** Starts Z3; `overrides` go to Emscripten's module. */
  init(overrides?: Readonly<Record<string, unknown>>): Promise<unknown>;
}
export type LoadZ3 = () => Promise<Z3Module>;

/** Starts a solver. Rejects when it cannot be loaded. */
export type OpenSolver = (load: LoadZ3) => Promise<Solver>;
