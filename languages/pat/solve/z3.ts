// The last resort, and the second opinion in tests: inclusion as a quantified Presburger question to Z3. It is
// loaded only when asked for, by an import that the caller gives, so that this library needs neither Node nor Z3.
// The encoding does not go through semilinear sets: each node of a pattern gets the number of times it is used
// (nodes of products as often as the product, of sums adding up to it, bodies of stars any number of times, but
// none if the star is not used), after Verma, Seidl and Schwentick (2005). It is linear in the shared pattern.
import { one, type Pattern, product } from '../types/pattern.ts';
import type { Inclusion, Multiset } from './constraint.ts';
import { bottomUp } from './denote.ts';
import { tagSet } from './factor.ts';
import { contains } from './membership.ts';
import { Meter, withinBudget } from './meter.ts';
import { treeSize } from './symbolic.ts';

type Running = Awaited<ReturnType<typeof import('z3-solver')['init']>>;
type LowLevel = Running['Z3'];

/** What is used here of the package `z3-solver`. */
export interface Z3Module {
  /** Starts Z3; `overrides` go to Emscripten's module. */
  init(overrides?: Readonly<Record<string, unknown>>): Promise<Pick<Running, 'Z3' | 'em'>>;
}

/** Gives Z3's module, such as `() => import('z3-solver')`. */
export type LoadZ3 = () => Promise<Z3Module>;

export interface Z3Options {
  /** Z3's own count of work (`rlimit`) for each query; deterministic, no clock. Default 2,000,000 (seconds). */
  readonly rlimit?: number;
  /** Whether to look for the smallest counterexample rather than any. Default true. */
  readonly smallest?: boolean;
}

const defaultLimit = 2_000_000;
/** Steps for confirming a counterexample; one that is not confirmed is not given. */
const confirmationSteps = 10_000_000;

/** A running Z3: call `close` when done, since its threads keep a process alive. */
export interface Z3Session {
  /**
   * `left ⊑ right`, both closed; `undecided` when Z3 does not know. `spent` counts Z3's resource units. Rarely, Z3
   * is in a step where it does not count, for minutes: whoever waits may `close` the session and open another.
   */
  decide(left: Pattern, right: Pattern, options?: Z3Options): Promise<Inclusion>;
  /** Ends Z3's threads; what is still open, and what is asked later, is answered `undecided`. */
  close(): Promise<void>;
}

