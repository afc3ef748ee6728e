// Patterns: commutative regular expressions over message tags (spec §3). Sums and products are n-ary and
// kept flat; the smart constructors below apply the simplifications of spec §7 and nothing else.

/** An unknown pattern, solved by inference. Compared by identity; `hint` only names it in debugging output. */
export class PatternVariable {
  readonly hint: string;
  /** The interface whose messages it stands for, when that is known: says in which order its solution is shown. */
  readonly interface: string | undefined;
  constructor(hint: string, interfaceName?: string) {
    this.hint = hint;
    this.interface = interfaceName;
  }
}

export type Pattern =
  | { readonly kind: 'zero' }
  | { readonly kind: 'one' }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'variable'; readonly variable: PatternVariable }
  /** `written`: a whole pattern of the source, in the order in which the user wrote it. */
  | { readonly kind: 'sum'; readonly parts: readonly Pattern[]; readonly written?: true }
  | { readonly kind: 'product'; readonly parts: readonly Pattern[]; readonly written?: true }
  | { readonly kind: 'star'; readonly body: Pattern };

export const zero: Pattern = { kind: 'zero' };
export const one: Pattern = { kind: 'one' };

export function tag(name: string): Pattern {
  return { kind: 'tag', tag: name };
}

export function variable(v: PatternVariable): Pattern {
  return { kind: 'variable', variable: v };
}

/** The union of the patterns: `0` is its unit, and a part that occurs twice is kept once. */
export function sum(patterns: readonly Pattern[]): Pattern {
  const parts = new Map<unknown, Pattern>();
  for (const p of patterns) {
    for (const q of p.kind === 'sum' ? p.parts : [p]) {
      const key = shallowKey(q);
      if (q.kind !== 'zero' && !parts.has(key)) parts.set(key, q);
    }
  }
  return united([...parts.values()]);
}

function united(parts: readonly Pattern[]): Pattern {
  if (parts.length === 0) return zero;
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'sum', parts };
}

/** The concatenation of the patterns: `1` is its unit and `0` its zero. */
export function product(patterns: readonly Pattern[]): Pattern {
  const parts: Pattern[] = [];
  for (const p of patterns) {
    if (p.kind === 'zero') return zero;
    for (const q of p.kind === 'product' ? p.parts : [p]) if (q.kind !== 'one') parts.push(q);
  }
  if (parts.length === 0) return one;
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'product', parts };
}

/** Any number of repetitions: `0* = 1* = 1`, and a star of a star is that star. */
export function star(body: Pattern): Pattern {
  if (body.kind === 'zero' || body.kind === 'one') return one;
  return body.kind === 'star' ? body : { kind: 'star', body };
}

/** The same for what is the same through identity, tags, variables and constants, and no deeper: enough for `E + E = E` cheaply. */
function shallowKey(p: Pattern): unknown {
  switch (p.kind) {
    case 'tag':
      return `tag ${p.tag}`;
    case 'variable':
      return p.variable;
    case 'one':
    case 'zero':
      return p.kind;
    default:
      return p;
  }
}

function equalShallow(a: Pattern, b: Pattern): boolean {
  if (a === b) return true;
  if (a.kind === 'tag' && b.kind === 'tag') return a.tag === b.tag;
  if (a.kind === 'variable' && b.kind === 'variable') return a.variable === b.variable;
  return a.kind === b.kind && (a.kind === 'one' || a.kind === 'zero');
}

/** Structural equality (parts in order). */
export function equalPatterns(a: Pattern, b: Pattern): boolean {
  if (equalShallow(a, b)) return true;
  if (a.kind === 'star' && b.kind === 'star') return equalPatterns(a.body, b.body);
  if ((a.kind === 'sum' && b.kind === 'sum') || (a.kind === 'product' && b.kind === 'product')) {
    return (
      a.parts.length === b.parts.length &&
      a.parts.every((p, i) => {
        const q = b.parts[i];
        return q !== undefined && equalPatterns(p, q);
      })
    );
  }
  return false;
}

/**
 * ∂E/∂M: what remains of a mailbox that holds `E` after one `M` was taken out (spec §6, "Guards").
 * Shares structure with `pattern`; a pattern variable stays itself.
 */
