// The order in which a pattern that nobody wrote is shown. `.` and `+` commute, so the order says nothing; but it should
// be the one that a reader expects and stay the same between edits. It is that of the interface: what has the message that
// is declared earlier comes first, in products and in sums; with the same messages, one of them comes before any number
// (`Put . Put*`), and `1` ends its sum (`Put + 1`), as programs in Pat have it. What the user wrote stays as written.
import type { Pattern } from './pattern.ts';

/** The declared messages of interfaces, in order, by the name of the interface. */
export interface Interfaces {
  interface(name: string): { readonly messages: ReadonlyMap<string, unknown> } | undefined;
}

/** What decides the place of a part: the ranks of its tags, each before those that are behind it. */
interface Ordered {
  readonly pattern: Pattern;
  readonly ranks: readonly number[];
}

/** The order of an interface's tags, and the patterns that were put into it. */
export class TagOrder {
  private readonly ranks: ReadonlyMap<string, number>;
  private readonly known = new WeakMap<Pattern, Pattern>();

  constructor(tags: Iterable<string>) {
    this.ranks = new Map([...tags].map((tag, i) => [tag, i]));
  }

  /** The pattern with the parts of its sums and products in order; itself when the user wrote it. */
  pattern(pattern: Pattern): Pattern {
    if (
      (pattern.kind !== 'sum' && pattern.kind !== 'product' && pattern.kind !== 'star') ||
      isWritten(pattern)
    )
      return pattern;
    const before = this.known.get(pattern);
    if (before !== undefined) return before;
    const unlisted = [...tagsIn(pattern)].filter(tag => !this.ranks.has(tag)).sort();
    const others = new Map(unlisted.map((tag, i) => [tag, this.ranks.size + i]));
    const made = ordered(pattern, tag => this.ranks.get(tag) ?? others.get(tag) ?? 0).pattern;
    this.known.set(pattern, made);
    return made;
  }

  /** A multiset of messages in order. */
  messages(messages: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const rank = (tag: string): number => this.ranks.get(tag) ?? this.ranks.size;
    return new Map([...messages].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
  }
}

const orders = new WeakMap<ReadonlyMap<string, unknown>, TagOrder>();
const byName = new TagOrder([]);

/** The order of an interface's messages; by their names where there is no such interface. */
export function tagOrder(interfaces: Interfaces, name: string | undefined): TagOrder {
  const messages = name === undefined ? undefined : interfaces.interface(name)?.messages;
  if (messages === undefined) return byName;
  const known = orders.get(messages) ?? new TagOrder(messages.keys());
  orders.set(messages, known);
  return known;
}

export function isWritten(pattern: Pattern): boolean {
  return (pattern.kind === 'sum' || pattern.kind === 'product') && pattern.written === true;
}

function ordered(pattern: Pattern, rank: (tag: string) => number): Ordered {
  switch (pattern.kind) {
    case 'zero':
    case 'one':
      return { pattern, ranks: [] };
    case 'tag':
      return { pattern, ranks: [rank(pattern.tag)] };
    case 'variable':
      return { pattern, ranks: [Number.POSITIVE_INFINITY] };
    case 'star': {
      const { pattern: body, ranks } = ordered(pattern.body, rank);
      return { pattern: { kind: 'star', body }, ranks };
    }
    case 'sum':
    case 'product': {
      const parts = pattern.parts.map(part => ordered(part, rank)).sort(compare);
      return {
        pattern: { kind: pattern.kind, parts: parts.map(part => part.pattern) },
        ranks: parts.flatMap(part => part.ranks),
      };
    }
    default:
      return pattern satisfies never;
  }
}

function compare(a: Ordered, b: Ordered): number {
  if (a.pattern.kind === 'one' || b.pattern.kind === 'one')
    return Number(a.pattern.kind === 'one') - Number(b.pattern.kind === 'one');
  const length = Math.min(a.ranks.length, b.ranks.length);
  for (let i = 0; i < length; i++) {
    const p = a.ranks[i] ?? 0;
    const q = b.ranks[i] ?? 0;
    if (p !== q) return p < q ? -1 : 1;
  }
  return a.ranks.length - b.ranks.length || compareShapes(a.pattern, b.pattern);
}

const kinds = ['zero', 'one', 'tag', 'product', 'sum', 'star', 'variable'] as const;

/** Of the same tags in the same order: the simpler kind first, then by the first part that differs. */
function compareShapes(a: Pattern, b: Pattern): number {
  if (a.kind === 'star' && b.kind === 'star') return compareShapes(a.body, b.body);
  if ((a.kind === 'sum' && b.kind === 'sum') || (a.kind === 'product' && b.kind === 'product')) {
    for (const [i, part] of a.parts.entries()) {
      const other = b.parts[i];
      const difference = other === undefined ? 1 : compareShapes(part, other);
      if (difference !== 0) return difference;
    }
    return a.parts.length - b.parts.length;
  }
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
}

function tagsIn(pattern: Pattern): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [pattern];
  for (let p = open.pop(); p !== undefined; p = open.pop()) {
    if (p.kind === 'tag') found.add(p.tag);
    else if (p.kind === 'star') open.push(p.body);
    else if (p.kind === 'sum' || p.kind === 'product') for (const part of p.parts) open.push(part);
  }
  return found;
}
