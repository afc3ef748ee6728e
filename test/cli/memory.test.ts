// How much memory a run may have: what grows without end is ended with a place, in words, and the process goes on.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { type Outcome, openFolder, pat, write } from './pat.ts';

const ints = (n: number, between: string): string => Array(n).fill('Int').join(between);
const numbers = (n: number, before = ''): string => [...Array(n).keys()].map(i => `${before}${i}`).join(', ');

/** Programs that grow, each in another way, and what is to be found at the place. */
const growing: Record<string, { readonly text: string }> = {
  'a list': { text: 'def grow(xs: List(Int)): Unit { grow((1 :: xs)) }\ngrow((nil : List(Int)))' },
  'big integers': {
    text: 'def grow(xs: List(Int), n: Int): Unit { grow((n + 4611686018427387000 :: xs), n + 1) }\ngrow((nil : List(Int)), 0)',
  },
  strings: {
    text: `def twice(s: String, n: Int): String { if (n == 0) { s } else { twice(concat(s, s), n - 1) } }
def grow(xs: List(String), n: Int): Unit { grow((concat(twice("abcdefgh", 20), intToString(n)) :: xs), n + 1) }
grow((nil : List(String)), 0)`,
  },
  functions: {
    text: 'def deep(f: () -> Int, n: Int): Int { 1 + deep(fun(): Int { n }, n + 1) }\ndeep(fun(): Int { 0 }, 0)',
  },
  'calls of several processes': {
    text: `def sum(n: Int): Int { if (n == 0) { sleep(1000000); 0 } else { 1 + sum(n - 1) } }
def start(n: Int): Unit { if (n == 0) { () } else { spawn { let x = sum(3000000) in () }; start(n - 1) } }
start(50)`,
  },
  'mailboxes with their messages': {
    text: `interface M { A(Int) }
def grow(n: Int): Unit { let m = new[M] in m ! A(n); spawn { sleep(1000000); guard m : A { receive A(x) from m -> free(m) } }; grow(n + 1) }
grow(0)`,
  },
  'wide tuples': {
    text: `def deep(t: (${ints(20_000, ' * ')})): Int { 1 + deep((${numbers(20_000)})) }\ndeep((${numbers(20_000)}))`,
  },
  'wide messages': {
    text: `interface M { A(${ints(2000, ', ')}) }
def send(m: M!(A*)): Unit { m ! A(${numbers(2000)}); send(m) }
def drain(m: M?(A*)): Unit { guard m : A* { free -> () receive A(${numbers(2000, 'x')}) from m -> drain(m) } }
let m = new[M] in send(m); drain(m)`,
  },
  'functions that capture much': {
    text: `def deep(n: Int, f: () -> Int): Int {
  ${numbers(2000, 'let x').replaceAll(', ', ' = n in\n  ')} = n in
  1 + deep(n + 1, fun(): Int { let t = (${numbers(2000, 'x')}) in 0 })
}
deep(0, fun(): Int { 0 })`,
  },
  'calls with many variables': {
    text: `def deep(n: Int): Int {\n  if (n < 0) { ${[...Array(5000).keys()].map(i => `let x${i} = n in`).join('\n')} n } else { 1 + deep(n + 1) }\n}\ndeep(0)`,
  },
};

/** What is reasonable, and what is only much garbage. */
const reasonable: Record<string, readonly [text: string, out: string]> = {
  'a list of a million': [
    'def make(n: Int, xs: List(Int)): List(Int) { if (n == 0) { xs } else { make(n - 1, (n :: xs)) } }\nlet xs = make(1000000, (nil : List(Int))) in print("made")',
    'made\n',
  ],
  'much that is forgotten': [
    'def loop(n: Int, xs: List(Int)): Int { if (n == 0) { 0 } else { loop(n - 1, (n :: (n :: (n :: (nil : List(Int)))))) } }\nloop(5000000, (nil : List(Int)))',
    'Result: 0\n',
  ],
};

describe('A run that grows', () => {
  let folder: string;
  before(() => {
    folder = openFolder();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (text: string, megabytes: number, node: readonly string[] = []): Promise<Outcome> =>
    pat(['run', '--seed', '1', '--memory', String(megabytes), write(folder, 'grow.pat', text)], {
      patience: 150_000,
      node,
    });

  for (const [what, { text }] of Object.entries(growing)) {
    it(`ends with pat-R507 at a place, not with the end of Node: ${what}`, async () => {
      const { code, err } = await run(text, 200);
      assert.match(
        err,
        /^\S+grow\.pat:\d+:\d+: error\[pat-R507\]: The program holds more than 200 MB/,
        err.slice(0, 2000),
      );
      assert.match(err, /\n +\d+ │ .*\n +│ +\^/);
      assert.equal(code, 1);
    });
  }

  it('ends like that as well when Node has a small heap, whatever the program makes', async () => {
    for (const [what, { text }] of Object.entries(growing)) {
      const where = write(folder, 'grow.pat', text);
      const { code, err } = await pat(['run', '--seed', '1', where], {
        patience: 150_000,
        node: ['--max-old-space-size=64'],
      });
      assert.match(err, /error\[pat-R507\]/, `${what}: ${err.slice(0, 2000)}`);
      assert.equal(code, 1);
    }
  });

  it('is not one that only makes garbage, or needs much and has it', async () => {
    for (const [what, [text, expected]] of Object.entries(reasonable)) {
      const { code, out, err } = await run(text, 100);
      assert.deepEqual([code, out, err], [0, expected, ''], what);
    }
  });

  it('may have no more than Node has: then it is not run, and the way out is named', async () => {
    const { code, out, err } = await run('print("never")', 1_000_000);
    assert.deepEqual([code, out], [2, '']);
    assert.match(
      err,
      /^error: Node gives a program at most \d+ MB here; more with NODE_OPTIONS=--max-old-space-size/,
    );
  });
});
