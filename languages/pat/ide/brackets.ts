// Which brackets belong together, by the text alone. A brace is stronger than what is inside: `}` closes a parenthesis
// that was forgotten, and a stray `)` closes no brace.
import type { Span } from '../../diagnostic.ts';
import type { Lexeme } from '../syntax/lexemes.ts';

/** The brackets that are open. */
export class OpenBrackets<T extends { readonly sign: string }> {
  private readonly open: T[] = [];
  /** For each brace that is open, and for the text around: how many of each sign are open in it. */
  private readonly counts: Map<string, number>[] = [new Map()];

  push(bracket: T): void {
    this.open.push(bracket);
    if (bracket.sign === '{') this.counts.push(new Map());
    else this.count(bracket.sign, 1);
  }

  /** Takes out the innermost of this sign with all inside it; undefined when there is none, or only beyond a brace. */
  close(sign: string): T | undefined {
    if (sign === '{') {
      while (this.open.length > 0 && this.open.at(-1)?.sign !== '{') this.open.pop();
      this.counts.pop();
      if (this.counts.length === 0) this.counts.push(new Map());
      return this.open.pop();
    }
    if ((this.counts.at(-1)?.get(sign) ?? 0) === 0) return undefined;
    for (let last = this.open.pop(); last !== undefined; last = this.open.pop()) {
      this.count(last.sign, -1);
      if (last.sign === sign) return last;
    }
    return undefined;
  }

  private count(sign: string, by: number): void {
    const counts = this.counts.at(-1);
    counts?.set(sign, (counts.get(sign) ?? 0) + by);
  }
}

/** The opening bracket of a closing one; undefined for other characters. */
export function openingOf(sign: string): '(' | '[' | '{' | undefined {
  switch (sign) {
    case ')':
      return '(';
    case ']':
      return '[';
    case '}':
      return '{';
    default:
      return undefined;
  }
}

export function opens(sign: string): sign is '(' | '[' | '{' {
  return sign === '(' || sign === '[' || sign === '{';
}

/** The pairs in the order of their closing brackets; each span includes both. */
export function bracketPairs(text: string, lexemes: readonly Lexeme[]): Span[] {
  const pairs: Span[] = [];
  const open = new OpenBrackets<{ readonly sign: string; readonly start: number }>();
  for (const { kind, start, end } of lexemes) {
    if (kind !== 'sign') continue;
    const sign = text.slice(start, end);
    if (opens(sign)) open.push({ sign, start });
    const closes = openingOf(sign);
    const found = closes === undefined ? undefined : open.close(closes);
    if (found !== undefined) pairs.push({ start: found.start, end });
  }
  return pairs;
}
