// Edits: the program after them is what a fresh parse gives, unchanged items stay the same objects, nothing leaks.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Parser, Tree, TreeCursor } from 'web-tree-sitter';
import { type PatParser, SyntaxDocument } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { parseText } from './faults.ts';

const TEXT = `interface Future { Put(Int), Get(User!) }
interface User { Reply(Int) }
# Waits for its value.
def future(self: Future?): Unit {
  guard self : Put . Get* {
    receive Put(x) from self -> resolved(self, x)
  }
}
def resolved(self: Future?, value: Int): Unit {
  guard self : Get* {
    free -> ()
    receive Get(user) from self ->
      user ! Reply(value);
      resolved(self, value)
  }
}
def twice(xs: List(Int)): (Int * Bool) {
  let (a, b) : (Int * Int) = (1, 2 * 3) in
  caseL xs : List(Int) of { nil -> (a, true) | (y :: ys) -> (y + b, "no\\n" == "yes") }
}
let mb = new[Future] in
spawn { future(mb) };
mb ! Put(5);
if (true) { print("x") } else { () }`;
const PIECES = [
  ...[
    'let x = ',
    ' in ',
    ';',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    ' : Int',
    'def ',
    'def g(): Unit { () }\n',
  ],
  ...[
    'interface ',
    'guard ',
    'receive ',
    'free ',
    '-> ',
    '"',
    '#',
    '\n',
    ' ',
    '@',
    '\0',
    'é',
    '😀',
    '\r',
    '\u2028',
    'x',
    'Put',
    '5',
  ],
  ...['!', '?', '.', '*', '+', '-', '::', 'case ', 'fail', '\\', '|', '&', '&&'],
];

