// From semilinear sets back to patterns that a person would write: `A*` for `1 + A . A*`, `A . (B + C)` for
// `A . B + A . C`, `(1 + A) . (1 + B)` rather than its four terms. The order is by size, then
// by tag names: the solver knows no interfaces, and who shows the pattern puts it into their order (`types/order.ts`).
import { one, type Pattern, product, star, sum, tag, zero } from '../types/pattern.ts';
import { cover } from './cover.ts';
import { Meter, withinBudget } from './meter.ts';
import { minimalPeriods } from './monoid.ts';
import { countOf, type LinearSet, type SemilinearSet, type Space, type Vector } from './space.ts';
import { unite } from './union.ts';

/** Sets with more linear sets than this are written term by term, without a search for something shorter. */
const largestPolished = 40;
/** Steps for the search for something shorter, and for each question that it asks. */
const polishSteps = 20_000;
const questionSteps = 1500;

/** The set as a closed pattern. Exact, and the same for the same set whatever came before. */
export function asPattern(space: Space, set: SemilinearSet): Pattern {
  const polished = set.parts.length <= largestPolished ? polish(space, set) : set;
  return factored(space, polished.parts);
}

/** Lowers bases and drops parts as far as inclusion in the whole (not just in one part) allows. */
function polish(space: Space, set: SemilinearSet): SemilinearSet {
  let left = polishSteps;
  const within = (base: Vector, periods: readonly Vector[], whole: SemilinearSet): boolean => {
    if (left === 0) return false;
    const piece = space.set([space.linear(base, space.periods(periods))]);
    const meter = new Meter(Math.min(left, questionSteps));
    const answer = withinBudget(() => cover(space, piece, whole, meter));
    left -= Math.min(left, meter.spent);
    return answer !== undefined && answer.counterexample === undefined;
  };
  let current = set;
  if (current.parts.length < 2) return current;
  for (const part of set.parts) {
    let { base } = part;
    for (const p of part.periods.vectors) {
      const rest = part.periods.vectors.filter(q => q !== p);
      for (let less = space.subtract(base, p); less !== undefined; less = space.subtract(base, p)) {
        if (!within(less, rest, current)) break;
        base = less;
      }
    }
    if (base === part.base) continue;
    const others = current.parts.filter(other => other !== part);
    current = unite(space, [...others, space.linear(base, part.periods)], new Meter());
  }
  for (const part of current.parts) {
    // 2, 3 and 5 reach every period that people write.
    for (const p of part.periods.vectors) {
      for (const divisor of [2, 3, 5]) {
        if (p.counts.some(n => n % divisor !== 0)) continue;
        const shorter = space.vector(
          p.tags,
          p.counts.map(n => n / divisor),
        );
        const periods = [...part.periods.vectors.filter(q => q !== p), shorter];
        if (!within(part.base, periods, current)) continue;
        const wider = minimalPeriods(space, periods, new Meter());
        current = unite(space, [...current.parts, space.linear(part.base, wider)], new Meter());
        break;
      }
    }
  }
  for (const part of [...current.parts].reverse()) {
    const others = space.set(current.parts.filter(other => other !== part));
    if (within(part.base, part.periods.vectors, others)) current = others;
  }
  return current;
}

/** The union of the parts, with what all of them have in common written once. */
function factored(space: Space, parts: readonly LinearSet[]): Pattern {
  const [first, ...rest] = parts;
  if (first === undefined) return zero;
  if (rest.length === 0) return linear(space, first.base, first.periods.vectors);
  const shared = first.periods.vectors.filter(p => rest.every(l => l.periods.vectors.includes(p)));
  const common = new Map<number, number>();
  for (const t of first.base.tags) common.set(t, Math.min(...parts.map(l => countOf(l.base, t))));
  const base = space.fromCounts(common);
  if (base.size > 0 || shared.length > 0) {
    const remaining = parts.map(l => {
      const periods = l.periods.vectors.filter(p => !shared.includes(p));
      return space.linear(space.subtract(l.base, base) ?? l.base, space.periods(periods));
    });
    return product([
      ...tags(space, base),
      factored(space, space.set(remaining).parts),
      ...repetition(space, shared),
    ]);
  }
  // The parts differ and none is a sum, so that nothing needs to be compared.
  return (
    split(space, parts) ?? { kind: 'sum', parts: parts.map(l => linear(space, l.base, l.periods.vectors)) }
  );
}

/** The parts as a product of their projections to one tag and to the others, for the first tag that allows it. */
function split(space: Space, parts: readonly LinearSet[]): Pattern | undefined {
  if (parts.length < 4 || parts.length > 1024) return undefined;
  const all = new Set(parts.flatMap(l => [...l.base.tags, ...l.periods.support]));
  for (const t of space.byName(all)) {
    const pure = parts.every(l => l.periods.vectors.every(p => p.tags.length === 1 || !p.tags.includes(t)));
    if (!pure || !evenly(parts, t)) continue;
    const here = new Set<LinearSet>();
    const there = new Set<LinearSet>();
    const pairs = new Set<string>();
    for (const l of parts) {
      const a = project(space, l, u => u === t);
      const b = project(space, l, u => u !== t);
      here.add(a);
      there.add(b);
      pairs.add(`${a.id} ${b.id}`);
    }
    if (here.size < 2 || there.size < 2 || here.size * there.size !== pairs.size) continue;
    return product([
      factored(space, space.set([...here]).parts),
      factored(space, space.set([...there]).parts),
    ]);
  }
  return undefined;
}

/** Whether each way in which tag `t` occurs goes with equally many others, as it does in a product. */
function evenly(parts: readonly LinearSet[], t: number): boolean {
  const tally = new Map<string, number>();
  for (const l of parts) {
    const way = `${countOf(l.base, t)} ${l.periods.vectors.flatMap(p => (p.tags.includes(t) ? [p.size] : []))}`;
    tally.set(way, (tally.get(way) ?? 0) + 1);
  }
  const [first] = tally.values();
  return tally.size > 1 && [...tally.values()].every(n => n === first);
}

function project(space: Space, set: LinearSet, keep: (tag: number) => boolean): LinearSet {
  const counts = new Map<number, number>();
  set.base.tags.forEach((t, i) => {
    if (keep(t)) counts.set(t, set.base.counts[i] ?? 0);
  });
  return space.linear(
    space.fromCounts(counts),
    space.periods(set.periods.vectors.filter(p => p.tags.every(keep))),
  );
}

function linear(space: Space, base: Vector, periods: readonly Vector[]): Pattern {
  return product([...tags(space, base), ...repetition(space, periods)]);
}

function tags(space: Space, v: Vector): Pattern[] {
  return space.entriesByName(v).flatMap(([name, n]) => new Array<Pattern>(n).fill(tag(name)));
}

function repetition(space: Space, periods: readonly Vector[]): Pattern[] {
  if (periods.length === 0) return [];
  const words = space.periods(periods).vectors.map(p => product(tags(space, p)));
  return [star(words.length === 0 ? one : sum(words))];
}
