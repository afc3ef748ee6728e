// The words of a text, without a tree: for places where half-typed code leaves the tree in doubt, such as which bracket
// the cursor is in. Spec §1, for any characters at all.

export interface Lexeme {
  readonly kind: 'word' | 'number' | 'string' | 'comment' | 'sign';
  readonly start: number;
  readonly end: number;
}

const form =
  /(?<word>receive\*|[A-Za-z][A-Za-z0-9_']*)|(?<number>[0-9]+)|(?<string>"(?:[^"\\\r\n]|\\.)*"?)|(?<comment>#[^\r\n]*)|(?<sign>->|-o(?![A-Za-z0-9_'])|::|&&|\|\||[=!<>]=|\S)/gy;

const space = /\s*/y;

/** The lexemes from `start` to `end`, as if the text ended there. A string or comment may be cut off. */
export function lexemes(text: string, start = 0, end = text.length): Lexeme[] {
  const part = text.slice(start, end);
  const out: Lexeme[] = [];
  let at = 0;
  for (;;) {
    space.lastIndex = at;
    at += space.exec(part)?.[0].length ?? 0;
    if (at >= part.length) return out;
    form.lastIndex = at;
    const found = form.exec(part);
    if (found === null) return out;
    const kind = kindOf(found.groups ?? {});
    out.push({ kind, start: start + at, end: start + at + found[0].length });
    at += found[0].length;
  }
}

function kindOf({ word, number, string, comment }: Partial<Record<string, string>>): Lexeme['kind'] {
  if (word !== undefined) return 'word';
  if (number !== undefined) return 'number';
  if (string !== undefined) return 'string';
  return comment === undefined ? 'sign' : 'comment';
}

/** Where the item around an offset begins at the latest: the line before it that begins with `def` or `interface`. */
export function itemStart(text: string, offset: number): number {
  for (let start = lineStart(text, offset); start > 0; start = lineStart(text, start - 1)) {
    if (beginsItem(text, start)) return start;
  }
  return 0;
}

/** Where the next item begins: the first line after the offset that begins with `def` or `interface`. */
export function itemEnd(text: string, offset: number): number {
  for (let end = text.indexOf('\n', offset); end >= 0; end = text.indexOf('\n', end + 1)) {
    if (beginsItem(text, end + 1)) return end + 1;
  }
  return text.length;
}

/** The start of the line that an offset is on. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

const itemWord = /(?:def|interface)(?![A-Za-z0-9_'])/y;

function beginsItem(text: string, start: number): boolean {
  itemWord.lastIndex = start;
  return itemWord.test(text);
}
