// Splitting an inclusion of patterns into independent ones, for patterns whose semilinear set is too large to
// write out. Products whose factors share no tags are compared factor by factor; `(E + F)* = E* . F*` in a
// commutative Kleene algebra, so that a star of a sum is a product too.
import { type Pattern, product, star } from '../types/pattern.ts';
import { bottomUp, children } from './denote.ts';

/** Products with more factors than this are not taken apart. */
const mostFactors = 2000;

/** The factors of the pattern: their product is the pattern. */
export function factorsOf(pattern: Pattern): readonly Pattern[] {
  const factors: Pattern[] = [];
  const open = [pattern];
  for (let p = open.pop(); p !== undefined; p = open.pop()) {
    if (factors.length + open.length > mostFactors) return [pattern];
    if (p.kind === 'product') for (const part of p.parts.toReversed()) open.push(part);
    else if (p.kind === 'star' && p.body.kind === 'sum')
      for (const part of p.body.parts.toReversed()) open.push(star(part));
    else if (p.kind === 'star' && p.body.kind === 'star') open.push(p.body);
    else if (p.kind !== 'one') factors.push(p);
  }
  return factors;
}

/** The tags that occur in a pattern, each node looked at once. */
export function tagSet(pattern: Pattern): Set<string> {
  const tags = new Set<string>();
  for (const node of bottomUp(pattern, () => false)) if (node.kind === 'tag') tags.add(node.tag);
  return tags;
}

/** Whether the closed pattern denotes nothing at all. */
export function isEmpty(pattern: Pattern): boolean {
  const empty = new Set<Pattern>();
  for (const node of bottomUp(pattern, () => false)) {
    const parts = children(node);
    const none =
      node.kind === 'zero' ||
      (node.kind === 'sum' && parts.every(p => empty.has(p))) ||
      (node.kind === 'product' && parts.some(p => empty.has(p)));
    if (none) empty.add(node);
  }
  return empty.has(pattern);
}

/** The pair as pairs over disjoint tags, in the order of their first tags; `left` must not be empty. */
export function independentPairs(
  left: Pattern,
  right: Pattern,
): readonly { readonly left: Pattern; readonly right: Pattern }[] {
  const root = new Map<string, string>();
  const find = (t: string): string => {
    let r = t;
    for (let up = root.get(r); up !== undefined && up !== r; up = root.get(r)) r = up;
    root.set(t, r);
    return r;
  };
  const sides = [factorsOf(left), factorsOf(right)].map(factors =>
    factors.map(factor => ({ factor, tags: [...tagSet(factor)].sort() })),
  );
  for (const { tags } of sides.flat()) {
    const [first] = tags;
    if (first === undefined) continue;
    for (const t of tags) {
      const a = find(first);
      const b = find(t);
      if (a < b) root.set(b, a);
      else if (b < a) root.set(a, b);
    }
  }
  const groups = new Map<string, [Pattern[], Pattern[]]>();
  sides.forEach((side, i) => {
    for (const { factor, tags } of side) {
      // A factor without tags is 0 (or a way to write 1): it goes with a group of its own.
      const [first] = tags;
      const name = first === undefined ? '' : find(first);
      const group = groups.get(name) ?? [[], []];
      groups.set(name, group);
      group[i === 0 ? 0 : 1].push(factor);
    }
  });
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, [l, r]]) => ({ left: product(l), right: product(r) }));
}
