// What each construct does when it runs (spec §8). Values are derived by hand.
import assert from 'node:assert/strict';
import { loadRunning, resultOf, run } from './running.ts';

describe('running', () => {
  before(loadRunning);

  describe('values', () => {
    const cases: readonly [name: string, program: string, value: string][] = [
      ['a tuple', '(1, "a", true)', '(1, "a", true)'],
      ['unit', '()', '()'],
      ['a list', '(1 :: (2 :: nil)) : List(Int)', '(1 :: (2 :: nil))'],
      ['an injection', 'inl(3) : (Int + String)', 'inl(3)'],
      [
        'nested data',
        'let l: List(Int) = (1 :: nil) in let s: (Int + Atom) = inr(:ok) in ((l, 2), (s, ()))',
        '(((1 :: nil), 2), (inr(:ok), ()))',
      ],
      ['an atom', ':ready', ':ready'],
      ['a function', 'fun(x: Int): Int { x }', '<fun>'],
      ['a string with escapes', String.raw`"a\"b\\c\nd\te"`, String.raw`"a\"b\\c\nd\te"`],
      ['parts that must be computed, left to right', '(1 + 1, (2 * 3, 7 - 8))', '(2, (6, -1))'],
    ];
    for (const [name, program, value] of cases) {
      it(`${name} is shown as Pat would write it`, () => assert.equal(resultOf(program), value));
    }

    it('a program without a body has the value ()', () => {
      assert.equal(resultOf('def f(): Int { 1 }'), '()');
    });
  });

  describe('arithmetic and comparisons', () => {
    const cases: readonly [program: string, value: string][] = [
      ['7 / 2', '3'],
      ['(0 - 7) / 2', '-3'],
      ['7 / (0 - 2)', '-3'],
      ['4611686018427387903 + 1', '-4611686018427387904'],
      ['(0 - 4611686018427387903) - 2', '4611686018427387903'],
      ['4611686018427387903 * 2', '-2'],
      ['9007199254740993 - 1', '9007199254740992'],
      ['2 + 3 * 4 - 6 / 3', '12'],
      ['1 < 2 && 2 <= 2', 'true'],
      ['1 > 2 || 3 >= 4', 'false'],
      ['1 == 1 && 1 != 2', 'true'],
      ['9007199254740993 == 9007199254740992', 'false'],
      ['9007199254740993 > 9007199254740992', 'true'],
      ['concat("ab", intToString(0 - 12))', '"ab-12"'],
    ];
    for (const [program, value] of cases) {
      it(`${program} is ${value}`, () => assert.equal(resultOf(program), value));
    }

    it('&& and || take two values: both sides are computed', () => {
      const { output, report } = run(
        'def say(b: Bool): Bool { print("said"); b } let x = say(false) && say(true) in x || say(true)',
      );
      assert.deepEqual(output, ['said', 'said', 'said']);
      assert.equal(report.value, 'true');
    });
  });

  describe('functions', () => {
    it('closures keep the values of the variables that they mention', () => {
      const program = `
        def adder(n: Int): (Int) -> Int { let m = n * 10 in fun(x: Int): Int { x + n + m } }
        let f = adder(1) in let g = adder(2) in (f(100), g(100))`;
      assert.equal(resultOf(program), '(111, 122)');
    });

    it('functions inside functions reach the variables of both', () => {
      const program = `
        let a = 1 in
        let f = fun(b: Int): (Int) -> Int { fun(c: Int): Int { a * 100 + b * 10 + c } } in
        let g = f(2) in g(3)`;
      assert.equal(resultOf(program), '123');
    });

    it('definitions, built-in functions and linear functions are values', () => {
      const program = `
        def twice(f: (Int) -> Int, x: Int): Int { f(f(x)) }
        def double(x: Int): Int { x * 2 }
        let p = print in
        let once = linfun(x: Int): Int { p("once"); x + 1 } in
        let d = double in
        once(twice(d, 3))`;
      const { output, report } = run(program);
      assert.deepEqual(output, ['once']);
      assert.equal(report.value, '13');
    });

    it('a built-in function that a variable holds works as the last thing of a function, and when it sleeps', () => {
      const program = `
        def call(f: (Int) -> Unit, n: Int): Unit { f(n) }
        def shown(f: (Int) -> String, n: Int): String { f(n) }
        let s = sleep in let i = intToString in
        call(s, 5); print(shown(i, 7)); s(1); 3`;
      const { output, report } = run(program);
      assert.deepEqual(output, ['7']);
      assert.equal(report.value, '3');
    });

    it('definitions call each other', () => {
      const program = `
        def even(n: Int): Bool { if (n == 0) { true } else { odd(n - 1) } }
        def odd(n: Int): Bool { if (n == 0) { false } else { even(n - 1) } }
        even(1001)`;
      assert.equal(resultOf(program), 'false');
    });

    it('a call in a branch or under an annotation gives its result to what follows', () => {
      const program = `
        def f(n: Int): Int { n + 1 }
        let x = if (1 < 2) { let y = f(1) in y * 10 } else { f(5) } in
        let z: Int = f(x) in
        (x, (f(z) : Int))`;
      assert.equal(resultOf(program), '(20, 22)');
    });
  });

  describe('data', () => {
    it('case takes the arm of the side', () => {
      const program = `
        def show(v: (Int + String)): String {
          case v of { inl(n) : Int -> intToString(n) | inr(s) : String -> concat("s:", s) }
        }
        (show(inl(4)), show(inr("x")))`;
      assert.equal(resultOf(program), '("4", "s:x")');
    });

    it('caseL takes lists apart', () => {
      const program = `
        def sum(l: List(Int)): Int { caseL l : List(Int) of { nil -> 0 | (x :: xs) -> x + sum(xs) } }
        sum((1 :: (20 :: (300 :: nil))))`;
      assert.equal(resultOf(program), '321');
    });

    it('a list is put in front of a variable without harm to the variable', () => {
      const program = `
        def both(xs: List(Int)): (List(Int) * List(Int)) { let l = (1 :: (2 :: xs)) in (l, xs) }
        both((3 :: nil))`;
      assert.equal(resultOf(program), '((1 :: (2 :: (3 :: nil))), (3 :: nil))');
    });

    it('a tuple let binds each part; of two binders of one name the later one wins', () => {
      assert.equal(resultOf('let (a, b) = (1, 2) in b * 10 + a'), '21');
      assert.equal(resultOf('let (a, a) = (1, 2) in a'), '2');
    });

    it('an inner variable hides an outer one only inside', () => {
      assert.equal(resultOf('let x = 1 in let y = (let x = 2 in x + 1) in x * 10 + y'), '13');
    });
  });

  describe('recursion', () => {
    it('fib(20) is 6765', () => {
      const program = 'def fib(n: Int): Int { if (n < 2) { n } else { fib(n - 1) + fib(n - 2) } } fib(20)';
      assert.equal(resultOf(program), '6765');
    });

    it('a list of a hundred thousand elements is built and summed by plain recursion', () => {
      const program = `
        def build(n: Int): List(Int) { if (n == 0) { nil } else { let rest = build(n - 1) in (n :: rest) } }
        def sum(l: List(Int)): Int { caseL l : List(Int) of { nil -> 0 | (x :: xs) -> x + sum(xs) } }
        sum(build(100000))`;
      assert.equal(resultOf(program), '5000050000');
    });

    it('a recursion that never ends is stopped with an error at its call, before memory ends', () => {
      const program = 'def f(n: Int): Int { 1 + f(n + 1) } f(0)';
      const { report } = run(program, { limit: 50_000_000 });
      assert.equal(report.error?.code, 'pat-R507');
      assert.equal(program.slice(report.error?.span.start, report.error?.span.end), 'f(n + 1)');
    });
  });

  describe('processes and mailboxes', () => {
    it('starting processes without end is stopped with an error where they are started, before memory ends', () => {
      const program = 'def f(): Unit { spawn { sleep(1000000) }; f() } f()';
      const { report } = run(program, { limit: 50_000_000 });
      assert.equal(report.error?.code, 'pat-R507');
      assert.equal(
        program.slice(report.error?.span.start, report.error?.span.end),
        'spawn { sleep(1000000) }',
      );
    });

    it('sending messages without end is stopped with an error where they are sent, before memory ends', () => {
      const program = `
        interface Box { A() }
        def send(box: Box!(A*)): Unit { box ! A(); send(box) }
        def drain(box: Box?(A*)): Unit {
          guard box : A* {
            free -> ()
            receive A() from box -> drain(box)
          }
        }
        let box = new[Box] in
        spawn { send(box) };
        sleep(1000000);
        drain(box)`;
      const { report } = run(program, { limit: 100_000_000 });
      assert.equal(report.error?.code, 'pat-R507');
      assert.equal(program.slice(report.error?.span.start, report.error?.span.end), 'box ! A()');
      assert.match(report.error?.message ?? '', /`box`/);
    });

    it('the oldest message with one of the tags is received first', () => {
      const program = `
        interface Box { A(Int), B(Int) }
        let box = new[Box] in
        box ! A(1); box ! B(2); box ! A(3);
        guard box : A . B . A {
          receive B(x) from box ->
            guard box : A . A {
              receive A(y) from box -> guard box : A { receive A(z) from box -> free(box); (x, y, z) }
            }
        }`;
      for (const seed of [1, 2, 3]) assert.equal(resultOf(program, { seed }), '(2, 1, 3)');
    });

    it('a process waits until the message comes, and others go on', () => {
      const program = `
        interface Future { Put(Int) }
        let future = new[Future] in
        spawn { sleep(50); print("putting"); future ! Put(7) };
        print("waiting");
        guard future : Put { receive Put(x) from future -> free(future); x }`;
      const { output, report } = run(program);
      assert.deepEqual(output, ['waiting', 'putting']);
      assert.equal(report.value, '7');
      assert.ok(report.clean);
    });

    it('a spawned process keeps the values of the variables that it mentions', () => {
      const program = `
        interface Out { Got(Int) }
        def each(n: Int, out: Out!): Unit {
          if (n == 0) { () } else { let square = n * n in spawn { out ! Got(square) }; each(n - 1, out) }
        }
        def total(out: Out?(Got*), sum: Int): Int {
          guard out : Got* { free -> sum receive Got(x) from out -> total(out, sum + x) }
        }
        let out = new[Out] in each(10, out); total(out, 0)`;
      for (const seed of [1, 2, 3]) assert.equal(resultOf(program, { seed }), '385');
    });

    it('sleeping processes go on in the order of their times', () => {
      const program = `
        def later(ms: Int, word: String): Unit { spawn { sleep(ms); print(word) } }
        later(30, "third"); later(10, "first"); later(20, "second")`;
      for (const seed of [1, 2, 3]) {
        assert.deepEqual(run(program, { seed }).output, ['first', 'second', 'third']);
      }
    });

    it('the program goes on after its body until all other processes have ended', () => {
      const { output, report } = run('spawn { sleep(1000); print("late") }; 5');
      assert.deepEqual(output, ['late']);
      assert.equal(report.value, '5');
      assert.ok(report.clean);
    });

    it('rand gives every number from 0 to n - 1 and no other, and randBool both', () => {
      const program = `
        def many(n: Int): Unit { if (n == 0) { () } else { print(intToString(rand(3))); many(n - 1) } }
        def coins(n: Int): Unit { if (n == 0) { () } else { if (randBool()) { print("t") } else { print("f") }; coins(n - 1) } }
        many(100); coins(100)`;
      assert.deepEqual([...new Set(run(program).output)].sort(), ['0', '1', '2', 'f', 't']);
      assert.equal(resultOf('rand(1)'), '0');
    });
  });

  describe('chance', () => {
    const race = `
      interface Out { Word(String) }
      def speak(word: String, n: Int): Unit { if (n == 0) { () } else { print(word); sleep(rand(3)); speak(word, n - 1) } }
      spawn { speak("a", 40) }; spawn { speak("b", 40) }; spawn { speak("c", 40) }; rand(1000000000)`;

    it('is the same for the same seed, to the last event, however the host cuts the run into steps', () => {
      const whole = run(race, { seed: 9, traced: true });
      assert.ok(whole.events.length > 100);
      for (const stepsAtOnce of [1, 13, 1000]) {
        const { events, output, report } = run(race, { seed: 9, traced: true, stepsAtOnce });
        assert.deepEqual(output, whole.output);
        assert.deepEqual(events, whole.events);
        assert.deepEqual(report, whole.report);
      }
    });

    it('is another for another seed', () => {
      const runs = [1, 2, 3, 4].map(seed => run(race, { seed }));
      assert.equal(new Set(runs.map(r => r.output.join(''))).size, 4);
      assert.equal(new Set(runs.map(r => r.report.value)).size, 4);
    });
  });
});
