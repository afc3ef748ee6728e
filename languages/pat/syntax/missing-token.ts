// Which token may be missing where the parser stopped: an insertion, found by its neighbours. The likelier come first.
import { lineStart } from './lexemes.ts';
import type { Repair } from './repair.ts';
import { type Token, tokensAround } from './tokens-around.ts';

interface Insertion {
  readonly token: string;
  /** The token before it, as it is written; empty at the start of a text. */
  readonly before: RegExp;
  /** The text after it. */
  readonly after: RegExp;
}

/** The token before a step, and before any expression. */
const stepStart = /^(?:[{;=(]|->|in|else|)$/;
const expressionStart = /^(?:[{;=(,]|->|::|in|else|)$/;
/** The text at an expression. */
const expression = /^(?!(?:in|of|else|then|from|receive|empty|def|interface)(?![\w']))[a-z("0-9]/;

/** What may be missing beside the place where the parser stopped. */
const signs: readonly Insertion[] = [
  { token: ':', before: /^(?:[a-z][\w']*|\))$/, after: /^(?:[A-Z(*]|[01]\s*\{)/ },
  { token: '->', before: /^(?:[\w'][\w']*|[)\]])$/, after: expression },
  { token: '{', before: /^(?:[A-Z01][\w']*|[\])*!?]|of|spawn|else)$/, after: /^[A-Za-z("0-9}|]/ },
  { token: '[', before: /^(?:new|[)!?]|[A-Z][\w']*)$/, after: /^[A-Z]/ },
  {
    token: '(',
    before: /^(?:(?!(?:def|interface|guard|new|of|from|receive|in|else)$)[A-Za-z][\w']*|[{;=(,:!?]|->|::|)$/,
    after: /^[A-Za-z("0-9):]/,
  },
  { token: '|', before: /[\w'")}]$/, after: /^(?:inr|\()/ },
  { token: '.', before: /^(?:[A-Z][\w']*|[)*])$/, after: /^[A-Z(]/ },
  { token: ')', before: /[\w'")\]!?*]$/, after: /^(?:->|[:{}[;!=|]|of|from|receive|in)/ },
];

/** What is missing wherever its neighbours stand side by side: no program has them so. */
const certain: readonly Insertion[] = [
  { token: "X'_'", before: /^receive\*?$/, after: /^\(/ },
  { token: 'receive', before: /^(?!receive\*?$|!$)/, after: /^[A-Z][\w']*\s*\([^()]*\)\s*from\s/ },
];

/** What is known by its neighbours to be missing: what follows it may go on for a while before the parser stops. */
const distant: readonly Insertion[] = [
  { token: '(', before: /^[!?]$/, after: /^[A-Z][\w']*\*?\s*[+.*][^\n()]*\)/ },
  { token: '=', before: /^[a-z][\w']*$/, after: /^[^\n=]*\sin(?![\w'])/ },
  { token: 'guard', before: stepStart, after: /^[a-z(][^\n{:]*:[^\n{]*\{/ },
  { token: 'let', before: stepStart, after: /^[a-z(][^\n=]*=/ },
  { token: 'spawn', before: stepStart, after: /^\{/ },
  { token: 'if', before: stepStart, after: /^\(/ },
  { token: 'caseL', before: stepStart, after: /^[^\n{]*\sof\s*\{\s*nil/ },
  { token: 'case', before: stepStart, after: /^[^\n{]*\sof\s*\{/ },
  { token: 'from', before: /^\)$/, after: /^[a-z]/ },
  { token: 'free', before: /./, after: /^->/ },
  { token: 'nil', before: /^[{(,]|::$/, after: /^(?:->|[,)])/ },
  { token: 'new', before: expressionStart, after: /^\[/ },
  { token: 'else', before: /^\}$/, after: /^\{/ },
];

/** Names that no one writes, to stand for one that is missing. */
const names: readonly Insertion[] = [
  { token: "x'_'", before: /^(?!.*[\w'])/, after: /^(?:[:!),=;}\]*/+<>&|-]|in\s)/ },
  { token: "X'_'", before: /^(?:[!,({[:.+=]|receive\*?|->|interface)$/, after: /^(?:[(!?,)\]}{.+*]|from\s)/ },
];

/** How far from the place where the parser stopped a token may be missing, in tokens. */
const nearby = 2;
const farthest = 24;

/** The tokens to try, each once; the likelier first. `stops` are the offsets near which one may be missing. */
export function* missingTokens(text: string, stops: readonly number[]): Generator<Repair> {
  const tokens = tokensAround(text, stops);
  const tried = new Set<string>();
  for (const { token, place } of candidates(text, stops, tokens)) {
    const key = `${place} ${token}`;
    if (tried.has(key)) continue;
    tried.add(key);
    yield { at: place, width: 0, put: ` ${token} `, token: /_/.test(token) ? undefined : token };
  }
}

interface Candidate {
  readonly token: string;
  readonly place: number;
}

function* candidates(text: string, stops: readonly number[], tokens: readonly Token[]): Generator<Candidate> {
  const item = itemWord(text, Math.min(...stops));
  if (item !== undefined) yield item;
  const indices = stops.map(stop => {
    const index = tokens.findIndex(t => t.start >= stop);
    return index < 0 ? tokens.length : index;
  });
  const near = Array.from({ length: nearby + 1 }, (_, i) => i);
  const far = Array.from({ length: farthest + 1 }, (_, i) => i);
  const back = far.flatMap(distance => indices.map(i => i - distance));
  for (const i of back) yield* insertionsAt(text, tokens, i, certain);
  for (const i of near.flatMap(distance => indices.flatMap(i => [i - distance, i + distance])))
    yield* insertionsAt(text, tokens, i, [...distant, ...names, ...signs]);
  for (const i of back) yield* insertionsAt(text, tokens, i, distant);
}

/** Where a line that is not indented begins like an item without its word, at or before an offset. */
function itemWord(text: string, offset: number): Candidate | undefined {
  let at = lineStart(text, offset);
  while (at > 0 && /^(?:[ \t]{2}|[}\n#])/.test(text.slice(at, at + 2))) at = lineStart(text, at - 1);
  const rest = text.slice(at, at + 80);
  if (/^(?:def|interface)(?![\w'])/.test(rest)) return undefined;
  if (/^\s*[a-z][\w']*\s*\((?:[a-z][\w']*\s*|\)\s*):/.test(rest)) return { place: at, token: 'def' };
  return /^\s*[A-Z][\w']*\s*\{/.test(rest) ? { place: at, token: 'interface' } : undefined;
}

function insertionsAt(
  text: string,
  tokens: readonly Token[],
  i: number,
  all: readonly Insertion[],
): Candidate[] {
  if (i < 0 || i > tokens.length) return [];
  const before = tokens[i - 1];
  const next = tokens[i];
  const rest = next === undefined ? '' : text.slice(next.start, next.start + 160);
  const end = before?.end ?? 0;
  const start = next?.start ?? end;
  return all
    .filter(({ before: b, after: a }) => b.test(before?.text ?? '') && a.test(rest))
    .map(({ token }) => ({ token, place: /^[\w(]/.test(token) ? start : end }));
}
