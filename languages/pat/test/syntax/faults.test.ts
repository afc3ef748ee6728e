// Each kind of fault at its exact place: `CODE text`, the text being what is marked.
import assert from 'node:assert/strict';
import { SYNTAX_CODES } from '../../syntax/codes.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { applyEdits, faultsOf, parseText, summary } from './faults.ts';

/** A text, what is reported, and (where there is one) the text after the first fix of the first fault. */
const CASES: readonly (readonly [string, readonly string[], string?])[] = [
  // Missing pieces
  ['f(a, )', ['E101 ,']],
  ['(a, )', ['E101 ,']],
  ['f(a,, b)', ['E101 ,']],
  ['a + ', ['E101 +']],
  ['a;', ['E101 ;'], 'a'],
  ['(a;)', ['E101 ;'], '(a)'],
  ['inl()', ['E101 ()']],
  ['def f(): Unit { }', ['E101 { }'], 'def f(): Unit { () }'],
  ['let = 5 in 6', ['E102 let']],
  ['new[]', ['E102 [']],
  ['x ! ()', ['E102 !']],
  ['interface { A() }', ['E102 interface']],
  ['def (): Unit { () }', ['E102 def']],
  ['x :', ['E103 :']],
  ['def f(): { () }', ['E103 :']],
  ['def f(x): Unit { () }', ['E103 x']],
  ['guard x : A + { free -> () }', ['E104 +']],
  ['guard x { free -> () }', ['E104 guard']],
  ['let x = 5; x', ['E105 let'], 'let x = 5 in x'],
  ['let x = 5\nx', ['E105 let'], 'let x = 5 in\nx'],
  ['f()\ng()', ['E106 )'], 'f();\ng()'],
  ['let (x y) = p in x', ['E107 x'], 'let (x, y) = p in x'],
  ['def f(x: Int y: Int): Int { x }', ['E107 Int'], 'def f(x: Int, y: Int): Int { x }'],
  ['interface A { B() C() }', ['E107 )'], 'interface A { B(), C() }'],
  ['f(a', ['E108 ('], 'f(a)'],
  ['new[A', ['E108 ['], 'new[A]'],
  ['spawn { f()', ['E108 {'], 'spawn { f()\n}'],
  ['x : I!A[R', ['E108 ['], 'x : I!A[R]'],
  // What cannot stand here
  ['f() }', ['E109 }'], 'f() '],
  ['f())', ['E110 )'], 'f()'],
  ['def f(): Unit { x = 5 }', ['E110 ='], 'def f(): Unit { x == 5 }'],
  ['def f(): Unit { g() }; h() }\ndef g(): Unit { () }', ['E109 }']],
  ['routine f(): Unit { g() }\ndef g(): Unit { () }', ['E137 routine']],
  ['de f(): Unit { g() }\ndef g(): Unit { () }', ['E138 de']],
  // Names
  ['def F(): Unit { () }', ['E111 F'], 'def f(): Unit { () }'],
  ['interface a { b() }', ['E111 a', 'E111 b'], 'interface A { b() }'],
  ['let X = 1 in 2', ['E111 X'], 'let x = 1 in 2'],
  ['guard x : a { free -> () }', ['E111 a'], 'guard x : A { free -> () }'],
  ['x : int', ['E111 int'], 'x : Int'],
  ['new[List]', ['E112 List']],
  ['guard x : List { free -> () }', ['E112 List']],
  // Characters and literals
  ['f(@)', ['E113 @'], 'f()'],
  ['f(\0)', ['E113 \0'], 'f()'],
  ['x\u00a0+ 1', ['E113 \u00a0'], 'x + 1'],
  ['caf\u00e9', ['E113 \u00e9']],
  ['f(_)', ['E113 _']],
  ['a & b', ['E113 &'], 'a && b'],
  ['f("abc', ['E114 "abc']],
  ['"abc  \n', ['E114 "abc'], '"abc"  \n'],
  ['"a\\qb"', ['E115 \\q'], '"a\\\\qb"'],
  ['"\\u{1F600} \\\u{1F600}"', ['E115 \\u', 'E115 \\\u{1F600}']],
  ['4611686018427387904', ['E116 4611686018427387904']],
  [`1${'0'.repeat(100_000)}`, [`E116 1${'0'.repeat(100_000)}`]],
  ['007', ['E117 007'], '7'],
  ['00', ['E117 00'], '0'],
  ['-5', ['E118 -'], '(0 - 5)'],
  ['a * -b', ['E118 -'], 'a * (0 - b)'],
  // Order
  ['def f(): Unit { () }\ninterface A { }', ['E119 interface']],
  ['f()\ndef f(): Unit { () }', ['E119 def']],
  ['f() : Int\ng()', ['E120 g()']],
  // Guards and cases
  ['guard x : 1 { }', ['E121 guard']],
  ['guard x : 1', ['E121 guard']],
  ['guard x : 1 { free(x) -> () }', ['E122 (x)'], 'guard x : 1 { free -> () }'],
  ['guard x : 1 { empty -> () }', ['E122 empty']],
  ['guard x : 1 { empty(x, y) -> () }', ['E122 (x, y)']],
  ['guard x : 1 { free }', ['E122 free']],
  ['guard x : 1 { fail }', ['E122 fail']],
  ['guard x : A { receive A from x -> () }', ['E122 A'], 'guard x : A { receive A() from x -> () }'],
  ['guard f(x) : A { receive A() -> () }', ['E122 receive A()']],
  ['case x of { inl(a): Int -> a }', ['E123 {']],
  ['case x of { nil -> a | (y :: ys) -> b }', ['E138 case', 'E103 case ']],
  ['caseL x : List(Int) of { inl(a): Int -> a | inr(b): Int -> b }', ['E123 {', 'E123 inl', 'E123 inr']],
  [
    'case x of { | inl(a): A! -> a | inr(b): A! -> b }',
    ['E123 |'],
    'case x of { inl(a): A! -> a | inr(b): A! -> b }',
  ],
  ['case x of { inl(a): A! -> a | inr(b): A! -> b | }', ['E123 |']],
  [
    'caseL x : List(Int) of { (y :: ys) -> b | nil -> a }',
    ['E123 (y '],
    'caseL x : List(Int) of { nil -> a | (y :: ys) -> b }',
  ],
  [
    'case x { inl(a): A! -> a | inr(b): A! -> b }',
    ['E129 case'],
    'case x of { inl(a): A! -> a | inr(b): A! -> b }',
  ],
  // Parentheses, types, patterns
  ['f(x) ! M()', ['E124 f(x)'], '(f(x)) ! M()'],
  ['(a, b)(c)', ['E124 (a, b)'], '((a, b))(c)'],
  ['let (a, b) = c; d in a', ['E124 c; d'], 'let (a, b) = (c; d) in a'],
  ['caseL (x : Int) : Int of { nil -> a | (y :: ys) -> b }', []],
  ['x : I?A*', ['E125 A*'], 'x : I?(A*)'],
  ['x : I?A . B[R]', ['E125 A . B'], 'x : I?(A . B)[R]'],
  ['x : I', ['E126 I'], 'x : I!'],
  ['x : (Int)', ['E126 (Int)'], 'x : Int'],
  ['x : ()', ['E126 ()'], 'x : Unit'],
  ['x : (Int, Bool)', ['E126 (Int, Bool)'], 'x : (Int * Bool)'],
  ['x : List((Int * Int))', ['E126 (Int * Int)']],
  ['x : ((Int * Int) + Int)', ['E126 (Int * Int)']],
  ['x : (Int + Int + Int)', ['E126 Int']],
  ['x : () -> List(Int)', ['E126 List(Int)']],
  ['x : List', ['E126 List']],
  ['x : I![r]', ['E127 r'], 'x : I![R]'],
  ['x : I![Q]', ['E127 Q']],
  ['guard x : A** { free -> () }', ['E133 *'], 'guard x : A* { free -> () }'],
  ['guard x : 2 { free -> () }', ['E133 2']],
  // Incomplete constructs
  ['if c { 1 } else { 2 }', ['E129 c'], 'if (c) { 1 } else { 2 }'],
  ['if (c) { 1 }', ['E129 if'], 'if (c) { 1 } else { () }'],
  [
    'if (c) { 1 } else if (d) { 2 } else { 3 }',
    ['E129 else'],
    'if (c) { 1 } else { if (d) { 2 } else { 3 } }',
  ],
  ['spawn f()', ['E129 spawn'], 'spawn { f() }'],
  ['new A', ['E129 A'], 'new[A]'],
  ['x ! M', ['E129 M'], 'x ! M()'],
  ['fail(x)', ['E129 fail']],
  ['free', ['E129 free']],
  ['def f', ['E129 f']],
  ['interface A { B }', ['E129 B'], 'interface A { B() }'],
  ['let x in 5', ['E129 let']],
  ['let (a, b): Int = c in a', ['E130 Int']],
  ['f() : Unit; g()', ['E131 f() : Unit'], '(f() : Unit); g()'],
  ['(a :: b :: nil)', ['E132 b :: nil'], '(a :: (b :: nil))'],
  ['f(A)', ['E134 A']],
  ['guard x : A { receive * A() from x -> () }', ['E135 *'], 'guard x : A { receive* A() from x -> () }'],
  ['x : () -oInt', ['E136 -o'], 'x : () -o Int'],
  ['let x: I!= y in x', ['E136 !='], 'let x: I! = y in x'],
  ['x -o', ['E136 -o'], 'x - o'],
  // Warnings and accepted spellings
  ['guard x : A . B + C { free -> () }', ['W101 A . B + C'], 'guard x : A . (B + C) { free -> () }'],
  [
    'guard x : A . B + C . D { free -> () }',
    ['W101 A . B + C . D'],
    'guard x : A . (B + (C . D)) { free -> () }',
  ],
  ['guard x : A . (B + C) { free -> () }', []],
  ['guard x : *A { free -> () }', ['I101 *A'], 'guard x : A* { free -> () }'],
  ['guard x : A { receive A[y] from x -> y }', ['I102 [y]'], 'guard x : A { receive A(y) from x -> y }'],
  [
    'guard x : A { receive A[y, z] from x -> y }',
    ['I102 [y, z]'],
    'guard x : A { receive A(y, z) from x -> y }',
  ],
  ['guard x : A { receive A(y) -> y }', ['I103 receive A(y)'], 'guard x : A { receive A(y) from x -> y }'],
  ['if (c) then { 1 } else { 2 }', ['I104 then'], 'if (c) { 1 } else { 2 }'],
  ['spawn { f(); }', ['I105 ;'], 'spawn { f() }'],
  ['let x = f(); in x', ['I105 ;'], 'let x = f() in x'],
  ['f();\nin\ng()', ['I105 in'], 'f();\ng()'],
  ['if (rand()) { 1 } else { 2 }', ['I106 rand()'], 'if (randBool()) { 1 } else { 2 }'],
  ['if (rand(2) == 1) { 1 } else { 2 }', []],
  ['(x :Int)', ['I107 :'], '(x : Int)'],
  ['guard x :A { free -> () }', ['I107 :'], 'guard x : A { free -> () }'],
  ['f(:ok, (:no, :yes))', []],
];

