// Work is counted in steps, never in time, so that an answer is the same on every machine and every day.

/** Thrown inside this room when a computation has used up its budget; it never leaves the room. */
export class BudgetSpent extends Error {
  readonly spent: number;
  constructor(spent: number) {
    super(`work budget spent after ${spent} steps`);
    this.name = 'BudgetSpent';
    this.spent = spent;
  }
}

/** Counts the steps of one computation against its budget. */
export class Meter {
  readonly budget: number;
  #spent = 0;

  /** `budget` in steps; the default never runs out. */
  constructor(budget = Number.POSITIVE_INFINITY) {
    this.budget = budget;
  }

  get spent(): number {
    return this.#spent;
  }

  get left(): number {
    return this.budget - this.#spent;
  }

  /** Counts `steps`; throws `BudgetSpent` when they exceed what is left. */
  charge(steps: number): void {
    this.#spent += steps;
    if (this.#spent > this.budget) throw new BudgetSpent(this.budget);
  }
}

/** `compute()`, or undefined when it ran out of budget. Other errors pass. */
export function withinBudget<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof BudgetSpent) return undefined;
    throw error;
  }
}
