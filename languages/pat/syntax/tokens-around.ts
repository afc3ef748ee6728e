// The tokens of a part of a text, for what looks at a text that tree-sitter could not make sense of.

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The tokens that begin between two offsets, of which the first is not within a token. */
export function tokensBetween(text: string, from: number, to: number): readonly Token[] {
  const tokens: Token[] = [];
  const token = /\s+|#[^\n]*|"(?:[^"\\\n]|\\.)*"?|receive\*|[A-Za-z][\w']*|\d+|::|->|&&|\|\||[=!<>]=|[^\s]/gy;
  token.lastIndex = from;
  for (let match = token.exec(text); match !== null && match.index < to; match = token.exec(text)) {
    const [word] = match;
    if (/^[\s#]/.test(word)) continue;
    tokens.push({ text: word, start: match.index, end: match.index + word.length });
  }
  return tokens;
}

/** The start of the line that is some lines above that of an offset. */
export function lineStart(text: string, offset: number, above: number): number {
  let start = offset;
  // From before its start `lastIndexOf` would look at the first character.
  for (let i = 0; i <= above && start >= 0; i++) start = start === 0 ? -1 : text.lastIndexOf('\n', start - 1);
  return Math.max(0, start + 1);
}
