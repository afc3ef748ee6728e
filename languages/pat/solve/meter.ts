// Work is counted in steps, never in time, so that an answer is the same on every machine and every day. A step is
// worth about a quarter of a microsecond: whatever can grow is charged by what it touches.

/** Thrown inside this room when a computation has used up its budget; it never leaves the room. */
export class BudgetSpent extends Error {
  readonly spent: number;
  constructor(spent: number) {
    super(`work budget spent after ${spent} steps`);
    this.name = 'BudgetSpent';
    this.spent = spent;
  }
}

/** An answer that is kept, with the steps that it takes to find it from nothing. */
export interface Finding<T> {
  readonly answer: T;
  readonly cost: number;
  /** The job that last paid for it. */
  payer: Meter;
}

/** Counts the steps of one computation against its budget. */
export class Meter {
  readonly budget: number;
  readonly #whole: Meter | undefined;
  readonly #job: Meter;
  #spent = 0;

  /**
   * `budget` in steps; the default never runs out. A meter that is a part of a whole has no more than the whole has
   * left, and its steps count there too; it belongs to the job of the whole or is one of its own.
   */
  constructor(budget = Number.POSITIVE_INFINITY, whole?: Meter, sameJob = true) {
    this.budget = whole === undefined ? budget : Math.min(budget, whole.left);
    this.#whole = whole;
    this.#job = whole !== undefined && sameJob ? whole.#job : this;
  }

  get spent(): number {
    return this.#spent;
  }

  get left(): number {
    return this.budget - this.#spent;
  }

  /** A meter for a part of the job, with at most so many steps. */
  part(budget: number): Meter {
    return new Meter(budget, this);
  }

  /** Counts `steps`; when they exceed what is left, that is spent and `BudgetSpent` thrown. */
  charge(steps: number): void {
    const { left } = this;
    if (steps > left) {
      this.#spent = this.budget;
      this.#whole?.charge(left);
      throw new BudgetSpent(this.budget);
    }
    this.#spent += steps;
    this.#whole?.charge(steps);
  }

  /** Finds what is to be kept. It is paid for as if nothing else had been kept, so that its cost is its own. */
  find<T>(compute: (meter: Meter) => T): Finding<T> {
    const own = new Meter(this.left, this, false);
    const answer = compute(own);
    return { answer, cost: own.spent, payer: this.#job };
  }

  /**
   * What was kept, paid for once in a job, so that what a job costs does not depend on those before it. To look it up
   * costs nothing here: loops that ask charge for asking.
   */
  recall<T>(finding: Finding<T>): T {
    if (finding.payer !== this.#job) this.charge(finding.cost);
    finding.payer = this.#job;
    return finding.answer;
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
