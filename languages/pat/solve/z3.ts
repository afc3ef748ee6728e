// The last resort, and the second opinion in tests: inclusion as a quantified Presburger question to Z3. It is
// loaded only when asked for, by an import that the caller gives, so that this library needs neither Node nor Z3.
// The encoding does not go through semilinear sets: each node of a pattern gets the number of times it is used
// (nodes of products as often as the product, of sums adding up to it, bodies of stars any number of times, but
// none if the star is not used), after Verma, Seidl and Schwentick (2005). It is linear in the shared pattern.
import type { Pattern } from '../types/pattern.ts';
import type { Inclusion, Multiset } from './constraint.ts';
import { bottomUp } from './denote.ts';
import { tagSet } from './factor.ts';
import { contains } from './membership.ts';

type Z3 = typeof import('z3-solver');
type Api = Awaited<ReturnType<Z3['init']>>;
/** Gives the `z3-solver` module, such as `() => import('z3-solver')`. */
export type LoadZ3 = () => Promise<Z3>;

export interface Z3Options {
  /** Z3's own count of work (`rlimit`) for each query; deterministic, no clock. Default 20,000,000. */
  readonly rlimit?: number;
  /** Whether to look for the smallest counterexample rather than any. Default true. */
  readonly smallest?: boolean;
}

const defaultLimit = 20_000_000;

/** A running Z3: call `close` when done, since its threads keep a process alive. */
export interface Z3Session {
  /** `left ⊑ right`, both closed; `undecided` when Z3 does not know. `spent` counts Z3's resource units. */
  decide(left: Pattern, right: Pattern, options?: Z3Options): Promise<Inclusion>;
  close(): Promise<void>;
}

/** Starts Z3 (about 0.2 s and 140 MB). Rejects when it cannot be loaded. */
export async function openZ3(load: LoadZ3): Promise<Z3Session> {
  const z3 = await load();
  const api = await z3.init();
  return {
    decide: (left, right, options = {}) => decide(api, left, right, options),
    close: async () => {
      api.em.PThread.terminateAllThreads();
    },
  };
}

/** Decides one inclusion with Z3 and ends its threads again; see `Z3Session.decide`. */
export async function decideWithZ3(
  left: Pattern,
  right: Pattern,
  load: LoadZ3,
  options: Z3Options = {},
): Promise<Inclusion> {
  const session = await openZ3(load);
  try {
    return await session.decide(left, right, options);
  } finally {
    await session.close();
  }
}

/** The question as an SMT-LIB script that asserts: some multiset `x0, x1, …` of `tags` is in left, not in right. */
export function question(left: Pattern, right: Pattern, tags: readonly string[]): string {
  const counts = tags.map((_, i) => `x${i}`);
  const l = encode(left, 'l', tags);
  const r = encode(right, 'r', tags);
  const binders = r.unknowns.map(name => `(${name} Int)`).join(' ');
  const within = and(r.facts);
  return [
    ...[...counts, ...l.unknowns].map(name => `(declare-const ${name} Int)`),
    ...l.facts.map(fact => `(assert ${fact})`),
    binders === '' ? `(assert (not ${within}))` : `(assert (forall (${binders}) (not ${within})))`,
  ].join('\n');
}

function and(facts: readonly string[]): string {
  return `(and true ${facts.join(' ')})`;
}

