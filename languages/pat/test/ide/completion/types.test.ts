// Suggestions of types.
import assert from 'node:assert/strict';
import { checkAll, checkFirst, item, written } from './asking.ts';

describe('completion of types', () => {
  const everything = [
    'Future?',
    'Future!',
    'User?',
    'User!',
    'Int',
    'Bool',
    'String',
    'Atom',
    'Unit',
    'List',
  ];
  for (const text of [
    'def f(x: ‸',
    'def f(x: Fut‸)',
    'def f(x:‸): Unit { () }',
    'def f(n: Int, x: ‸',
    'def f(): ‸',
    'let y : ‸',
    'let y : (Int * ‸',
    'let y : (Int + ‸) = 1 in y',
    'let y : List(‸',
    'let y : (Int, Bool) -> ‸',
    'let y = 1 : ‸',
    'caseL l : ‸',
    'case s of { inl(x) : ‸',
    'let g = fun(a: ‸',
    'let g = linfun(a: Int): ‸',
    'def f(x: Future?): Unit { guard x : 0 { fail : ‸',
    'fail(m)[‸',
  ]) {
    it(`offers interfaces and base types in ${text}`, () => checkAll(text, everything));
  }

  it('knows the interfaces that are declared below, and in payloads', () =>
    checkAll('interface Late { Here(‸', [
      'Future?',
      'Future!',
      'User?',
      'User!',
      'Late?',
      'Late!',
      ...everything.slice(4),
    ]));

  it('replaces a name alone when its sign is there', () => checkFirst('def f(x: F‸!Put)', 'Future', 'User'));

  it('offers the signs of a mailbox type, and its usages', async () => {
    await checkAll('def f(x: Future ‸', ['?', '!']);
    await checkAll('def f(x: Int ‸', []);
    await checkAll('def f(x: Future!Put[‸', ['R', 'U']);
  });

  it('offers the interfaces after `new[`, and closes the bracket when it is open', async () => {
    await checkAll('let m = new[‸', ['Future', 'User']);
    await checkAll('let m = new[Fu‸] in m', ['Future', 'User']);
    assert.equal(written(await item('let m = new[‸', 'User')), 'User]');
    assert.equal(written(await item('let m = new[‸] in m', 'User')), 'User');
  });
});
