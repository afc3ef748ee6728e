// Completion keeps up with edits, and stays away where nothing can be completed.
import assert from 'node:assert/strict';
import { completionTriggers } from '../../../ide/completion.ts';
import { ask, checkAll, checkFirst } from './asking.ts';

describe('completion while a program is changed', () => {
  const labels = async (text: string): Promise<readonly string[]> => (await ask(text)).labels;

  it('offers functions first for the name of a call that is typed anew', () =>
    checkFirst('def g(u: User!, n: Int): Unit { () }\ndef f(u: User!): Unit { ‸(u, 1) }', 'g', 'f', 'u'));

  it('offers mailboxes that know the message first where what is sent to is typed anew', () =>
    checkFirst('def f(u: User!, x: Future!, n: Int): Unit { ‸ ! Reply(1) }', 'u'));

  it('offers what the declared type of a mailbox promises before its other messages', async () => {
    await checkAll('def f(x: Future!Get): Unit { x ! ‸ }', ['Get', 'Put']);
    await checkAll('def f(x: Future!(Get + Put)): Unit { x ! ‸ }', ['Put', 'Get']);
  });

  it('offers what is used later in a call that is not closed yet', () =>
    checkFirst(
      'def go(x: Future!): Unit { x ! Put(1) }\nlet x = new[Future] in\nspawn { go(‸\nlet y = new[User] in\nx ! Get(y); free(x)',
      'x',
    ));

  it('offers nothing but mailboxes, and calls that return one, to guard', async () => {
    const found = await labels(
      'def make(): Future? { new[Future] }\ndef f(x: Future?, n: Int): Unit { guard ‸ }',
    );
    assert.deepEqual(found, ['x', 'make', 'n']);
  });

  it('does not offer a second name for a mailbox before anything else', async () => {
    const found = await labels('def f(x: Future?, n: Int): Unit { let y = ‸ in free(y) }');
    assert.ok(found.indexOf('n') < found.indexOf('x') && found.indexOf('f') < found.indexOf('x'));
  });

  it('offers no clause that can never be taken behind code on the same line', async () => {
    const guard = 'def f(x: Future?(Get*)): Unit {\n  guard x : Get* {\n    free -> ()\n';
    assert.deepEqual(await labels(`${guard}    receive Get(u) from x -> f(x) ‸\n  }\n}`), []);
    assert.deepEqual(await labels(`${guard}    receive Get(u) from x -> f(x)\n    ‸\n  }\n}`), [
      'receive Put',
    ]);
  });

  it('knows the parameters of a definition whose name is a word of the language', () =>
    checkFirst('def empty(x: Future?): Unit { ‸ }', 'x'));
});

describe('completion keeps out of the way', () => {
  for (const [where, text] of [
    ['in a comment', '# abc‸'],
    ['in a comment behind code', 'print("a") # pri‸'],
    ['in a string', 'print("a‸")'],
    ['in a string that does not end', 'print("a‸'],
    ['behind an escaped quotation mark', 'print("a\\"‸")'],
    ['in a number', 'let x = 12‸'],
    ['in the name of a `let`', 'let y‸'],
    ['in the name of a `let` before it begins', 'let ‸'],
    ['in the names of a tuple', 'let (a, ‸'],
    ['in the name of a definition', 'def f‸'],
    ['in the name of a parameter', 'def f(a: Int, b‸'],
    ['in the name of an interface', 'interface N‸'],
    ['in the name of a message', 'interface N { P‸'],
    ['in the names of payloads', 'def f(x: Future?): Unit { guard x : Put { receive Put(n‸'],
    ['in the name of an arm', 'case s of { inl(a‸'],
    ['in an atom', 'let x = :o‸'],
    ['behind an operand', 'def f(a: Int): Int { a ‸ }'],
  ] as const) {
    it(`says nothing ${where}`, () => checkAll(text, []));
  }

  it('answers a sign that was just typed only where that sign asks for something', async () => {
    await checkAll('def f(n: Int): Int { n +‸', [], '+');
    await checkAll('let x = :‸', [], ':');
    await checkAll('x.‸', [], '.');
    await checkAll('print("!‸")', [], '!');
    await checkAll('f[‸', [], '[');
    await checkAll('def f(x: Future!): Unit { x !‸ }', ['Put', 'Get'], '!');
    await checkAll('def f(x: Future?): Unit { guard x :‸', ['Put', 'Get', '1', '0'], ':');
    await checkAll('let m = new[‸]', ['Future', 'User'], '[');
    await checkAll('def f(x: Future?(Put .‸))', ['Put', 'Get', '1', '0'], '.');
    await checkAll('def f(x: Future?(Put +‸))', ['Put', 'Get', '1', '0'], '+');
    assert.deepEqual([...completionTriggers].sort(), ['!', '+', '.', ':', '[']);
  });
});

describe('completion knows what is wanted', () => {
  const f = 'def f(n: Int, t: String, b: Bool): Unit { ';

  it('by the type that is written, where a value is named, put together or compared', async () => {
    await checkFirst(`${f}let x: String = ‸`, 't', 'concat');
    await checkFirst(`${f}let (x, y): (Int * Bool) = (n, ‸`, 'b', 'randBool');
    await checkFirst(`${f}let x: List(String) = (‸ :: nil) in ()`, 't');
    await checkFirst(`${f}let x: (Int + Bool) = inr(‸)`, 'b');
    await checkFirst(`${f}let x = 1 == ‸ in () }`, 'n');
    await checkFirst(`${f}if (‸ == 1) { () } else { () } }`, 'n');
  });

  it('of a function by what its result is wanted to be', () =>
    checkFirst(`def g(): String { "" }\n${f}let x: String = ‸() in () }`, 'g'));

  it('where a mailbox is wanted with a right that it has', async () => {
    await checkFirst(
      'def g(x: Future?): Unit { free(x) }\ndef f(x: Future!, y: Future?): Unit { g(‸) }',
      'y',
    );
  });

  it('in a guard that lacks a sign, as if it were there', async () => {
    const found = await ask('def f(x: Future?(Put . Get*)): Unit { guard x Put . Get* { receive ‸ } }');
    assert.deepEqual(found.labels, ['Put', 'Get']);
    await checkFirst(
      'def f(x: Future?(Put . Get*)): Unit { guard x Put . Get* { receive Put(n) from y -> free(‸) } }',
      'y',
    );
  });

  it('says nothing of what follows on the line, but keeps what comes later', async () => {
    await checkFirst(`${f}print(‸ 1) }`, 't');
    const later = 'def f(x: Future?): Unit {\n  let y = ‸\n  free(x)\n}';
    assert.equal(
      (await ask(later)).items.find(i => i.label === 'x')?.description,
      'still needed: freed on line 5',
    );
  });

  it('finds a receiver that one can only receive from last, where something is sent', async () => {
    const { labels } = await ask('interface A { M() }\ndef f(a: A!, n: Int): Unit { ‸ ! M() }');
    assert.equal(labels[0], 'a');
  });
});
