// Small changes to a program, of the kind that people make by mistake: at the level of tokens, and at the level of
// what stands between brackets and separators. Most results are rejected, for reasons all over the rules.
import type { Random } from './random.ts';
import {
  annotationEnds,
  clauseEnd,
  closing,
  inPattern,
  isConstructor,
  isVariable,
  joined,
  listItems,
  pieceEnd,
  positions,
  somewhere,
  spliced,
  startsClause,
  statement,
  type Token,
  tokens,
  types,
} from './tokens.ts';

const operators = ['+', '-', '*', '/', '<', '>', '<=', '>=', '==', '!=', '&&', '||'];
type Mutation = (random: Random, at: readonly Token[]) => Token[] | undefined;

const mutations: Readonly<Record<string, Mutation>> = {
  dropToken: (random, at) => spliced(at, random.below(at.length), 1),
  doubleToken: (random, at) => {
    const i = random.below(at.length);
    const text = at[i]?.text ?? ';';
    return spliced(at, i, 1, text, text);
  },
  swapTokens: (random, at) => {
    const i = random.below(at.length - 1);
    const [a, b] = [at[i]?.text ?? '', at[i + 1]?.text ?? ''];
    return spliced(at, i, 2, b, a);
  },
  otherVariable: (random, at) => {
    const i = somewhere(random, at, isVariable);
    const other = somewhere(random, at, isVariable);
    return i === undefined || other === undefined ? undefined : spliced(at, i, 1, at[other]?.text ?? 'x');
  },
  nearVariable: (random, at) => {
    // Another variable from nearby: more often of the same type.
    const i = somewhere(random, at, isVariable);
    if (i === undefined) return undefined;
    const near = positions(at, (t, j) => isVariable(t) && Math.abs(i - j) < 40 && t !== at[i]?.text);
    return near.length === 0 ? undefined : spliced(at, i, 1, at[random.pick(near)]?.text ?? 'x');
  },
  unboundVariable: (random, at) => {
    const i = somewhere(random, at, isVariable);
    return i === undefined ? undefined : spliced(at, i, 1, 'nowhere');
  },
  otherTag: (random, at) => {
    const tag = (t: string, i: number): boolean =>
      isConstructor(t) &&
      !types.includes(t) &&
      (at[i + 1]?.text === '(' || ['+', '.', '!', '?', ':'].includes(at[i - 1]?.text ?? ''));
    const i = somewhere(random, at, tag);
    const other = somewhere(random, at, tag);
    return i === undefined || other === undefined ? undefined : spliced(at, i, 1, at[other]?.text ?? 'M');
  },
  otherConstructor: (random, at) => {
    const i = somewhere(random, at, isConstructor);
    const other = somewhere(random, at, isConstructor);
    return i === undefined || other === undefined ? undefined : spliced(at, i, 1, at[other]?.text ?? 'M');
  },
  otherType: (random, at) => {
    const i = somewhere(random, at, t => types.includes(t));
    return i === undefined
      ? undefined
      : spliced(at, i, 1, random.pick([...types, 'List(Int)', '(Int * Bool)']));
  },
  otherOperator: (random, at) => {
    const i = somewhere(random, at, (t, j) => operators.includes(t) && !isConstructor(at[j - 1]?.text ?? ''));
    return i === undefined ? undefined : spliced(at, i, 1, random.pick(operators));
  },
  otherPatternOperator: (random, at) => {
    const i = somewhere(random, at, (t, j) => ['+', '.'].includes(t) && isConstructor(at[j + 1]?.text ?? ''));
    return i === undefined ? undefined : spliced(at, i, 1, at[i]?.text === '+' ? '.' : '+');
  },
  star: (random, at) => {
    const i = somewhere(random, at, (_, j) => inPattern(at, j));
    if (i === undefined) return undefined;
    return at[i + 1]?.text === '*' ? spliced(at, i + 1, 1) : spliced(at, i + 1, 0, '*');
  },
  tagToUnit: (random, at) => {
    const i = somewhere(random, at, (_, j) => inPattern(at, j));
    return i === undefined ? undefined : spliced(at, i, 1, random.pick(['1', '1', '0']));
  },
  capability: (random, at) => {
    const i = somewhere(
      random,
      at,
      (t, j) => (t === '!' || t === '?') && isConstructor(at[j - 1]?.text ?? ''),
    );
    return i === undefined ? undefined : spliced(at, i, 1, at[i]?.text === '!' ? '?' : '!');
  },
  usage: (random, at) => {
    const bracket = somewhere(random, at, (t, j) => (t === 'R' || t === 'U') && at[j - 1]?.text === '[');
    if (bracket !== undefined && random.chance(0.5)) {
      return random.chance(0.5)
        ? spliced(at, bracket, 1, at[bracket]?.text === 'R' ? 'U' : 'R')
        : spliced(at, bracket - 1, 3);
    }
    const i = somewhere(
      random,
      at,
      (t, j) => (t === '!' || t === '?') && isConstructor(at[j - 1]?.text ?? '') && j > 0,
    );
    if (i === undefined) return undefined;
    const pattern = at[i + 1]?.text ?? '';
    const end = pattern === '(' ? (closing(at, i + 1) ?? i) + 1 : isConstructor(pattern) ? i + 2 : i + 1;
    return at[end]?.text === '[' ? undefined : spliced(at, end, 0, '[', random.pick(['R', 'U']), ']');
  },
  dropPattern: (random, at) => {
    const i = somewhere(
      random,
      at,
      (t, j) => (t === '!' || t === '?') && isConstructor(at[j - 1]?.text ?? ''),
    );
    if (i === undefined) return undefined;
    const pattern = at[i + 1]?.text ?? '';
    if (pattern === '(') return spliced(at, i + 1, (closing(at, i + 1) ?? i) - i);
    return isConstructor(pattern) ? spliced(at, i + 1, 1) : undefined;
  },
  dropStatement: (random, at) => {
    const range = statement(random, at);
    return range === undefined ? undefined : spliced(at, range[0], range[1] - range[0]);
  },
  doubleStatement: (random, at) => {
    const range = statement(random, at);
    return range === undefined ? undefined : [...at.slice(0, range[1]), ...at.slice(range[0])];
  },
  moveStatement: (random, at) => {
    const from = statement(random, at);
    const to = statement(random, at);
    if (from === undefined || to === undefined || (from[0] < to[1] && to[0] < from[1])) return undefined;
    const moved = at.slice(from[0], from[1]);
    return at.flatMap((t, i) => [...(i === to[0] ? moved : []), ...(i >= from[0] && i < from[1] ? [] : [t])]);
  },
  spawnStatement: (random, at) => {
    const range = statement(random, at);
    if (range === undefined || range[1] - range[0] < 2) return undefined;
    const body = at.slice(range[0], range[1] - 1);
    return [
      ...at.slice(0, range[0]),
      { space: ' ', text: 'spawn' },
      { space: ' ', text: '{' },
      ...body,
      { space: ' ', text: '}' },
      ...at.slice(range[1] - 1),
    ];
  },
  unspawn: (random, at) => {
    const i = somewhere(random, at, (t, j) => t === 'spawn' && at[j + 1]?.text === '{');
    const end = i === undefined ? undefined : closing(at, i + 1);
    if (i === undefined || end === undefined) return undefined;
    return at.filter((_, j) => j !== i && j !== i + 1 && j !== end);
  },
  dropClause: (random, at) => {
    const i = somewhere(random, at, (_, j) => startsClause(at, j));
    return i === undefined ? undefined : spliced(at, i, clauseEnd(at, i) - i);
  },
  doubleClause: (random, at) => {
    const i = somewhere(random, at, (_, j) => startsClause(at, j));
    return i === undefined ? undefined : [...at.slice(0, clauseEnd(at, i)), ...at.slice(i)];
  },
  freeToEmpty: (random, at) => {
    const i = somewhere(random, at, (t, j) => t === 'free' && at[j + 1]?.text === '->');
    return i === undefined ? undefined : spliced(at, i, 1, 'empty', '(', 'e', ')');
  },
  addClause: (random, at) => {
    const i = somewhere(random, at, (_, j) => startsClause(at, j));
    return i === undefined
      ? undefined
      : spliced(
          at,
          i,
          0,
          ...random.pick([
            ['free', '->', '()'],
            ['fail', ':', 'Unit'],
            ['empty', '(', 'e', ')', '->', 'free', '(', 'e', ')'],
          ]),
        );
  },
  starReceive: (random, at) => {
    const i = somewhere(random, at, t => t === 'receive' || t === 'receive*');
    return i === undefined
      ? undefined
      : spliced(at, i, 1, at[i]?.text === 'receive' ? 'receive*' : 'receive');
  },
  dropLet: (random, at) => {
    const i = somewhere(random, at, t => t === 'let');
    if (i === undefined) return undefined;
    const end = pieceEnd(at, i + 1, new Set(['in']));
    return at[end]?.text === 'in' ? spliced(at, i, end + 1 - i) : undefined;
  },
  dropAnnotation: (random, at) => {
    // Of a `let`, or of an expression in parentheses.
    const i = somewhere(random, at, (t, j) => {
      const end = pieceEnd(at, j + 1, annotationEnds);
      const before = at.slice(Math.max(0, j - 8), j).map(token => token.text);
      return (
        t === ':' &&
        (before.includes('let')
          ? at[end]?.text === '='
          : at[end]?.text === ')' && !isVariable(before.at(-1) ?? ''))
      );
    });
    if (i === undefined) return undefined;
    const end = pieceEnd(at, i + 1, annotationEnds);
    return spliced(at, i, end - i);
  },
  dropItem: (random, at) => {
    const items = listItems(random, at);
    if (items === undefined) return undefined;
    const [from, end] = random.pick(items);
    if (at[end]?.text === ',') return spliced(at, from, end + 1 - from);
    return at[from - 1]?.text === ',' ? spliced(at, from - 1, end - from + 1) : spliced(at, from, end - from);
  },
  doubleItem: (random, at) => {
    const items = listItems(random, at);
    if (items === undefined) return undefined;
    const [from, end] = random.pick(items);
    return [...at.slice(0, end), { space: '', text: ',' }, ...at.slice(from)];
  },
  swapItems: (random, at) => {
    const items = listItems(random, at);
    if (items === undefined || items.length < 2) return undefined;
    const i = random.below(items.length - 1);
    const [a, b] = [items[i], items[i + 1]];
    if (a === undefined || b === undefined) return undefined;
    return [
      ...at.slice(0, a[0]),
      ...at.slice(b[0], b[1]),
      ...at.slice(a[1], b[0]),
      ...at.slice(a[0], a[1]),
      ...at.slice(b[1]),
    ];
  },
  swapBranches: (random, at) => {
    const i = somewhere(random, at, (t, j) => t === 'else' && at[j + 1]?.text === '{');
    const end = i === undefined ? undefined : closing(at, i + 1);
    const start =
      i === undefined ? undefined : positions(at, (t, j) => t === '{' && closing(at, j) === i - 1).at(-1);
    if (i === undefined || end === undefined || start === undefined) return undefined;
    return [
      ...at.slice(0, start),
      ...at.slice(i + 1, end + 1),
      ...at.slice(i, i + 1),
      ...at.slice(start, i),
      ...at.slice(end + 1),
    ];
  },
  sendToSelf: (random, at) => {
    // The target of a send as one of its payloads: the same mailbox twice in one step.
    const i = somewhere(
      random,
      at,
      (t, j) => t === '!' && at[j + 2]?.text === '(' && isVariable(at[j - 1]?.text ?? ''),
    );
    if (i === undefined) return undefined;
    const payload = positions(at, (t, j) => j > i + 2 && j < (closing(at, i + 2) ?? 0) && isVariable(t));
    return payload.length === 0 ? undefined : spliced(at, random.pick(payload), 1, at[i - 1]?.text ?? 'x');
  },
  nearSend: (random, at) => {
    // Another target for a send.
    const i = somewhere(
      random,
      at,
      (t, j) => t === '!' && at[j + 2]?.text === '(' && isVariable(at[j - 1]?.text ?? ''),
    );
    const j = somewhere(
      random,
      at,
      (t, k) => t === '!' && at[k + 2]?.text === '(' && isVariable(at[k - 1]?.text ?? ''),
    );
    return i === undefined || j === undefined ? undefined : spliced(at, i - 1, 1, at[j - 1]?.text ?? 'x');
  },
  emptyBlock: (random, at) => {
    const i = somewhere(random, at, (t, j) => t === '{' && closing(at, j) !== undefined);
    return i === undefined ? undefined : spliced(at, i + 1, (closing(at, i) ?? i) - i - 1, '(', ')');
  },
  otherNumber: (random, at) => {
    const i = somewhere(random, at, t => /^\d+$/.test(t));
    return i === undefined
      ? undefined
      : spliced(
          at,
          i,
          1,
          random.pick(['0', '1', '4611686018427387903', '4611686018427387904', 'true', '"n"']),
        );
  },
  otherLinearity: (random, at) => {
    const pairs: Readonly<Record<string, string>> = {
      fun: 'linfun',
      linfun: 'fun',
      '->': '-o',
      '-o': '->',
      inl: 'inr',
      inr: 'inl',
    };
    const i = somewhere(
      random,
      at,
      (t, j) =>
        t in pairs && (t !== '->' || (at[j - 1]?.text === ')' && isConstructor(at[j + 1]?.text ?? ''))),
    );
    return i === undefined ? undefined : spliced(at, i, 1, pairs[at[i]?.text ?? ''] ?? '');
  },
  dropDefinition: (random, at) => {
    const i = somewhere(random, at, t => t === 'def' || t === 'interface');
    if (i === undefined) return undefined;
    const open = at.findIndex((t, j) => j > i && t.text === '{');
    const end = closing(at, open);
    return end === undefined ? undefined : spliced(at, i, end + 1 - i);
  },
  doubleDefinition: (random, at) => {
    const i = somewhere(random, at, t => t === 'def' || t === 'interface');
    if (i === undefined) return undefined;
    const open = at.findIndex((t, j) => j > i && t.text === '{');
    const end = closing(at, open);
    return end === undefined ? undefined : [...at.slice(0, end + 1), ...at.slice(i)];
  },
  wrapInParentheses: (random, at) => {
    const range = statement(random, at);
    if (range === undefined) return undefined;
    return [
      ...at.slice(0, range[0]),
      { space: ' ', text: '(' },
      ...at.slice(range[0], range[1] - 1),
      { space: '', text: ')' },
      ...at.slice(range[1] - 1),
    ];
  },
  spelling: (random, at) => {
    // A spelling that is accepted besides the canonical one.
    switch (random.below(3)) {
      case 0: {
        const i = somewhere(random, at, (t, j) => t === 'from' && at[j + 2]?.text === '->');
        return i === undefined ? undefined : spliced(at, i, 2);
      }
      case 1: {
        const i = somewhere(random, at, t => t === '}');
        return i === undefined ? undefined : spliced(at, i, 0, ';');
      }
      default: {
        const i = somewhere(random, at, t => t === 'if');
        const end = i === undefined ? undefined : closing(at, i + 1);
        return end === undefined ? undefined : spliced(at, end + 1, 0, 'then');
      }
    }
  },
};

