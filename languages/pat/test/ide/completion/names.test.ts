// Suggestions of names and constructs, where an expression can stand.
import assert from 'node:assert/strict';
import { ask, checkFirst, item, written } from './asking.ts';

describe('completion of names', () => {
  it('offers what is in scope, the innermost first, with its type', async () => {
    const text = 'def f(a: Int, b: String): Unit { let c = true in let d = 1 in ‸ }';
    await checkFirst(text, 'd', 'c', 'b', 'a', 'f');
    assert.equal((await item(text, 'c')).description, 'Bool');
    assert.equal((await item(text, 'b')).detail, 'b : String');
  });

  it('offers a shadowed name once, with the inner type', async () => {
    const { items } = await ask('let a = 1 in let a = "x" in ‸');
    assert.deepEqual(
      items.filter(i => i.label === 'a').map(i => i.description),
      ['String'],
    );
  });

  it('does not offer names out of their scope', async () => {
    const labels = async (text: string) => (await ask(text)).labels;
    assert.ok(!(await labels('def f(a: Int): Int { a }\n‸')).includes('a'));
    assert.ok(!(await labels('let x = (let y = 1 in y) in ‸')).includes('y'));
    assert.ok(!(await labels('let x = ‸')).includes('x'));
    const guard =
      'def f(x: Future?(Put + Get)): Unit { guard x : Put + Get { receive Put(n) from x -> free(x) receive Get(u) from x -> ‸';
    assert.ok((await labels(guard)).includes('u'));
    assert.ok(!(await labels(guard)).includes('n'));
    const arms = 'case s of { inl(a) : Int -> a | inr(b) : Int -> ‸';
    assert.ok((await labels(arms)).includes('b'));
    assert.ok(!(await labels(arms)).includes('a'));
    assert.ok((await labels('caseL l : List(Int) of { nil -> 0 | (h :: t) -> ‸')).includes('t'));
    assert.ok((await labels('let (p, q) = e in ‸')).includes('q'));
    assert.ok((await labels('let g = fun(z: Int): Int { ‸')).includes('z'));
  });

  it('shows a payload and the mailbox of a clause at the types that they have there', async () => {
    const text =
      'def f(x: Future?(Put . Get*)): Unit { guard x : Put . Get* { receive Put(n) from rest -> ‸ } }';
    assert.equal((await item(text, 'rest')).description, 'Future?(Get*)[R]');
    assert.equal((await item(text, 'n')).description, 'Int');
  });

  it('puts a mailbox that is used up last, and says where that happened', async () => {
    const text = 'def f(x: Future?): Unit {\n  free(x);\n  ‸\n}';
    const { labels } = await ask(text);
    assert.equal(labels.at(-1), 'x');
    assert.equal((await item(text, 'x')).description, 'already freed on line 4');
    const received = 'def f(x: Future?Put): Unit {\n  guard x : Put { receive Put(n) from y -> ‸ }\n}';
    assert.equal((await item(received, 'x')).description, 'already received from on line 4');
    const passed = 'def g(x: Future?): Unit { free(x) }\ndef f(x: Future?): Unit {\n  g(x);\n  ‸\n}';
    assert.equal((await item(passed, 'x')).description, 'already passed to `g` on line 5');
  });

  it('lets a mailbox be sent to that a process receives from', async () => {
    const text = 'def f(x: Future?): Unit {\n  spawn { free(x) };\n  ‸\n}';
    await checkFirst(text, 'x');
    assert.equal((await item(text, 'x')).description, 'only to send: freed on line 4');
    const receiving = await ask(text.replace('‸', 'free(‸'));
    assert.equal(receiving.labels.at(-1), 'x');
  });

  it('counts what another branch uses as unused', async () => {
    await checkFirst('def f(x: Future?, c: Bool): Unit { if (c) { free(x) } else { ‸', 'x', 'c');
    await checkFirst('def f(x: Future?, c: Bool): Unit { if (c) { free(x) } else { free(x) }; ‸', 'c', 'f');
    await checkFirst(
      'def f(x: Future?(Put + Get), y: Future?): Unit { guard x : Put + Get { receive Put(n) from x -> free(y); free(x) receive Get(u) from x -> ‸',
      'x',
      'y',
      'u',
    );
  });

  it('leaves a mailbox usable that was only sent to', () =>
    checkFirst('def f(x: Future!): Unit { x ! Put(1); ‸ }', 'x'));

  it('leaves everything usable when usages are ignored', async () => {
    const { labels } = await ask('def f(x: Future!): Unit { g((x, 1)); ‸ }', undefined, {
      aliasCheck: 'interface',
      quasiLinearity: false,
      joinNotCombine: false,
      liberalDatatypes: false,
    });
    assert.equal(labels[0], 'x');
  });

  const inserted = async (
    text: string,
    name: string,
  ): Promise<{ first: boolean; last: boolean; said: string }> => {
    const { labels } = await ask(text);
    return {
      first: labels[0] === name,
      last: labels.at(-1) === name,
      said: (await item(text, name)).description ?? '',
    };
  };

  it('does not offer first to receive from what the code behind goes on to receive from', async () => {
    const before = 'def f(x: Future?Put, y: Future?Put): Unit {\n';
    const after = ';\n  guard x : Put { receive Put(n) from x -> free(x) }\n}';
    for (const [step, said] of [
      ['guard ‸', 'still needed: received from on line 5'],
      ['free(‸)', 'still needed: received from on line 5'],
      ['let z = ‸ in ()', 'still needed: received from on line 5'],
      ['spawn { guard ‸ }', 'only to send: received from on line 5'],
      ['spawn { free(‸) }', 'only to send: received from on line 5'],
    ] as const) {
      const x = await inserted(`${before}  ${step}${after}`, 'x');
      assert.deepEqual(x, { first: false, last: true, said }, step);
    }
    await checkFirst(`${before}  guard ‸${after}`, 'y');
  });

  it('offers to send to it all the same, with its type', async () => {
    const text =
      'def f(x: Future?(Put . Get)): Unit {\n  ‸\n  guard x : Put . Get { receive Put(n) from x -> f(x) }\n}';
    const x = await inserted(text, 'x');
    assert.deepEqual([x.first, x.said], [true, 'Future?(Put . Get)[R]']);
    await checkFirst(
      'def g(x: Future!): Unit { x ! Put(1) }\ndef f(n: Int, x: Future?): Unit {\n  g(‸);\n  free(x)\n}',
      'x',
    );
  });

  it('keeps what is sent to afterwards from being used up', async () => {
    const needed = { first: false, last: true, said: 'still needed: sent to on line 5' };
    const send = ';\n  x ! Put(1)\n}';
    assert.deepEqual(await inserted(`def f(x: Future!): Unit {\n  let y = ‸ in ()${send}`, 'x'), needed);
    assert.deepEqual(await inserted(`def f(x: Future!): Unit {\n  let y = (1, ‸) in ()${send}`, 'x'), needed);
    // A function value keeps what it captures.
    assert.deepEqual(
      await inserted(`def f(x: Future!): Unit {\n  let g = linfun(): Unit { ‸ } in g()${send}`, 'x'),
      { ...needed, said: 'still needed: sent to on line 5' },
    );
    // A process uses it second class, whatever it does with it.
    await checkFirst(`def f(x: Future?): Unit {\n  spawn { free(‸) }${send}`, 'x');
  });

  it('takes what a function value captures as used up', async () => {
    const x = await inserted(
      'def f(x: Future!): Unit {\n  let g = linfun(): Unit { x ! Put(1) } in\n  ‸\n}',
      'x',
    );
    assert.deepEqual(x, { first: false, last: true, said: 'already sent to on line 4' });
  });

  it('counts what other branches use afterwards as unused, and what comes after all branches as used', async () => {
    await checkFirst(
      'def f(x: Future?(Put + Get)): Unit { guard x : Put + Get { receive Put(n) from x -> free(‸) receive Get(u) from x -> free(x) } }',
      'x',
    );
    await checkFirst('def f(x: Future?, c: Bool): Unit { if (c) { free(‸) } else { free(x) } }', 'x');
    await checkFirst(
      'def f(s: (Int + Int), x: Future?): Unit { case s of { inl(a) : Int -> free(‸) | inr(b) : Int -> free(x) } }',
      'x',
    );
    const x = await inserted(
      'def f(x: Future?, y: Future?, c: Bool): Unit {\n  if (c) { free(‸) } else { free(y) };\n  free(x)\n}',
      'x',
    );
    assert.deepEqual(x, { first: false, last: true, said: 'still needed: freed on line 5' });
    const condition = await inserted(
      'def f(x: Future?): Unit {\n  if (g(‸)) { free(x) } else { free(x) }\n}\ndef g(x: Future?): Bool { free(x); true }',
      'x',
    );
    assert.equal(condition.last, true);
  });

  it('does not take a name of the same text for the same name', () =>
    checkFirst('def f(x: Future?): Unit { free(‸); let x = new[Future] in free(x) }', 'x'));

  it('puts first what something has still to be done with', async () => {
    await checkFirst('def f(x: Future?, n: Int): Unit { ‸ }', 'x', 'n');
    await checkFirst('def f(x: Future?, n: Int): Unit { ‸; free(x) }', 'n', 'x');
    await checkFirst('def f(x: User!Reply, y: User!(Reply*), n: Int): Unit { ‸ }', 'x', 'n', 'y');
    await checkFirst('def f(x: User!Reply, n: Int): Unit { x ! Reply(1); ‸ }', 'n', 'x');
    await checkFirst('let x = new[Future] in let n = 1 in x ! Put(n); ‸', 'x', 'n');
    await checkFirst('def f(g: (Int) -o Int, n: Int): Int { ‸ }', 'g', 'n');
    await checkFirst(
      'def g(x: Future!): Unit { x ! Put(1) }\ndef f(x: Future?, y: Future?): Unit { g(‸); free(y) }',
      'x',
      'y',
    );
  });

  it('offers what may be empty to free, and what holds something to guard', async () => {
    await checkFirst('def f(x: Future?1, y: Future?Put): Unit { free(‸) }', 'x', 'y');
    await checkFirst('def f(x: Future?Put, y: Future?1): Unit { guard ‸ }', 'x', 'y');
  });

  it('does not offer first what is part of the same step already', async () => {
    const taken = { first: false, last: true, said: 'already part of this step' };
    const g = 'def g(a: User!, b: User!): Unit { () }\n';
    assert.deepEqual(await inserted(`${g}def f(x: User!, y: User!): Unit { g(x, ‸) }`, 'x'), taken);
    assert.deepEqual(await inserted(`${g}def f(x: User!, y: User!): Unit { g(‸, x) }`, 'x'), taken);
    assert.deepEqual(
      await inserted('interface A { Go(A!) }\ndef f(x: A!, y: A!): Unit { x ! Go(‸) }', 'x'),
      taken,
    );
    await checkFirst(`${g}def f(x: User!, y: User!): Unit { g(x, ‸) }`, 'y');
  });

  it('knows uses by how they are written where the text around them is broken', async () => {
    const x = await inserted('def f(x: Future?, y: Future?): Unit {\n  free(‸\n  let z = in free(x) (', 'x');
    assert.deepEqual(x, { first: false, last: true, said: 'still needed: freed on line 5' });
  });

  it('offers first what fits: mailboxes to guard and free, arguments and payloads by their types', async () => {
    await checkFirst('def f(n: Int, x: Future?, y: Future!): Unit { guard ‸', 'x');
    await checkFirst('def f(n: Int, x: Future?, y: Future!): Unit { free(‸', 'x');
    await checkFirst('def f(x: Future!, n: Int, t: String): Unit { x ! Put(‸', 'n', 'rand');
    await checkFirst(
      'def g(t: String, b: Bool): Unit { () }\ndef f(n: Int, t: String, b: Bool): Unit { g(t, ‸',
      'b',
    );
    await checkFirst('def f(n: Int, t: String): Unit { print(‸', 't');
    await checkFirst('def f(n: Int, b: Bool): Unit { if (‸', 'b');
    await checkFirst('def f(t: String, n: Int): Int { 1 + ‸', 'n');
  });

  it('completes definitions as calls with their parameters', async () => {
    const text = '# Adds.\ndef add(a: Int, b: Int): Int { a + b }\n‸';
    const found = await item(text, 'add');
    assert.equal(written(found), 'add(‹1:a›, ‹2:b›)');
    assert.equal(found.signature, '(a: Int, b: Int)');
    assert.equal(found.description, 'Int');
    assert.equal(found.documentation, 'Adds.');
    assert.equal(written(await item('def go(): Unit { () }\n‸', 'go')), 'go()');
    assert.equal(written(await item('def go(a: Int): Unit { () }\ng‸(1)', 'go')), 'go');
  });

  it('documents the built-ins', async () => {
    const found = await item('‸', 'print');
    assert.equal(found.detail, 'print : (String) -> Unit');
    assert.equal(found.documentation, 'Built-in. Writes a line of text.');
    assert.equal(written(found), 'print(‹1:text›)');
  });
});
