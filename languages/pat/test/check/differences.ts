// Where Pat here knowingly differs from the original checker (spec §10, docs/differences.md): one program or more each.

import type { Settings } from '../../settings.ts';

export interface Difference {
  /** The heading in docs/differences.md. */
  readonly name: string;
  readonly settings?: Partial<Settings>;
  readonly accepted: readonly string[];
  readonly rejected: readonly { readonly program: string; readonly codes: readonly string[] }[];
}

const m = 'interface M { A(), B() }\n';

const serve = `${m}def serve(m: M?A): Unit { guard m : A { receive A() from m -> free(m) } }
`;
/** A process sends a function that waits for an \`A\` in \`m\` to \`w\`. */
const run = `interface W { Do(() -o Unit) }
${serve}let m = new[M] in let w = new[W] in spawn { w ! Do(linfun(): Unit { serve(m) }) }; `;

/** A mailbox goes to whoever receives it from \`w\`, and \`m\` stays another name of it. */
const given = `${m}interface W { G(M?(A*)) }
def name(m: M!1): Unit { () }
def all(m: M?(A*)): Unit { guard m : A* { free -> () receive A() from m -> all(m) } }
let m = new[M] in let w = new[W] in spawn { w ! G(m) }; `;

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
    name: 'A `fun` uses no mailbox and no linear function from outside',
    accepted: [
      `${serve}let m = new[M] in spawn { serve(m) }; let f = fun(to: M!A): Unit { to ! A() } in f(m)`,
      `${serve}let m = new[M] in spawn { serve(m) }; let f = linfun(): Unit { m ! A() } in f()`,
    ],
    rejected: [
      {
        program: `${m}def rest(m: M?): Unit { guard m : A* { free -> () receive A() from m -> rest(m) } }
let m = new[M] in spawn { let f = fun(): Unit { m ! A() } in f(); f() }; rest(m)`,
        codes: ['E313'],
      },
      {
        program: 'def ap(f: () -o Unit): Unit { let g = fun(): Unit { f() } in g() } 1',
        codes: ['E313'],
      },
    ],
  },
  {
    name: 'A received linear function is called in a process of its own',
    accepted: [
      `${run}guard w : Do { receive Do(g) from w -> free(w); spawn { g() } }; m ! A()`,
      `${run}guard w : Do { receive Do(g) from w -> w ! Do(g); guard w : Do { receive Do(g) from w -> free(w); spawn { g() } } }; m ! A()`,
    ],
    rejected: [
      { program: `${run}guard w : Do { receive Do(g) from w -> free(w); g() }; m ! A()`, codes: ['E319'] },
      {
        program: `${run}let f = guard w : Do { receive Do(g) from w -> free(w); g } in m ! A(); f()`,
        codes: ['E319'],
      },
    ],
  },
  {
    name: 'A linear function in a payload may hide an alias',
    accepted: [],
    rejected: [
      {
        program: `${m}interface F { Do(() -o Unit) }
def f(x: F?Do, m: M!A): Unit { guard x : Do { receive Do(g) from x -> spawn { g() }; m ! A(); free(x) } }
let x = new[F] in let m = new[M] in spawn { x ! Do(linfun(): Unit { m ! B() }) }; spawn { f(x, m) };
guard m : A . B { receive A() from m -> guard m : B { receive B() from m -> free(m) } receive B() from m -> guard m : A { receive A() from m -> free(m) } }`,
        codes: ['E316'],
      },
    ],
  },
  {
    name: 'What a tuple let drops must be droppable',
    accepted: [
      `${serve}let m = new[M] in spawn { serve(m) }; let (f, n) = (linfun(): Unit { m ! A() }, 1) in f()`,
      'let (f, n) = (fun(x: Int): Int { x + 1 }, 1) in print(intToString(n))',
    ],
    rejected: [
      {
        program: `${serve}let m = new[M] in spawn { serve(m) }; let (f, n) = (linfun(): Unit { m ! A() }, 1) in print(intToString(n))`,
        codes: ['E312'],
      },
    ],
  },
  {
    name: 'A list is as usable as its type says',
    accepted: [
      `${serve}def all(l: List(M?A[U])): Unit { caseL l : List(M?A[U]) of { nil -> () | (h :: t) -> spawn { serve(h) }; all(t) } } 1`,
    ],
    rejected: [
      {
        program: `${serve}def all(l: List(M?A[U])): Unit { caseL l : List(M?A[U]) of { nil -> () | (h :: t) -> serve(h); all(t) } } 1`,
        codes: ['E309'],
      },
      {
        program: `${m}def f(h: M!A, t: List(M!A[U])): List(M!A[U]) { (h :: t) } 1`,
        codes: ['E309'],
      },
    ],
  },
  {
    name: 'A promise can be kept',
    accepted: [`${m}def f(x: M!1): Unit { f(x) } def g(x: M?0): Unit { guard x : 0 { fail : Unit } } 1`],
    rejected: [
      { program: `${m}def f(x: M!0): Unit { f(x) } 1`, codes: ['E318'] },
      { program: `${m}def f(g: (M!(A . 0)) -> Unit): Unit { () } 1`, codes: ['E318'] },
      { program: `${m}interface I { N(M!(0 + 0)) } 1`, codes: ['E318'] },
    ],
  },
  {
    name: "The program's result holds no mailbox",
    accepted: [`${m}free(new[M])`, `${m}def f(): M?1 { new[M] } let m = f() in free(m)`],
    rejected: [
      { program: `${m}new[M]`, codes: ['E320'] },
      { program: `${m}def f(): (M?1 * Int) { (new[M], 1) } f()`, codes: ['E320'] },
      { program: 'linfun(): Unit { () }', codes: ['E320'] },
    ],
  },
  {
    name: 'With the strict alias check a mailbox counts even at `!1`',
    settings: { aliasCheck: 'strict' },
    accepted: [
      `${given}guard w : G { receive G(x) from w -> free(w); spawn { all(x) } }; m ! A()`,
      `${given}guard w : G { receive* G(x) from w -> free(w); spawn { all(x) }; name(m) }`,
    ],
    rejected: [
      {
        program: `${given}guard w : G { receive G(x) from w -> free(w); spawn { all(x) }; name(m) }`,
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
      'let l = (1 :: nil) in ()',
      'let (a, b) = ((1 :: (2 :: nil)), ("a" :: nil)) in ()',
    ],
    rejected: [],
  },
];
