// The AST of each construct, written down from the grammar of spec §2.
import assert from 'node:assert/strict';
import type { Expression, PatternNode, TypeNode } from '../../syntax/ast.ts';
import { type PatParser, SyntaxDocument } from '../../syntax/parse.ts';
import { MAXIMUM_DEPTH } from '../../syntax/reader.ts';
import { testParser } from '../parser.ts';
import { faultsOf, parseText } from './faults.ts';
import { showExpression, showPattern, showType } from './show.ts';

describe('conversion to the AST', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });

  function bodyOf(text: string): Expression {
    const program = parseText(parser, text);
    const errors = faultsOf(program).filter(fault => fault.severity === 'error');
    assert.deepEqual(errors, []);
    const item = program.items.at(-1)?.item;
    assert.ok(item?.kind === 'body');
    return item.body;
  }
  function typeOf(text: string): TypeNode {
    const body = bodyOf(`x : ${text}`);
    assert.ok(body.kind === 'annotation');
    return body.type;
  }
  function patternOf(text: string): PatternNode {
    const body = bodyOf(`guard x : ${text} { free -> () }`);
    assert.ok(body.kind === 'guard');
    return body.pattern;
  }

  const EXPRESSIONS: readonly (readonly [string, string])[] = [
    ['x', 'x'],
    ['()', '(tuple)'],
    ['(x)', 'x'],
    ['(x, 1, "a\\n")', '(tuple x 1 "a\\n")'],
    ['"\\\\\\"\\/\\b\\f\\r\\t"', '"\\\\\\"/\\b\\f\\r\\t"'],
    [':ok', ':ok'],
    ['4611686018427387903', '4611686018427387903'],
    ['1 - 2 - 3', '(- (- 1 2) 3)'],
    ['1 + 2 * 3', '(+ 1 (* 2 3))'],
    ['1 * 2 + 3', '(+ (* 1 2) 3)'],
    ['a && b || c', '(|| (&& a b) c)'],
    ['a || b && c', '(&& (|| a b) c)'],
    ['a < b == c', '(== (< a b) c)'],
    ['a + 1 < b * 2 && c', '(&& (< (+ a 1) (* b 2)) c)'],
    ['x -other', '(- x other)'],
    ['f(x) + g(y)', '(+ (apply f x) (apply g y))'],
    ['(f(x))(y)', '(apply (apply f x) y)'],
    ['x ! M(1, y)', '(send x M 1 y)'],
    ['(x :: (y :: nil))', '(cons x (cons y nil))'],
    ['inl(inr(x))', '(inl (inr x))'],
    ['new[I]', '(new I)'],
    ['spawn { f(); g() }', '(spawn (block (then (apply f)) (apply g)))'],
    ['free(x)', '(free x)'],
    ['fail(x)[Int]', '(fail x Int)'],
    ['fun(x: Int): Int { x }', '(fun (x Int) Int x)'],
    ['linfun(): Unit { () }', '(linfun Unit (tuple))'],
    ['if (a) { b } else { c }', '(if a b c)'],
    ['let x = 1 in x', '(block (let x 1) x)'],
    ['let x: Int = 1 in x', '(block (let x Int 1) x)'],
    ['let x = let y = 1 in y in x', '(block (let x (block (let y 1) y)) x)'],
    ['let (a, b): (Int * Int) = p in a', '(block (let-tuple (a b) (* Int Int) p) a)'],
    ['a; b; let x = c in d; x : Int', '(block (then a) (then b) (let x c) (then d) (: x Int))'],
    ['(a; b) : Unit', '(: (block (then a) b) Unit)'],
    [
      'case x of { inl(a): Int -> a; b | inr(c): Unit -> d }',
      '(case x (a Int (block (then a) b)) (c Unit d))',
    ],
    ['caseL x : List(Int) of { nil -> a | (y :: ys) -> b }', '(caseL x (List Int) a (y ys b))'],
    [
      'guard x : 1 { fail : Int empty(y) -> a free -> b receive M(p, q) from z -> c; d receive* N() from w -> e }',
      '(guard x 1 (fail Int) (empty y a) (free b) (receive M (p q) z (block (then c) d)) (receive* N () w e))',
    ],
    ['guard x : A { receive A[p] -> e }', '(guard x A (receive A (p) x e))'],
    ['if (rand()) then { a; } else { b }', '(if (apply randBool) a b)'],
    ['let x = a; in x', '(block (let x a) x)'],
    ['let x = a; b; in x', '(block (let x (block (then a) b)) x)'],
    ['a; in b', '(block (then a) b)'],
  ];
  for (const [text, expected] of EXPRESSIONS) {
    it(`reads ${text}`, () => {
      assert.equal(showExpression(bodyOf(text)), expected);
    });
  }

  const TYPES: readonly (readonly [string, string])[] = [
    ['Unit', 'Unit'],
    ['I!', 'I!'],
    ['I?A[R]', 'I?A[R]'],
    ['I! (A . B*) [U]', 'I!(. A B*)[U]'],
    ['() -> Int', '(->  Int)'],
    ['(Int, Bool) -o I?', '(-o Int Bool I?)'],
    ['(Int * (Bool * Atom))', '(* Int (* Bool Atom))'],
    ['(I! + String)', '(+ I! String)'],
    ['List(I?1)', '(List I?1)'],
    ['Int!', 'Int!'],
  ];
  for (const [text, expected] of TYPES) {
    it(`reads the type ${text}`, () => {
      assert.equal(showType(typeOf(text)), expected);
    });
  }

  const PATTERNS: readonly (readonly [string, string])[] = [
    ['A', 'A'],
    ['A*', 'A*'],
    ['*A', 'A*'],
    ['A . B . C', '(. A B C)'],
    ['A + B + C', '(+ A B C)'],
    ['A . B + C', '(. A (+ B C))'],
    ['A + B . C', '(+ A (. B C))'],
    ['A . B + C . D', '(. A (+ B (. C D)))'],
    ['A . B . C + D + E', '(. A B (+ C D E))'],
    ['(A . B) + C', '(+ (. A B) C)'],
    ['A . (B . C)', '(. A (. B C))'],
    ['(0 + 1)*', '(+ 0 1)*'],
  ];
  for (const [text, expected] of PATTERNS) {
    it(`reads the pattern ${text}`, () => {
      assert.equal(showPattern(patternOf(text)), expected);
    });
  }

  it('gives ranges relative to the item, and each the text of its node', () => {
    const text =
      '# A comment.\ndef  first(a: Int): Int { a + 12 }\n\ndef f(x: Int): Int { let y = x in g(y) }';
    const { items } = parseText(parser, text);
    for (const { item, start } of items) {
      const slice = (at: { start: number; end: number }) => text.slice(start + at.start, start + at.end);
      assert.ok(item.kind === 'definition');
      assert.deepEqual(item.at, { start: 0, end: slice(item.at).length });
      assert.ok(slice(item.at).startsWith('def') && slice(item.at).endsWith('}'));
      assert.equal(slice(item.name.at), item.name.text);
      assert.equal(slice(item.result.at), 'Int');
      if (item.body.kind === 'binary') {
        assert.equal(slice(item.body.at), 'a + 12');
        assert.equal(slice(item.body.operatorAt), '+');
        assert.equal(slice(item.body.right.at), '12');
      } else {
        assert.ok(item.body.kind === 'block');
        assert.equal(slice(item.body.at), 'let y = x in g(y)');
        assert.deepEqual(
          item.body.statements.map(statement => slice(statement.at)),
          ['let y = x in'],
        );
        assert.equal(slice(item.body.result.at), 'g(y)');
      }
    }
  });

  it('gives the head of a clause without its arrow and body', () => {
    const text = 'guard x : A { receive A(p) from y -> f(y) }';
    const body = bodyOf(text);
    assert.ok(body.kind === 'guard' && body.clauses[0]?.kind === 'receive-clause');
    const { head, mailbox } = body.clauses[0];
    assert.equal(text.slice(head.start, head.end), 'receive A(p) from y');
    assert.equal(text.slice(mailbox.at.start, mailbox.at.end), 'y');
  });

  it('takes the comment lines right above an item or message as its documentation', () => {
    const text =
      '# Not this one.\n\n# A box.\n#  Indented.\ninterface Box {\n  # Put it in.\n  Put(Int), Get() }\ndef f(): Unit { () } # no\ndef g(): Unit { () }';
    const items = parseText(parser, text).items.map(placed => placed.item);
    assert.deepEqual(
      items.map(item => item.documentation),
      ['A box.\n Indented.', '', ''],
    );
    assert.ok(items[0]?.kind === 'interface');
    assert.deepEqual(
      items[0].messages.map(message => message.documentation),
      ['Put it in.', ''],
    );
  });

  it('gives an empty program for an empty text, a comment and a byte order mark, without faults', () => {
    for (const text of ['', ' \n\t', '# only a comment', '\ufeff', '\r\n']) {
      assert.deepEqual(parseText(parser, text), { items: [], faults: [], repairs: [] }, JSON.stringify(text));
    }
  });

  const nested: readonly (readonly [string, (depth: number) => string])[] = [
    ['parentheses', n => `${'('.repeat(n)}1${')'.repeat(n)}`],
    ['open parentheses', n => '('.repeat(n)],
    ['brackets', n => '['.repeat(n)],
    ['braces', n => '{'.repeat(n)],
    ['conditions', n => `${'if (c) { '.repeat(n)}1${' } else { 2 }'.repeat(n)}`],
    ['guards', n => `${'guard x : A { receive A() from x -> '.repeat(n)}x${' }'.repeat(n)}`],
    ['lets', n => `${'let x = '.repeat(n)}1${' in x'.repeat(n)}`],
    ['operators', n => `1${' + 1'.repeat(n)}`],
    ['minuses', n => `${'-'.repeat(n)}1`],
    ['calls', n => `f${'(x)'.repeat(n)}`],
    ['conses', n => `(${'1 :: '.repeat(n)}nil)`],
    ['types', n => `x : ${'('.repeat(n)}Int${' * Int)'.repeat(n)}`],
    ['parenthesised patterns', n => `guard x : ${'('.repeat(n)}A${')'.repeat(n)} { free -> () }`],
    ['alternating patterns', n => `guard x : ${'A . B + '.repeat(n)}C { free -> () }`],
  ];
  for (const [name, text] of nested) {
    it(`answers for ${name} nested ten and a hundred thousand deep, and says that it is too deep`, () => {
      for (const depth of [10_000, 100_000]) {
        const source = text(depth);
        const faults = faultsOf(parseText(parser, source));
        assert.ok(faults.some(fault => fault.severity === 'error'));
        if (!['brackets', 'braces'].includes(name)) assert.ok(faults.some(fault => fault.code === 'E128'));
      }
    });
  }

  it('keeps a long sequence flat: a hundred thousand steps are no nesting', () => {
    const body = bodyOf(`${'f(); '.repeat(50_000)}${'let x = 1 in '.repeat(50_000)}x`);
    assert.ok(body.kind === 'block');
    assert.equal(body.statements.length, 100_000);
    const pattern = patternOf(Array.from({ length: 5000 }, (_, i) => `M${i}`).join(' + '));
    assert.ok(pattern.kind === 'pattern-sum' && pattern.parts.length === 5000);
  });

  it(`accepts what nests just less than ${MAXIMUM_DEPTH} deep`, () => {
    const depth = MAXIMUM_DEPTH - 1;
    assert.equal(showExpression(bodyOf(`${'('.repeat(depth)}1${')'.repeat(depth)}`)), '1');
  });

  it('can be used again after it was disposed of', () => {
    const document = new SyntaxDocument(parser, 'f()');
    const { items } = document.program();
    document.dispose();
    assert.deepEqual(document.program().items, items);
    document.dispose();
  });
});
