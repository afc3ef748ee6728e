// Half-typed code damages only itself: the definitions around it stay what they were, wherever it stands.
import assert from 'node:assert/strict';
import type { Item } from '../../syntax/ast.ts';
import { type PatParser, SyntaxDocument } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { parseText, summary } from './faults.ts';

/** What somebody has typed so far inside a definition, and the faults to report. */
const UNFINISHED: readonly (readonly [string, string, readonly string[]])[] = [
  ['a `let` alone', 'let', ['E102 let']],
  ['a `let` with a name', 'let x', ['E129 let']],
  ['a `let` up to its `=`', 'let x =', ['E101 =']],
  ['a `let` without `in`', 'let x = 5', ['E105 let']],
  ['a `let` up to its `in`', 'let x = 5 in', ['E101 in']],
  ['a `let` that ends with `;`', 'let x = 5;', ['E105 let']],
  ['a `let` without `in` before another step', 'let x = 5\n  print("a")', ['E105 let']],
  ['a call whose parenthesis is open', 'print(intToString(5)', ['E108 (']],
  ['a call whose argument is missing after a comma', 'concat("a",)', ['E101 ,']],
  ['an `if` alone', 'if', ['E101 if']],
  ['an `if` with its condition', 'if (true)', ['E129 if']],
  ['an `if` without `else`', 'if (true) { () }', ['E129 if']],
  ['an `if` up to its `else`', 'if (true) { () } else', ['E101 else']],
  ['a guard alone', 'guard', ['E101 guard']],
  ['a guard with its mailbox', 'guard mb', ['E104 guard']],
  ['a guard up to its colon', 'guard mb :', ['E104 :']],
  ['a guard with its pattern', 'guard mb : Put', ['E121 guard']],
  ['a guard with a half pattern', 'guard mb : Put .', ['E104 .']],
  ['a guard with no clauses', 'guard mb : Put { }', ['E121 guard']],
  ['a `receive` alone', 'guard mb : Put { receive }', ['E102 receive']],
  ['a `receive` with its tag', 'guard mb : Put { receive Put }', ['E122 Put']],
  ['a `receive` up to `from`', 'guard mb : Put { receive Put(x) from }', ['E102 from']],
  ['a `receive` up to its arrow', 'guard mb : Put { receive Put(x) from mb -> }', ['E101 ->']],
  ['a lone `mb !`', 'mb !', ['E102 !']],
  ['a tag without parentheses', 'mb ! Put', ['E129 Put']],
  ['an operator without its right side', '1 +', ['E101 +']],
  ['a `new` that is open', 'new[', ['E102 [', 'E108 [']],
  ['a `spawn` alone', 'spawn', ['E101 spawn']],
  ['a string that is open', 'print("a', ['E114 "a']],
  ['a `case` with its expression', 'case x', ['E123 case']],
  ['a `caseL` up to `of`', 'caseL x : List(Int) of', ['E123 caseL']],
  ['a function with its parameters', 'fun(x: Int)', ['E129 fun']],
];

/** The same for what has taken the closing brace of its definition with it. */
const OPEN_BRACES: readonly (readonly [string, string])[] = [
  ['an open `spawn`', 'def broken(mb: Box!): Unit { spawn { print("a")'],
  ['an open guard', 'def broken(mb: Box?): Unit { guard mb : Put { receive Put(x) from mb ->'],
  ['an open `if` in a clause', 'def broken(mb: Box?): Unit { guard mb : 1 { free -> if (true) { print("a")'],
  ['an open `case`', 'def broken(mb: Box!): Unit { case x of { inl(y): Int -> '],
  ['open parentheses in open braces', 'def broken(mb: Box!): Unit { spawn { print(concat("a", '],
  ['an open parameter list', 'def broken(mb: Box!'],
  ['a parameter without its type', 'def broken(mb:'],
  ['a definition with its name', 'def broken'],
  ['a definition alone', 'def'],
  ['a definition up to its result', 'def broken(mb: Box!):'],
];

const before1 = 'def first(x: Int): Int { x + 1 }';
const after1 = 'def last(mb: Box?): Unit {\n  guard mb : Put { receive Put(x) from mb -> free(mb) }\n}';

