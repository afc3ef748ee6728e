// Pat's text as tokens and brackets, without a grammar: enough for small changes to programs, also to broken ones.
import type { Random } from './random.ts';

export interface Token {
  /** White space and comments in front of it. */
  readonly space: string;
  readonly text: string;
}

const lexeme =
  /((?:\s+|#[^\n]*)*)("(?:[^"\\\n]|\\.)*"|receive\*|[A-Za-z][\w']*|:[A-Za-z][\w']*|::|==|!=|<=|>=|&&|\|\||->|-o(?![\w'])|\d+|[^\s]|$)/gy;

/** The tokens of a text, roughly: whatever is not one is a token of one character. */
export function tokens(text: string): Token[] {
  const out: Token[] = [];
  for (const [, space = '', token = ''] of text.matchAll(lexeme)) {
    if (token !== '') out.push({ space, text: token });
  }
  return out;
}

export function joined(parts: readonly Token[]): string {
  return `${parts.map(t => t.space + t.text).join('')}\n`;
}

export const types = ['Int', 'Bool', 'String', 'Atom', 'Unit'];
const keywords = new Set(
  'let in spawn new guard receive receive* free empty fail from interface def if else case caseL of inl inr nil fun linfun List true false'.split(
    ' ',
  ),
);
export const isVariable = (t: string): boolean => /^[a-z][\w']*$/.test(t) && !keywords.has(t);
export const isConstructor = (t: string): boolean => /^[A-Z][\w']*$/.test(t) && !keywords.has(t);
const opening = new Map([
  ['(', ')'],
  ['{', '}'],
  ['[', ']'],
]);

/** Whether this token is a tag beside a `+` or `.`, or all of a guard's pattern. */
export function inPattern(at: readonly Token[], i: number): boolean {
  const text = at[i]?.text ?? '';
  if (!isConstructor(text) || types.includes(text)) return false;
  const [before, behind] = [at[i - 1]?.text ?? '', at[i + 1]?.text ?? ''];
  const combined = ['+', '.'].includes(before) || ['+', '.'].includes(behind);
  return combined || (before === ':' && (behind === '{' || behind === '*'));
}

/** A copy in which `count` tokens from `from` on are replaced. */
export function spliced(
  at: readonly Token[],
  from: number,
  count: number,
  ...put: readonly string[]
): Token[] {
  const space = at[from]?.space ?? ' ';
  const inserted = put.map((text, i) => ({ space: i === 0 ? space : ' ', text }));
  return [...at.slice(0, from), ...inserted, ...at.slice(from + count)];
}

export function positions(at: readonly Token[], test: (token: string, index: number) => boolean): number[] {
  return at.flatMap((t, i) => (test(t.text, i) ? [i] : []));
}

/** A random position that passes the test. */
export function somewhere(
  random: Random,
  at: readonly Token[],
  test: (token: string, index: number) => boolean,
): number | undefined {
  const found = positions(at, test);
  return found.length === 0 ? undefined : random.pick(found);
}

/** The index of the bracket that closes the one at `open`. */
export function closing(at: readonly Token[], open: number): number | undefined {
  let depth = 0;
  for (let i = open; i < at.length; i++) {
    const text = at[i]?.text ?? '';
    if (opening.has(text)) depth += 1;
    else if (text === ')' || text === '}' || text === ']') {
      depth -= 1;
      if (depth === 0) return i;
      if (depth < 0) return undefined;
    }
  }
  return undefined;
}

/** Where the piece that begins at `from` ends: before one of `ends` at its own level, or before its bracket closes. */
export function pieceEnd(at: readonly Token[], from: number, ends: ReadonlySet<string>): number {
  let depth = 0;
  for (let i = from; i < at.length; i++) {
    const text = at[i]?.text ?? '';
    if (depth === 0 && i > from && ends.has(text)) return i;
    if (opening.has(text)) depth += 1;
    else if (text === ')' || text === '}' || text === ']') {
      depth -= 1;
      if (depth < 0) return i;
    }
  }
  return at.length;
}

export const annotationEnds = new Set(['=', '{', '->', ',', ';', 'of', 'in', '::']);
const clauseStarts = new Set(['receive', 'receive*', 'free', 'empty', 'fail']);

/** Whether a clause begins here, and not a call of `free` or a `fail` expression. */
export function startsClause(at: readonly Token[], i: number): boolean {
  const text = at[i]?.text ?? '';
  const next = at[i + 1]?.text;
  if (text === 'receive' || text === 'receive*' || text === 'empty') return true;
  return (text === 'free' && next === '->') || (text === 'fail' && next === ':');
}

export function clauseEnd(at: readonly Token[], from: number): number {
  let i = from + 1;
  for (;;) {
    const end = pieceEnd(at, i, clauseStarts);
    if (end >= at.length || !clauseStarts.has(at[end]?.text ?? '') || startsClause(at, end)) return end;
    i = end;
  }
}

/** A statement in front of a `;`, with the `;`. */
export function statement(random: Random, at: readonly Token[]): readonly [number, number] | undefined {
  const semicolon = somewhere(random, at, t => t === ';');
  if (semicolon === undefined) return undefined;
  let depth = 0;
  for (let i = semicolon - 1; i >= 0; i--) {
    const text = at[i]?.text ?? '';
    if (text === ')' || text === '}' || text === ']') depth += 1;
    else if (opening.has(text)) {
      depth -= 1;
      if (depth < 0) return [i + 1, semicolon + 1];
    } else if (depth === 0 && (text === ';' || text === 'in' || text === '->')) return [i + 1, semicolon + 1];
  }
  return [0, semicolon + 1];
}

/** The parts of something in round or square brackets, separated by commas. */
export function listItems(
  random: Random,
  at: readonly Token[],
): readonly (readonly [number, number])[] | undefined {
  const open = somewhere(random, at, (t, i) => t === '(' && closing(at, i) !== undefined);
  if (open === undefined) return undefined;
  const end = closing(at, open) ?? open;
  const out: [number, number][] = [];
  for (let i = open + 1; i < end; ) {
    const stop = Math.min(pieceEnd(at, i, new Set([','])), end);
    out.push([i, stop]);
    i = stop + 1;
  }
  return out.length === 0 ? undefined : out;
}
