// Which kinds of message to blame when a mailbox holds what its pattern does not: too many of some, or too few.
import { type Multiset, visiblyContains } from '../solve/index.ts';
import { type Pattern, product, star, sum, tagsOf } from '../types/pattern.ts';

export interface Blame {
  /** There are too many of these. */
  readonly excess: readonly string[];
  /** There are too few of these; empty when `excess` is not. */
  readonly lacking: readonly string[];
}

/** Kinds of message, and counts of one kind, that are tried; a longer list of culprits would help nobody. */
const mostTags = 12;
const mostCounts = 3;

/**
 * Contents are to blame for messages of which fewer would do, or that the pattern does not know; or else for lacking
 * what the pattern always has, or those of which more would do; or else for all that is there.
 */
export function blame(contents: Multiset, pattern: Pattern): Blame {
  const fits = (tag: string, n: number): boolean =>
    visiblyContains(pattern, new Map([...contents, [tag, n]]));
  const tags = [...tagsOf(pattern)];
  const excess = [...contents.keys()].slice(0, mostTags).filter(t => {
    const n = contents.get(t) ?? 0;
    return counts(Math.min(n, mostCounts)).some(i => fits(t, n - i));
  });
  if (excess.length > 0) return { excess, lacking: [] };
  const unknown = [...contents.keys()].filter(t => !tags.includes(t));
  if (unknown.length > 0) return { excess: unknown, lacking: [] };
  const required = tags.filter(t => !contents.has(t) && !canBeWithout(pattern, t));
  if (required.length > 0) return { excess: [], lacking: required };
  const lacking = tags
    .slice(0, mostTags)
    .filter(t => counts(mostCounts).some(i => fits(t, (contents.get(t) ?? 0) + i)));
  if (lacking.length > 0) return { excess: [], lacking };
  return contents.size === 0 ? { excess: [], lacking: tags } : { excess: [...contents.keys()], lacking: [] };
}

function counts(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}

/** Whether a closed pattern has contents without a tag. */
function canBeWithout(pattern: Pattern, tag: string): boolean {
  switch (pattern.kind) {
    case 'zero':
    case 'variable':
      return false;
    case 'one':
    case 'star':
      return true;
    case 'tag':
      return pattern.tag !== tag;
    case 'sum':
      return pattern.parts.some(p => canBeWithout(p, tag));
    case 'product':
      return pattern.parts.every(p => canBeWithout(p, tag));
    default:
      return pattern satisfies never;
  }
}

/** A closed pattern without alternatives that say the same as an earlier one, such as `B . A` after `A . B`. */
export function withoutRepetition(pattern: Pattern): Pattern {
  switch (pattern.kind) {
    case 'sum': {
      const seen = new Set<string>();
      const parts = pattern.parts.map(withoutRepetition).filter(p => {
        const key = keyOf(p);
        return !seen.has(key) && seen.add(key);
      });
      return sum(parts);
    }
    case 'product':
      return product(pattern.parts.map(withoutRepetition));
    case 'star':
      return star(withoutRepetition(pattern.body));
    default:
      return pattern;
  }
}

/** The same text for patterns that differ in the order of their parts only. */
function keyOf(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'sum':
    case 'product':
      return `(${pattern.parts
        .map(keyOf)
        .sort()
        .join(pattern.kind === 'sum' ? '+' : '.')})`;
    case 'star':
      return `${keyOf(pattern.body)}*`;
    case 'tag':
      return pattern.tag;
    default:
      return pattern.kind;
  }
}