describe('recovery from half-typed code', () => {
  let parser: PatParser;
  let whole: readonly Item[];
  before(async () => {
    parser = await testParser();
    whole = parseText(parser, `${before1}\n${after1}`).items.map(placed => placed.item);
  });

  function others(text: string, count: number): readonly Item[] {
    const { items, faults } = parseText(parser, text);
    assert.deepEqual(faults, [], text);
    assert.equal(items.length, count, `items of ${text}`);
    return items.map(placed => placed.item);
  }

  for (const [name, typed, faults] of UNFINISHED) {
    it(`${name} is reported at its place and leaves every other definition intact`, () => {
      const broken = `def broken(mb: Box!): Unit {\n  ${typed}\n}`;
      assert.deepEqual(summary(broken, parseText(parser, broken)), faults);
      const [first, last] = whole;
      assert.deepEqual(others(`${broken}\n${before1}\n${after1}`, 3).slice(1), [first, last], 'at the start');
      const middle = others(`${before1}\n${broken}\n${after1}`, 3);
      assert.deepEqual([middle[0], middle[2]], [first, last], 'in the middle');
      assert.deepEqual(
        others(`${before1}\n${after1}\n${broken}`, 3).slice(0, 2),
        [first, last],
        'at the end',
      );
    });
  }
  for (const [name, broken] of OPEN_BRACES) {
    it(`${name} ends at the next definition`, () => {
      const [first, last] = whole;
      for (const [text, at] of [
        [`${broken}\n${before1}\n${after1}`, 0],
        [`${before1}\n${broken}\n${after1}`, 1],
        [`${before1}\n${after1}\n${broken}`, 2],
      ] as const) {
        const items = others(text, 3);
        assert.deepEqual(items.toSpliced(at, 1), [first, last], text);
        assert.ok((items[at]?.faults.length ?? 0) > 0, text);
      }
    });
  }

  it('keeps what stands before and after an unfinished `let` in the same body', () => {
    const text = 'def f(): Unit {\n  print("a");\n  let x =\n  let y = 5 in\n  print(intToString(y))\n}';
    const [placed] = parseText(parser, text).items;
    const body = placed?.item.kind === 'definition' ? placed.item.body : undefined;
    assert.ok(body?.kind === 'block');
    assert.deepEqual(
      body.statements.map(statement => statement.kind),
      ['then', 'let'],
    );
  });

  it('reads the steps after a `let` without `in` as steps', () => {
    const text = 'def f(): Int {\n  let x = 5;\n  print("a");\n  x\n}';
    const program = parseText(parser, text);
    assert.deepEqual(summary(text, program), ['E105 let']);
    const body = program.items[0]?.item.kind === 'definition' ? program.items[0].item.body : undefined;
    assert.ok(body?.kind === 'block');
    assert.deepEqual(
      body.statements.map(statement => statement.kind),
      ['let', 'then'],
    );
    assert.equal(body.result.kind, 'variable');
  });

  it('keeps the clauses after a broken one', () => {
    const text =
      'guard mb : A + B + C {\n  receive A() from mb -> spawn { f(\n  receive B(x -> g()\n  receive C() from mb -> free(mb)\n}';
    const [placed] = parseText(parser, text).items;
    const guard = placed?.item.kind === 'body' ? placed.item.body : undefined;
    assert.ok(guard?.kind === 'guard');
    assert.deepEqual(
      guard.clauses.map(clause => (clause.kind === 'receive-clause' ? clause.tag.text : clause.kind)),
      ['A', 'B', 'C'],
    );
  });

  it('never throws on any prefix of a program, and always reports what is cut', () => {
    const text = `interface Box { Put(Int) }\n${before1}\n${after1}\ndef m(): Unit {\n  let b = new[Box] in\n  spawn { last(b) };\n  b ! Put(first(2))\n}\nm()`;
    const document = new SyntaxDocument(parser, text);
    for (let length = text.length - 1; length > 0; length--) {
      document.edit(length, length + 1, '');
      summary(document.text, document.program());
    }
    document.dispose();
  });
});
