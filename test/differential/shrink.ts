// Makes a program smaller as long as it keeps what is of interest (hierarchical delta debugging, Misherghi & Su 2006):
// runs of statements, clauses and definitions first, then what is in brackets, then tokens. Candidates are tried in
// batches, since asking costs more than checking one.
import { closing, joined, startsClause, type Token, tokens } from './tokens.ts';

/** Which of the candidates are still of interest; asked in batches. */
export type Interest = (candidates: readonly string[]) => readonly boolean[];

const batch = 60;

/**
 * The smallest program found that is still of interest; the given text when it is not.
 * `budget`: how many candidates may be asked.
 */
export function shrink(text: string, interest: Interest, budget = 20_000): string {
  if (interest([text])[0] !== true) return text;
  const start = tokens(text);
  let best: readonly Token[] = start;
  let left = budget;
  for (let before = best.length + 1; best.length < before && left > 0; ) {
    before = best.length;
    for (const candidatesOf of [mentions, runs, brackets, single]) {
      let candidates = distinct(candidatesOf(best), best.length);
      for (let i = 0; i < candidates.length && left > 0; ) {
        const some = candidates.slice(i, i + batch);
        left -= some.length;
        const keeps = interest(some.map(joined));
        const kept = some.filter((_, j) => keeps[j] === true);
        const [first, ...others] = kept;
        if (first === undefined) {
          i += batch;
          continue;
        }
        best = others.reduce<readonly Token[]>((a, b) => (b.length < a.length ? b : a), first);
        // On from about the same place: what was refused before is most likely refused again.
        const share = i / candidates.length;
        candidates = distinct(candidatesOf(best), best.length);
        i = Math.floor(share * candidates.length);
      }
    }
  }
  return best === start ? text : laidOut(best);
}

/** The program without a run of neighbours: of statements, clauses, definitions, things between commas. */
function runs(at: readonly Token[]): Token[][] {
  const out: Token[][] = [];
  for (const [from, end] of [[-1, at.length] as const, ...pairs(at)]) {
    const cuts = boundaries(at, from + 1, end);
    const pieces = cuts.length - 1;
    for (let size = pieces; size >= 1; size = Math.floor(size / 2)) {
      for (let i = 0; i + size <= pieces; i += Math.max(1, Math.floor(size / 2))) {
        const [a = 0, b = 0] = [cuts[i], cuts[i + size]];
        const [before, behind] = [at.slice(0, a), at.slice(b)];
        out.push([...before, ...behind], mended([...before, ...behind]), [...before, ...unit, ...behind]);
        // Without the separator that is left in front of it.
        if (a > from + 1) out.push([...at.slice(0, a - 1), ...behind]);
      }
    }
  }
  return out.sort((a, b) => a.length - b.length);
}

/** The program without everything that mentions a name: a mailbox with all its sends, a message with its clauses. */
function mentions(at: readonly Token[]): Token[][] {
  const inner: (readonly [number, number])[] = at.map((_, i) => [i, i + 1]);
  for (const [from, end] of [...pairs(at), [-1, at.length] as const].sort(
    (a, b) => b[1] - b[0] - a[1] + a[0],
  )) {
    const cuts = boundaries(at, from + 1, end);
    cuts.slice(1).forEach((b, i) => {
      // What is between round brackets is too little: the arguments of a call go with the call.
      if (at[from]?.text === '(' && at[b]?.text !== ')') return;
      for (let j = cuts[i] ?? b; j < b; j++) inner[j] = [cuts[i] ?? b, b];
    });
  }
  const without = [...new Set(at.map(t => t.text).filter(t => /^[A-Za-z]\w*$/.test(t)))].map(name => {
    const gone = new Set<number>();
    at.forEach((token, i) => {
      const [from, end] = inner[i] ?? [i, i];
      if (token.text === name) for (let j = from; j < end; j++) gone.add(j);
    });
    return mended(at.filter((_, i) => !gone.has(i)));
  });
  return without.flatMap(candidate => [candidate, reachable(candidate)]);
}

