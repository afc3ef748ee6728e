// The smallest box around a pattern: how few and how many of each tag its multisets hold. It takes one look at
// each node, so that a left side too large to write out can still be seen to lie within a simple right side.
import type { Pattern } from '../types/pattern.ts';
import { bottomUp } from './denote.ts';
import type { Meter } from './meter.ts';
import type { SemilinearSet, Space } from './space.ts';

/** By tag: the least count, and whether there is a multiset with more. */
type Box = ReadonlyMap<string, { readonly least: number; readonly more: boolean }>;

/**
 * A linear set that holds every multiset of the closed pattern: the least count of each tag, and as many more of
 * those whose count varies; empty when the pattern is. Throws `BudgetSpent`.
 */
export function hull(space: Space, pattern: Pattern, meter: Meter): SemilinearSet {
  const boxes = new Map<Pattern, Box | undefined>();
  for (const node of bottomUp(pattern, () => false)) boxes.set(node, boxOf(node, boxes, meter));
  const box = boxes.get(pattern);
  if (box === undefined) return space.emptySet;
  const counts = new Map<number, number>();
  const open: number[] = [];
  for (const [name, { least, more }] of box) {
    const t = space.tagId(name);
    counts.set(t, least);
    if (more) open.push(t);
  }
  const periods = space.periods(open.map(t => space.unit(t)));
  return space.set([space.linear(space.fromCounts(counts), periods)]);
}

/** Undefined for a node that denotes nothing. */
function boxOf(node: Pattern, boxes: ReadonlyMap<Pattern, Box | undefined>, meter: Meter): Box | undefined {
  switch (node.kind) {
    case 'zero':
      return undefined;
    case 'one':
      return new Map();
    case 'tag':
      return new Map([[node.tag, { least: 1, more: false }]]);
    case 'product': {
      const sum = new Map<string, { least: number; more: boolean }>();
      for (const part of node.parts) {
        const box = boxes.get(part);
        if (box === undefined) return undefined;
        meter.charge(1 + box.size);
        for (const [t, { least, more }] of box) {
          const old = sum.get(t) ?? { least: 0, more: false };
          sum.set(t, { least: old.least + least, more: old.more || more });
        }
      }
      return sum;
    }
    case 'sum': {
      const parts = node.parts.flatMap(part => boxes.get(part) ?? []);
      const [first, ...rest] = parts;
      if (first === undefined) return undefined;
      const union = new Map(first);
      for (const box of rest) {
        meter.charge(1 + box.size + union.size);
        for (const [t, { least, more }] of union) {
          if (!box.has(t)) union.set(t, { least: 0, more: more || least > 0 });
        }
        for (const [t, { least, more }] of box) {
          const old = union.get(t) ?? { least: 0, more: false };
          const varies = more || old.more || old.least !== least;
          union.set(t, { least: Math.min(old.least, least), more: varies });
        }
      }
      return union;
    }
    case 'star': {
      const body = boxes.get(node.body);
      if (body === undefined) return new Map();
      meter.charge(1 + body.size);
      return new Map([...body.keys()].map(t => [t, { least: 0, more: true }]));
    }
    case 'variable':
      throw new TypeError(`a closed pattern was expected, but it holds the variable ${node.variable.hint}`);
    default:
      return node satisfies never;
  }
}
