// Types and patterns as the user would write them, and patterns in words. `+` and `.` have one precedence in
// the source (spec §2), so wherever the two meet, parentheses are written.
import { type Pattern, substitute, type Values } from './pattern.ts';
import type { PlainType, Type } from './type.ts';

export type { Values } from './pattern.ts';

/** So many characters of a type or pattern are shown: more than that, nobody reads. */
const longestShown = 300;

/** Text that grows until it is long enough; what follows then is `…`. */
class Excerpt {
  text = '';
  isFull = false;
  private readonly longest: number;

  constructor(longest: number) {
    this.longest = longest;
  }

  add(more: string): void {
    if (this.isFull) return;
    this.isFull = this.text.length + more.length > this.longest;
    this.text += this.isFull ? '…' : more;
  }

  /** The items with something between them. */
  row<T>(items: readonly T[], between: string, add: (item: T) => void): void {
    for (const [i, item] of items.entries()) {
      if (this.isFull) return;
      if (i > 0) this.add(between);
      add(item);
    }
  }
}

function excerpt(longest: number, write: (out: Excerpt) => void): string {
  const out = new Excerpt(longest);
  write(out);
  return out.text;
}

/** The pattern in source syntax, such as `Put . Get*`; a variable without a value is `_`. */
export function showPattern(pattern: Pattern, values?: Values): string {
  const closed = values === undefined ? pattern : substitute(pattern, values);
  return excerpt(Number.POSITIVE_INFINITY, out => write(closed, out));
}

/** The same for people: cut short when it is very long. */
export function shortPattern(pattern: Pattern, longest = longestShown): string {
  return excerpt(longest, out => write(pattern, out));
}

function write(p: Pattern, out: Excerpt): void {
  switch (p.kind) {
    case 'zero':
      out.add('0');
      break;
    case 'one':
      out.add('1');
      break;
    case 'tag':
      out.add(p.tag);
      break;
    case 'variable':
      out.add('_');
      break;
    case 'sum':
      out.row(p.parts, ' + ', part => writePart(part, out));
      break;
    case 'product':
      out.row(p.parts, ' . ', part => writePart(part, out));
      break;
    case 'star':
      writeAtom(p.body, out);
      out.add('*');
      break;
    default:
      p satisfies never;
  }
}

function writePart(p: Pattern, out: Excerpt): void {
  inParentheses(p, p.kind === 'sum' || p.kind === 'product', out);
}

function writeAtom(p: Pattern, out: Excerpt): void {
  inParentheses(p, p.kind === 'sum' || p.kind === 'product' || p.kind === 'star', out);
}

function inParentheses(p: Pattern, needed: boolean, out: Excerpt): void {
  if (needed) out.add('(');
  write(p, out);
  if (needed) out.add(')');
}

/** A full or plain type in source syntax, for people: cut short when it is very long. A mailbox is `Future!Put[U]`. */
export function showType(type: Type | PlainType, values?: Values, longest = longestShown): string {
  return excerpt(longest, out => addType(type, values, out));
}

function addType(t: Type | PlainType, values: Values | undefined, out: Excerpt): void {
  const add = (part: Type | PlainType): void => addType(part, values, out);
  switch (t.kind) {
    case 'base':
    case 'interface':
      out.add(t.name);
      break;
    case 'error':
      out.add('?');
      break;
    case 'tuple':
      if (t.parts.length === 0) {
        out.add('Unit');
        break;
      }
      out.add('(');
      out.row<Type | PlainType>(t.parts, ' * ', add);
      out.add(')');
      break;
    case 'sum':
      out.add('(');
      out.row<Type | PlainType>([t.left, t.right], ' + ', add);
      out.add(')');
      break;
    case 'list':
      out.add('List(');
      add(t.element);
      out.add(')');
      break;
    case 'function':
      out.add('(');
      out.row<Type | PlainType>(t.parameters, ', ', add);
      out.add(`) ${t.linear ? '-o' : '->'} `);
      add(t.result);
      break;
    case 'mailbox': {
      const pattern = values === undefined ? t.pattern : substitute(t.pattern, values);
      out.add(`${t.interface}${t.capability}`);
      // A variable solved as `0` is one about which nothing is known.
      const unknown = pattern.kind === 'variable' || (pattern.kind === 'zero' && pattern !== t.pattern);
      if (!unknown) writeAtom(pattern, out);
      out.add(`[${t.usage}]`);
      break;
    }
    default:
      t satisfies never;
  }
}

