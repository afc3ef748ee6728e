// The one way to look something up by a name in a value that came from outside: what every object inherits
// (`constructor`, `valueOf`, `__proto__`, …) is not in it. Tables of our own are `Map`s.

/** What a value has under a name itself; undefined when it has nothing there, or is no object. */
export function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
