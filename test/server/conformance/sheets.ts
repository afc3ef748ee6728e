// The texts that servers are exercised on: examples, examples with a hole torn in them, and texts in all alphabets and
// with every kind of line break.
import { readFileSync } from 'node:fs';
import type { Sheet } from './exercises.ts';
import { type Encoding, positionOf } from './places.ts';

/** Names that every object of JavaScript has: to Pat they are names like others. */
const inheritedNames = `interface I { Put(Int) }
def constructor(toString: I?Put, valueOf: Int): Int {
  guard toString : Put { receive Put(hasOwnProperty) from toString -> free(toString); hasOwnProperty + valueOf }
}
def isPrototypeOf(toLocaleString: I!): Unit { toLocaleString ! Put(1) }
let propertyIsEnumerable = new[I] in
spawn { isPrototypeOf(propertyIsEnumerable) };
let prototype = constructor(propertyIsEnumerable, 2) in
print(intToString(prototype))
`;

export interface Text {
  readonly name: string;
  readonly text: string;
}

const example = (name: string): string =>
  readFileSync(new URL(`../../../examples/${name}.pat`, import.meta.url), 'utf8');

/** A program that has characters of each width in comments and strings, on lines with names behind them. */
export const manyAlphabets = `# Ein Zähler. Счётчик. カウンター. \u{1F600}\u{1F469}\u200D\u{1F469}\u200D\u{1F467} e\u0301 \u{1D4AF}
interface Counter { Inc(Int), Total(User!) } # \u{1F4EC} Nachricht
interface User { Value(Int) }
def counter(self: Counter?, total: Int): Unit { # é
  guard self : (Inc + Total)* {
    free -> print("\u{1F44B} \u{1F3FD}"); print("ä"); print(intToString(total))
    receive Inc(n) from self -> print("日本"); counter(self, total + n)
    receive Total(user) from self -> print("e\u0301\u{1F600}"); user ! Value(total); counter(self, total)
  }
}
def main(): Unit {
  let c = new[Counter] in print("\u{1F600}"); spawn { counter(c, 0) };
  print("\u{1F469}\u200D\u{1F680}"); c ! Inc(5); c ! Wrong(1); print("ß"); let me = new[User] in c ! Total(me);
  guard me : Value { receive Value(v) from me -> free(me); print("→"); print(intToString(v)) } # ← pat-E401
}
print("\u{1F3C1}"); main()
`;

/** The same text with other line breaks: with \`\\r\\n\`, with lone \`\\r\`, and with one of each. */
export const manyBreaks: readonly Text[] = [
  { name: 'line breaks of Windows', text: manyAlphabets.replaceAll('\n', '\r\n') },
  { name: 'line breaks of old', text: manyAlphabets.replaceAll('\n', '\r') },
  {
    name: 'line breaks of all kinds',
    text: manyAlphabets
      .split('\n')
      .map((line, i) => `${line}${['\n', '\r\n', '\r'][i % 3]}`)
      .join(''),
  },
];

/** Texts as they are while somebody types. */
function broken(text: string): Text[] {
  const middle = Math.floor(text.length / 2);
  return [
    { name: 'the first half', text: text.slice(0, middle) },
    { name: 'no braces', text: text.replace(/[{}]/g, '') },
    { name: 'a hole', text: text.slice(0, middle - 40) + text.slice(middle) },
    { name: 'open brackets', text: `${text}\ndef f(x: Future![ guard x : Put + { receive ` },
  ];
}

export const texts: readonly Text[] = [
  ...['tour', 'auction', 'errors/no-free-clause', 'tuples-of-mailboxes'].map(name => ({
    name,
    text: example(name),
  })),
  ...broken(example('future')),
  { name: 'many alphabets', text: manyAlphabets },
  { name: 'inherited names', text: inheritedNames },
  {
    name: 'inherited names that nobody declared',
    text: 'constructor toString valueOf(hasOwnProperty) __proto__ ! ToString[constructor] { guard __proto__ : valueOf',
  },
  ...manyBreaks,
  { name: 'nothing', text: '' },
  { name: 'blank lines', text: '\n \r\n\t\n' },
  { name: 'a comment', text: '# \u{1F600} pat-E402' },
  { name: 'no program', text: '\u{1F600} } ) " \\ \u0000 \ufeff ! ? [U] \u{10FFFF}' },
];

/** Offsets where something begins or ends, at most so many, spread over the text. */
export function boundaries(text: string, most: number): number[] {
  const found = new Set([0, text.length]);
  for (const { index, 0: token } of text.matchAll(/\w+|[^\s\w]/gu))
    found.add(index).add(index + token.length);
  const sorted = [...found].sort((a, b) => a - b);
  const step = Math.max(1, sorted.length / most);
  return Array.from({ length: Math.min(sorted.length, most) }, (_, i) => sorted[Math.floor(i * step)] ?? 0);
}

export function sheetOf(uri: string, text: string, encoding: Encoding, most = 60): Sheet {
  return {
    uri,
    text,
    encoding,
    positions: boundaries(text, most).map(offset => positionOf(text, offset, encoding)),
    whole: { start: { line: 0, character: 0 }, end: positionOf(text, text.length, encoding) },
  };
}