/** A closed pattern as it is written after `!` or `?`, where the grammar takes an atom: in parentheses unless it is a tag, `0` or `1`. */
export function showPatternInType(pattern: Pattern): string {
  return excerpt(Number.POSITIVE_INFINITY, out => writeAtom(pattern, out));
}

/**
 * A closed pattern in English, such as "exactly one `Put` and any number of `Get`": a noun phrase for what a
 * mailbox holds. Falls back to the pattern itself when words would be longer than it is worth.
 */
export function describePattern(pattern: Pattern): string {
  return phrase(pattern) ?? `messages matching \`${shortPattern(pattern)}\``;
}

/** So many messages are named in one phrase. */
const mostNamed = 12;

function phrase(p: Pattern): string | undefined {
  switch (p.kind) {
    case 'zero':
      return 'nothing that can ever be';
    case 'one':
      return 'no message';
    case 'tag':
      return `exactly one \`${p.tag}\``;
    case 'variable':
      return undefined;
    case 'star': {
      if (p.body.kind === 'tag') return `any number of \`${p.body.tag}\``;
      if (p.body.kind !== 'sum' || p.body.parts.length > mostNamed) return undefined;
      if (!p.body.parts.every(q => q.kind === 'tag')) return undefined;
      return `any number of ${list(
        p.body.parts.map(q => `\`${q.tag}\``),
        'and',
      )}`;
    }
    case 'sum':
      return sumPhrase(p.parts);
    case 'product':
      return productPhrase(p.parts);
    default:
      return p satisfies never;
  }
}

function sumPhrase(parts: readonly Pattern[]): string | undefined {
  const rest = parts.filter(q => q.kind !== 'one');
  const optional = rest.length < parts.length;
  if (rest.length > 4) return undefined;
  if (rest.length === 1) {
    const [only] = rest;
    if (only?.kind === 'tag') return `at most one \`${only.tag}\``;
  }
  if (rest.every(q => q.kind === 'tag')) {
    const names = list(
      rest.map(q => `\`${q.tag}\``),
      'or',
    );
    return optional ? `at most one of ${names}` : `exactly one of ${names}`;
  }
  const phrases = parts.map(phrase);
  if (!phrases.every(q => q !== undefined)) return undefined;
  return `either ${phrases.join(', or ')}`;
}

function productPhrase(parts: readonly Pattern[]): string | undefined {
  const counts = new Map<string, { least: number; more: boolean }>();
  const others: Pattern[] = [];
  for (const q of parts) {
    const [t, starred] =
      q.kind === 'tag'
        ? [q.tag, false]
        : q.kind === 'star' && q.body.kind === 'tag'
          ? [q.body.tag, true]
          : [undefined, false];
    if (t === undefined) {
      others.push(q);
      continue;
    }
    const seen = counts.get(t) ?? { least: 0, more: false };
    counts.set(t, { least: seen.least + (starred ? 0 : 1), more: seen.more || starred });
  }
  if (counts.size + others.length > 5) return undefined;
  const phrases: (string | undefined)[] = [...counts].map(([t, { least, more }]) =>
    least === 0 ? `any number of \`${t}\`` : `${more ? 'at least' : 'exactly'} ${number(least)} \`${t}\``,
  );
  for (const q of others) phrases.push(phrase(q));
  if (!phrases.every(q => q !== undefined)) return undefined;
  return list(phrases, 'and');
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A count as a word up to ten, then in figures. */
export function number(n: number): string {
  return numbers[n] ?? String(n);
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[], conjunction: 'and' | 'or'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items[items.length - 1]}`;
}

/** A multiset of messages in words: "nothing", "one `Put`", "two `Put` and one `Get`". */
export function describeMessages(messages: ReadonlyMap<string, number>): string {
  if (messages.size === 0) return 'no message';
  return list(
    [...messages].map(([t, n]) => `${number(n)} \`${t}\``),
    'and',
  );
}
