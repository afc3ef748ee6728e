// The lower bounds of pattern variables as a system of inequations `p ⊒ f(p, q, …)`, its dependencies, and the
// value and derivative of each right-hand side at a point (spec §7, step 2). Derivatives are found together with
// values, node by node, so that shared structure stays shared.
import type { Pattern, PatternVariable } from '../types/pattern.ts';
import { bottomUp, children, type Denotation } from './denote.ts';
import type { Meter } from './meter.ts';
import { iterate, multiply } from './semilinear.ts';
import type { SemilinearSet } from './space.ts';
import { unite } from './union.ts';

export type Variables = ReadonlySet<PatternVariable>;
const none: Variables = new Set();

/** The variables under a node, each node looked at once. */
export class Occurrences {
  readonly #found = new Map<Pattern, Variables>();

  of(pattern: Pattern): Variables {
    const known = this.#found.get(pattern);
    if (known !== undefined) return known;
    for (const node of bottomUp(pattern, n => this.#found.has(n))) this.#found.set(node, this.#at(node));
    return this.#found.get(pattern) ?? none;
  }

  #at(node: Pattern): Variables {
    if (node.kind === 'variable') return new Set([node.variable]);
    let only = none;
    let united: Set<PatternVariable> | undefined;
    for (const part of children(node)) {
      const found = this.#found.get(part) ?? none;
      if (found.size === 0 || found === only) continue;
      if (only.size === 0) only = found;
      else {
        united ??= new Set(only);
        for (const v of found) united.add(v);
      }
    }
    return united ?? only;
  }
}

/** A value and its partial derivatives by the variables that are being solved for. */
export interface Jet {
  readonly value: SemilinearSet;
  readonly slopes: ReadonlyMap<PatternVariable, SemilinearSet>;
}

const flat: ReadonlyMap<PatternVariable, SemilinearSet> = new Map();

/** Evaluates patterns at one point of the variables `open`; others have their solved values. */
export class Evaluation {
  readonly #denotation: Denotation;
  readonly #occurrences: Occurrences;
  readonly #point: ReadonlyMap<PatternVariable, SemilinearSet>;
  readonly #meter: Meter;
  readonly #jets = new Map<Pattern, Jet>();
  #linear = true;

  /** `point` has an entry for each open variable. */
  constructor(
    denotation: Denotation,
    occurrences: Occurrences,
    point: ReadonlyMap<PatternVariable, SemilinearSet>,
    meter: Meter,
  ) {
    this.#denotation = denotation;
    this.#occurrences = occurrences;
    this.#point = point;
    this.#meter = meter;
  }

  /** Whether no pattern so far multiplied open variables or repeated one. */
  get linear(): boolean {
    return this.#linear;
  }

  of(pattern: Pattern): Jet {
    for (const node of bottomUp(pattern, n => this.#jets.has(n) || !this.#open(n))) {
      this.#jets.set(node, this.#at(node));
    }
    return this.#jet(pattern);
  }

  #open(node: Pattern): boolean {
    for (const v of this.#occurrences.of(node)) if (this.#point.has(v)) return true;
    return false;
  }

  #jet(node: Pattern): Jet {
    return this.#jets.get(node) ?? { value: this.#denotation.of(node, this.#meter), slopes: flat };
  }

  #at(node: Pattern): Jet {
    const { space } = this.#denotation;
    switch (node.kind) {
      case 'variable': {
        const value = this.#point.get(node.variable) ?? space.emptySet;
        return { value, slopes: new Map([[node.variable, space.oneSet]]) };
      }
      case 'sum': {
        const jets = node.parts.map(p => this.#jet(p));
        return { value: this.#sum(jets.map(j => j.value)), slopes: this.#sumSlopes(jets) };
      }
      case 'product': {
        const jets = node.parts.map(p => this.#jet(p));
        const values = jets.map(j => j.value);
        const steep = jets.filter(j => j.slopes.size > 0);
        if (steep.length > 1) this.#linear = false;
        const terms = jets.map((jet, i): Jet => {
          if (jet.slopes.size === 0) return jet;
          const others = this.#product([...values.slice(0, i), ...values.slice(i + 1)]);
          return { value: jet.value, slopes: this.#scale(jet.slopes, others) };
        });
        return { value: this.#product(values), slopes: this.#sumSlopes(terms) };
      }
      case 'star': {
        const body = this.#jet(node.body);
        this.#linear = false;
        const value = iterate(space, body.value, this.#meter);
        return { value, slopes: this.#scale(body.slopes, value) };
      }
      case 'zero':
      case 'one':
      case 'tag':
        return { value: this.#denotation.of(node, this.#meter), slopes: flat };
      default:
        return node satisfies never;
    }
  }

  #sum(values: readonly SemilinearSet[]): SemilinearSet {
    return unite(
      this.#denotation.space,
      values.flatMap(v => v.parts),
      this.#meter,
    );
  }

  #product(values: readonly SemilinearSet[]): SemilinearSet {
    return multiply(this.#denotation.space, values, this.#meter);
  }

  #scale(slopes: Jet['slopes'], factor: SemilinearSet): Jet['slopes'] {
    return new Map([...slopes].map(([v, slope]) => [v, this.#product([factor, slope])]));
  }

  #sumSlopes(jets: readonly Jet[]): Jet['slopes'] {
    const steep = jets.filter(j => j.slopes.size > 0);
    const [only] = steep;
    if (steep.length === 1 && only !== undefined) return only.slopes;
    const parts = new Map<PatternVariable, SemilinearSet[]>();
    for (const { slopes } of steep) {
      for (const [v, slope] of slopes) {
        const list = parts.get(v);
        if (list === undefined) parts.set(v, [slope]);
        else list.push(slope);
      }
    }
    return new Map([...parts].map(([v, list]) => [v, this.#sum(list)]));
  }
}
