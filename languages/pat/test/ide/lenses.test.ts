// Code lenses: Run above the body, and how often each definition and interface is used.
import assert from 'node:assert/strict';
import { lenses } from '../../ide/lenses.ts';
import { withFixture } from './fixture.ts';

/** Each lens with what it stands above, and the lines (from 1) of the references. */
async function lensesOf(text: string): Promise<string[]> {
  return withFixture(text, ({ document }) =>
    lenses(document.analysis()).map(lens => {
      const above = document.text.slice(lens.span.start, lens.span.end).split('\n')[0];
      if (lens.kind === 'run') return `run ${above}`;
      const lines = lens.references.map(({ start }) => document.text.slice(0, start).split('\n').length);
      return `${above}: ${lines.join(' ')}`.trim();
    }),
  );
}

describe('code lenses', () => {
  it('count the uses of definitions and interfaces, and say where to run', async () => {
    assert.deepEqual(
      await lensesOf(`interface Future { Put(Int), Chain(Future!) }
def put(f: Future!): Unit { f ! Put(1) }
def unused(): Unit { put(new[Future]); put(new[Future]) }
let f = new[Future] in
put(f)`),
      ['Future: 1 2 3 3 4', 'put: 3 3 5', 'unused:', 'run let f = new[Future] in'],
    );
  });

  it('count a call of itself, and not a variable of the same name', async () => {
    assert.deepEqual(
      await lensesOf(`def f(n: Int): Int { f(n) }
def g(f: Int): Int { f + 1 }`),
      ['f: 1', 'g:'],
    );
  });

  it('give all uses to the first of two definitions of one name, which is the one that is meant', async () => {
    assert.deepEqual(await lensesOf('def f(): Unit { () }\ndef f(): Unit { () }\nf()'), [
      'f: 3',
      'f:',
      'run f()',
    ]);
  });

  it('come for broken text too', async () => {
    assert.deepEqual(await lensesOf('def (): { \ninterface { \ndef g(x: Fut'), ['g:']);
    assert.deepEqual(await lensesOf(''), []);
  });
});
