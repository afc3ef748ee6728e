// The second implementation of the language's rules, when it is at hand: a Python program that says accepted or
// rejected for each file. Found through PAT_ORACLE (its path), or in the shared tools beside the project.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../../languages/pat/settings.ts';
import { tokens } from './tokens.ts';

export interface OracleVerdict {
  /** `unknown`: it gave up, crashed, or took too long. */
  readonly verdict: 'accepted' | 'rejected' | 'unknown';
  /** Which family of rules rejects: PARSE, TYPE, GEN join, SOLVING, … Empty when accepted. */
  readonly kind: string;
  readonly message: string;
}

/** Milliseconds for one batch; a batch that takes longer is halved. */
const patience = 60_000;

/** The path of the oracle, or why there is none. */
export function findOracle(): { readonly path: string } | { readonly missing: string } {
  const beside = fileURLToPath(new URL('../../../shared/tools/pat-oracle/pat_oracle.py', import.meta.url));
  const path = process.env.PAT_ORACLE ?? beside;
  if (!existsSync(path)) {
    return {
      missing: 'the second implementation is not here; set PAT_ORACLE to its path to compare verdicts',
    };
  }
  if (spawnSync('python3', ['--version']).error !== undefined) return { missing: 'python3 is not installed' };
  return { path };
}

export function oracleFlags(settings: Settings): string[] {
  return [
    '--extra-spellings',
    // Conveniences that are not in the language yet.
    '--original',
    '--alias-check',
    settings.aliasCheck,
    ...(settings.quasiLinearity ? [] : ['--no-quasi-linearity']),
    ...(settings.joinNotCombine ? ['--join-not-combine'] : []),
    ...(settings.liberalDatatypes ? ['--liberal-datatypes'] : []),
  ];
}

/** The oracle's verdicts, one for each program, in order. */
export function oracleVerdicts(
  path: string,
  programs: readonly string[],
  settings: Settings,
): OracleVerdict[] {
  const folder = mkdtempSync(join(tmpdir(), 'pat-oracle-'));
  try {
    const files = programs.map((text, i) => {
      const file = join(folder, `${i}.pat`);
      writeFileSync(file, text);
      return file;
    });
    const found = new Map<string, OracleVerdict>();
    for (let i = 0; i < files.length; i += 200) {
      askOracle(path, oracleFlags(settings), files.slice(i, i + 200), found);
    }
    return programs.map((text, i) => {
      const verdict = found.get(files[i] ?? '') ?? {
        verdict: 'unknown' as const,
        kind: 'CRASH',
        message: '',
      };
      const twice = duplicateName(text);
      // Names that occur twice are errors by section 5, which this implementation leaves out.
      if (verdict.verdict !== 'accepted' || twice === undefined) return verdict;
      return { verdict: 'rejected', kind: 'DUPLICATE', message: `${twice} occurs twice` };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function askOracle(
  path: string,
  flags: readonly string[],
  files: readonly string[],
  found: Map<string, OracleVerdict>,
): void {
  if (files.length === 0) return;
  const run = spawnSync('python3', [path, ...flags, ...files], {
    encoding: 'utf8',
    timeout: patience,
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const line of run.stdout.split('\n')) {
    const [file = '', verdict = '', kind = '', ...message] = line.split('\t');
    if (!files.includes(file)) continue;
    const known = verdict === 'accepted' || verdict === 'rejected' ? verdict : 'unknown';
    found.set(file, { verdict: known, kind, message: message.join(' ') });
  }
  const open = files.filter(file => !found.has(file));
  if (open.length === 0) return;
  if (files.length === 1) {
    const [file = ''] = files;
    found.set(file, { verdict: 'unknown', kind: run.error === undefined ? 'CRASH' : 'SLOW', message: '' });
    return;
  }
  // The first one without an answer stopped the run: it goes alone, and the rest in halves.
  const rest = open.slice(1);
  const half = Math.ceil(rest.length / 2);
  askOracle(path, flags, open.slice(0, 1), found);
  askOracle(path, flags, rest.slice(0, half), found);
  askOracle(path, flags, rest.slice(half), found);
}

/** A name that is declared twice where that is an error: definitions, interfaces, messages of one, parameters of one. */
export function duplicateName(text: string): string | undefined {
  const at = tokens(text).map(token => token.text);
  const again = (names: readonly string[]): string | undefined =>
    names.find((n, i) => names.indexOf(n) !== i);
  const named = (keyword: string): string[] => at.flatMap((t, i) => (t === keyword ? [at[i + 1] ?? ''] : []));
  const lists = at.flatMap((t, i) => {
    const open = t === 'interface' || t === 'def' ? i + 2 : t === 'fun' || t === 'linfun' ? i + 1 : -1;
    return open < 0 ? [] : [members(at, open, t === 'interface' ? '(' : ':')];
  });
  return (
    again(named('def')) ?? again(named('interface')) ?? lists.map(again).find(name => name !== undefined)
  );
}

/** The names at the first level of the bracket at `open` that are followed by `behind`. */
function members(at: readonly string[], open: number, behind: string): string[] {
  const out: string[] = [];
  let depth = 0;
  for (let i = open; i < at.length; i++) {
    const text = at[i] ?? '';
    if (text === '(' || text === '{' || text === '[') depth += 1;
    else if (text === ')' || text === '}' || text === ']') depth -= 1;
    if (depth <= 0) break;
    const first = at[i - 1] === ',' || i - 1 === open;
    const next = at[i + 1] ?? '';
    if (depth === 1 && first && (next === behind || (behind === ':' && next.startsWith(':')))) out.push(text);
  }
  return out;
}