const edit = fc.record({
  at: fc.nat({ max: 1000 }),
  length: fc.oneof(fc.constant(0), fc.nat({ max: 5 }), fc.nat({ max: 80 })),
  text: fc.oneof(
    fc.constantFrom('', ...PIECES),
    fc.string({ maxLength: 4 }),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
});

describe('incremental parsing', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });

  it('gives after any edits what a fresh parse of the text gives', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), edits => {
        const document = new SyntaxDocument(parser, TEXT);
        try {
          for (const { at, length, text } of edits) {
            const start = Math.floor((at / 1000) * document.text.length);
            document.edit(start, start + length, text);
            assert.deepEqual(document.program(), parseText(parser, document.text));
          }
        } finally {
          document.dispose();
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same when it is asked after several edits only, and no item is in the program twice', () => {
    // Items of the same text, and edits of a whole line or across two, so that sections come and go.
    const lines = ['def f(): Unit { () }', 'def g(): Int { 1 }', 'def f(): Unit {', '# note', '', '()'];
    const line = fc.constantFrom(...lines);
    const change = fc.record({ first: fc.nat(9), count: fc.nat(3), put: fc.array(line, { maxLength: 3 }) });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 9 }),
        fc.array(fc.array(change, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        (program, all) => {
          const document = new SyntaxDocument(parser, program.join('\n'));
          try {
            document.program();
            for (const changes of all) {
              for (const { first, count, put } of changes) {
                const now = document.text.split('\n');
                const start = now.slice(0, first).join('\n').length;
                const end = now.slice(0, first + count).join('\n').length;
                document.edit(start, end, put.map(one => `\n${one}`).join(''));
              }
              const { items } = document.program();
              assert.deepEqual(document.program(), parseText(parser, document.text));
              assert.equal(new Set(items.map(({ item }) => item)).size, items.length);
            }
          } finally {
            document.dispose();
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('costs the same after any number of edits that nobody asked about', () => {
    const two = 'def f(): Unit { () }\ndef g(): Unit { () }\n';
    const document = new SyntaxDocument(parser, two);
    document.program();
    const at = two.indexOf('def g');
    // What was known of both sections would double each time.
    for (let i = 0; i < 100; i++) {
      document.edit(at - 1, at, '');
      document.edit(at - 1, at - 1, '\n');
      document.edit(5, 5, 'x');
      document.edit(5, 6, '');
    }
    assert.deepEqual(document.program(), parseText(parser, two));
    document.dispose();
  });

  it('keeps an item that the edit did not touch as the same object', () => {
    const document = new SyntaxDocument(parser, TEXT);
    const old = document.program().items;
    const at = TEXT.indexOf('resolved(self, x)');
    document.edit(at, at, 'f(); ');
    const now = document.program().items;
    assert.equal(now.length, old.length);
    now.forEach(({ item }, i) => {
      assert.equal(item === old[i]?.item, i !== 2, `item ${i}`);
    });
    assert.equal(now[3]?.start, (old[3]?.start ?? 0) + 5);
    document.dispose();
  });

  it('makes a new item when only its comment changed', () => {
    const document = new SyntaxDocument(parser, TEXT);
    const old = document.program().items;
    const at = TEXT.indexOf('Waits');
    document.edit(at, at + 5, 'Awaits');
    const now = document.program().items;
    assert.equal(now[2]?.item.documentation, 'Awaits for its value.');
    assert.notEqual(now[2]?.item, old[2]?.item);
    assert.equal(now[3]?.item, old[3]?.item);
    document.dispose();
  });

  it('keeps a broken item as the same object while the edit is elsewhere', () => {
    const broken = 'def broken(): Unit { let x = }';
    const document = new SyntaxDocument(parser, `${broken}\n${TEXT.replace(/interface.*\n/g, '')}`);
    const old = document.program().items[0]?.item;
    assert.equal(old?.faults.length, 1);
    document.edit(document.text.length, document.text.length, ' ');
    assert.equal(document.program().items[0]?.item, old);
    document.dispose();
  });

  it('gives two items of equal text two objects', () => {
    const { items } = parseText(parser, 'def f(): Unit { () }\ndef f(): Unit { () }');
    assert.notEqual(items[0]?.item, items[1]?.item);
    assert.deepEqual(items[0]?.item, items[1]?.item);
  });

  it('gives two items of equal text two objects after an edit that makes two of one, whole, broken or mended', () => {
    for (const text of [
      'def f(): Unit { () }\n',
      'def f(): Unit { ) }\n',
      'def f(x: Int): Int { lte y = x in y }\n',
      'def f(x Int): Int { x }\n',
    ]) {
      const document = new SyntaxDocument(parser, `${text}# a`);
      const [old] = document.program().items;
      document.edit(text.length, text.length + 3, `\n${text}`);
      const [first, second] = document.program().items;
      assert.ok(first !== undefined && second !== undefined);
      assert.notEqual(first.item, second.item, text);
      assert.ok([first.item, second.item].includes(old?.item ?? second.item), text);
      assert.deepEqual(document.program(), parseText(parser, `${text}\n${text}`));
      document.dispose();
    }
  });

  it('frees every tree and cursor over ten thousand edits', () => {
    const at = TEXT.indexOf('5)');
    const { trees, cursors } = counting(() => {
      const document = new SyntaxDocument(parser, TEXT);
      for (let i = 0; i < 5000; i++) {
        document.edit(at, at, i % 5 === 0 ? '= ) (' : '7');
        document.program();
        document.edit(at, at + (i % 5 === 0 ? 5 : 1), '');
        document.program();
      }
      document.dispose();
    });
    assert.ok(trees.made >= 10_000 && cursors.made >= 10_000);
    assert.deepEqual(trees.freed, trees.made);
    assert.deepEqual(cursors.freed, cursors.made);
  });
});

/** Counts the trees and cursors that tree-sitter makes and frees while `action` runs. */
function counting(action: () => void) {
  const trees = { made: 0, freed: 0 };
  const cursors = { made: 0, freed: 0 };
  const { parse } = Parser.prototype;
  const { walk, delete: freeTree } = Tree.prototype;
  const { delete: freeCursor } = TreeCursor.prototype;
  Parser.prototype.parse = function (...args) {
    trees.made++;
    return parse.apply(this, args);
  };
  Tree.prototype.delete = function () {
    trees.freed++;
    freeTree.apply(this);
  };
  Tree.prototype.walk = function () {
    cursors.made++;
    return walk.apply(this);
  };
  TreeCursor.prototype.delete = function () {
    cursors.freed++;
    freeCursor.apply(this);
  };
  try {
    action();
  } finally {
    Parser.prototype.parse = parse;
    Object.assign(Tree.prototype, { walk, delete: freeTree });
    TreeCursor.prototype.delete = freeCursor;
  }
  return { trees, cursors };
}
