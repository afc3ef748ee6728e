// The values of pattern variables, each found when it is first asked for: nobody looks at most of them, and together they
// may be far larger than the program.
import type { Pattern, PatternVariable } from '../types/pattern.ts';

export class SolvedValues {
  private readonly variables: Iterable<PatternVariable>;
  private readonly find: (variable: PatternVariable) => Pattern | undefined;
  private readonly found = new Map<PatternVariable, Pattern | undefined>();

  /** @param find gives the value of each of the variables, and of others none */
  constructor(
    variables: Iterable<PatternVariable>,
    find: (variable: PatternVariable) => Pattern | undefined,
  ) {
    this.variables = variables;
    this.find = find;
  }

  get(variable: PatternVariable): Pattern | undefined {
    const known = this.found.get(variable);
    if (known !== undefined || this.found.has(variable)) return known;
    const value = this.find(variable);
    this.found.set(variable, value);
    return value;
  }

  keys(): Iterable<PatternVariable> {
    return this.variables;
  }
}