/** How likely each is beside the others; those that break the syntax are rare, since they say little. */
const weights: Readonly<Record<string, number>> = {
  dropToken: 1,
  doubleToken: 0.5,
  swapTokens: 0.5,
  otherVariable: 1,
  unboundVariable: 0.5,
  otherConstructor: 1,
  nearVariable: 4,
  dropStatement: 4,
  moveStatement: 4,
  doubleStatement: 3,
  spawnStatement: 4,
  unspawn: 4,
  usage: 4,
  star: 3,
  dropPattern: 3,
  otherPatternOperator: 3,
  swapBranches: 2,
  doubleClause: 0.7,
  freeToEmpty: 0.7,
  dropDefinition: 0.3,
  dropLet: 0.7,
  capability: 1,
  nearSend: 3,
  emptyBlock: 1,
};

/** One change of the given kind; undefined when nothing in the program fits it. */
export function mutateBy(random: Random, text: string, name: string): string | undefined {
  const changed = mutations[name]?.(random, tokens(text));
  return changed === undefined ? undefined : joined(changed);
}

export const mutationNames: readonly string[] = Object.keys(mutations);

/** The program after one to three random changes; deterministic. Unchanged only when nothing fits. */
export function mutate(random: Random, text: string): string {
  let at: readonly Token[] = tokens(text);
  for (
    let changes = random.weighted({ '1': 6, '2': 3, '3': 1 }), left = Number(changes), tries = 0;
    left > 0 && tries < 20;
    tries++
  ) {
    if (at.length < 2) break;
    const name = random.weighted(Object.fromEntries(mutationNames.map(n => [n, weights[n] ?? 2])));
    const changed = mutations[name]?.(random, at);
    if (changed === undefined) continue;
    at = changed;
    left -= 1;
  }
  return joined(at);
}