/** Starts Z3 (about 0.2 s and 140 MB). Rejects when it cannot be loaded. */
export async function openZ3(load: LoadZ3): Promise<Z3Session> {
  const z3 = await load();
  const api = await z3.init();
  // Past this, in megabytes, Z3 gives up; beyond what its memory can grow to, it would wait for ever.
  api.Z3.global_param_set('memory_max_size', '1500');
  let previous: Promise<unknown> = Promise.resolve();
  let closed = false;
  let end: () => void = () => undefined;
  const closing = new Promise<Inclusion>(resolve => {
    end = () => resolve({ kind: 'undecided', spent: 0 });
  });
  return {
    decide: (left, right, options = {}) => {
      // Z3 takes one question at a time.
      const answer = previous.then(() => (closed ? closing : decide(api.Z3, left, right, options)));
      previous = answer.catch(() => undefined);
      return Promise.race([answer, closing]);
    },
    close: async () => {
      closed = true;
      end();
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
  const ways = alternatives(left).map((alternative, i) => encode(alternative, `l${i}_`, tags));
  const refused = alternatives(right).map((alternative, i) => {
    const { unknowns, facts } = encode(alternative, `r${i}_`, tags);
    const binders = unknowns.map(name => `(${name} Int)`).join(' ');
    const not = `(not (and true ${facts.join(' ')}))`;
    return binders === '' ? not : `(forall (${binders}) ${not})`;
  });
  return [
    ...[...counts, ...ways.flatMap(way => way.unknowns)].map(name => `(declare-const ${name} Int)`),
    ...counts.map(x => `(assert (>= ${x} 0))`),
    `(assert (or false ${ways.map(way => `(and true ${way.facts.join(' ')})`).join(' ')}))`,
    ...refused.map(fact => `(assert ${fact})`),
  ].join('\n');
}

/** Alternatives beyond this many are left to the encoding of sums. */
const mostAlternatives = 64;
/** Uses of a shared node beyond this many get an unknown of their own. */
const mostTerms = 8;
/** Patterns of more nodes than this, as trees, are not distributed. */
const largestDistributed = 5000;

/** Patterns whose sum is the pattern, by distributing products over sums outside stars while that stays small. */
function alternatives(pattern: Pattern): readonly Pattern[] {
  return treeSize(pattern) > largestDistributed ? [pattern] : distribute(pattern);
}

function distribute(pattern: Pattern): readonly Pattern[] {
  if (pattern.kind === 'zero') return [];
  if (pattern.kind === 'sum') {
    const all = pattern.parts.flatMap(distribute);
    return all.length <= mostAlternatives ? all : [pattern];
  }
  if (pattern.kind !== 'product') return [pattern];
  let rows: readonly Pattern[] = [one];
  for (const part of pattern.parts) {
    const choices = distribute(part);
    if (rows.length * choices.length > mostAlternatives) return [pattern];
    rows = rows.flatMap(row => choices.map(choice => product([row, choice])));
  }
  return rows;
}

/**
 * Facts that hold for some values of the unknowns just when the counts `x0, x1, …` make a multiset of the pattern.
 * A node's uses are written as a sum of unknowns; new ones come only from stars and sums.
 */
function encode(
  pattern: Pattern,
  prefix: string,
  tags: readonly string[],
): { readonly unknowns: readonly string[]; readonly facts: readonly string[] } {
  const unknowns: string[] = [];
  const facts: string[] = [];
  const uses = new Map<Pattern, string[]>([[pattern, ['1']]]);
  const use = (node: Pattern, term: string): void => {
    const terms = uses.get(node);
    if (terms === undefined) uses.set(node, [term]);
    else terms.push(term);
  };
  const occurrences = new Map<string, string[]>();
  const fresh = (): string => {
    const name = `${prefix}${unknowns.length}`;
    unknowns.push(name);
    facts.push(`(>= ${name} 0)`);
    return name;
  };
  for (const node of [...bottomUp(pattern, () => false)].reverse()) {
    let terms = uses.get(node) ?? [];
    if (terms.length > mostTerms) {
      const all = fresh();
      facts.push(`(= ${all} ${total(terms)})`, ...(terms.includes('1') ? [`(> ${all} 0)`] : []));
      terms = [all];
    }
    switch (node.kind) {
      case 'sum': {
        const shares = node.parts.map(part => {
          const share = fresh();
          use(part, share);
          return share;
        });
        facts.push(`(= ${total(terms)} ${total(shares)})`);
        break;
      }
      case 'product':
        for (const part of node.parts) for (const term of terms) use(part, term);
        break;
      case 'star': {
        const share = fresh();
        use(node.body, share);
        if (!terms.includes('1')) facts.push(`(or (= ${share} 0) (> ${total(terms)} 0))`);
        break;
      }
      case 'tag': {
        const before = occurrences.get(node.tag) ?? [];
        occurrences.set(node.tag, [...before, ...terms]);
        break;
      }
      case 'zero':
        facts.push(`(= ${total(terms)} 0)`);
        break;
      case 'one':
        break;
      case 'variable':
        throw new TypeError(`a closed pattern was expected, but it holds the variable ${node.variable.hint}`);
      default:
        node satisfies never;
    }
  }
  tags.forEach((t, i) => {
    facts.push(`(= x${i} ${total(occurrences.get(t) ?? [])})`);
  });
  return { unknowns, facts };
}

function total(terms: readonly string[]): string {
  const [only] = terms;
  return terms.length === 1 && only !== undefined ? only : `(+ 0 ${terms.join(' ')})`;
}

async function decide(z3: LowLevel, left: Pattern, right: Pattern, options: Z3Options): Promise<Inclusion> {
  const tags = [...new Set([...tagSet(left), ...tagSet(right)])].sort();
  const limit = options.rlimit ?? defaultLimit;
  const base = question(left, right, tags);
  const names = tags.map((_, i) => `x${i}`);
  const size = total(names);
  const unknown: Inclusion = { kind: 'undecided', spent: limit };

  const ask = (more: string): Promise<Answer> => check(z3, `${base}\n${more}`, names, limit);

  const first = await ask('');
  if (first === undefined) return unknown;
  if (first === 'unsat') return { kind: 'holds' };
  let best = first;
  if (options.smallest !== false) best = await smallest(ask, first, size);
  const counterexample: Multiset = new Map(
    tags.flatMap((t, i) => (best[i] ? [[t, best[i] ?? 0] as const] : [])),
  );
  const confirmed = withinBudget(() => {
    const meter = new Meter(confirmationSteps);
    return contains(left, counterexample, meter) && !contains(right, counterexample, meter);
  });
  if (confirmed === undefined) return unknown;
  if (!confirmed) {
    throw new Error('the counterexample that Z3 gave was not confirmed');
  }
  return { kind: 'fails', counterexample };
}

/** The values that a model gives the names, 'unsat', or undefined when Z3 does not know. */
type Answer = readonly number[] | 'unsat' | undefined;

/**
 * Checks the assertions in a context of its own, whose memory is given back. The script goes in by a synchronous
 * call: Z3's asynchronous ones free a string argument before the other thread has read it.
 */
async function check(z3: LowLevel, script: string, names: readonly string[], limit: number): Promise<Answer> {
  const config = z3.mk_config();
  const context = z3.mk_context(config);
  z3.del_config(config);
  try {
    const solver = z3.mk_solver(context);
    z3.solver_inc_ref(context, solver);
    const params = z3.mk_params(context);
    z3.params_inc_ref(context, params);
    z3.params_set_uint(context, params, z3.mk_string_symbol(context, 'rlimit'), limit);
    z3.solver_set_params(context, solver, params);
    z3.solver_from_string(context, solver, script);
    // Z3_lbool: -1 false, 0 undefined, 1 true.
    const verdict: number = await z3.solver_check(context, solver);
    if (verdict !== 1) return verdict === -1 ? 'unsat' : undefined;
    const model = z3.solver_get_model(context, solver);
    z3.model_inc_ref(context, model);
    const sort = z3.mk_int_sort(context);
    const values = names.map(name => {
      const constant = z3.mk_const(context, z3.mk_string_symbol(context, name), sort);
      const value = z3.model_eval(context, model, constant, true);
      return value === null ? Number.NaN : Number(z3.get_numeral_string(context, value));
    });
    return values.every(Number.isSafeInteger) ? values : undefined;
  } finally {
    z3.del_context(context);
  }
}

/** From one counterexample to the smallest, as far as Z3 knows: the fewest messages, then most of the first tags. */
async function smallest(
  ask: (more: string) => Promise<Answer>,
  first: readonly number[],
  sizeTerm: string,
): Promise<readonly number[]> {
  let best = first;
  const size = (): number => best.reduce((a, b) => a + b, 0);
  while (size() > 0) {
    const better = await ask(`(assert (< ${sizeTerm} ${size()}))`);
    if (better === undefined || better === 'unsat') break;
    best = better;
  }
  let settled = `(assert (= ${sizeTerm} ${size()}))`;
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
