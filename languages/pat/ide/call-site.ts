// Which call, message or clause the cursor is in, and at which of its parts: found by the words before the cursor, since
// what is being typed lacks its closing bracket and much else.

import { itemStart, type Lexeme, lexemes } from '../syntax/lexemes.ts';
import { OpenBrackets, openingOf, opens } from './brackets.ts';

export type CallSite = {
  /** How many commas of the list stand before the cursor. */
  readonly part: number;
  /** The offset of the opening bracket. */
  readonly open: number;
} & (
  | { readonly kind: 'call'; readonly name: string; readonly at: number }
  /** A call of something in parentheses. */
  | { readonly kind: 'expression-call' }
  | { readonly kind: 'send'; readonly name: string; readonly at: number; readonly target: Lexeme | undefined }
  | { readonly kind: 'receive'; readonly name: string; readonly at: number }
);

/** An opening bracket that is not closed yet, or a `let` whose `in` is still to come. */
interface Frame {
  readonly sign: '(' | '[' | '{' | 'let';
  /** Index among the lexemes. */
  readonly index: number;
  commas: number;
}

/** The innermost call around the offset, in its own braces; undefined where there is none, and in comments. */
export function callSite(text: string, offset: number): CallSite | undefined {
  const before = lexemes(text, itemStart(text, offset), offset);
  const last = before.at(-1);
  if (last?.kind === 'comment' && last.end === offset) return undefined;
  const words = before.filter(({ kind }) => kind !== 'comment');
  const frames = openFrames(text, words);
  for (const frame of frames.toReversed()) {
    if (frame.sign === '{') return undefined;
    if (frame.sign === 'let') continue;
    const found = siteOf(text, words, frame);
    if (found !== undefined) return found === 'declaration' ? undefined : found;
  }
  return undefined;
}

function openFrames(text: string, words: readonly Lexeme[]): readonly Frame[] {
  const open = new OpenBrackets<Frame>();
  for (const [index, { kind, start, end }] of words.entries()) {
    const word = kind === 'sign' || kind === 'word' ? text.slice(start, end) : '';
    if (opens(word)) open.push({ sign: word, index, commas: 0 });
    const closes = openingOf(word);
    if (closes !== undefined) open.close(closes);
    switch (word) {
      case ',': {
        const { innermost } = open;
        if (innermost !== undefined) innermost.commas++;
        break;
      }
      case 'let':
        // Right after an operand a `let` begins anew: the bracket before it was forgotten.
        if (endsOperand(text, words[index - 1])) open.closeInBrace();
        open.push({ sign: 'let', index, commas: 0 });
        break;
      case 'in':
        if (open.close('let') === undefined) open.closeInBrace();
        break;
      case 'receive':
      case 'receive*':
        open.closeInBrace();
        break;
    }
  }
  return open.all();
}

const operators = new Set(
  'let in spawn new guard receive receive* from interface def if then else case caseL of'.split(' '),
);

function endsOperand(text: string, lexeme: Lexeme | undefined): boolean {
  if (lexeme === undefined) return false;
  const word = text.slice(lexeme.start, lexeme.end);
  return lexeme.kind === 'sign' ? /[)\]}]/.test(word) : !operators.has(word);
}

/** What is before these is no call, though a name or a parenthesis stands there. */
const keywords = new Set([
  ...operators,
  ...'free empty fail inl inr fun linfun List nil true false'.split(' '),
]);

/** What the bracket of a frame belongs to: undefined for what only groups. */
function siteOf(
  text: string,
  words: readonly Lexeme[],
  { sign, index, commas }: Frame,
): CallSite | 'declaration' | undefined {
  const open = words[index]?.start ?? 0;
  const place = { part: commas, open };
  const textOf = (at: number): string => {
    const lexeme = words[at];
    return lexeme === undefined ? '' : text.slice(lexeme.start, lexeme.end);
  };
  const name = textOf(index - 1);
  const at = words[index - 1]?.start ?? 0;
  const before = textOf(index - 2);
  if (words[index - 1]?.kind === 'word' && /^[A-Z]/.test(name) && !keywords.has(name)) {
    if (before === 'receive' || before === 'receive*') return { kind: 'receive', name, at, ...place };
    if (sign === '[') return undefined;
    if (before !== '!')
      return words[0] !== undefined && textOf(0) === 'interface' ? 'declaration' : undefined;
    return { kind: 'send', name, at, target: words[index - 3], ...place };
  }
  if (sign === '[') return undefined;
  if (name === 'fun' || name === 'linfun' || before === 'def') return 'declaration';
  if (name === ')') return { kind: 'expression-call', ...place };
  if (!/^[a-z]/.test(name) || keywords.has(name)) return undefined;
  return { kind: 'call', name, at, ...place };
}
