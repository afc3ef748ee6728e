// Where Pat here knowingly differs from the original checker (spec §10, docs/differences.md): one program or more each.

export interface Difference {
  /** The heading in docs/differences.md. */
  readonly name: string;
  readonly accepted: readonly string[];
  readonly rejected: readonly { readonly program: string; readonly codes: readonly string[] }[];
}

const m = 'interface M { A(), B() }\n';

const tags = Array.from(
  { length: 40 },
  (_, i) => `T${String.fromCharCode(97 + (i % 26))}${Math.floor(i / 26)}`,
);
const manyKinds = `interface S { ${tags.map(t => `${t}(Int)`).join(', ')} }
def server(self: S?): Unit { guard self : (${tags.join(' + ')})* { free -> ()
${tags.map(t => `receive ${t}(x) from self -> server(self)`).join('\n')} } }
let s = new[S] in spawn { server(s) }; ${tags.map(t => `s ! ${t}(1)`).join('; ')}`;

export const differences: readonly Difference[] = [
  {
    name: 'A tuple let compares in the sound direction',
    accepted: [`${m}def f(p: (M!A * List(M!1))): Unit { let (m, l): (M!A * List(M!1)) = p in m ! A() } 1`],
    rejected: [
      {
        program: `${m}def f(p: (M!A * List(M!1))): Unit { let (m, l): (M!A * List(M!1)) = p in if (true) { m ! A() } else { () } } 1`,
        codes: ['E405'],
      },
    ],
  },
  {
    name: 'A `fun` may run any number of times',
    accepted: [
      `${m}def rest(m: M?): Unit { guard m : A* { free -> () receive A() from m -> rest(m) } }
let m = new[M] in spawn { let f = fun(): Unit { m ! A() } in f(); f() }; rest(m)`,
    ],
    rejected: [
      {
        program: `${m}let m = new[M] in spawn { let f = fun(): Unit { if (randBool()) { m ! A() } else { () } } in f(); f() }; guard m : A + 1 { free -> () receive A() from m -> free(m) }`,
        codes: ['E402'],
      },
    ],
  },
  {
    name: 'A linear function in a payload may hide an alias',
    accepted: [],
    rejected: [
      {
        program: `${m}interface F { Do(() -o Unit) }
def f(x: F?Do, m: M!A): Unit { guard x : Do { receive Do(g) from x -> g(); m ! A(); free(x) } }
let x = new[F] in let m = new[M] in spawn { x ! Do(linfun(): Unit { m ! B() }) }; spawn { f(x, m) };
guard m : A . B { receive A() from m -> guard m : B { receive B() from m -> free(m) } receive B() from m -> guard m : A { receive A() from m -> free(m) } }`,
        codes: ['E316'],
      },
    ],
  },
  {
    name: 'Tuples keep the order of their components',
    accepted: [
      'def f(t: (Int * Bool)): Int { let (a, b) = t in let (c, d) = t in if (b && d) { a } else { c } } f((1, true))',
      'def f(t: (Int * Bool)): Int { if (true) { let (a, b) = t in a } else { let (a, b) = t in a + 1 } } f((1, true))',
    ],
    rejected: [],
  },
  {
    name: 'An inner let does not leak its scope',
    accepted: ['let x = (let y = 1 in y) in x'],
    rejected: [{ program: 'let x = (let y = 1 in y) in y', codes: ['E201'] }],
  },
  {
    name: 'Duplicate names are errors',
    accepted: [],
    rejected: [
      { program: 'def f(): Int { 1 } def f(): Int { 2 } f()', codes: ['E210'] },
      { program: 'interface A { M() } interface A { M() } 1', codes: ['E210'] },
      { program: 'interface A { M(), M(Int) } 1', codes: ['E210'] },
      { program: 'def f(x: Int, x: Int): Int { x } 1', codes: ['E210'] },
    ],
  },
  {
    name: 'Interfaces named in payloads must exist',
    accepted: ['interface A { M(A!) } 1'],
    rejected: [{ program: 'interface A { M(B!) } 1', codes: ['E205'] }],
  },
  {
    name: 'A guard has at most one `fail` clause',
    accepted: [`${m}guard new[M] : 1 { free -> () fail : Unit }`],
    rejected: [{ program: `${m}guard new[M] : 1 { free -> () fail : Unit fail : Unit }`, codes: ['E314'] }],
  },
  {
    name: 'Names that end in digits do not collide',
    accepted: [
      'let x = 1 in let x1 = 2 in let x2 = 3 in x + x1 + x2',
      'let x0 = 1 in let x = "a" in let x1 = 2 in print(x)',
    ],
    rejected: [],
  },
  {
    name: 'No time limit decides a verdict',
    accepted: [manyKinds],
    rejected: [],
  },
  {
    name: 'A bare guard, if or case may be a body',
    accepted: [
      `${m}guard new[M] : 1 { free -> 3 }`,
      'if (true) { "a" } else { "b" }',
      'let s: (Int + Bool) = inl(1) in case s of { inl(a): Int -> a | inr(b): Bool -> 0 }',
    ],
    rejected: [{ program: `${m}if (true) { new[M] } else { new[M] }`, codes: ['E311'] }],
  },
  {
    name: 'Known types reach further down',
    accepted: [
      'def f(): List(Int) { print("a"); let x = 1 in (x :: nil) } f()',
      'def f(b: Bool): (Int + String) { if (b) { inl(1) } else { print("b"); inr("c") } } f(true)',
      'def f(x: ((Int + Bool) * List(Int))): Int { 1 } f((inl(3), nil))',
    ],
    rejected: [],
  },
  {
    name: 'Unused bindings of any plain type without mailboxes',
    accepted: [
      'let (a, b) = (1, (2, "x")) in ()',
      'let l: List(Int) = (1 :: nil) in let (x, y) = (l, l) in ()',
    ],
    rejected: [],
  },
];
