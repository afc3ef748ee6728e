// When `empty` and `free` clauses are taken: when nothing can come to the mailbox any more, and not before.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Reachability } from '@behavioural/runtime';
import { start } from '../../run/index.ts';
import { complaints, coreOf, finish, loadRunning, resultOf, run } from './running.ts';

/** Steps that a program may take before it must have printed `wanted`. */
function printsWithin(text: string, wanted: string, steps: number): boolean {
  const output: string[] = [];
  const execution = start(coreOf(text), { seed: 4, onOutput: line => output.push(line) });
  while (execution.steps < steps && !output.includes(wanted)) {
    if (execution.step(1000).state === 'finished') break;
  }
  return output.includes(wanted);
}

const spin = 'def spin(n: Int): Unit { spin(n + 1) }';

describe('the empty clause', () => {
  before(loadRunning);

  it('is taken when no message came and none can come', () => {
    assert.equal(
      resultOf('interface I { M() } let mb = new[I] in guard mb : 1 { free -> "nothing" }'),
      '"nothing"',
    );
  });

  it('is taken after the last message, when the last sender has ended', () => {
    const program = `
      interface I { M() }
      def count(mb: I?(M*), n: Int): Int { guard mb : M* { empty(mb) -> free(mb); n receive M() from mb -> count(mb, n + 1) } }
      def sender(mb: I!(M*), n: Int): Unit { if (n == 0) { () } else { mb ! M(); sleep(rand(2)); sender(mb, n - 1) } }
      let mb = new[I] in
      spawn { sender(mb, 10) }; spawn { sender(mb, 5) }; spawn { sleep(40); sender(mb, 1) };
      count(mb, 0)`;
    for (let seed = 0; seed < 10; seed++) assert.equal(resultOf(program, { seed }), '16');
  });

  it('does not wait for a process that works for ever but cannot reach the mailbox', () => {
    const program = `interface I { M() } ${spin}
      let mb = new[I] in spawn { spin(0) }; guard mb : 1 { free -> print("nothing comes") }`;
    assert.ok(printsWithin(program, 'nothing comes', 20_000));
  });

  it('does not wait for a process that has the mailbox in scope but mentions it no more', () => {
    const program = `interface I { M() } ${spin}
      def work(mb: I!): Unit { mb ! M(); let x = 1 in spin(x) }
      let mb = new[I] in
      spawn { work(mb) };
      spawn { mb ! M(); sleep(1000000000) };
      guard mb : M . M {
        receive M() from mb -> guard mb : M { receive M() from mb ->
          guard mb : 1 { free -> print("nothing more comes") } }
      }`;
    assert.ok(printsWithin(program, 'nothing more comes', 100_000));
  });

  it('does not wait for a call that is still to return but mentions the mailbox no more', () => {
    const program = `interface I { M() } ${spin}
      def work(mb: I!): Unit { mb ! M(); spin(0); print("never") }
      let mb = new[I] in
      spawn { work(mb); print("never") };
      guard mb : M { receive M() from mb -> guard mb : 1 { free -> print("nothing more comes") } }`;
    assert.ok(printsWithin(program, 'nothing more comes', 50_000));
  });

  it('is not taken while a sleeping process may still send', () => {
    const program = `interface I { M() }
      let mb = new[I] in
      spawn { sleep(5000); mb ! M() };
      guard mb : M + 1 { free -> "too early" receive M() from mb -> free(mb); "in time" }`;
    for (let seed = 0; seed < 10; seed++) assert.equal(resultOf(program, { seed }), '"in time"');
  });

  it('is not taken while the name is deep in a call that is still to return, in data or in a function', () => {
    const holders = [
      'def f(n: Int, mb: I!): Unit { if (n == 0) { sleep(100) } else { f(n - 1, mb); if (n == 50) { mb ! M() } else { () } } }',
      'def f(n: Int, mb: I!(M + 1)[R]): Unit { let t = (n, mb) in sleep(100); let (a, b) = t in b ! M() }',
      'def f(n: Int, mb: I!): Unit { let g = linfun(): Unit { mb ! M() } in sleep(100); g() }',
      'def f(n: Int, mb: I![R]): Unit { let l: List(I![R]) = (mb :: nil) in sleep(100); caseL l : List(I![R]) of { nil -> () | (x :: xs) -> x ! M() } }',
    ];
    for (const [i, holder] of holders.entries()) {
      const program = `interface I { M() } ${holder}
        let mb = new[I] in
        spawn { f(100, mb) };
        guard mb : M* { free -> "too early" receive M() from mb -> guard mb : M* { free -> "in time" receive M() from mb -> free(mb); "twice" } }`;
      for (let seed = 0; seed < 5; seed++) {
        const { report, words } = run(program, { seed, rejected: 'maybe' });
        assert.equal(report.value, '"in time"', `${i}: ${words.join('\n')}`);
      }
    }
  });

  it('is not taken while the name is in a message that somebody may still receive', () => {
    const program = `
      interface I { M() }
      interface Post { Letter(I!) }
      let mb = new[I] in
      let post = new[Post] in
      post ! Letter(mb);
      spawn { sleep(100); guard post : Letter { receive Letter(to) from post -> to ! M(); free(post) } };
      guard mb : M + 1 { free -> "too early" receive M() from mb -> free(mb); "in time" }`;
    for (let seed = 0; seed < 10; seed++) assert.equal(resultOf(program, { seed }), '"in time"');
  });

  it('is taken when the name is only in messages that go round in mailboxes that nobody can receive from', () => {
    // Rejected, since `a` and `b` are forgotten; but what is forgotten must not keep others waiting.
    const program = `
      interface I { M() }
      interface Ring { Next(Ring!, I!) }
      let mb = new[I] in
      let a = new[Ring] in
      let b = new[Ring] in
      a ! Next(b, mb); b ! Next(a, mb);
      guard mb : 1 { free -> print("nothing comes") }`;
    const { output, report } = run(program, { rejected: true });
    assert.deepEqual(output, ['nothing comes']);
    assert.equal(report.unfreed.length, 2);
    assert.equal(report.leftovers.length, 2);
  });

  it('is not taken while another process that waits for ever still mentions the name', () => {
    const program = `
      interface I { M() }
      let a = new[I] in
      let b = new[I] in
      spawn { guard b : M + 1 { free -> () receive M() from b -> a ! M(); free(b) } };
      guard a : M + 1 { free -> () receive M() from a -> b ! M(); free(a) }`;
    const words = complaints(program, { rejected: 'maybe' });
    assert.equal(words.filter(w => w.includes('for ever')).length, 2);
  });

  it('is taken along a chain of ten thousand processes, each of which keeps the next one waiting', () => {
    const program = `
      interface Link { Hold() }
      def stage(n: Int, up: Link!Hold): Unit {
        if (n == 0) { up ! Hold() } else {
          let mine = new[Link] in
          spawn { stage(n - 1, mine) };
          guard mine : Hold { receive Hold() from mine -> guard mine : 1 { free -> up ! Hold() } }
        }
      }
      let top = new[Link] in
      spawn { stage(10000, top) };
      guard top : Hold { receive Hold() from top -> guard top : 1 { free -> "all ended" } }`;
    assert.equal(resultOf(program), '"all ended"');
  });

  it('is taken in the examples only when a search from every process agrees, step by step', () => {
    const { count } = Reachability.prototype;
    let checked = 0;
    Reachability.prototype.count = function (newest) {
      const found = count.call(this, newest);
      let oldest = newest;
      while (oldest !== null && oldest.previous !== null) oldest = oldest.previous;
      const traced = new Set(this.trace(oldest).found);
      for (const process of found) assert.ok(traced.has(process));
      checked += found.length;
      return found;
    };
    try {
      const folder = new URL('../../../../examples/', import.meta.url);
      for (const name of readdirSync(folder).filter(n => n.endsWith('.pat'))) {
        const core = coreOf(readFileSync(new URL(name, folder), 'utf8'));
        for (let seed = 0; seed < 5; seed++) {
          const report = finish(start(core, { seed, onOutput: () => undefined }));
          assert.ok(report.clean, `${name}, seed ${seed}`);
        }
      }
    } finally {
      Reachability.prototype.count = count;
    }
    assert.ok(checked > 50);
  });
});
