// Run-time errors and the report at the end, of programs that the checker would mostly reject.
import assert from 'node:assert/strict';
import { start } from '../../run/index.ts';
import { complaints, coreOf, finish, loadRunning, run } from './running.ts';

/** The error of a run, with the text at its place. */
function errorOf(
  text: string,
  rejected: boolean | 'maybe' = true,
): { code: string; at: string; message: string; related: string[] } {
  const { report } = run(text, { rejected });
  const { error } = report;
  assert.ok(error !== undefined, 'it ends without an error');
  assert.ok(!report.clean);
  const cut = ({ start: from, end }: { start: number; end: number }): string => text.slice(from, end);
  return {
    code: error.code,
    at: cut(error.span),
    message: error.message,
    related: error.related.map(r => `${cut(r.span)}: ${r.message}`),
  };
}

describe('run-time errors', () => {
  before(loadRunning);

  it('sending to a freed mailbox names the variable that it was made for, and where', () => {
    const text = `interface I { M() }
      def tell(other: I!): Unit { other ! M() }
      let future = new[I] in free(future); tell(future)`;
    assert.deepEqual(errorOf(text), {
      code: 'pat-R501',
      at: 'other ! M()',
      message: '`M` is sent to the mailbox `future`, which was already freed.',
      related: ['new[I]: `future` was made here'],
    });
  });

  it('freeing a mailbox that holds messages says which, and where they were sent', () => {
    const text = 'interface I { M(), N() } let mb = new[I] in mb ! M(); mb ! N(); free(mb)';
    assert.deepEqual(errorOf(text), {
      code: 'pat-R502',
      at: 'free(mb)',
      message: 'The mailbox `mb` is freed, but it still holds 2 messages: `M`, `N`.',
      related: ['new[I]: `mb` was made here', 'mb ! M(): `M` was sent here', 'mb ! N(): `N` was sent here'],
    });
  });

  it('a mailbox without a variable is named by its interface', () => {
    const text = `interface I { M() }
      def use(mb: I?): Unit { mb ! M(); free(mb) }
      use(new[I])`;
    assert.equal(errorOf(text).message, 'A mailbox of `I` is freed, but it still holds a message: `M`.');
  });

  it('reaching a fail clause is an error at the guard', () => {
    const { code, at, message } = errorOf('interface I { M() } let mb = new[I] in fail(mb)[Int]', 'maybe');
    assert.equal(code, 'pat-R503');
    assert.equal(at, 'fail(mb)[Int]');
    assert.match(message, /`mb`.*`fail`/);
  });

  it('division by zero is an error at the division', () => {
    const { code, at } = errorOf('let zero = 1 - 1 in 1 + 7 / zero', false);
    assert.deepEqual([code, at], ['pat-R504', '7 / zero']);
    assert.equal(errorOf('let d = fun(a: Int, b: Int): Int { a / b } in d(1, 0)', false).at, 'a / b');
  });

  it('rand of a number below 1 is an error that says the number', () => {
    for (const n of ['0', '0 - 3']) {
      const { code, message } = errorOf(`rand(${n})`, false);
      assert.equal(code, 'pat-R505');
      assert.match(message, n === '0' ? /it is 0\.$/ : /it is -3\.$/);
    }
    assert.equal(errorOf('let r = rand in r(0 - 4611686018427387903)', false).code, 'pat-R505');
  });

  it('a damaged or unbound part is an error only when it is reached', () => {
    const text = 'def f(n: Int): Int { if (n == 0) { 1 } else { missing } } f(0)';
    assert.equal(run(text, { rejected: true }).report.value, '1');
    const reached = errorOf(text.replace('f(0)', 'f(1)'));
    assert.deepEqual([reached.code, reached.at], ['pat-R506', 'missing']);
  });

  it('values of the wrong kind are errors that say what was needed', () => {
    const cases: readonly [program: string, needed: RegExp][] = [
      ['1 + "a"', /an integer is needed.*a string/],
      ['print(1)', /a string is needed.*an integer/],
      ['if (1) { 2 } else { 3 }', /a boolean is needed.*an integer/],
      ['let x = 1 in x(2)', /a function is needed.*an integer/],
      ['let (a, b) = (1, 2, 3) in a', /a tuple of 2 is needed.*a tuple/],
      ['interface I { M() } 1 ! M()', /a mailbox is needed.*an integer/],
      ['case 1 of { inl(x): Int -> x | inr(y): Int -> y }', /an inl or inr is needed/],
      ['caseL 1 : List(Int) of { nil -> 0 | (x :: xs) -> x }', /a list is needed/],
      ['def f(a: Int): Int { a } f(1, 2)', /`f` takes 1 argument, but gets 2/],
      ['let f = fun(a: Int, b: Int): Int { a } in f(1)', /takes 2 arguments, but gets 1/],
    ];
    for (const [program, needed] of cases) {
      const { code, message } = errorOf(program);
      assert.equal(code, 'pat-R508', program);
      assert.match(message, needed);
    }
  });

  it('a string that would be too long is an error', () => {
    const text = 'def grow(s: String): String { grow(concat(s, s)) } grow("0123456789")';
    const { code, at } = errorOf(text, false);
    assert.deepEqual([code, at], ['pat-R507', 'concat(s, s)']);
  });

  it('an error ends all processes', () => {
    const text =
      'def spin(n: Int): Unit { spin(n + 1) } spawn { spin(0) }; spawn { sleep(1); print(intToString(1 / 0)) }; spin(0)';
    assert.equal(errorOf(text, false).code, 'pat-R504');
  });

  it('the place is absolute also in a definition far down', () => {
    const text = `# a comment\n\ndef a(): Int { 1 }\n\n\ndef b(n: Int): Int {\n  n / 0\n}\n\nb(1)`;
    const { words } = run(text);
    assert.deepEqual(words, ['7:3: error pat-R504: Division by zero.']);
  });
});

