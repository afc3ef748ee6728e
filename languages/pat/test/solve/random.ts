// Random closed patterns for the tests of this room: seeded, so that every run asks the same questions.
import { derivative, one, type Pattern, product, star, sum, tag, zero } from '../../types/pattern.ts';

/** A generator of numbers in [0, 1), mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const names = ['A', 'B', 'C', 'D', 'E', 'F'];

/** A pattern over the first `tags` names, at most `depth` deep. */
export function randomPattern(random: () => number, tags: number, depth: number): Pattern {
  const pick = (n: number): number => Math.floor(random() * n);
  const kind = depth === 0 ? pick(12) : 2 + pick(22);
  if (kind === 0 || (kind === 2 && pick(4) === 0)) return pick(6) === 0 ? zero : one;
  if (kind < 12) {
    const name = tag(names[pick(tags)] ?? 'A');
    const times = pick(8);
    return times === 0
      ? product([name, name])
      : times === 1 && pick(2) === 0
        ? product([name, name, name])
        : name;
  }
  const parts = (): Pattern[] =>
    Array.from({ length: 2 + pick(2) }, () => randomPattern(random, tags, depth - 1));
  if (kind < 16) return sum(parts());
  if (kind < 20) return product(parts());
  return star(randomPattern(random, tags, depth - 1));
}

/** A pattern that means the same as the given one, or nearly: rewritten here and there. */
function rewritten(random: () => number, pattern: Pattern, tags: number, slip: number): Pattern {
  const again = (p: Pattern): Pattern => rewritten(random, p, tags, slip);
  if (random() < slip) return randomPattern(random, tags, 1);
  switch (pattern.kind) {
    case 'sum':
      return sum(pattern.parts.map(again).reverse());
    case 'product':
      return product(pattern.parts.map(again).reverse());
    case 'star': {
      const { body } = pattern;
      const choice = random();
      if (choice < 0.25) return sum([one, product([body, pattern])]);
      if (choice < 0.5) return product([sum([one, body]), star(product([body, body]))]);
      if (choice < 0.7 && body.kind === 'sum') return product(body.parts.map(part => star(again(part))));
      if (choice < 0.8)
        return sum([one, ...names.slice(0, tags).map(t => product([tag(t), derivative(pattern, t)]))]);
      return star(again(body));
    }
    default:
      return pattern;
  }
}

/** A pair to compare: unrelated, or one a rewriting of the other, exact or with slips. */
export function randomPair(random: () => number, tags: number, depth: number): readonly [Pattern, Pattern] {
  const left = randomPattern(random, tags, depth);
  const choice = random();
  if (choice < 0.25) return [left, randomPattern(random, tags, depth)];
  if (choice < 0.4)
    return [left, sum([rewritten(random, left, tags, 0.05), randomPattern(random, tags, depth - 1)])];
  const right = rewritten(random, left, tags, choice < 0.8 ? 0 : 0.08);
  return random() < 0.5 ? [left, right] : [right, left];
}
