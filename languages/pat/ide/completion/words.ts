// The words before the cursor, and the one that is being typed.
import { itemEnd, itemStart, type Lexeme, lexemes } from '../../syntax/lexemes.ts';

export interface Token {
  readonly kind: 'variable' | 'constructor' | 'keyword' | 'integer' | 'string' | 'sign';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What is typed at a cursor, and the tokens before it in its item. */
export interface CursorWords {
  /** The word up to the cursor begins here; the cursor itself when there is none. */
  readonly start: number;
  /** The word around the cursor ends here. */
  readonly end: number;
  /** Without the word at the cursor. */
  readonly before: readonly Token[];
}

const reserved: ReadonlySet<string> = new Set(
  'let in spawn new guard receive receive* free empty fail from interface def if else case caseL of inl inr nil fun linfun List true false'.split(
    ' ',
  ),
);

/** Undefined where no word of the language can be typed: in comments, strings and numbers. */
export function wordsAt(text: string, offset: number): CursorWords | undefined {
  const all = lexemes(text, itemStart(text, offset), offset);
  const last = all.at(-1);
  const touching = last?.end === offset ? last : undefined;
  if (touching?.kind === 'comment' || touching?.kind === 'number') return undefined;
  if (touching?.kind === 'string' && !isClosed(text.slice(touching.start, offset))) return undefined;
  const word = touching?.kind === 'word' && text[offset - 1] !== '*' ? touching : undefined;
  if (word !== undefined && all.at(-2)?.kind === 'number' && all.at(-2)?.end === word.start) return undefined;
  const before = all
    .slice(0, word === undefined ? undefined : -1)
    .flatMap(lexeme => (lexeme.kind === 'comment' ? [] : [tokenOf(text, lexeme)]));
  const rest = /^[A-Za-z0-9_']*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
  const begins = word !== undefined || /[A-Za-z]/.test(text.charAt(offset));
  return { start: word?.start ?? offset, end: begins ? offset + rest : offset, before };
}

/** At most this many characters behind a cursor are read: more than any item that people write has. */
const farthest = 20_000;

/** The tokens behind the word at a cursor, up to the end of its item. */
export function tokensAfter(text: string, { end }: CursorWords): Token[] {
  const until = Math.min(itemEnd(text, end), end + farthest);
  return lexemes(text, end, until).flatMap(lexeme =>
    lexeme.kind === 'comment' ? [] : [tokenOf(text, lexeme)],
  );
}

function tokenOf(text: string, { kind, start, end }: Lexeme): Token {
  const spelling = text.slice(start, end);
  return { kind: kindOf(kind, spelling), text: spelling, start, end };
}

function kindOf(kind: Lexeme['kind'], text: string): Token['kind'] {
  if (kind === 'number') return 'integer';
  if (kind !== 'word') return kind === 'string' ? 'string' : 'sign';
  if (reserved.has(text)) return 'keyword';
  return /^[a-z]/.test(text) ? 'variable' : 'constructor';
}

/** Whether a string literal has its closing quotation mark: one that no backslash escapes. */
function isClosed(literal: string): boolean {
  return /^"(?:[^"\\]|\\.)*"$/.test(literal);
}
