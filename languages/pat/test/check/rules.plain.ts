// Spec §3–§5, rule by rule: programs whose verdicts follow from the page.
import { type Rule, rule } from './rule.ts';

const mailbox = 'interface M { A(), B(), C(Int) }\n';

export const plainRules: readonly Rule[] = [
  rule('§1 built-ins have their types', {
    accepted: [
      'print(concat("a", intToString(rand(3) + 1 * 2 - 4 / 2)))',
      'if (randBool() && (1 < 2 || 3 >= 4)) { sleep(1) } else { print("no") }',
      'let p = print in p("a first-class built-in")',
    ],
    rejected: [
      { program: 'print(1)', codes: ['E204'] },
      { program: 'intToString("a")', codes: ['E204'] },
      { program: '1 && true', codes: ['E204'] },
      { program: 'true < false', codes: ['E204', 'E204'] },
      { program: 'concat("a")', codes: ['E202'] },
    ],
  }),
  rule('§1 a variable spelt like a built-in is the built-in', {
    accepted: ['let print = 3 in print("still the built-in")'],
    rejected: [{ program: 'let rand = 3 in rand + 1', codes: ['E204'] }],
  }),
  rule('§3 a payload is second-class and takes no usage', {
    accepted: ['interface F { Get(U!) } interface U { Reply(Int) } 1'],
    rejected: [
      { program: 'interface F { Get(U![R]) } interface U { Reply(Int) } 1', codes: ['E212'] },
      { program: 'interface F { Get(U!Reply[U]) } interface U { Reply(Int) } 1', codes: ['E212'] },
    ],
  }),
  rule('§5 unbound variables', {
    accepted: ['let x = 1 in x', 'def f(x: Int): Int { g(x) } def g(x: Int): Int { f(x) } 1'],
    rejected: [
      { program: 'x', codes: ['E201'] },
      { program: 'let x = (let y = 1 in y) in y', codes: ['E201'] },
      { program: 'def f(x: Int): Int { x } x', codes: ['E201'] },
    ],
  }),
  rule('§5 arity of calls, messages and tuples', {
    accepted: ['def f(x: Int, y: Int): Int { x + y } f(1, 2)', 'let (a, b) = (1, "x") in a'],
    rejected: [
      { program: 'def f(x: Int, y: Int): Int { x + y } f(1)', codes: ['E202'] },
      { program: 'def f(): Int { 1 } f(1)', codes: ['E202'] },
      { program: 'let (a, b, c) = (1, "x") in a', codes: ['E211'] },
      { program: 'let (a, b) = 3 in 1', codes: ['E211'] },
      {
        program: `${mailbox}let m = new[M] in m ! C(1, 2); guard m : C { receive C(x) from m -> free(m) }`,
        codes: ['E203'],
      },
      {
        program: `${mailbox}let m = new[M] in m ! C(1); guard m : C { receive C() from m -> free(m) }`,
        codes: ['E203'],
      },
    ],
  }),
  rule('§5 wrong base types', {
    accepted: [
      '1 + 2',
      'let x: Int = 1 in x',
      'def f(): String { "a" } f()',
      ':ok',
      'let a: Atom = :ok in 1',
    ],
    rejected: [
      { program: '1 + "a"', codes: ['E204'] },
      { program: 'let x: Int = "a" in x', codes: ['E204'] },
      { program: 'def f(): String { 1 } f()', codes: ['E204'] },
      { program: 'if (1) { 2 } else { 3 }', codes: ['E204'] },
      { program: '1; 2', codes: ['E204'] },
      { program: 'spawn { 1 }', codes: ['E204'] },
    ],
  }),
  rule('§5 unknown interfaces, anywhere', {
    accepted: [`${mailbox}let m = new[M] in free(m)`],
    rejected: [
      { program: 'let m = new[M] in free(m)', codes: ['E205'] },
      { program: 'interface F { Get(Nobody!) } 1', codes: ['E205'] },
      { program: 'def f(x: Nobody!): Unit { () } 1', codes: ['E205'] },
      { program: 'def f(): Nobody!A[R] { f() } 1', codes: ['E205'] },
      { program: 'fun(x: Nobody!A): Unit { x ! A() }', codes: ['E205'] },
    ],
  }),
  rule('§5 tags of the interface', {
    accepted: [`${mailbox}let m = new[M] in m ! A(); guard m : A { receive A() from m -> free(m) }`],
    rejected: [
      {
        program: `${mailbox}let m = new[M] in m ! D(); guard m : A { receive A() from m -> free(m) }`,
        codes: ['E206'],
      },
      {
        program: `${mailbox}let m = new[M] in guard m : A { receive D() from m -> free(m) }`,
        codes: ['E206'],
      },
    ],
  }),
  rule('§5 only mailboxes are sent to, guarded and freed', {
    accepted: [`${mailbox}let m = new[M] in free(m)`],
    rejected: [
      { program: 'let x = 1 in free(x)', codes: ['E207'] },
      { program: `${mailbox}let x = 1 in x ! A()`, codes: ['E207'] },
      { program: 'let x = 1 in guard x : 1 { free -> () }', codes: ['E207'] },
      { program: 'let x = 1 in x(2)', codes: ['E208'] },
    ],
  }),
  rule('§5 names are declared once', {
    accepted: ['interface A { M() } interface B { M() } def f(): Int { 1 } def g(): Int { 2 } 1'],
    rejected: [
      { program: 'def f(): Int { 1 } def f(): Int { 2 } 1', codes: ['E210'] },
      { program: 'interface A { M() } interface A { N() } 1', codes: ['E210'] },
      { program: 'interface A { M(), M() } 1', codes: ['E210'] },
      { program: 'def f(x: Int, x: Int): Int { 1 } 1', codes: ['E210'] },
      { program: 'fun(x: Int, x: Int): Int { 1 }', codes: ['E210'] },
    ],
  }),
  rule('§5 in tuple lets and receive clauses a later binder of the same name wins', {
    accepted: [
      'let (x, x) = ("a", 1) in x + 1',
      'interface N { D(Int, Int) } let m = new[N] in m ! D(1, 2); guard m : D { receive D(m, m) from m -> free(m) }',
    ],
    rejected: [{ program: 'let (x, x) = (1, "a") in x + 1', codes: ['E204'] }],
  }),
  rule('§5 branches and clauses agree with the first', {
    accepted: [
      'if (true) { 1 } else { 2 }',
      'let f: (Int + Bool) = inl(1) in case f of { inl(x): Int -> x | inr(y): Bool -> 0 }',
    ],
    rejected: [
      { program: 'if (true) { 1 } else { "a" }', codes: ['E204'] },
      {
        program: 'let f: (Int + Bool) = inl(1) in case f of { inl(x): Int -> x | inr(y): Bool -> y }',
        codes: ['E204'],
      },
      {
        program: 'let l: List(Int) = nil in caseL l : List(Int) of { nil -> "a" | (x :: xs) -> x }',
        codes: ['E204'],
      },
      {
        program: `${mailbox}let m = new[M] in guard m : A + 1 { receive A() from m -> free(m); 1 free -> "a" }`,
        codes: ['E204'],
      },
    ],
  }),
  rule('§5 inl, inr, nil and a failing guard need a known type', {
    accepted: [
      'let l: List(Int) = nil in 1',
      'def f(): (Int + Bool) { if (true) { inl(1) } else { inr(false) } } 1',
      'def f(): List(Int) { let x = 1 in (); (x :: nil) } 1',
      'def f(x: (List(Int) * Int)): Int { 1 } f((nil, 2))',
    ],
    rejected: [
      { program: 'let l = nil in 1', codes: ['E209'] },
      { program: 'inl(1)', codes: ['E209'] },
      { program: 'inr(2)', codes: ['E209'] },
      {
        program: `${mailbox}def f(m: M?0): Unit { let x = guard m : 0 { fail : Unit } in x } 1`,
        codes: ['E209'],
      },
    ],
  }),
  rule('§5 sums, lists and functions have their shapes', {
    accepted: [
      'def inc(x: Int): Int { x + 1 } def twice(f: (Int) -> Int, x: Int): Int { f(f(x)) } twice(inc, 3)',
      'def len(l: List(Int)): Int { caseL l : List(Int) of { nil -> 0 | (x :: xs) -> 1 + len(xs) } } len((1 :: (2 :: nil)))',
    ],
    rejected: [
      {
        program: 'def inc(x: Int): Int { x } def app(f: (String) -> Int): Int { f("a") } app(inc)',
        codes: ['E204'],
      },
      {
        program: 'def app(f: (Int) -o Int): Int { f(1) } def inc(x: Int): Int { x } app(inc)',
        codes: ['E204'],
      },
      { program: 'let l: List(Int) = (1 :: ("a" :: nil)) in 1', codes: ['E204'] },
      { program: 'let l: List(Int) = inl(1) in 1', codes: ['E204'] },
      { program: 'let s: (Int + Bool) = nil in 1', codes: ['E204'] },
      { program: 'caseL 1 : Int of { nil -> 1 | (x :: xs) -> 2 }', codes: ['E213'] },
    ],
  }),
];
