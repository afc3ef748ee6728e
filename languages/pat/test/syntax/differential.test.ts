// Accept or reject, against a second implementation of the grammar where one is at hand (not part of this project):
// programs mutated token by token have an error exactly when the other parser refuses them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { applyEdits, faultsOf, parseText } from './faults.ts';

const oracle = fileURLToPath(
  new URL('../../../../../shared/tools/pat-oracle/pat_oracle.py', import.meta.url),
);
const SCRIPT = `
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location('oracle', sys.argv[1])
oracle = importlib.util.module_from_spec(spec)
spec.loader.exec_module(oracle)
oracle.Options.extra_spellings = sys.argv[2] == 'extra'
oracle.Options.original = True
def refuses(text):
    try: oracle.Parser(text).program()
    except oracle.Reject: return True
    return False
json.dump([refuses(text) for text in json.load(sys.stdin)], sys.stdout)`;

const SEEDS = [
  `interface Future { Put(Int), Get(User!) }
interface User { Reply(Int), Many(List(Int), (Int * Bool), (Int + User!), (Int) -> Bool, () -o Unit) }
def future(self: Future?): Unit { guard self : Put . Get* { receive Put(x) from self -> g(self, x) } }
def f(a: Int, b: Future!(Put . Get)[R], c :Future?1): (Int * Bool) { (a + 1, a < 2 && true) }
let mb = new[Future] in
spawn { future(mb) };
mb ! Put(5);
let (x, y) : (Int * Bool) = f(1, mb, mb) in
guard mb : (Put + Get) . Put* {
  fail : Unit
  empty(z) -> free(z)
  free -> ()
  receive Put(q) from mb -> free(mb); ()
  receive* Get(u) from mb -> let k = 5 in u ! Reply(k); fail(mb)[Int]
}`,
  'case f(x) of { inl(a): Int -> a + 1 | inr(b): (Int * Bool) -> let (c, d) = b in c }',
  'caseL (1 :: nil) : List(Int) of { nil -> 0 | (x :: xs) -> x * 2 - 3 / 4 }',
  'let f = fun(x: Int, y: Bool): Int { if (y) { x } else { 0 - x } } in let g = linfun(): Unit { () } in f(1, false); g(); (f)(2, :ok) == 3 || 1 >= 2',
  'def h(x :Int): Unit { (:ok, "a\\n\\"") } def k(x: I!A, y: J?(A + B . C*)[U]): I! { let z :I? = x in x !Foo(1); (y)!Bar(); z } k(new[I], new [ J ])',
  'guard x : *A . (B.C)* + 0 { receive A[y] from x -> y receive B(z) -> let q = (z, 1) in q; }',
  'if (x -other < 3) then { spawn { y ! A() } } else { free(y); }; inr((x, y, (nil)))',
];
/** A capital name as a value, as a type, and before what reads as a type's arguments. */
const CAPITALS: ReadonlySet<string> = new Set(['E110', 'E126', 'E134']);
const TOKEN =
  /\s+|"(?:[^"\\\n]|\\.)*"|receive\*|[A-Za-z][A-Za-z0-9_']*|::|==|!=|<=|>=|&&|\|\||->|-o(?![A-Za-z0-9_'])|[0-9]+|./gsu;
const VOCABULARY = [
  ...new Set(SEEDS.flatMap(seed => seed.match(TOKEN) ?? []).filter(token => token.trim() !== '')),
  ...['0', '007', '4611686018427387904', ':Int', '"a\\q"', '"', 'List', '{', '@', '=', '-', '?', '*'],
];

const mutation = fc.record({
  kind: fc.constantFrom('delete', 'insert', 'replace', 'swap', 'cut'),
  at: fc.nat({ max: 10_000 }),
  other: fc.nat({ max: 10_000 }),
  token: fc.constantFrom(...VOCABULARY),
});
const program = fc
  .tuple(fc.constantFrom(...SEEDS), fc.array(mutation, { minLength: 1, maxLength: 3 }))
  .map(([seed, mutations]) => {
    const tokens: string[] = [...(seed.match(TOKEN) ?? [])];
    for (const { kind, at, other, token } of mutations) {
      const i = at % tokens.length;
      if (kind === 'delete') tokens.splice(i, 1 + (other % 3));
      else if (kind === 'insert') tokens.splice(i, 0, ` ${token} `);
      else if (kind === 'replace') tokens[i] = token;
      else if (kind === 'cut' && other % 4 === 0) tokens.length = i + 1;
      else if (kind === 'swap') {
        const j = other % tokens.length;
        [tokens[i], tokens[j]] = [tokens[j] ?? '', tokens[i] ?? ''];
      }
      if (tokens.length === 0) tokens.push('x');
    }
    return tokens.join('');
  });

const long = process.env.PAT_LONG === '1';

describe('accepting and refusing', () => {
  let parser: PatParser;
  before(async function () {
    if (!existsSync(oracle) || spawnSync('python3', ['--version']).status !== 0) this.skip();
    parser = await testParser();
  });

  function refused(texts: readonly string[], spellings: 'extra' | 'strict'): boolean[] {
    const input = JSON.stringify(texts);
    const { stdout, stderr } = spawnSync('python3', ['-c', SCRIPT, oracle, spellings], {
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    assert.equal(stderr, '');
    return JSON.parse(stdout);
  }

  it('agrees with the second implementation, and the fixes of accepted spellings give the canonical form', function () {
    if (long) this.timeout(3_600_000);
    // The other parser takes the atom in `if (c) :then { … }` for the word `then`; here it is a type without its capital.
    const generated = fc.sample(program, { numRuns: long ? 20_000 : 2000 });
    const texts = [...SEEDS, ...generated].filter(text => !/:then\b/.test(text));
    const expected = refused(texts, 'extra');
    const canonical: string[] = [];
    texts.forEach((text, i) => {
      const faults = faultsOf(parseText(parser, text));
      const errors = faults.filter(fault => fault.severity === 'error');
      const spellings = faults.filter(fault => fault.severity === 'information');
      // The other parser does not know `;` before `in`: the text that our fixes give decides.
      if (errors.length === 0 && spellings.length > 0) {
        canonical.push(
          applyEdits(
            text,
            spellings.flatMap(fault => fault.fixes?.[0]?.edits ?? []),
          ),
        );
      } else {
        // The other language has data types: a capital name alone is a constructor or a type there, and only here an error.
        if (expected[i] === false && errors.length > 0 && errors.every(({ code }) => CAPITALS.has(code)))
          return;
        assert.equal(
          errors.length > 0,
          expected[i],
          `${text}\n${errors.map(fault => fault.message).join('\n')}`,
        );
      }
    });
    assert.ok(canonical.length > 10);
    const verdicts = refused(canonical, 'strict');
    const stillRefused = canonical.filter((_, i) => verdicts[i]);
    assert.deepEqual(stillRefused, []);
    for (const text of canonical) {
      assert.deepEqual(
        faultsOf(parseText(parser, text)).filter(fault => fault.severity !== 'warning'),
        [],
        text,
      );
    }
  });
});
