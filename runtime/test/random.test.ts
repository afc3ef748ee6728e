import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Random } from '../index.ts';

describe('the generator of pseudo-random numbers', () => {
  const take = (random: Random, n: number): number[] => Array.from({ length: n }, () => random.bits());

  it('gives the same numbers for the same seed and stream', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(9), (seed, stream) => {
        assert.deepEqual(take(new Random(seed, stream), 20), take(new Random(seed, stream), 20));
      }),
    );
  });

  it('gives other numbers for another seed, also one that differs only above 32 bits, and for another stream', () => {
    const base = take(new Random(1), 8);
    for (const other of [new Random(2), new Random(1 + 2 ** 32), new Random(1, 1), new Random(-1)]) {
      assert.notDeepEqual(take(other, 8), base);
    }
  });

  it('stays within its bounds, and reaches both ends of small ones', () => {
    const random = new Random(7);
    for (const bound of [1, 2, 3, 10, 1000, 2 ** 32, 2 ** 32 + 1, 2 ** 53]) {
      const values = Array.from({ length: 200 }, () => random.below(bound));
      assert.ok(values.every(v => Number.isInteger(v) && v >= 0 && v < bound));
      if (bound <= 10) assert.equal(new Set(values).size, bound);
    }
    const large = 2n ** 62n;
    const values = Array.from({ length: 200 }, () => random.belowBig(large));
    assert.ok(values.every(v => v >= 0n && v < large));
    assert.ok(values.some(v => v > large / 2n) && values.some(v => v < large / 2n));
  });

  it('is uniform as far as a chi-squared test can tell', () => {
    // 99.99 % quantile of chi-squared with 9 degrees of freedom: 33.7.
    for (const seed of [0, 1, 2, 12345]) {
      const random = new Random(seed);
      const counts = new Array<number>(10).fill(0);
      for (let i = 0; i < 10_000; i++) {
        const v = random.below(10);
        counts[v] = (counts[v] ?? 0) + 1;
      }
      const chi = counts.reduce((sum, c) => sum + (c - 1000) ** 2 / 1000, 0);
      assert.ok(chi < 33.7, `seed ${seed}: ${chi}`);
    }
  });
});