export function derivative(pattern: Pattern, message: string): Pattern {
  switch (pattern.kind) {
    case 'zero':
    case 'one':
      return zero;
    case 'tag':
      return pattern.tag === message ? one : zero;
    case 'variable':
      return pattern;
    case 'sum':
      return sum(pattern.parts.map(p => derivative(p, message)));
    case 'product':
      return derivativeOfProduct(pattern.parts, message);
    case 'star':
      return product([derivative(pattern.body, message), pattern]);
    default:
      return pattern satisfies never;
  }
}

/** The message is taken from one of the factors. From which of several that are the same makes no difference. */
function derivativeOfProduct(factors: readonly Pattern[], message: string): Pattern {
  const alternatives: Pattern[] = [];
  const taken = new Set<string>();
  const keyOf = structureKeys();
  for (const [i, factor] of factors.entries()) {
    const key = keyOf(factor);
    if (taken.has(key)) continue;
    taken.add(key);
    const rest = derivative(factor, message);
    if (rest.kind !== 'zero')
      alternatives.push(product([...factors.slice(0, i), rest, ...factors.slice(i + 1)]));
  }
  return sum(alternatives);
}

/** Gives the same text for patterns of the same structure. */
function structureKeys(): (pattern: Pattern) => string {
  const variables = new Map<PatternVariable, number>();
  const keyOf = (p: Pattern): string => {
    switch (p.kind) {
      case 'tag':
        return p.tag;
      case 'variable': {
        const number = variables.get(p.variable) ?? variables.size;
        variables.set(p.variable, number);
        return `#${number}`;
      }
      case 'sum':
      case 'product':
        return `(${p.parts.map(keyOf).join(p.kind === 'sum' ? '+' : '.')})`;
      case 'star':
        return `${keyOf(p.body)}*`;
      default:
        return p.kind === 'one' ? '1' : '0';
    }
  };
  return keyOf;
}

/** Whether the pattern has the empty multiset; a variable counts as if it had not. */
export function holdsEmpty(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'one':
    case 'star':
      return true;
    case 'sum':
      return pattern.parts.some(holdsEmpty);
    case 'product':
      return pattern.parts.every(holdsEmpty);
    default:
      return false;
  }
}

/** Whether every multiset of the pattern is finite work: no star in it. */
export function isStarFree(pattern: Pattern): boolean {
  if (pattern.kind === 'sum' || pattern.kind === 'product') return pattern.parts.every(isStarFree);
  return pattern.kind !== 'star';
}

/** The tags that occur in the pattern, in order of first occurrence. */
export function tagsOf(pattern: Pattern, into = new Set<string>()): Set<string> {
  if (pattern.kind === 'tag') into.add(pattern.tag);
  else if (pattern.kind === 'star') tagsOf(pattern.body, into);
  else if (pattern.kind === 'sum' || pattern.kind === 'product')
    for (const p of pattern.parts) tagsOf(p, into);
  return into;
}

/** The pattern variables that occur in the pattern. */
export function variablesOf(pattern: Pattern, into = new Set<PatternVariable>()): Set<PatternVariable> {
  if (pattern.kind === 'variable') into.add(pattern.variable);
  else if (pattern.kind === 'star') variablesOf(pattern.body, into);
  else if (pattern.kind === 'sum' || pattern.kind === 'product') {
    for (const p of pattern.parts) variablesOf(p, into);
  }
  return into;
}

/** What is known of pattern variables: of one about which nothing is, undefined. */
export interface Values {
  get(variable: PatternVariable): Pattern | undefined;
}

/** The pattern with variables replaced; itself when none is. Variables that `values` lacks stay. */
export function substitute(pattern: Pattern, values: Values): Pattern {
  switch (pattern.kind) {
    case 'variable':
      return values.get(pattern.variable) ?? pattern;
    case 'sum':
    case 'product': {
      const parts = pattern.parts.map(p => substitute(p, values));
      if (parts.every((p, i) => p === pattern.parts[i])) return pattern;
      return pattern.kind === 'sum' ? sum(parts) : product(parts);
    }
    case 'star': {
      const body = substitute(pattern.body, values);
      return body === pattern.body ? pattern : star(body);
    }
    case 'zero':
    case 'one':
    case 'tag':
      return pattern;
    default:
      return pattern satisfies never;
  }
}