/** Facts that hold for some values of the unknowns just when the counts `x0, x1, …` make a multiset of the pattern. */
function encode(
  pattern: Pattern,
  prefix: string,
  tags: readonly string[],
): { unknowns: string[]; facts: string[] } {
  const nodes = bottomUp(pattern, () => false);
  const nameOf = new Map(nodes.map((node, i) => [node, `${prefix}${i}`]));
  const name = (node: Pattern): string => nameOf.get(node) ?? '0';
  const unknowns = [...nameOf.values()];
  const facts = unknowns.map(u => `(>= ${u} 0)`);
  const uses = new Map<Pattern, string[]>(nodes.map(node => [node, node === pattern ? ['1'] : []]));
  const occurrences = new Map<string, string[]>(tags.map(t => [t, []]));
  for (const node of nodes) {
    switch (node.kind) {
      case 'sum': {
        const shares = node.parts.map((part, i) => {
          const share = `${name(node)}_${i}`;
          unknowns.push(share);
          facts.push(`(>= ${share} 0)`);
          uses.get(part)?.push(share);
          return share;
        });
        facts.push(`(= ${name(node)} (+ 0 ${shares.join(' ')}))`);
        break;
      }
      case 'product':
        for (const part of node.parts) uses.get(part)?.push(name(node));
        break;
      case 'star': {
        const share = `${name(node)}_s`;
        unknowns.push(share);
        facts.push(`(>= ${share} 0)`, `(=> (= ${name(node)} 0) (= ${share} 0))`);
        uses.get(node.body)?.push(share);
        break;
      }
      case 'tag':
        occurrences.get(node.tag)?.push(name(node));
        break;
      case 'zero':
        facts.push(`(= ${name(node)} 0)`);
        break;
      case 'one':
        break;
      case 'variable':
        throw new TypeError(`a closed pattern was expected, but it holds the variable ${node.variable.hint}`);
      default:
        node satisfies never;
    }
  }
  for (const [node, shares] of uses) facts.push(`(= ${name(node)} (+ 0 ${shares.join(' ')}))`);
  tags.forEach((t, i) => {
    facts.push(`(= x${i} (+ 0 ${(occurrences.get(t) ?? []).join(' ')}))`);
  });
  return { unknowns, facts };
}

async function decide(api: Api, left: Pattern, right: Pattern, options: Z3Options): Promise<Inclusion> {
  const tags = [...new Set([...tagSet(left), ...tagSet(right)])].sort();
  const { Solver, Int } = api.Context('inclusion');
  const limit = options.rlimit ?? defaultLimit;
  const base = question(left, right, tags);
  const total = `(+ 0 ${tags.map((_, i) => `x${i}`).join(' ')})`;
  const unknown: Inclusion = { kind: 'undecided', spent: limit };

  /** The counts of a model, 'unsat', or undefined when Z3 does not know. */
  const ask = async (more: string): Promise<readonly number[] | 'unsat' | undefined> => {
    const solver = new Solver();
    try {
      solver.set('rlimit', limit);
      solver.fromString(`${base}\n${more}`);
      const verdict = await solver.check();
      if (verdict === 'unknown') return undefined;
      if (verdict === 'unsat') return 'unsat';
      const model = solver.model();
      const counts = tags.map((_, i) => Number(model.eval(Int.const(`x${i}`), true).toString()));
      model.release();
      return counts;
    } finally {
      solver.release();
    }
  };

  const first = await ask('');
  if (first === undefined) return unknown;
  if (first === 'unsat') return { kind: 'holds' };
  let best = first;
  if (options.smallest !== false) best = await smallest(ask, first, total);
  const counterexample: Multiset = new Map(
    tags.flatMap((t, i) => (best[i] ? [[t, best[i] ?? 0] as const] : [])),
  );
  if (!contains(left, counterexample) || contains(right, counterexample)) {
    throw new Error('the counterexample that Z3 gave was not confirmed');
  }
  return { kind: 'fails', counterexample };
}

/** From one counterexample to the smallest, as far as Z3 knows: the fewest messages, then most of the first tags. */
async function smallest(
  ask: (more: string) => Promise<readonly number[] | 'unsat' | undefined>,
  first: readonly number[],
  total: string,
): Promise<readonly number[]> {
  let best = first;
  const size = (): number => best.reduce((a, b) => a + b, 0);
  while (size() > 0) {
    const better = await ask(`(assert (< ${total} ${size()}))`);
    if (better === undefined || better === 'unsat') break;
    best = better;
  }
  let settled = `(assert (= ${total} ${size()}))`;
  for (let i = 0; i < best.length; i++) {
    for (;;) {
      const better = await ask(`${settled} (assert (> x${i} ${best[i] ?? 0}))`);
      if (better === undefined || better === 'unsat') break;
      best = better;
    }
    settled += ` (assert (= x${i} ${best[i] ?? 0}))`;
  }
  return best;
}
