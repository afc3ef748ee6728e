// Outline and semantic tokens.

import assert from 'node:assert/strict';
import type { DocumentSymbol } from '../../../answers.ts';
import type { Span } from '../../../diagnostic.ts';
import { documentSymbols } from '../../ide/symbols.ts';
import { semanticTokens } from '../../ide/tokens.ts';
import { withFixture } from './fixture.ts';

const program = `# A future holds one value.
# It is read many times.
interface Future { Put(Int), Get(User!) }
interface User { Reply(Int) }
def fill(f: Future!, n: Int): Unit {
  f ! Put(n)
}
let m = new[Future] in
fill(m, 1);
guard m : Put {
  receive Put(x) from m ->
    print(intToString(x));
    free(m)
}
`;

describe('document symbols', () => {
  it('are the interfaces with their messages, the definitions and the body', () =>
    withFixture(program, ({ document }) => {
      const symbols = documentSymbols(document.analysis());
      assert.deepEqual(
        symbols.map(s => [s.kind, s.name, s.detail, s.children.map(c => c.name + c.detail)]),
        [
          ['interface', 'Future', '', ['Put(Int)', 'Get(User![U])']],
          ['interface', 'User', '', ['Reply(Int)']],
          ['definition', 'fill', '(Future!Put[U], Int): Unit', []],
          ['body', 'program', 'what runs', []],
        ],
      );
      for (const s of symbols) {
        assert.ok(s.span.start <= s.selection.start && s.selection.end <= s.span.end);
      }
    }));

  it('have a name within the whole and a whole within what holds them, in broken texts too', async () => {
    const broken = [
      ...[...program].map((_, i) => program.slice(0, i)),
      'interface',
      'interface {',
      'interface A { , (, B( }',
      'def',
      'def (x): Int { x }',
      'def f',
      'interface a { b() }',
      '# only a comment',
      '}}',
    ];
    for (const text of broken) {
      await withFixture(text, ({ document }) => {
        const check = (all: readonly DocumentSymbol[], within: Span): void => {
          for (const { name, span, selection, children } of all) {
            const where = `${name} in ${JSON.stringify(text.slice(-60))}`;
            assert.ok(name.trim() !== '', `no name: ${where}`);
            assert.ok(within.start <= span.start && span.end <= within.end, `outside: ${where}`);
            assert.ok(span.start <= selection.start && selection.end <= span.end, `name outside: ${where}`);
            check(children, span);
          }
        };
        check(documentSymbols(document.analysis()), { start: 0, end: text.length });
      });
    }
  });
});

describe('semantic tokens', () => {
  it('say what each name stands for, in order and without overlaps', () =>
    withFixture(program, ({ document }) => {
      const { text } = document;
      const tokens = semanticTokens(document.analysis()).map(({ span, type, modifiers }) =>
        [text.slice(span.start, span.end), type, ...modifiers].join(' '),
      );
      assert.deepEqual(tokens, [
        'Future interface declaration',
        'Put enumMember declaration',
        'Get enumMember declaration',
        'User interface',
        'User interface declaration',
        'Reply enumMember declaration',
        'fill function declaration',
        'f parameter declaration',
        'Future interface',
        'n parameter declaration',
        'f parameter',
        'Put enumMember send',
        'n parameter',
        'm variable declaration returnable',
        'Future interface',
        'fill function',
        'm variable',
        'm variable returnable',
        'Put enumMember',
        'Put enumMember receive',
        'x variable declaration',
        'm variable declaration returnable',
        'print function defaultLibrary',
        'intToString function defaultLibrary',
        'x variable',
        'm variable returnable',
      ]);
    }));
});