describe('the report at the end', () => {
  before(loadRunning);

  it('names messages that were never received, processes that wait for ever and mailboxes never freed', () => {
    const text = `interface I { Put(Int, String), Get() }
let box = new[I] in
spawn { box ! Put(1, "a") };
guard box : Get { receive Get() from box -> free(box) }`;
    const { report, words } = run(text, { rejected: true });
    assert.equal(report.value, undefined);
    assert.deepEqual(words, [
      '4:1: the main process waits for ever at the mailbox `box`, for `Get`.',
      '  `Put` is there, but no clause receives it.',
      '  2:11: `box` was made here',
      '3:9: the message Put(1, "a") was never received from the mailbox `box`.',
      '2:11: the mailbox `box` was never freed.',
    ]);
  });

  it('counts what happens at one place together', () => {
    const text = `interface I { M(), N() }
      def forget(n: Int): Unit {
        if (n == 0) { () } else {
          spawn { let mb = new[I] in mb ! M(); mb ! M(); guard mb : N { receive N() from mb -> free(mb) } };
          forget(n - 1)
        }
      }
      forget(1000)`;
    const { report } = run(text, { rejected: true });
    assert.equal(report.value, '()');
    assert.deepEqual(
      report.waiting.map(w => [w.count, w.main, w.tags, w.empty, w.unhandled]),
      [[1000, false, ['N'], false, ['M']]],
    );
    assert.deepEqual(
      report.leftovers.map(l => [l.count, l.example]),
      [
        [1000, 'M()'],
        [1000, 'M()'],
      ],
    );
    assert.deepEqual(
      report.unfreed.map(u => [u.count, u.mailbox.name]),
      [[1000, 'mb']],
    );
  });

  it('names mailboxes that lie in each other’s messages', () => {
    const circle = `interface P { M(Q?N) } interface Q { N(P?M) }
def circle(n: Int): Unit {
  if (n == 0) { () } else { let a = new[P] in let b = new[Q] in a ! M(b); b ! N(a); circle(n - 1) }
}
circle(COUNT)`;
    const first = (count: string) => run(circle.replace('COUNT', count)).words[0];
    assert.equal(
      first('1'),
      "3:37: the mailboxes `a` and `b` lie in each other's messages, so nobody can reach them.",
    );
    assert.match(first('5') ?? '', /so nobody can reach them \(5 times\)\.$/);
  });

  it('names mailboxes that lie in each other’s messages inside linear functions', () => {
    const { report } = run(`interface P { M(() -o Unit) }
let a = new[P] in let b = new[P] in
spawn { a ! M(linfun(): Unit { guard b : M { receive M(f) from b -> free(b); spawn { f() } } }) };
b ! M(linfun(): Unit { guard a : M { receive M(f) from a -> free(a); spawn { f() } } })`);
    assert.deepEqual(
      report.circles.map(({ mailboxes }) => mailboxes.map(({ name }) => name)),
      [['a', 'b']],
    );
  });

  it('says that a process also waits for the end of all messages', () => {
    const text = `interface I { M() }
      let a = new[I] in let b = new[I] in
      spawn { guard b : M + 1 { free -> () receive M() from b -> a ! M(); free(b) } };
      guard a : M + 1 { free -> () receive M() from a -> b ! M(); free(a) }`;
    const words = complaints(text, { rejected: 'maybe' });
    assert.ok(
      words[0]?.endsWith(
        'the process spawned at 3:7 waits for ever at the mailbox `b`, for `M`, or until nothing can come to it any more.',
      ) ||
        words[0]?.endsWith(
          'the main process waits for ever at the mailbox `a`, for `M`, or until nothing can come to it any more.',
        ),
      words.join('\n'),
    );
  });

  it('shows mailboxes in the value by their interface, and keeps them reachable', () => {
    const text =
      'interface I { M() } let mb = new[I] in spawn { guard mb : 1 { free -> print("never") } }; mb';
    const { report, output } = run(text, { rejected: 'maybe' });
    assert.equal(report.value, '<I>');
    assert.deepEqual(output, []);
    assert.equal(report.waiting.length, 1);
  });

  it('shows a huge value only in part', () => {
    const text =
      'def build(n: Int): List(Int) { if (n == 0) { nil } else { let rest = build(n - 1) in (n :: rest) } } build(100000)';
    const { value } = run(text).report;
    assert.ok(value !== undefined && value.length < 2100 && value.endsWith('…'), `${value?.length}`);
    assert.ok(value.startsWith('(100000 :: (99999 :: '));
  });
});

