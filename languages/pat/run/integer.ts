// Integers of the language: 63-bit two's complement that wraps (spec §8). A value is a JavaScript number when that is
// exact (up to 2⁵³ − 1 in size) and a bigint otherwise, never both ways: so `===` compares integers, and the usual
// case costs no more than arithmetic on doubles.

/** Canonical: a safe integer is a number (never −0), any other is a bigint. */
export type Integer = number | bigint;

const largest = Number.MAX_SAFE_INTEGER;

/** The integer with this value, wrapped to 63 bits. */
export function integer(value: bigint): Integer {
  const wrapped = BigInt.asIntN(63, value);
  return wrapped >= -BigInt(largest) && wrapped <= BigInt(largest) ? Number(wrapped) : wrapped;
}

export function add(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (sum <= largest && sum >= -largest) return sum;
  }
  return integer(BigInt(a) + BigInt(b));
}

export function subtract(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (difference <= largest && difference >= -largest) return difference;
  }
  return integer(BigInt(a) - BigInt(b));
}

export function multiply(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    // When the rounded product is a safe integer it is the exact one. Adding 0 makes 0 of −0.
    const product = a * b;
    if (product <= largest && product >= -largest) return product + 0;
  }
  return integer(BigInt(a) * BigInt(b));
}

/** The quotient towards zero; nothing for a divisor of zero. */
export function divide(a: Integer, b: Integer): Integer | undefined {
  if (b === 0) return undefined;
  // The quotient of two safe integers is never rounded up to the next integer: it lies 1/b below it at least.
  if (typeof a === 'number' && typeof b === 'number') return Math.trunc(a / b) + 0;
  return integer(BigInt(a) / BigInt(b));
}
