// Types and patterns as the user would write them, and patterns in words. `+` and `.` have one precedence in
// the source (spec §2), so wherever the two meet, parentheses are written.
import { type Pattern, type PatternVariable, substitute } from './pattern.ts';
import type { PlainType, Type } from './type.ts';

/** Known solutions of pattern variables; a variable without one is shown as `_`. */
export type Values = ReadonlyMap<PatternVariable, Pattern>;

/** The pattern in source syntax, such as `Put . Get*`. */
export function showPattern(pattern: Pattern, values?: Values): string {
  return write(values === undefined ? pattern : substitute(pattern, values));
}

function write(p: Pattern): string {
  switch (p.kind) {
    case 'zero':
      return '0';
    case 'one':
      return '1';
    case 'tag':
      return p.tag;
    case 'variable':
      return '_';
    case 'sum':
      return p.parts.map(writePart).join(' + ');
    case 'product':
      return p.parts.map(writePart).join(' . ');
    case 'star':
      return `${writeAtom(p.body)}*`;
    default:
      return p satisfies never;
  }
}

function writePart(p: Pattern): string {
  return p.kind === 'sum' || p.kind === 'product' ? `(${write(p)})` : write(p);
}

function writeAtom(p: Pattern): string {
  return p.kind === 'sum' || p.kind === 'product' || p.kind === 'star' ? `(${write(p)})` : write(p);
}

/** A full or plain type in source syntax; a mailbox as `Future!Put[U]`, its usage after a space when `spaced`. */
export function showType(type: Type | PlainType, values?: Values): string {
  switch (type.kind) {
    case 'base':
      return type.name;
    case 'interface':
      return type.name;
    case 'error':
      return '?';
    case 'tuple':
      return type.parts.length === 0 ? 'Unit' : `(${type.parts.map(t => showType(t, values)).join(' * ')})`;
    case 'sum':
      return `(${showType(type.left, values)} + ${showType(type.right, values)})`;
    case 'list':
      return `List(${showType(type.element, values)})`;
    case 'function': {
      const parameters = type.parameters.map(t => showType(t, values)).join(', ');
      return `(${parameters}) ${type.linear ? '-o' : '->'} ${showType(type.result, values)}`;
    }
    case 'mailbox': {
      const pattern = values === undefined ? type.pattern : substitute(type.pattern, values);
      // A variable solved as `0` is one about which nothing is known.
      const unknown = pattern.kind === 'variable' || (pattern.kind === 'zero' && pattern !== type.pattern);
      const shown = unknown ? '' : writeAtomOrStar(pattern);
      return `${type.interface}${type.capability}${shown}[${type.usage}]`;
    }
    default:
      return type satisfies never;
  }
}

/** A closed pattern as it is written after `!` or `?`: in parentheses unless it is a tag, `0` or `1`. */
export function showPatternInType(pattern: Pattern): string {
  return writeAtomOrStar(pattern);
}

/** A pattern after `!` or `?`, where the grammar takes an atom. */
function writeAtomOrStar(p: Pattern): string {
  return p.kind === 'star' ? `(${write(p)})` : writeAtom(p);
}

/**
 * A closed pattern in English, such as "exactly one `Put` and any number of `Get`": a noun phrase for what a
 * mailbox holds. Falls back to the pattern itself when words would be longer than it is worth.
 */
export function describePattern(pattern: Pattern): string {
  return phrase(pattern) ?? `messages matching \`${write(pattern)}\``;
}

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
      if (p.body.kind === 'sum' && p.body.parts.every(q => q.kind === 'tag')) {
        return `any number of ${list(
          p.body.parts.map(q => `\`${write(q)}\``),
          'and',
        )}`;
      }
      return undefined;
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
      rest.map(q => `\`${write(q)}\``),
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
