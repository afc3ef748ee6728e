// Suggestions of the language's words.
import assert from 'node:assert/strict';
import { ask, checkAll, checkFirst, item, written } from './asking.ts';

describe('completion of words', () => {
  it('offers what goes on with the construct before the cursor', async () => {
    await checkAll('let y = 1 ‸', ['in']);
    await checkAll('let y = f(1) ‸', ['in']);
    await checkAll('let y : Int = 1\n  i‸', ['in']);
    await checkAll('case x ‸', ['of']);
    await checkAll('caseL x : List(Int) ‸', ['of']);
    await checkAll('def f(c: Bool): Int { if (c) { 1 } ‸', ['else']);
    await checkAll('def f(c: Bool): Int { if c ‸', ['{ … } else { … }']);
    await checkAll('case x of { ‸', ['inl', 'inr']);
    await checkAll('caseL x : List(Int) of { ‸', ['nil', '(first :: rest)']);
  });

  it('offers definitions and interfaces at the top level, and expressions for the body', async () => {
    await checkFirst('‸', 'def', 'interface', 'future');
    await checkFirst('def f(): Int { 1 }\n\n‸', 'def', 'interface', 'future', 'f');
    await checkFirst('def f(): Int { 1 }\nd‸\ndef g(): Int { 2 }', 'def', 'interface');
  });

  it('offers a definition at the beginning of a line though the one above does not end', async () =>
    assert.ok((await ask('def f(): Unit {\n  print("x")\n‸')).labels.includes('def')));

  it('offers constructs where a step begins, and only what has a value elsewhere', async () => {
    const step = await ask('def f(): Unit { ‸ }');
    for (const word of ['let', 'if', 'guard', 'spawn', 'free', 'case', 'caseL', 'new']) {
      assert.ok(step.labels.includes(word), `${word} is missing`);
    }
    const value = await ask('let y = ‸');
    assert.ok(value.labels.includes('new[Future]') && value.labels.includes('if'));
    assert.ok(!value.labels.includes('spawn') && !value.labels.includes('let'));
  });

  it('writes whole constructs, and a word alone where the rest is there', async () => {
    assert.equal(written(await item('i‸', 'if')), 'if (‹1:condition›) {\n  ‹2›\n} else {\n  ‹0›\n}');
    assert.equal(written(await item('i‸ (true) { 1 } else { 2 }', 'if')), 'if');
  });
});