describe('syntax faults', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });
  for (const [text, expected, mended] of CASES) {
    const shown = text.length > 70 ? `${text.slice(0, 70)}…` : text;
    it(`${JSON.stringify(shown)} gives ${expected.map(line => line.slice(0, 40)).join(' and ') || 'nothing'}`, () => {
      const program = parseText(parser, text);
      assert.deepEqual(summary(text, program), expected);
      if (mended === undefined) return;
      const [fix] = faultsOf(program)[0]?.fixes ?? [];
      assert.ok(fix, 'a fix');
      assert.equal(applyEdits(text, fix.edits), mended);
    });
  }

  it('says in every message what to do, never that a token was unexpected', () => {
    for (const [text] of CASES) {
      for (const { code, message } of faultsOf(parseText(parser, text))) {
        assert.ok(SYNTAX_CODES[code], `${code} has no entry in the table of codes`);
        assert.doesNotMatch(message, /unexpected|invalid|syntax error|token|parse/i, text.slice(0, 80));
        assert.match(message, /[.?)…`]$/, text.slice(0, 80));
      }
    }
  });

  it('accepts the program of the tour, with its spellings as information', () => {
    const text = `interface Test { M(Int), N(Int) }

let mb = new[Test] in
if (rand()) then {
  spawn { mb ! M(5) };
  spawn { mb ! N(10) }
} else {
  ()
};
in
guard mb : (M . N) + 1 {
  free -> ()
  receive M(x) from mb ->
    guard mb : N {
      receive N[y] from mb -> free(mb)
    }
  receive N(x) from mb ->
    guard mb : M {
      receive M[y] from mb -> free(mb)
    }
}`;
    assert.deepEqual(summary(text, parseText(parser, text)), [
      'I106 rand()',
      'I104 then',
      'I105 in',
      'I102 [y]',
      'I102 [y]',
    ]);
  });
});
