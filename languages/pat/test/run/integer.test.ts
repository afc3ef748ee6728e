// Arithmetic against BigInt, whose wrap-around is the definition.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { add, divide, type Integer, integer, multiply, subtract } from '../../run/integer.ts';

const lowest = -(2n ** 62n);
const highest = 2n ** 62n - 1n;
const edges = [
  lowest,
  lowest + 1n,
  -(2n ** 53n),
  -(2n ** 53n) + 1n,
  -1n,
  0n,
  1n,
  2n ** 53n - 1n,
  2n ** 53n,
  highest,
];
const value = fc.oneof(
  fc.bigInt({ min: lowest, max: highest }),
  fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  fc.bigInt({ min: -100n, max: 100n }),
  fc.constantFrom(...edges),
);

function canonical(n: Integer): void {
  if (typeof n === 'number') assert.ok(Number.isSafeInteger(n) && !Object.is(n, -0), `${n}`);
  else assert.ok(!Number.isSafeInteger(Number(n)) || BigInt(Number(n)) !== n, `${n}`);
}

describe('integers', () => {
  const operations = [
    { name: 'sums', ours: add, theirs: (a: bigint, b: bigint) => a + b },
    { name: 'differences', ours: subtract, theirs: (a: bigint, b: bigint) => a - b },
    { name: 'products', ours: multiply, theirs: (a: bigint, b: bigint) => a * b },
  ];
  for (const { name, ours, theirs } of operations) {
    it(`${name} are those of BigInt, wrapped to 63 bits`, () => {
      fc.assert(
        fc.property(value, value, (a, b) => {
          const result = ours(integer(a), integer(b));
          canonical(result);
          assert.equal(BigInt(result), BigInt.asIntN(63, theirs(a, b)));
        }),
        { numRuns: 2000 },
      );
    });
  }

  it('quotients are truncated as those of BigInt are, and there is none by zero', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const result = divide(integer(a), integer(b));
        if (b === 0n) assert.equal(result, undefined);
        else {
          assert.ok(result !== undefined);
          canonical(result);
          assert.equal(BigInt(result), BigInt.asIntN(63, a / b));
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('quotients are exact where a double would round up to the next integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 27n }), fc.bigInt({ min: 1n, max: 2n ** 26n }), (q, b) => {
        const a = q * b - 1n;
        assert.equal(BigInt(divide(integer(a), integer(b)) ?? -1), a / b);
      }),
      { numRuns: 2000 },
    );
  });

  it('comparisons agree with BigInt, however the two sides are represented', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        assert.equal(integer(a) === integer(b), a === b);
        assert.equal(integer(a) < integer(b), a < b);
        assert.equal(integer(a) >= integer(b), a >= b);
      }),
    );
  });
});
