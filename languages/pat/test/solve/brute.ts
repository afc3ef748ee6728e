// Membership by definition, for small multisets: a second implementation that shares nothing with the room's own.
import type { Pattern } from '../../types/pattern.ts';

/** Counts by tag, in the order of `tags`. */
export type Counts = readonly number[];

/** All multisets over `n` tags with at most `size` messages, fewest first, then the first tags first. */
export function multisetsUpTo(n: number, size: number): Counts[] {
  const all: Counts[] = [];
  for (let s = 0; s <= size; s++) all.push(...ofSize(n, s));
  return all;
}

function ofSize(n: number, size: number): Counts[] {
  if (n === 0) return size === 0 ? [[]] : [];
  const found: Counts[] = [];
  for (let first = size; first >= 0; first--) {
    for (const rest of ofSize(n - 1, size - first)) found.push([first, ...rest]);
  }
  return found;
}

/** The multisets over `tags` with at most `size` messages that the closed pattern denotes, as keys. */
export function members(pattern: Pattern, tags: readonly string[], size: number): Set<string> {
  const limit = (v: Counts): boolean => v.reduce((a, b) => a + b, 0) <= size;
  const nothing = tags.map(() => 0);
  const add = (a: readonly Counts[], b: readonly Counts[]): Counts[] =>
    distinct(a.flatMap(v => b.map(w => v.map((x, i) => x + (w[i] ?? 0))).filter(limit)));
  const denote = (p: Pattern): Counts[] => {
    switch (p.kind) {
      case 'zero':
        return [];
      case 'one':
        return [nothing];
      case 'tag':
        return [tags.map(t => (t === p.tag ? 1 : 0))].filter(limit);
      case 'variable':
        throw new TypeError('closed patterns only');
      case 'sum':
        return distinct(p.parts.flatMap(denote));
      case 'product':
        return p.parts.map(denote).reduce(add, [nothing]);
      case 'star': {
        const body = denote(p.body);
        let all: Counts[] = [nothing];
        for (;;) {
          const more = distinct([...all, ...add(all, body)]);
          if (more.length === all.length) return all;
          all = more;
        }
      }
      default:
        return p satisfies never;
    }
  };
  return new Set(denote(pattern).map(v => v.join()));
}

function distinct(all: readonly Counts[]): Counts[] {
  return [...new Map(all.map(v => [v.join(), v])).values()];
}

/** Counts as the room's multisets. */
export function asMultiset(counts: Counts, tags: readonly string[]): Map<string, number> {
  return new Map(tags.flatMap((t, i) => ((counts[i] ?? 0) > 0 ? [[t, counts[i] ?? 0] as const] : [])));
}
