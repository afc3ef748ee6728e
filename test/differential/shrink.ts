// Makes a program smaller as long as it keeps what is of interest (delta debugging, Zeller & Hildebrandt 2002), by
// ranges of tokens and by brackets. Candidates are tried in batches, since asking costs more than checking one.
import { joined, type Token, tokens } from './tokens.ts';

/** Which of the candidates are still of interest; asked in batches. */
export type Interest = (candidates: readonly string[]) => readonly boolean[];

/**
 * The smallest program found that is still of interest. The given text must be.
 * `budget`: how many batches may be asked.
 */
export function shrink(text: string, interest: Interest, budget = 60): string {
  let best: readonly Token[] = tokens(text);
  if (interest([joined(best)])[0] !== true) return text;
  let size = Math.ceil(best.length / 2);
  let left = budget;
  while (left > 0) {
    const candidates = distinct([
      ...brackets(best).filter(c => c.length <= best.length - size),
      ...ranges(best, size),
    ]).slice(0, 160);
    left -= 1;
    const keeps = interest(candidates.map(joined));
    const kept = candidates.filter((_, i) => keeps[i] === true);
    const smallest = kept.reduce<readonly Token[] | undefined>(
      (a, b) => (a === undefined || b.length < a.length ? b : a),
      undefined,
    );
    if (smallest !== undefined) best = smallest;
    else if (size === 1) break;
    else size = Math.ceil(size / 2);
    size = Math.min(size, Math.ceil(best.length / 2));
  }
  return laidOut(joined(best));
}

/** The program without one range of so many tokens. */
function ranges(at: readonly Token[], size: number): Token[][] {
  const out: Token[][] = [];
  const step = Math.max(1, Math.floor(size / 2));
  for (let i = 0; i < at.length; i += step) out.push([...at.slice(0, i), ...at.slice(i + size)]);
  return out;
}

/** The program with the inside of one bracket left out, replaced by `()`, or with only the brackets left out. */
function brackets(at: readonly Token[]): Token[][] {
  const out: Token[][] = [];
  const open: number[] = [];
  at.forEach((token, i) => {
    if ('({['.includes(token.text)) open.push(i);
    else if (')}]'.includes(token.text)) {
      const start = open.pop();
      if (start === undefined) return;
      const [before, inside, behind] = [at.slice(0, start), at.slice(start + 1, i), at.slice(i + 1)];
      const first = at[start];
      const unit = [
        { space: ' ', text: '(' },
        { space: '', text: ')' },
      ];
      if (first === undefined) return;
      out.push([...before, first, token, ...behind], [...before, ...inside, ...behind]);
      out.push(
        [...before, first, ...unit, token, ...behind],
        [...before, ...unit, ...behind],
        [...before, ...behind],
      );
      // What leads up to the bracket with it: a definition, a branch, a call.
      for (let from = start - 1; from >= Math.max(0, start - 6); from--) {
        out.push([...at.slice(0, from), ...behind], [...at.slice(0, from), ...unit, ...behind]);
        out.push([...at.slice(0, from), ...inside, ...behind]);
      }
    }
  });
  return out.sort((a, b) => a.length - b.length);
}

function distinct(candidates: readonly Token[][]): Token[][] {
  const seen = new Set<string>();
  return candidates.filter(c => {
    const key = c.map(t => t.text).join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Without blank lines and comments. */
function laidOut(text: string): string {
  return text
    .replace(/#[^\n]*/g, '')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .replace(/(\S)[ \t]+/g, '$1 ');
}
