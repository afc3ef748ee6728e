// Spec §6–§7, rule by rule: programs whose verdicts follow from the page.
import { type Rule, rule } from './rule.ts';

const m = 'interface M { A(), B(), C(Int) }\n';
const future = 'interface Future { Put(Int), Get(User!) } interface User { Reply(Int) }\n';
const recvA = 'guard m : A { receive A() from m -> free(m) }';

export const mailboxRules: readonly Rule[] = [
  rule('join: !E then !F is !(E . F)', {
    accepted: [
      `${m}let m = new[M] in m ! A(); m ! B(); guard m : A . B { receive A() from m -> guard m : B { receive B() from m -> free(m) } receive B() from m -> guard m : A { receive A() from m -> free(m) } }`,
    ],
    rejected: [
      { program: `${m}let m = new[M] in m ! A(); m ! A(); ${recvA}`, codes: ['E402'] },
      { program: `${m}let m = new[M] in m ! A(); m ! B(); ${recvA}`, codes: ['E402'] },
    ],
  }),
  rule('join: a mailbox is received from once', {
    accepted: [`${m}let m = new[M] in m ! A(); ${recvA}`],
    rejected: [
      { program: `${m}let m = new[M] in free(m); free(m)`, codes: ['E301'] },
      { program: `${m}let m = new[M] in spawn { free(m) }; free(m)`, codes: ['E301'] },
    ],
  }),
  rule('join: the returnable use is the last', {
    accepted: [`${m}let m = new[M] in spawn { ${recvA} }; m ! A()`],
    rejected: [{ program: `${m}let m = new[M] in ${recvA}; m ! A()`, codes: ['E302'] }],
  }),
  rule('join: linear functions are used once, unrestricted ones freely', {
    accepted: [
      'let f = fun(x: Int): Int { x } in f(f(1))',
      'def ap(f: (Int) -o Int): Int { f(1) } ap(linfun(x: Int): Int { x })',
    ],
    rejected: [{ program: 'def ap(f: (Int) -o Int): Int { f(f(1)) } 1', codes: ['E303'] }],
  }),
  rule('combine: parts of one step share no mailbox', {
    accepted: ['def f(x: Int, y: Int): Int { x + y } let x = 1 in f(x, x)'],
    rejected: [
      {
        program: `${m}def f(x: M!A, y: M!A): Unit { x ! A(); y ! A() } let m = new[M] in f(m, m)`,
        codes: ['E305'],
      },
      {
        program:
          'interface S { Self(S!) } let s = new[S] in s ! Self(s); guard s : Self { receive Self(x) from s -> free(s) }',
        codes: ['E305'],
      },
      { program: `${m}def f(x: M!A[R]): (M!A[R] * M!A[R]) { (x, x) } 1`, codes: ['E305'] },
    ],
  }),
  rule('branch: !E or !F is !(E + F)', {
    accepted: [
      `${m}let m = new[M] in if (true) { m ! A() } else { m ! B() }; guard m : A + B { receive A() from m -> free(m) receive B() from m -> free(m) }`,
    ],
    rejected: [
      { program: `${m}let m = new[M] in if (true) { m ! A() } else { m ! B() }; ${recvA}`, codes: ['E402'] },
    ],
  }),
  rule('branch: a send mailbox used in one branch only may stay unused', {
    accepted: [
      `${m}let m = new[M] in if (true) { m ! A() } else { () }; guard m : A + 1 { receive A() from m -> free(m) free -> () }`,
    ],
    rejected: [
      { program: `${m}let m = new[M] in if (true) { m ! A() } else { () }; ${recvA}`, codes: ['E402'] },
    ],
  }),
  rule('branch: any other linear variable is used in every branch', {
    accepted: [`${m}def f(m: M?1): Unit { if (true) { free(m) } else { free(m) } } f(new[M])`],
    rejected: [
      { program: `${m}def f(m: M?1): Unit { if (true) { free(m) } else { () } } f(new[M])`, codes: ['E306'] },
      { program: `${m}let m = new[M] in if (true) { m ! A(); ${recvA} } else { () }`, codes: ['E306'] },
    ],
  }),
  rule('branch: one capability across branches', {
    accepted: [
      `${m}def f(m: M?A): Unit { if (true) { ${recvA} } else { ${recvA} } } let m = new[M] in m ! A(); f(m)`,
    ],
    rejected: [
      {
        program: `${m}def f(m: M?A): Unit { if (true) { ${recvA} } else { m ! A() } } let m = new[M] in m ! A(); f(m)`,
        codes: ['E307'],
      },
    ],
  }),
  rule('values: a mailbox variable cannot be synthesised', {
    accepted: [`${m}let m = new[M] in free((m : M?1))`],
    rejected: [{ program: `${m}let m = new[M] in let x = (m, 1) in ()`, codes: ['E311'] }],
  }),
  rule('values: tuple parts are returnable', {
    accepted: [`${m}let (a, b) = (new[M], 1) in free(a)`],
    rejected: [{ program: `${m}def f(x: M!A): (M!A * Int) { (x, 1) } 1`, codes: ['E309'] }],
  }),
  rule('values: list elements are returnable', {
    accepted: [`${m}def f(): List(M!A) { nil } 1`],
    rejected: [{ program: `${m}def f(): List(M!A[U]) { nil } 1`, codes: ['E310'] }],
  }),
  rule('functions: captured mailboxes', {
    accepted: [
      `${m}def run(f: () -o Unit): Unit { f() } let m = new[M] in spawn { run(linfun(): Unit { ${recvA} }) }; m ! A()`,
    ],
    rejected: [
      {
        program: `${m}let m = new[M] in let f = fun(): Unit { ${recvA} } in spawn { f() }; m ! A()`,
        codes: ['E313'],
      },
      {
        program: 'def ap(f: (Int) -o Int): Unit { let g = fun(x: Int): Int { f(x) } in () } 1',
        codes: ['E313'],
      },
    ],
  }),
  rule('functions: an unused parameter is unrestrictable', {
    accepted: ['fun(x: Int): Int { 1 }', `${m}fun(x: M!(A + 1)): Int { 1 }`],
    rejected: [
      { program: `${m}fun(x: M!A): Int { 1 }`, codes: ['E406'] },
      { program: `${m}fun(x: M?A): Int { 1 }`, codes: ['E312'] },
    ],
  }),
  rule('let: an unused binding is not linear', {
    accepted: [
      // What follows a tuple let is checked, so that a promise that is not known yet may turn out to be none.
      `${m}let m = new[M] in let (a, b) = (1, 2) in spawn { free(m) }; let n: M! = m in ()`,
      'let x = 1 in 2',
      'def f(): Int { let g = fun(x: Int): Int { x } in 2 } f()',
    ],
    rejected: [
      { program: `${m}let m = new[M] in spawn { free(m) }; let n: M! = m in ()`, codes: ['E312'] },
      { program: `${m}let m = new[M] in 1`, codes: ['E312'] },
      { program: `${m}def f(): Unit { let m = new[M] in () } f()`, codes: ['E312'] },
      { program: 'let g = linfun(x: Int): Int { x } in 2', codes: ['E312'] },
    ],
  }),
  rule('free: only an empty mailbox', {
    accepted: [`${m}let m = new[M] in free(m)`],
    rejected: [
      { program: `${m}let m = new[M] in m ! A(); free(m)`, codes: ['E402'] },
      { program: `${m}def f(m: M?A): Unit { free(m) } let m = new[M] in m ! A(); f(m)`, codes: ['E402'] },
    ],
  }),
  rule('applications check arguments against parameters', {
    accepted: [`${m}def f(m: M!A): Unit { m ! A() } let m = new[M] in f(m); ${recvA}`],
    rejected: [
      { program: `${m}def f(m: M!B): Unit { m ! B() } let m = new[M] in f(m); ${recvA}`, codes: ['E402'] },
      {
        program: `${m}def f(m: M![R]): Unit { m ! A() } let m = new[M] in f(m); m ! A(); guard m : A . A { receive A() from m -> ${recvA} }`,
        codes: ['E302'],
      },
    ],
  }),
  rule('spawn: usages in the process become second class', {
    accepted: [`${m}let m = new[M] in spawn { ${recvA} }; m ! A()`],
    rejected: [{ program: `${m}let m = new[M] in (m ! A(); ${recvA}); m ! A()`, codes: ['E302'] }],
  }),
  rule('synthesis of a guard, if or case: mailbox-free types only', {
    accepted: [`${m}guard new[M] : 1 { free -> 3 }`, 'if (true) { 1 } else { 2 }'],
    rejected: [{ program: `${m}if (true) { new[M] } else { new[M] }`, codes: ['E311'] }],
  }),
  rule('case: binders at their annotations', {
    accepted: [
      `${m}def f(s: (M?1 + Int)): Unit { case s of { inl(a): M?1 -> free(a) | inr(b): Int -> () } } let s: (M?1 + Int) = inl(new[M]) in f(s)`,
    ],
    rejected: [
      {
        program: `${m}def f(s: (M?A + Int)): Unit { case s of { inl(a): M?A -> free(a) | inr(b): Int -> () } } 1`,
        codes: ['E402'],
      },
      {
        program: `${m}def f(s: (M?1 + Int)): Unit { case s of { inl(a): M?1 -> () | inr(b): Int -> () } } let s: (M?1 + Int) = inl(new[M]) in f(s)`,
        codes: ['E312'],
      },
    ],
  }),
  rule('caseL: elements and rest', {
    accepted: [
      `${m}def all(l: List(M!A)): Unit { caseL l : List(M!A) of { nil -> () | (x :: xs) -> x ! A(); all(xs) } } let m = new[M] in spawn { all((m :: nil)) }; ${recvA}`,
    ],
    rejected: [
      {
        program: `${m}def all(l: List(M!A)): Unit { caseL l : List(M!A) of { nil -> () | (x :: xs) -> all(xs) } } let m = new[M] in spawn { all((m :: nil)) }; ${recvA}`,
        codes: ['E406'],
      },
      {
        program: `${m}def all(l: List(M!A)): Unit { caseL l : List(M!A) of { nil -> () | (x :: xs) -> x ! B(); all(xs) } } let m = new[M] in spawn { all((m :: nil)) }; ${recvA}`,
        codes: ['E405'],
      },
    ],
  }),
  rule('let (…): components by their use', {
    accepted: [`${m}let (a, b) = (new[M], 3) in a ! A(); guard a : A { receive A() from a -> free(a) }`],
    rejected: [{ program: `${m}let (a, b) = (new[M], 3) in a ! A(); free(a)`, codes: ['E402'] }],
  }),
  rule('guard: every message of the pattern has a clause', {
    accepted: [`${m}let m = new[M] in m ! A(); ${recvA}`],
    rejected: [
      {
        program: `${m}def f(m: M?(A + B)): Unit { guard m : A + B { receive A() from m -> free(m) } } 1`,
        codes: ['E401'],
      },
      {
        program: `${m}let m = new[M] in guard m : 1 { receive A() from m -> free(m) }`,
        codes: ['E401'],
      },
    ],
  }),
  rule('guard: one clause for each case', {
    accepted: [`${m}let m = new[M] in guard m : 1 { free -> () }`],
    rejected: [
      { program: `${m}let m = new[M] in guard m : 1 { free -> () empty(x) -> free(x) }`, codes: ['E314'] },
      {
        program: `${m}let m = new[M] in m ! A(); guard m : A { receive A() from m -> free(m) receive A() from m -> free(m) }`,
        codes: ['E314'],
      },
      {
        program: `${m}let m = new[M] in guard m : 1 { free -> () fail : Unit fail : Unit }`,
        codes: ['E314'],
      },
    ],
  }),
  rule('guard: empty binds the mailbox, which must be used', {
    accepted: [`${m}let m = new[M] in guard m : 1 { empty(x) -> free(x) }`],
    rejected: [
      { program: `${m}let m = new[M] in guard m : 1 { empty(x) -> () }`, codes: ['E315'] },
      { program: `${m}let m = new[M] in guard m : 1 { empty(m) -> ${recvA} }`, codes: ['E405'] },
    ],
  }),
  rule('guard: after receive the mailbox is used at what remains', {
    accepted: [`${m}let m = new[M] in m ! A(); m ! A(); guard m : A . A { receive A() from m -> ${recvA} }`],
    rejected: [
      {
        program: `${m}let m = new[M] in m ! A(); m ! A(); guard m : A . A { receive A() from m -> free(m) }`,
        codes: ['E403'],
      },
      { program: `${m}let m = new[M] in m ! A(); guard m : A { receive A() from m -> () }`, codes: ['E315'] },
      {
        program: `${m}let m = new[M] in m ! A(); guard m : A { receive A() from m -> m ! B() }`,
        codes: ['E315'],
      },
    ],
  }),
  rule('guard: an unused payload is unrestrictable', {
    accepted: [
      'interface G { P(U!(R + 1)) } interface U { R() } def f(g: G?P): Unit { guard g : P { receive P(u) from g -> free(g) } } let g = new[G] in let u = new[U] in g ! P(u); spawn { f(g) }; guard u : R + 1 { receive R() from u -> free(u) free -> () }',
    ],
    rejected: [
      {
        program: `${future}def f(g: Future?Get): Unit { guard g : Get { receive Get(u) from g -> free(g) } } let g = new[Future] in let u = new[User] in g ! Get(u); spawn { f(g) }; guard u : Reply { receive Reply(x) from u -> free(u) }`,
        codes: ['E402'],
      },
    ],
  }),
  rule('alias check, interface mode', {
    accepted: [
      `${future}def f(g: Future?Get, n: Int): Unit { guard g : Get { receive Get(u) from g -> u ! Reply(n); free(g) } } let g = new[Future] in let u = new[User] in g ! Get(u); spawn { f(g, 1) }; guard u : Reply { receive Reply(x) from u -> free(u) }`,
    ],
    rejected: [
      {
        program: `${future}def f(g: Future?Get, other: User!Reply): Unit { guard g : Get { receive Get(u) from g -> u ! Reply(1); other ! Reply(2); free(g) } } let g = new[Future] in let u = new[User] in g ! Get(u); let w = new[User] in spawn { f(g, w) }; spawn { guard w : Reply { receive Reply(x) from w -> free(w) } }; guard u : Reply { receive Reply(x) from u -> free(u) }`,
        codes: ['E316'],
      },
    ],
  }),
  rule('alias check: receive* has none', {
    accepted: [
      `${future}def f(g: Future?Get, other: User!Reply): Unit { guard g : Get { receive* Get(u) from g -> u ! Reply(1); other ! Reply(2); free(g) } } let g = new[Future] in let u = new[User] in g ! Get(u); let w = new[User] in spawn { f(g, w) }; spawn { guard w : Reply { receive Reply(x) from w -> free(w) } }; guard u : Reply { receive Reply(x) from u -> free(u) }`,
    ],
    rejected: [],
  }),
  rule(
    'alias check, strict mode',
    {
      accepted: [`${m}let m = new[M] in m ! A(); ${recvA}`],
      rejected: [
        {
          program: `${m}interface N { Go() } def f(m: M?A, n: N!Go): Unit { guard m : A { receive A() from m -> n ! Go(); free(m) } } let m = new[M] in let n = new[N] in m ! A(); spawn { f(m, n) }; guard n : Go { receive Go() from n -> free(n) }`,
          codes: ['E316'],
        },
      ],
    },
    { aliasCheck: 'strict' },
  ),
  rule(
    'alias check, off',
    {
      accepted: [
        `${future}def f(g: Future?Get, other: User!Reply): Unit { guard g : Get { receive Get(u) from g -> u ! Reply(1); other ! Reply(2); free(g) } } let g = new[Future] in let u = new[User] in g ! Get(u); let w = new[User] in spawn { f(g, w) }; spawn { guard w : Reply { receive Reply(x) from w -> free(w) } }; guard u : Reply { receive Reply(x) from u -> free(u) }`,
      ],
      rejected: [],
    },
    { aliasCheck: 'none' },
  ),
  rule(
    'quasi-linearity off: usages are ignored',
    {
      accepted: [
        `${m}let m = new[M] in spawn { ${recvA} }; m ! A()`,
        `${m}def f(x: M!A): (M!A * Int) { (x, 1) } 1`,
      ],
      rejected: [{ program: `${m}let m = new[M] in m ! A(); free(m)`, codes: ['E402'] }],
    },
    { quasiLinearity: false },
  ),
  rule(
    'combine as join',
    {
      accepted: [
        `${m}def f(x: M!A, y: M!B): Unit { x ! A(); y ! B() } let m = new[M] in f(m, m); guard m : A . B { receive A() from m -> guard m : B { receive B() from m -> free(m) } receive B() from m -> ${recvA} }`,
      ],
      rejected: [
        {
          program: `${m}def f(x: M!A, y: M!A): Unit { x ! A(); y ! A() } let m = new[M] in f(m, m); ${recvA}`,
          codes: ['E402'],
        },
      ],
    },
    { joinNotCombine: true },
  ),
  rule(
    'liberal data types: data may hold second-class parts',
    {
      accepted: [`${m}def f(x: M!A): (M!A[U] * Int) { (x, 1) } 1`],
      rejected: [{ program: `${m}def f(x: M!A): M!A[R] { x } 1`, codes: ['E309'] }],
    },
    { liberalDatatypes: true },
  ),
  rule('definitions: parameters at their declared types', {
    accepted: [`${m}def f(m: M!(A . B)): Unit { m ! B(); m ! A() } 1`],
    rejected: [
      { program: `${m}def f(m: M!A): Unit { m ! B() } 1`, codes: ['E405'] },
      { program: `${m}def f(m: M!A): Unit { () } 1`, codes: ['E406'] },
      { program: `${m}def f(m: M?A): Unit { () } 1`, codes: ['E312'] },
    ],
  }),
  rule('solving: a pattern about which nothing is known', {
    accepted: [`${m}def f(m: M!): Unit { m ! A() } 1`, 'interface N { Never(N!) } 1'],
    rejected: [
      {
        program: `${m}def f(m: M?): Unit { guard m : A { receive A() from m -> free(m) } } 1`,
        codes: ['E408'],
      },
    ],
  }),
  rule('solving: recursion is a star', {
    accepted: [
      `${m}def many(m: M!, n: Int): Unit { if (n <= 0) { () } else { m ! A(); many(m, n - 1) } } def all(m: M?): Unit { guard m : A* { free -> () receive A() from m -> all(m) } } let m = new[M] in spawn { many(m, 3) }; all(m)`,
    ],
    rejected: [
      {
        program: `${m}def many(m: M!, n: Int): Unit { if (n <= 0) { () } else { m ! A(); many(m, n - 1) } } let m = new[M] in spawn { many(m, 3) }; ${recvA}`,
        codes: ['E402'],
      },
    ],
  }),
];
