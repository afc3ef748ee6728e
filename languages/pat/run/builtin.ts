// The built-in functions and operators (spec §1, §8), as functions of values. Those that have an effect get the process.
import type { Place } from '@behavioural/runtime';
import type { Primitive } from '../types/builtins.ts';
import { badRandomBound, divisionByZero, tooLong, wrongArguments, wrongKind } from './fault.ts';
import { add, divide, type Integer, integer, multiply, subtract } from './integer.ts';
import { type PatProcess, wide } from './process.ts';
import { unit, type Value } from './value.ts';

/** The longest string that a program may make, in UTF-16 units. */
export const longestString = 1 << 24;

export function parametersOf(primitive: Primitive): number {
  switch (primitive) {
    case 'randBool':
      return 0;
    case 'print':
    case 'rand':
    case 'sleep':
    case 'intToString':
      return 1;
    default:
      return 2;
  }
}

export function expectInteger(value: Value | undefined, at: Place): Integer {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  throw wrongKind('an integer', value ?? unit, at);
}
export function expectBoolean(value: Value | undefined, at: Place): boolean {
  if (typeof value === 'boolean') return value;
  throw wrongKind('a boolean', value ?? unit, at);
}
export function expectString(value: Value | undefined, at: Place): string {
  if (typeof value === 'string') return value;
  throw wrongKind('a string', value ?? unit, at);
}

/**
 * Applies a built-in function to as many values as it has parameters. `null` when the process stops: it sleeps, and
 * then goes on with `()`; or it was `refused`, and must try again.
 */
export function applyBuiltin(
  process: PatProcess,
  primitive: Primitive,
  given: readonly Value[],
  at: Place,
): Value | null {
  const wanted = parametersOf(primitive);
  if (given.length !== wanted) throw wrongArguments(`\`${primitive}\``, wanted, given.length, at);
  const [a, b] = given;
  const { machine } = process.world;
  switch (primitive) {
    case 'print': {
      const line = expectString(a, at);
      // A string may be in parts until somebody looks at it; then it takes as much memory as it is long.
      if (line.length > wide) process.world.claim(line.length / 4, at);
      if (process.world.print(process, line)) return unit;
      process.refused = true;
      return null;
    }
    case 'sleep':
      machine.sleep(process, expectInteger(a, at));
      return null;
    case 'rand': {
      const bound = expectInteger(a, at);
      if (bound <= 0) throw badRandomBound(bound, at);
      return typeof bound === 'number'
        ? machine.random.below(bound)
        : integer(machine.random.belowBig(bound));
    }
    case 'randBool':
      return machine.random.below(2) === 1;
    case 'concat': {
      const [left, right] = [expectString(a, at), expectString(b, at)];
      if (left.length + right.length > longestString) throw tooLong(longestString, at);
      return left + right;
    }
    case 'intToString':
      return String(expectInteger(a, at));
    case '+':
      return add(expectInteger(a, at), expectInteger(b, at));
    case '-':
      return subtract(expectInteger(a, at), expectInteger(b, at));
    case '*':
      return multiply(expectInteger(a, at), expectInteger(b, at));
    case '/': {
      const quotient = divide(expectInteger(a, at), expectInteger(b, at));
      if (quotient === undefined) throw divisionByZero(at);
      return quotient;
    }
    case '<':
      return expectInteger(a, at) < expectInteger(b, at);
    case '<=':
      return expectInteger(a, at) <= expectInteger(b, at);
    case '>':
      return expectInteger(a, at) > expectInteger(b, at);
    case '>=':
      return expectInteger(a, at) >= expectInteger(b, at);
    case '==':
      return expectInteger(a, at) === expectInteger(b, at);
    case '!=':
      return expectInteger(a, at) !== expectInteger(b, at);
    case '&&': {
      const [left, right] = [expectBoolean(a, at), expectBoolean(b, at)];
      return left && right;
    }
    case '||': {
      const [left, right] = [expectBoolean(a, at), expectBoolean(b, at)];
      return left || right;
    }
    default:
      return primitive satisfies never;
  }
}
