// From patterns to semilinear sets. Patterns share structure: each node is converted once, and the walk keeps
// its own stack, so that neither long programs nor deep patterns exhaust anything but the budget.
import type { Pattern, PatternVariable } from '../types/pattern.ts';
import { type Meter, withinBudget } from './meter.ts';
import { iterate, multiply } from './semilinear.ts';
import { covers, type LinearSet, type SemilinearSet, type Space, type Vector } from './space.ts';
import { unite } from './union.ts';

const noParts: readonly Pattern[] = [];

/** The immediate parts of a pattern. */
export function children(pattern: Pattern): readonly Pattern[] {
  if (pattern.kind === 'sum' || pattern.kind === 'product') return pattern.parts;
  return pattern.kind === 'star' ? [pattern.body] : noParts;
}

/** The nodes under `root` (itself included) for which `done` is false, each once, parts before wholes. */
export function bottomUp(root: Pattern, done: (node: Pattern) => boolean): readonly Pattern[] {
  if (done(root)) return [];
  if (children(root).every(done)) return [root];
  const nodes: Pattern[] = [];
  const entered = new Set<Pattern>();
  const left = new Set<Pattern>();
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (left.has(node) || done(node)) continue;
    if (entered.has(node)) {
      left.add(node);
      nodes.push(node);
      continue;
    }
    entered.add(node);
    stack.push(node);
    for (const part of children(node)) if (!entered.has(part)) stack.push(part);
  }
  return nodes;
}

/** Converts patterns, remembering each node. */
export class Denotation {
  readonly space: Space;
  readonly #values: (variable: PatternVariable) => SemilinearSet;
  readonly #within: Vector | undefined;
  readonly #sets = new Map<Pattern, SemilinearSet>();
  /** Patterns whose sets could not be written out, and the steps that were allowed. */
  readonly #tooLarge = new Map<Pattern, number>();

  /**
   * `values` gives the meaning of pattern variables (asked when a node that holds one is first converted).
   * With `within`, only the multisets that it covers are kept: enough to ask whether it is in the pattern.
   */
  constructor(space: Space, values: (variable: PatternVariable) => SemilinearSet, within?: Vector) {
    this.space = space;
    this.#values = values;
    this.#within = within;
  }

  /** The set of multisets that the pattern denotes. Throws `BudgetSpent`. */
  of(pattern: Pattern, meter: Meter): SemilinearSet {
    const known = this.#sets.get(pattern);
    if (known !== undefined) return known;
    for (const node of bottomUp(pattern, n => this.#sets.has(n)))
      this.#sets.set(node, this.#convert(node, meter));
    return this.#sets.get(pattern) ?? this.space.emptySet;
  }

  /** The set, if it has been written out. */
  known(pattern: Pattern): SemilinearSet | undefined {
    return this.#sets.get(pattern);
  }

  /** The set, or undefined when it cannot be written out with what is left to the meter, which is remembered. */
  within(pattern: Pattern, meter: Meter): SemilinearSet | undefined {
    const { left } = meter;
    if ((this.#tooLarge.get(pattern) ?? -1) >= left) return undefined;
    const set = withinBudget(() => this.of(pattern, meter));
    if (set === undefined) this.#tooLarge.set(pattern, left);
    return set;
  }

  #convert(node: Pattern, meter: Meter): SemilinearSet {
    const { space } = this;
    const part = (p: Pattern): SemilinearSet => this.#sets.get(p) ?? space.emptySet;
    switch (node.kind) {
      case 'zero':
        return space.emptySet;
      case 'one':
        return space.oneSet;
      case 'variable':
        return this.#values(node.variable);
      case 'tag': {
        const point = space.unit(space.tagId(node.tag));
        const kept = this.#within === undefined || covers(this.#within, point);
        return kept ? space.set([space.linear(point, space.noPeriods)]) : space.emptySet;
      }
      case 'sum':
        return unite(
          space,
          node.parts.flatMap(p => part(p).parts),
          meter,
        );
      case 'product':
        return this.#product(node.parts.map(part), meter);
      case 'star':
        return iterate(space, part(node.body), meter, this.#within);
      default:
        return node satisfies never;
    }
  }

  /** Points are added up first: a long row of sends is one vector. */
  #product(factors: readonly SemilinearSet[], meter: Meter): SemilinearSet {
    const { space } = this;
    const counts = new Map<number, number>();
    const rest: SemilinearSet[] = [];
    meter.charge(1 + (factors.length >> 3));
    for (const factor of factors) {
      if (factor.parts.length === 0) return factor;
      const point = onlyPoint(factor.parts);
      if (point === undefined) rest.push(factor);
      else {
        point.tags.forEach((t, i) => {
          counts.set(t, (counts.get(t) ?? 0) + (point.counts[i] ?? 0));
        });
      }
    }
    const sum = space.fromCounts(counts);
    meter.charge(counts.size >> 3);
    if (this.#within !== undefined && !covers(this.#within, sum)) return space.emptySet;
    const points = space.set([space.linear(sum, space.noPeriods)]);
    return multiply(space, [...rest, points], meter, this.#within);
  }
}

function onlyPoint(parts: readonly LinearSet[]): Vector | undefined {
  const [only] = parts;
  return parts.length === 1 && only !== undefined && only.periods.vectors.length === 0
    ? only.base
    : undefined;
}

/** For closed patterns: a variable in one is a fault of the caller. */
export function noVariables(variable: PatternVariable): never {
  throw new TypeError(`a closed pattern was expected, but it holds the variable ${variable.hint}`);
}
