// How much memory a program may have: where the host says what is in use, and where it is counted.
import assert from 'node:assert/strict';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { MemoryLimit } from '../../../running.ts';
import { type Execution, start } from '../../run/index.ts';
import { coreOf, loadRunning } from './running.ts';

const growing: Readonly<Record<string, string>> = {
  'a list': 'def grow(xs: List(Int)): Unit { grow((1 :: xs)) }\ngrow((nil : List(Int)))',
  'big integers':
    'def grow(xs: List(Int), n: Int): Unit { grow((n + 4611686018427387000 :: xs), n + 1) }\ngrow((nil : List(Int)), 0)',
  'short strings':
    'def grow(xs: List(String), n: Int): Unit { grow((intToString(n) :: xs), n + 1) }\ngrow((nil : List(String)), 0)',
  'waiting calls': 'def deep(n: Int): Int { 1 + deep(n + 1) }\ndeep(0)',
  functions:
    'def deep(f: () -> Int, n: Int): Int { 1 + deep(fun(): Int { n }, n + 1) }\ndeep(fun(): Int { 0 }, 0)',
  tuples: 'def deep(t: (Int * String), n: Int): Int { 1 + deep((n, "x"), n + 1) }\ndeep((0, "x"), 0)',
  choices:
    'def deep(t: (Int + String), n: Int): Int { 1 + deep((inl(n) : (Int + String)), n + 1) }\ndeep((inl(0) : (Int + String)), 0)',
  messages: `interface M { A(Int, String) }
def send(m: M!(A*), n: Int): Unit { m ! A(n, "x"); send(m, n + 1) }
def drain(m: M?(A*)): Unit { guard m : A* { free -> () receive A(x, y) from m -> drain(m) } }
let m = new[M] in send(m, 0); drain(m)`,
  'processes and mailboxes': `interface M { A() }
def go(n: Int): Unit {
  let m = new[M] in
  spawn { guard m : A { receive A() from m -> free(m) } };
  go(n + 1);
  m ! A()
}
go(0)`,
};

describe('the memory of a run', () => {
  before(loadRunning);

  const begin = (text: string, memory: MemoryLimit): Execution => start(coreOf(text), { seed: 1, memory });

  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heap = (): number => {
    collect();
    return getHeapStatistics().used_heap_size;
  };

  for (const [what, text] of Object.entries(growing)) {
    it(`is bounded where the host does not tell what is in use, and counted as it is: ${what}`, () => {
      const megabytes = 60;
      const before = heap();
      const execution = begin(text, { megabytes });
      let progress = execution.step(1_000_000);
      for (let i = 0; i < 200 && progress.state === 'running'; i++) progress = execution.step(1_000_000);
      assert.ok(progress.state === 'finished', 'it goes on');
      assert.equal(progress.report.error?.code, 'pat-R507');
      assert.match(progress.report.error?.message ?? '', /more than 60 MB/);
      const held = (heap() - before) / (1 << 20);
      // A look comes some steps late, so that looking is not all that is done.
      assert.ok(held > megabytes * 0.5 && held < megabytes * 2.5, `${held} MB`);
    });
  }

  it('does not count what is forgotten, nor twice what is held twice', () => {
    const texts = [
      'def loop(n: Int, xs: List(Int)): Int { if (n == 0) { 0 } else { loop(n - 1, (n :: (n :: (nil : List(Int))))) } }\nloop(2000000, (nil : List(Int)))',
      `interface M { A((List(Int) * List(Int))) }
def make(n: Int, xs: List(Int)): List(Int) { if (n == 0) { xs } else { make(n - 1, (n :: xs)) } }
def send(m: M!(A*), xs: List(Int), n: Int): Unit { if (n == 0) { () } else { m ! A((xs, xs)); send(m, xs, n - 1) } }
def drain(m: M?(A*)): Unit { guard m : A* { free -> () receive A(x) from m -> drain(m) } }
let xs = make(100000, (nil : List(Int))) in
let m = new[M] in send(m, xs, 10000); drain(m)`,
    ];
    for (const text of texts) {
      const execution = begin(text, { megabytes: 20 });
      let progress = execution.step(1_000_000);
      while (progress.state !== 'finished') progress = execution.step(1_000_000);
      assert.ok(progress.report.clean, progress.report.error?.message);
    }
  });

  it('is looked at again after garbage was collected, and not all the time', () => {
    const text = 'def loop(n: Int): Int { if (n == 0) { 0 } else { loop(n - 1) } }\nloop(2000000)';
    // A host in which a thousand bytes are allocated at each look, of which nine in ten are garbage.
    const megabyte = 1 << 20;
    const run = (live: number): { collections: number; looks: number; code: string | undefined } => {
      let [garbage, collections, looks] = [0, 0, 0];
      const execution = begin(text, {
        megabytes: 10,
        used: () => {
          looks++;
          garbage += megabyte / 4;
          return live * megabyte + garbage;
        },
        collect: () => {
          collections++;
          garbage = 0;
        },
      });
      let progress = execution.step(100_000);
      while (progress.state !== 'finished') progress = execution.step(100_000);
      return { collections, looks, code: progress.report.error?.code };
    };
    const little = run(2);
    assert.equal(little.code, undefined);
    assert.ok(little.looks > 400, 'it is looked at every 20,000 steps');
    assert.ok(little.collections > 3 && little.collections < little.looks / 20, `${little.collections}`);
    const nearly = run(9.5);
    assert.equal(nearly.code, undefined);
    assert.ok(nearly.collections < nearly.looks / 3, `${nearly.collections} of ${nearly.looks}`);
    assert.deepEqual(run(10), { collections: 1, looks: 2, code: 'pat-R507' });
  });
});
