// Renaming, on every example program: to a fresh name it keeps the program and can be undone; to a name that is there
// it is refused exactly when the plain exchange of the names would change what some name means, or the verdict.
import { readdirSync, readFileSync } from 'node:fs';
import { PatDocument } from '../../analysis.ts';
import { testParser } from '../parser.ts';
import { checkFresh, checkLinked, checkTaken } from './renaming.ts';

const folder = new URL('../../../../examples/', import.meta.url);
const programs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.pat'))
  .map(file => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

/** Programs that use names in ways that the examples do not. */
const others = [
  {
    file: 'names hidden and spelt alike',
    text: `interface A { M(Int), N(B!) } interface B { M(Int), O() }
def f(x: Int, g: (Int) -> Int): Int { let x = (let y = x in y + g(x)) in let y = x in h(fun(x: Int): Int { x + y }, x) }
def h(g: (Int) -> Int, y: Int): Int { let (a, b) = (g(y), y) in let a = a + b in f(a, g) }
def m(a: A?, b: B!): Int {
  guard a : M . N* {
    receive M(x) -> guard a : N* { empty(a) -> free(a); x receive N(y) from b -> y ! M(x); y ! O(); m(b, y) }
    receive N(a) from x -> m(x, a)
  }
}
let f = f(1, fun(f: Int): Int { f }) in caseL (f :: nil) : List(Int) of { nil -> f | (x :: f) -> x }
`,
  },
  {
    file: 'names that are declared twice or nowhere',
    text: `interface I { M(), M(), N(J!) } interface I { M(), K() } interface L { N() }
def f(x: Int, x: Int): Int { x + y + g(x) } def f(y: Int): Int { f(y, y) }
def k(m: I!, n: L!, o: Nowhere!): Unit { m ! K(); m ! M(); n ! M(); o ! M(); q ! N(); q ! K() }
def o(m: I?): Unit { guard m : M . N* { receive M(m) from m -> m receive M() from m -> o(m) receive K() from x -> x } }
let print = 1 in let (a, a) = (1, 2) in print + a + f(a)
`,
  },
];

async function withDocument(use: (document: PatDocument) => void): Promise<void> {
  const parser = await testParser();
  const document = new PatDocument(parser, '');
  try {
    use(document);
  } finally {
    document.dispose();
  }
}

describe('renaming in every example program', () => {
  for (const { file, text } of [...programs, ...others]) {
    it(`${file}: to a fresh name keeps the program, from each place the same, and back gives the same text`, () =>
      withDocument(document => checkFresh(document, text)));

    it(`${file}: to a name that is there is refused exactly when something would change`, () =>
      withDocument(document => checkTaken(document, text, 60)));

    it(`${file}: editing the linked names of a guard together keeps the program`, () =>
      withDocument(document => checkLinked(document, text)));
  }
});