/** The program without the definitions that neither its body nor a definition called `main` leads to. */
function reachable(at: readonly Token[]): Token[] {
  const definitions = new Map<string, readonly [number, number]>();
  at.forEach((token, i) => {
    const open = token.text === 'def' ? at.findIndex((t, j) => j > i && t.text === '{') : -1;
    const end = open < 0 ? undefined : closing(at, open);
    if (end !== undefined) definitions.set(at[i + 1]?.text ?? '', [i, end + 1]);
  });
  const inside = (i: number): string | undefined =>
    [...definitions].find(([, [from, end]]) => from <= i && i < end)?.[0];
  const owners = at.map((_, i) => inside(i));
  const found = new Set<string | undefined>([undefined, 'main']);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    at.forEach((token, i) => {
      if (definitions.has(token.text) && found.has(owners[i])) found.add(token.text);
    });
  }
  return at.filter((_, i) => found.has(owners[i]));
}

const unit: readonly Token[] = [
  { space: ' ', text: '(' },
  { space: '', text: ')' },
];

/** With `()` where an expression is missing, and without a `;` that nothing follows. */
function mended(at: readonly Token[]): Token[] {
  const out: Token[] = [];
  at.forEach((token, i) => {
    const next = at[i + 1]?.text ?? '}';
    const over = next === '}' || next === ')' || next === '|' || next === 'def' || startsClause(at, i + 1);
    if (token.text === ';' && over) return;
    out.push(token);
    const open = token.text === 'in' || token.text === '->' || (token.text === '{' && next === '}');
    if (open && over) out.push(...unit);
  });
  return out;
}

/** Where the neighbours between two brackets begin and end. */
function boundaries(at: readonly Token[], from: number, end: number): number[] {
  const out = [from];
  let depth = 0;
  for (let i = from; i < end; i++) {
    const text = at[i]?.text ?? '';
    if ('({['.includes(text)) depth += 1;
    else if (')}]'.includes(text)) depth -= 1;
    else if (depth === 0) {
      if (text === ';' || text === 'in' || text === ',') out.push(i + 1);
      else if (text === 'def' || text === 'interface' || text === '|' || startsClause(at, i)) out.push(i);
    }
    if (depth === 0 && text === '}') out.push(i + 1);
  }
  return [...new Set([...out, end])].sort((a, b) => a - b);
}

/** The places of brackets that belong together. */
function pairs(at: readonly Token[]): (readonly [number, number])[] {
  const out: (readonly [number, number])[] = [];
  const open: number[] = [];
  at.forEach((token, i) => {
    if ('({['.includes(token.text)) open.push(i);
    else if (')}]'.includes(token.text)) {
      const start = open.pop();
      if (start !== undefined) out.push([start, i]);
    }
  });
  return out;
}

/** The program with the inside of one bracket in place of it, `()` in place of it, or without what leads up to it. */
function brackets(at: readonly Token[]): Token[][] {
  const out: Token[][] = [];
  for (const [start, end] of pairs(at)) {
    const [inside, behind] = [at.slice(start + 1, end), at.slice(end + 1)];
    for (let from = start; from >= Math.max(0, start - 6); from--) {
      const before = at.slice(0, from);
      out.push([...before, ...behind], [...before, ...unit, ...behind], [...before, ...inside, ...behind]);
    }
  }
  return out.sort((a, b) => a.length - b.length);
}

/** The program without one to three tokens. */
function single(at: readonly Token[]): Token[][] {
  return [3, 2, 1].flatMap(size => at.map((_, i) => [...at.slice(0, i), ...at.slice(i + size)]));
}

function distinct(candidates: readonly Token[][], below: number): Token[][] {
  const seen = new Set<string>();
  return candidates.filter(c => {
    const key = c.map(t => t.text).join(' ');
    if (c.length >= below || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Without comments, blank lines and wide spaces. */
function laidOut(at: readonly Token[]): string {
  const space = (s: string): string => {
    const bare = s.replace(/#[^\n]*/g, '');
    return bare.includes('\n') ? bare.replace(/^[^\n]*\n(?:\s*\n)*/, '\n') : bare.replace(/\s+/g, ' ');
  };
  return joined(at.map(({ space: s, text }) => ({ space: space(s), text }))).trimStart();
}
