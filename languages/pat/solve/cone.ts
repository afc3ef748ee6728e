// Rational cones of multisets: whether a vector is a non-negative rational combination of generators, with the
// combination's denominator, or else a hyperplane that separates it from them (Farkas). Phase one of the simplex
// method with integer pivoting (Edmonds) and Bland's rule, so that it is exact and ends.
import type { Space, Vector } from './space.ts';

export type Cone =
  /** `denominator . vector` is a natural combination of the generators; `unique` if there is no other, even rational. */
  | { readonly kind: 'inside'; readonly denominator: number; readonly unique: boolean }
  /** `normal . g >= 0` for every generator, `normal . vector < 0`; by tag id, tags not named count 0. */
  | { readonly kind: 'outside'; readonly normal: ReadonlyMap<number, number> }
  /** The numbers grew past what is exact. */
  | { readonly kind: 'unknown' };

/** Where `vector` lies with regard to the cone of `generators`. `charge` is told of the work. */
export function locate(
  space: Space,
  generators: readonly Vector[],
  vector: Vector,
  charge: (steps: number) => void,
): Cone {
  const tags = space.byName(new Set([...generators.flatMap(g => g.tags), ...vector.tags]));
  const rowOf = new Map(tags.map((t, i) => [t, i]));
  const m = tags.length;
  const n = generators.length;
  const width = n + m + 1;
  // A pivot touches the whole table; a step of a search is worth some thirty entries.
  const pivotSteps = 1 + (((m + 1) * width) >> 5);
  charge(pivotSteps);
  const table = Array.from({ length: m + 1 }, () => new Array<number>(width).fill(0));
  const put = (row: number, column: number, value: number): void => {
    const line = table[row];
    if (line !== undefined) line[column] = value;
  };
  const at = (row: number, column: number): number => table[row]?.[column] ?? 0;
  const fill = (v: Vector, column: number): void => {
    v.tags.forEach((t, k) => {
      put(rowOf.get(t) ?? 0, column, v.counts[k] ?? 0);
    });
    put(m, column, -v.size);
  };
  generators.forEach(fill);
  for (let r = 0; r < m; r++) put(r, n + r, 1);
  fill(vector, width - 1);
  const basis = tags.map((_, r) => n + r);
  let scale = 1;

  for (;;) {
    let column = -1;
    for (let c = 0; c < n && column < 0; c++) if (at(m, c) < 0) column = c;
    if (column < 0) break;
    let row = -1;
    for (let r = 0; r < m; r++) {
      if (at(r, column) <= 0) continue;
      if (row < 0) {
        row = r;
        continue;
      }
      const here = at(r, width - 1) * at(row, column);
      const best = at(row, width - 1) * at(r, column);
      if (!Number.isSafeInteger(here) || !Number.isSafeInteger(best)) return { kind: 'unknown' };
      if (here < best || (here === best && (basis[r] ?? 0) < (basis[row] ?? 0))) row = r;
    }
    if (row < 0) return { kind: 'unknown' };
    charge(pivotSteps);
    const pivot = at(row, column);
    for (let r = 0; r <= m; r++) {
      if (r === row) continue;
      const factor = at(r, column);
      for (let c = 0; c < width; c++) {
        const a = at(r, c) * pivot;
        const b = factor * at(row, c);
        if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return { kind: 'unknown' };
        put(r, c, (a - b) / scale);
      }
    }
    basis[row] = column;
    scale = pivot;
  }

  if (at(m, width - 1) === 0) {
    let denominator = 1;
    for (let r = 0; r < m; r++) {
      const reduced = scale / gcd(scale, at(r, width - 1));
      denominator = (denominator / gcd(denominator, reduced)) * reduced;
    }
    // Basic columns are independent: when all generators are basic, the combination is the only one.
    return { kind: 'inside', denominator, unique: basis.filter(c => c < n).length === n };
  }
  return { kind: 'outside', normal: new Map(tags.map((t, r) => [t, at(m, n + r) - scale])) };
}

/** The inner product of a hyperplane's normal and a vector. */
export function side(normal: ReadonlyMap<number, number>, v: Vector): number {
  let sum = 0;
  v.tags.forEach((t, i) => {
    sum += (normal.get(t) ?? 0) * (v.counts[i] ?? 0);
  });
  return sum;
}

function gcd(a: number, b: number): number {
  let x = Math.abs(a);
  let y = Math.abs(b);
  while (y !== 0) [x, y] = [y, x % y];
  return x === 0 ? 1 : x;
}