describe('the output of a run', () => {
  before(loadRunning);
  const flood = 'def flood(n: Int): Unit { print(intToString(n)); flood(n + 1) } flood(0)';

  it('is bounded: the run pauses until it is taken, and no line is lost', () => {
    const execution = start(coreOf(flood), { seed: 1, outputLimit: { lines: 10, characters: 1000 } });
    const lines: string[] = [];
    for (let i = 0; i < 50; i++) {
      assert.deepEqual(execution.step(1_000_000), { state: 'output-full' });
      assert.deepEqual(execution.step(1_000_000), { state: 'output-full' });
      const taken = execution.takeOutput();
      assert.equal(taken.length, 10);
      lines.push(...taken);
    }
    assert.deepEqual(
      lines,
      Array.from({ length: 500 }, (_, n) => String(n)),
    );
  });

  it('is bounded in characters too, but a line of any length passes', () => {
    const text =
      'def twice(s: String, n: Int): String { if (n == 0) { s } else { twice(concat(s, s), n - 1) } } let s = twice("ab", 10) in print(s); print(s); 1';
    const execution = start(coreOf(text), { seed: 1, outputLimit: { lines: 10, characters: 100 } });
    for (let i = 0; i < 2; i++) {
      if (i === 0) assert.equal(execution.step(1_000_000).state, 'output-full');
      else assert.equal(execution.step(1_000_000).state, 'finished');
      assert.deepEqual(
        execution.takeOutput().map(l => l.length),
        [2048],
      );
    }
  });

  it('is the same whether it pauses or not', () => {
    const text = `def speak(w: String, n: Int): Unit { if (n == 0) { () } else { print(w); sleep(rand(3)); speak(w, n - 1) } }
      spawn { speak("a", 100) }; spawn { speak("b", 100) }; speak("c", 100)`;
    const execution = start(coreOf(text), { seed: 3, outputLimit: { lines: 3, characters: 1000 } });
    const lines: string[] = [];
    for (let progress = execution.step(100); ; progress = execution.step(100)) {
      lines.push(...execution.takeOutput());
      if (progress.state === 'finished') break;
    }
    assert.deepEqual(lines, run(text, { seed: 3 }).output);
  });

  it('of an endless loop does not keep step from returning', () => {
    const execution = start(coreOf('def spin(n: Int): Unit { spin(n + 1) } spin(0)'), { seed: 1 });
    for (let i = 0; i < 20; i++) {
      const before = execution.steps;
      assert.deepEqual(execution.step(1000), { state: 'running' });
      assert.ok(execution.steps - before < 1100);
    }
  });

  it('a report stays the same when step is called again', () => {
    const execution = start(coreOf('1'), { seed: 1 });
    const report = finish(execution);
    assert.deepEqual(execution.step(10), { state: 'finished', report });
  });
});
