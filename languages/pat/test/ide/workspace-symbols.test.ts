// Names to be found from other files, and how well they fit what was typed.
import assert from 'node:assert/strict';
import { matchSymbol } from '../../../ide/match-symbol.ts';
import { namedSymbols, symbolsOfText } from '../../ide/workspace-symbols.ts';
import { testParser } from '../parser.ts';
import { withFixture } from './fixture.ts';

const program = `interface Future { Put(Int), Get(User!) }
interface User { Reply(Int) }
def fill(f: Future!, n: Int): Unit { f ! Put(n) }
fill(new[Future], 1)
`;

describe('the names of a program', () => {
  it('are its interfaces, their messages and its definitions, each where its name stands', () =>
    withFixture(program, ({ document }) => {
      const { items } = document.analysis();
      const names = namedSymbols(items);
      assert.deepEqual(
        names.map(({ kind, name, container = '-' }) => `${kind} ${name} ${container}`),
        [
          'interface Future -',
          'message Put Future',
          'message Get Future',
          'interface User -',
          'message Reply User',
          'definition fill -',
        ],
      );
      for (const { name, span } of names) assert.equal(program.slice(span.start, span.end), name);
    }));

  it('are the same for a text that is only parsed', async () => {
    const parser = await testParser();
    await withFixture(program, ({ document }) => {
      assert.deepEqual(symbolsOfText(parser, program), namedSymbols(document.analysis().items));
    });
  });

  it('are those that are there while a text is being typed', async () => {
    const parser = await testParser();
    const names = (text: string): string[] => symbolsOfText(parser, text).map(({ name }) => name);
    assert.deepEqual(names('interface A { B(Int), C('), ['A', 'B', 'C']);
    assert.deepEqual(names('interface {}\ndef f(): Unit { ()'), ['f']);
    assert.deepEqual(names('def'), []);
    assert.deepEqual(names(''), []);
    assert.deepEqual(names('}}} ((( "'), []);
  });
});

describe('what is typed to find a name', () => {
  /** The names that fit, best first. */
  const found = (query: string, ...names: string[]): string[] =>
    names
      .flatMap(name => {
        const quality = matchSymbol(query, name);
        return quality === undefined ? [] : [{ name, quality }];
      })
      .sort((a, b) => b.quality - a.quality)
      .map(({ name }) => name);

  it('fits names that have all its characters in this order, in any case', () => {
    assert.deepEqual(found('gtr', 'getUserReply', 'rtg', 'gt', 'GATER').sort(), ['GATER', 'getUserReply']);
    assert.deepEqual(found('a b', 'ab', 'ba'), ['ab']);
    assert.deepEqual(found('é', 'É'), ['É']);
  });

  it('is nothing at first, which fits everything', () => {
    assert.deepEqual(found('', 'b', 'a').sort(), ['a', 'b']);
    assert.deepEqual(found('   ', 'a'), ['a']);
  });

  it('fits best the name itself, then its beginning, words in it, and last what is scattered over it', () => {
    const worst = ['pxuxt', 'inputs', 'prUnTo', 'doPut', 'putting', 'Put', 'put'];
    assert.deepEqual(found('put', ...worst), [...worst].reverse());
  });

  it('fits the first letters of words, and further letters of them', () => {
    for (const query of ['gur', 'getur', 'guserr', 'GUR', 'ur']) {
      assert.deepEqual(
        found(query, 'aguxyzwr', 'getuxrger', 'getUserReply')[0],
        'getUserReply',
        `for ${query}`,
      );
    }
    assert.deepEqual(found('bc', 'abxc', 'a_bxx_cxx')[0], 'a_bxx_cxx');
  });

  it('prefers the shorter of names that fit alike', () => {
    assert.deepEqual(found('cell', 'cellar', 'cells'), ['cells', 'cellar']);
  });
});
