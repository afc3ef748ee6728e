// JSON values with one place changed into something odd, for messages that no well-behaved client sends.
import { isObject } from './conformance/validator.ts';

/** What may stand where something else should. `undefined`: it is missing. */
export const oddValues: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  2 ** 31,
  '',
  'x',
  '__proto__',
  'constructor',
  '\ud800',
  [],
  [null],
  ['toString'],
  {},
  { toString: 1, valueOf: null, hasOwnProperty: 3, constructor: [] },
  JSON.parse('{"__proto__":{"uri":"a:b","line":0},"length":1}'),
  JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`),
];

type Path = readonly (string | number)[];

/** The places in a value, itself among them: of each array the first two elements. */
export function* placesIn(value: unknown, at: Path = []): Generator<Path> {
  yield at;
  if (Array.isArray(value)) {
    for (const [i, one] of value.slice(0, 2).entries()) yield* placesIn(one, [...at, i]);
  } else if (isObject(value)) {
    for (const [key, one] of Object.entries(value)) yield* placesIn(one, [...at, key]);
  }
}

/** The value with another at a place. */
export function withAt(value: unknown, [step, ...rest]: Path, put: unknown): unknown {
  if (step === undefined) return put;
  if (Array.isArray(value)) return value.map((one, i) => (i === step ? withAt(one, rest, put) : one));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, key === step ? withAt(one, rest, put) : one]),
  );
}

/** The names that every object inherits. */
export const inherited: readonly string[] = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...['prototype', 'length', 'name', 'apply', 'call', 'then', 'toJSON', '__proto__.x', 'constructor.name'],
];
