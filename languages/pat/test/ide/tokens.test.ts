// Modifiers of semantic tokens, and the names that editors show fainter.
import assert from 'node:assert/strict';
import { semanticTokens, tokenModifiers } from '../../ide/tokens.ts';
import { unusedNames } from '../../ide/unused.ts';
import { withFixture } from './fixture.ts';

/** The words that carry a modifier. */
const marked = (text: string, modifier: (typeof tokenModifiers)[number]): Promise<string[]> =>
  withFixture(text, ({ document }) =>
    semanticTokens(document.analysis())
      .filter(({ modifiers }) => modifiers.includes(modifier))
      .map(({ span }) => document.text.slice(span.start, span.end)),
  );

describe('modifiers of tokens', () => {
  it('keep their places in the legend: new ones come last', () =>
    assert.deepEqual(
      [...tokenModifiers],
      ['declaration', 'defaultLibrary', 'send', 'receive', 'returnable', 'unused'],
    ));

  it('mark the types of mailboxes that are returnable where they stand, written or by default', async () => {
    const types = (parameters: string): Promise<string[]> =>
      marked(`interface A { M() }\ninterface B { M() }\ndef f(${parameters}): Unit { () }`, 'returnable');
    assert.deepEqual(await types('a: A!, b: B?'), ['B']);
    assert.deepEqual(await types('a: A![R], b: B?[U]'), ['A']);
    assert.deepEqual(await types('p: (A! * B![U]), l: List(B!)'), ['A', 'B']);
    assert.deepEqual(await types('k: (A!, B?) -> A?'), ['B', 'A']);
  });

  it('mark no payload but what is in its data, and every mailbox that a `let` names', async () => {
    assert.deepEqual(await marked('interface A { M(A?, (A! * Int)) }', 'returnable'), ['A']);
    assert.deepEqual(await marked('interface A { M() }\nlet a : A! = g() in ()', 'returnable'), ['a', 'A']);
  });

  it('mark the uses of a mailbox that are returnable, which are the last', async () =>
    assert.deepEqual(
      await marked(
        `interface A { M() }
def f(a: A?, b: A!): A! { b ! M(); guard a : M { receive M() from c -> free(c); b } }`,
        'returnable',
      ),
      // The parameter and its type, the guard's target, after `from`, in `free`. `b` is returned as A![U].
      ['a', 'A', 'a', 'c', 'c'],
    ));

  it('mark names that are never used, not those of damaged definitions', async () => {
    assert.deepEqual(await marked('def f(a: Int, b: Int): Int { let c = a in b }\nf(1, 2)', 'unused'), ['c']);
    assert.deepEqual(await marked('let (x, y) = (1, 2) in x', 'unused'), ['y']);
    assert.deepEqual(await marked('let x = 1 in ', 'unused'), []);
  });
});

describe('unused names', () => {
  const names = (text: string): Promise<string[]> =>
    withFixture(text, ({ document }) => unusedNames(document.analysis()).map(({ name }) => name));

  it('are told once each, in the order of the text', async () =>
    assert.deepEqual(await names('def f(a: Int): Int { let c = 1 in 2 }\nlet x = f(1) in ()'), [
      'a',
      'c',
      'x',
    ]));

  it('are not told of where an error is about the same name', async () =>
    assert.deepEqual(await names('interface A { M() }\nlet n = 1 in let a = new[A] in ()'), ['n']));
});
