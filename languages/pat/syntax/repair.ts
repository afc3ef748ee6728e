// Where tree-sitter skips text it loses what that text meant. If one more token would have made the text whole, this finds
// it: the smallest repair, an insertion (Corchuelo et al. 2002; Diekmann and Tratt 2020). The tree of the text with the
// token is read as if the token had no width, like those that the grammar itself puts in for what is missing: so names
// around the gap keep their meaning, and there is one fault, at the gap.
import type { Node, Tree } from 'web-tree-sitter';
import type { SyntaxFault } from './fault.ts';

/** A token that is not in the text, between two offsets of the text that the tree was made of. */
export interface Gap {
  /** Where it belongs. */
  readonly at: number;
  /** How many characters were put in. */
  readonly length: number;
  /** As it is written; undefined for a name, which the user must choose. */
  readonly token: string | undefined;
}

/** An offset of the text with the token as an offset of the text without it. */
export function withoutGap({ at, length }: Gap, offset: number): number {
  return offset <= at ? offset : Math.max(at, offset - length);
}

/**
 * The fault that a gap at an offset is, where reading the tree has not said so already. `last` is the place of the token
 * before it, `around` the characters on both sides.
 */
export function gapFault(
  token: string,
  offset: number,
  last: SyntaxFault['at'],
  around: readonly [string, string],
): SyntaxFault {
  const isWord = /^\w/.test(token);
  const [left, right] = around.map(c => (isWord && /[\w']/.test(c) ? ' ' : ''));
  const edit = { range: { start: offset, end: offset }, text: `${left}${token}${right}` };
  return {
    code: 'E129',
    severity: 'error',
    at: last,
    message: `Here \`${token}\` is missing.`,
    fixes: [{ title: `Write \`${token}\``, edits: [edit] }],
  };
}

interface Insertion {
  readonly token: string;
  /** The token before it, as it is written; empty at the start of a text. */
  readonly before: RegExp;
  /** The text after it. */
  readonly after: RegExp;
  /** The token before that one. */
  readonly earlier?: RegExp;
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
  { token: '=', before: /^(?:[A-Za-z][\w']*|[\])!?])$/, after: expression },
  { token: '{', before: /^(?:[A-Z01][\w']*|[\])*!?]|of|spawn|else)$/, after: /^[A-Za-z("0-9}|]/ },
  { token: '[', before: /^(?:new|[)!?]|[A-Z][\w']*)$/, after: /^[A-Z]/ },
  {
    token: '(',
    before: /^(?:(?!(?:def|interface|guard|new|of|from|receive|in|else)$)[A-Za-z][\w']*|[{;=(,:!?]|->|::|)$/,
    after: /^[A-Za-z("0-9):]/,
  },
  { token: '!', before: /^(?:[a-z][\w']*|\))$/, after: /^[A-Z]/ },
  { token: '::', before: /^(?:[a-z][\w']*|\)|\d+)$/, after: expression },
  { token: '|', before: /[\w'")}]$/, after: /^(?:inr|\()/ },
  { token: ',', before: /[\w'")\]!?]$/, after: /^[A-Za-z("0-9]/ },
  { token: '.', before: /^(?:[A-Z][\w']*|[)*])$/, after: /^[A-Z(]/ },
  { token: ')', before: /[\w'")\]!?*]$/, after: /^(?:->|[:{}[;!=|]|of|from|receive|in)/ },
  { token: ']', before: /^[A-Z][\w']*$/, after: /^(?:in|[;){},=])/ },
  { token: '}', before: /[\w'")\]}]$/, after: /^(?:receive|free|empty|else|inr|[;)|}]|$)/ },
];

/** What is missing wherever its neighbours stand side by side: no program has them so. */
const certain: readonly Insertion[] = [
  { token: "X'_'", before: /^receive\*?$/, after: /^\(/ },
  { token: 'receive', before: /^(?!receive\*?$|!$)/, after: /^[A-Z][\w']*\s*\([^()]*\)\s*from\s/ },
  { token: 'free', before: /^\{$/, after: /^->/ },
  { token: '(', before: /^[a-z][\w']*$/, after: /^[a-z][\w']*\s*:/, earlier: /^def$/ },
  { token: '(', before: /^[a-z][\w']*$/, after: /^\)/, earlier: /^def$/ },
];

/** What is known by its neighbours to be missing: what follows it may go on for a while before the parser stops. */
const distant: readonly Insertion[] = [
  { token: '(', before: /^[!?]$/, after: /^[A-Z][\w']*\*?\s*[+.*][^\n()]*\)/ },
  { token: '[', before: /^new$/, after: /^[A-Z]/ },
  { token: '{', before: /^(?:spawn|of|else)$/, after: /^[a-z("0-9|]/ },
  { token: '->', before: /^free$/, after: expression },
  { token: ':', before: /^\)$/, after: /^[A-Z][\w']*(?:\s*[!?][^\n{]*)?\s*\{/ },
  {
    token: '{',
    before: /^(?:[A-Z01][\w']*|[\])*!?])$/,
    after: /^(?:\n|receive|free|let|guard|if|spawn)(?![\w'])/,
  },
  { token: '=', before: /^[a-z][\w']*$/, after: /^[^\n=]*\sin(?![\w'])/ },
  { token: 'guard', before: stepStart, after: /^[a-z(][^\n{:]*:[^\n{]*\{/ },
  { token: 'let', before: stepStart, after: /^[a-z(][^\n=]*=/ },
  { token: 'spawn', before: stepStart, after: /^\{/ },
  { token: 'if', before: stepStart, after: /^\(/ },
  { token: 'caseL', before: stepStart, after: /^[^\n{]*\sof\s*\{\s*nil/ },
  { token: 'case', before: stepStart, after: /^[^\n{]*\sof\s*\{/ },
  { token: 'receive', before: /./, after: /^[A-Z][\w']*\s*[([]/ },
  { token: 'from', before: /^\)$/, after: /^[a-z]/ },
  { token: 'free', before: /./, after: /^->/ },
  { token: 'free', before: stepStart, after: /^\(/ },
  { token: 'empty', before: /./, after: /^\([^\n)]*\)\s*->/ },
  { token: 'nil', before: /^[{(,]|::$/, after: /^(?:->|[,)])/ },
  { token: 'inl', before: expressionStart, after: /^\(/ },
  { token: 'inr', before: /^\|$/, after: /^\(/ },
  { token: 'new', before: expressionStart, after: /^\[/ },
  { token: 'fun', before: expressionStart, after: /^\([^\n]*\)\s*:/ },
  { token: 'else', before: /^\}$/, after: /^\{/ },
  { token: 'of', before: /[\w')]$/, after: /^\{/ },
];

/** Names that no one writes, to stand for one that is missing. */
const names: readonly Insertion[] = [
  { token: "x'_'", before: /^(?!.*[\w'])/, after: /^(?:[:!),=;}\]*/+<>&|-]|in\s)/ },
  { token: "X'_'", before: /^(?:[!,({[:.+=]|receive\*?|->|interface)$/, after: /^(?:[(!?,)\]}{.+*]|from\s)/ },
];

/** How far from the place where the parser stopped a token may be missing, in tokens. */
const nearby = 2;
const farthest = 24;
/** Each costs a parse of the text: this many, and no more than so many characters. */
const mostAttempts = 32;
const mostCharacters = 32_000;

/** What is wrong with a tree. */
export interface Damage {
  /** Offsets near which a token may be missing, in order of likelihood. None when nothing was skipped. */
  readonly stops: readonly number[];
  /** Whether what was skipped has a meaning; otherwise it may be a stray sign. */
  readonly loss: boolean;
}

/** Where text was skipped, or a section of the text has fallen apart into several items. */
export function damageOf(tree: Tree): Damage {
  const { rootNode } = tree;
  const stops: number[] = [];
  let before: Node | null = null;
  for (const child of rootNode.children) {
    const isCut = before?.type === 'definition' && before.childForFieldName('body') === null;
    if (child.type === 'unmatched_brace' || (child.type === 'body' && isCut)) {
      stops.push(child.startIndex);
      break;
    }
    before = child;
  }
  const isApart = stops.length > 0;
  const errors = rootNode.hasError ? errorsIn(rootNode) : [];
  for (const { startIndex, endIndex } of errors.slice(0, 2)) stops.push(startIndex, endIndex);
  return { stops, loss: isApart || errors.length > 1 || errors.some(isLoss) };
}

/** The first outermost places where text was skipped, in order. */
function errorsIn(root: Node): readonly Node[] {
  const errors: Node[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined && errors.length < 3; node = open.pop()) {
    if (node.isError) errors.push(node);
    else if (node.hasError) open.push(...node.children.toReversed());
  }
  return errors;
}

/** Tokens that are no mere slips: what belongs before them must be missing. */
const hints = new Set(['variable', 'constructor', 'integer', ':', '->', '!', '::', 'from', '{', '[']);

/** Whether skipped text has a meaning: a name, or several tokens. */
function isLoss(error: Node): boolean {
  if (error.childCount !== 1) return error.childCount > 1;
  const only = error.child(0);
  return only !== null && (only.childCount > 0 || hints.has(only.type));
}

/** The texts to try, each with the token that it has more than `text`; the likelier first. */
export function* attempts(text: string, stops: readonly number[]): Generator<{ text: string; gap: Gap }> {
  const from = lineStart(text, Math.min(...stops), 12);
  const tokens = [...tokensOf(text, from, Math.max(...stops) + 200)];
  const tried = new Set<string>();
  const most = Math.min(mostAttempts, mostCharacters / text.length);
  for (const { token, place } of candidates(text, stops, tokens)) {
    const key = `${place} ${token}`;
    if (tried.has(key)) continue;
    if (tried.size >= most) return;
    tried.add(key);
    const put = ` ${token} `;
    yield {
      text: text.slice(0, place) + put + text.slice(place),
      gap: { at: place, length: put.length, token: /_/.test(token) ? undefined : token },
    };
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
  let at = lineStart(text, offset, 0);
  while (at > 0 && /^(?:[ \t]{2}|[}\n#])/.test(text.slice(at, at + 2))) at = lineStart(text, at - 1, 0);
  const rest = text.slice(at, at + 80);
  if (/^(?:def|interface)(?![\w'])/.test(rest)) return undefined;
  if (/^\s*[a-z][\w']*\s*\((?:[a-z][\w']*\s*|\)\s*):/.test(rest)) return { place: at, token: 'def' };
  return /^\s*[A-Z][\w']*\s*\{/.test(rest) ? { place: at, token: 'interface' } : undefined;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
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
    .filter(
      ({ before: b, after: a, earlier: e }) =>
        b.test(before?.text ?? '') && a.test(rest) && (e === undefined || e.test(tokens[i - 2]?.text ?? '')),
    )
    .map(({ token }) => ({ token, place: /^[\w(]/.test(token) ? start : end }));
}

function* tokensOf(text: string, from: number, to: number): Generator<Token> {
  const token = /\s+|#[^\n]*|"(?:[^"\\\n]|\\.)*"?|receive\*|[A-Za-z][\w']*|\d+|::|->|&&|\|\||[=!<>]=|[^\s]/gy;
  token.lastIndex = from;
  for (let match = token.exec(text); match !== null && match.index < to; match = token.exec(text)) {
    const [word] = match;
    if (/^[\s#]/.test(word)) continue;
    yield { text: word, start: match.index, end: match.index + word.length };
  }
}

/** The start of the line that is some lines above that of an offset. */
function lineStart(text: string, offset: number, above: number): number {
  let start = offset;
  // From before its start `lastIndexOf` would look at the first character.
  for (let i = 0; i <= above && start >= 0; i++) start = start === 0 ? -1 : text.lastIndexOf('\n', start - 1);
  return Math.max(0, start + 1);
}
