// Suggestions about messages: what can be sent, patterns, and what a guard lacks.
import assert from 'node:assert/strict';
import { ask, checkAll, item, written } from './asking.ts';

describe('completion after `!`', () => {
  it('offers the tags of the interface, with places for the payloads', async () => {
    const text = 'def f(x: Future!): Unit { x ! ‸ }';
    await checkAll(text, ['Put', 'Get']);
    assert.equal(written(await item(text, 'Put')), 'Put(‹1:n›)');
    assert.equal(written(await item(text, 'Get')), 'Get(‹1:user›)');
    assert.equal((await item(text, 'Get')).signature, '(User![U])');
  });

  it('knows the interface without the rest of the definition', async () => {
    await checkAll('def f(x: Future!): Unit { x ! ‸', ['Put', 'Get']);
    await checkAll('def f(x: Future!, y: User!): Unit {\n  x ! Put(1);\n  y ! ‸', ['Reply']);
  });

  it('knows the interface of what a `let` or a clause binds', async () => {
    await checkAll('let m = new[User] in m ! ‸', ['Reply']);
    await checkAll('def f(x: Future?): Unit { guard x : Get { receive Get(u) from x -> u ! ‸', ['Reply']);
    await checkAll('def f(x: Future?): Unit { guard x : Get { receive Get(u) from y -> y ! ‸', [
      'Put',
      'Get',
    ]);
  });

  it('knows the interface of what a call returns', () =>
    checkAll('def make(): User! { new[User] } make() ! ‸', ['Reply']));

  it('offers the tags of all interfaces for a mailbox that is not known, each with its interface', async () => {
    await checkAll('def f(x: ): Unit { x ! ‸ }', ['Put', 'Get', 'Reply']);
    assert.equal((await item('nobody ! ‸', 'Reply')).description, 'User');
  });

  it('replaces the tag that is there, and leaves its parentheses alone', async () => {
    const text = 'def f(x: Future!): Unit { x ! Pu‸t(1) }';
    const { typed, word } = await ask(text);
    assert.deepEqual([typed, word], ['Pu', 'Put']);
    assert.equal(written(await item(text, 'Get')), 'Get');
  });

  it('sends what carries nothing with its parentheses, for editors without templates too', async () => {
    const found = await item('interface Done { Stop() }\ndef f(x: Done!): Unit { x ! ‸ }', 'Stop');
    assert.equal(written(found), 'Stop()');
    assert.equal(found.text, 'Stop()');
  });

  it('writes the space that belongs after the sign', async () => {
    const close = await item('def f(x: Future!): Unit { x !‸ }', 'Put');
    assert.equal(written(close), ' Put(‹1:n›)');
    assert.equal(close.filter, 'Put');
    assert.equal(written(await item('def f(x: Future!): Unit { x!‸ }', 'Put')), 'Put(‹1:n›)');
  });
});

describe('completion of patterns', () => {
  const atoms = ['Put', 'Get', '1', '0'];
  for (const text of [
    'def f(x: Future!(‸',
    'def f(x: Future?(‸))',
    'def f(x: Future!(Put + ‸',
    'def f(x: Future!(Put . ‸)',
    'def f(x: Future!((Put + Get) . (‸',
    'def f(x: Future?‸',
    'def f(x: Future?Pu‸',
    'let m : Future!‸',
  ]) {
    it(`offers the tags of the interface, 1 and 0 in ${text}`, () => checkAll(text, atoms));
  }

  it('offers what the guarded mailbox holds first of all', async () => {
    await checkAll('def f(x: Future?(Put . Get*)): Unit { guard x : ‸', ['Put . Get*', ...atoms]);
    await checkAll('def f(x: Future?): Unit { guard x : ‸', atoms);
    await checkAll(
      'def f(x: Future?(Put . Get*)): Unit { guard x : Put . Get* { receive Put(n) from x -> guard x : ‸',
      ['Get*', ...atoms],
    );
    await checkAll('def f(x: Future?(Put . Get)): Unit { guard x : Put . ‸', atoms);
  });

  it('offers the solved pattern where it was left out', async () => {
    const text = 'def f(x: Future!‸): Unit { x ! Put(1); x ! Put(2) } ()';
    await checkAll(text, ['Put . Put', ...atoms]);
    assert.equal(written(await item(text, 'Put . Put')), '(Put . Put)');
  });

  it('offers the operators after a part, and the clauses after a pattern', async () => {
    await checkAll('def f(x: Future?(Put ‸', ['.', '+', '*']);
    await checkAll('def f(x: Future?Put): Unit { guard x : Put ‸', ['.', '+', '*', '{ … }']);
    assert.equal(
      written(await item('def f(x: Future?Put): Unit {\n  guard x : Put ‸\n}', '{ … }')),
      '{\n  receive Put(n) from x -> free(x)\n}',
    );
  });
});

describe('completion in guards', () => {
  const open = 'def f(x: Future?(Put . Get*)): Unit {\n  guard x : Put . Get* {\n';

  it('offers a clause for each tag, and all of them as one item', async () => {
    const text = `${open}    ‸\n  }\n}`;
    await checkAll(text, ['all missing clauses', 'receive Put', 'receive Get']);
    assert.equal(written(await item(text, 'receive Put')), 'receive Put(‹1:n›) from x ->\n  ‹0›');
    assert.equal(
      written(await item(text, 'all missing clauses')),
      'receive Put(n) from x -> free(x)\nreceive Get(user) from x -> f(x)',
    );
  });

  it('goes on with the definition where the mailbox holds again what its parameter held, and only there', async () => {
    const all = async (text: string): Promise<string> => written(await item(text, 'all missing clauses'));
    const clauses = (call: string): string =>
      `free -> ${call === 'f(x)' ? '()' : '0'}\nreceive Put(n) from x -> ${call}\nreceive Get(user) from x -> ${call}`;
    assert.equal(
      await all('def f(x: Future?): Unit { guard x : (Put + Get)* {\n    ‸\n  } }'),
      clauses('f(x)'),
    );
    assert.equal(
      await all('def f(n: Int, x: Future?): Int { guard x : (Put + Get)* {\n    ‸\n  } }'),
      clauses('f(n, x)').replace('Put(n)', 'Put(n2)'),
    );
    // The definition has no name yet.
    assert.equal(
      await all('def (x: Future?): Unit { guard x : (Put + Get)* {\n    ‸\n  } }'),
      clauses('free(x)').replace('free -> 0', 'free -> ()'),
    );
    // The mailbox is another one, or what is returned is something else.
    assert.equal(
      await all('def f(): Int { let x = new[Future] in guard x : (Put + Get)* {\n    ‸\n  } }'),
      clauses('free(x); 0'),
    );
    assert.equal(
      await all('def f(x: Future?): Unit { let y: Int = guard x : (Put + Get)* {\n    ‸\n  } in g(y) }'),
      clauses('free(x); 0'),
    );
    assert.equal(
      await all(`${open}    receive Put(n) from x -> guard x : Get* {\n    ‸\n  }\n}}`),
      'free -> ()\nreceive Get(user) from x -> free(x)',
    );
  });

  it('goes on with a definition that takes just a mailbox with what remains, where no guard could end', async () => {
    const clauseBeside = async (others: string): Promise<string> =>
      written(await item(`${others}\n${main}`, 'all missing clauses'));
    const main = 'let x = new[Future] in guard x : Put . Get* {\n  ‸\n}';
    const first = 'receive Put(n) from x -> ';
    const second = '\nreceive Get(user) from x -> free(x)';
    assert.equal(
      await clauseBeside('def rest(own: Future?(Get*)): Unit { g(own) }'),
      `${first}rest(x)${second}`,
    );
    for (const other of [
      'def rest(own: Future?(Put*)): Unit { g(own) }',
      'def rest(own: Future?(Get*)): Int { g(own) }',
      'def rest(own: Future!(Get*)): Unit { g(own) }',
      'def rest(own: Future?(Get*), n: Int): Unit { g(own) }',
      'def rest(own: Future?): Unit { g(own) }',
      'def rest(own: Other?(Get*)): Unit { g(own) } interface Other { Get() }',
      'def (own: Future?(Get*)): Unit { g(own) }',
    ])
      assert.equal(await clauseBeside(other), `${first}free(x)${second}`, other);
  });

  it('offers what has no clause yet, before the cursor or after it', async () => {
    await checkAll(`${open}    receive Put(n) from x -> f(x)\n    rec‸\n  }\n}`, ['receive Get']);
    await checkAll(`${open}    rec‸\n    receive Put(n) from x -> f(x)\n  }\n}`, ['receive Get']);
    await checkAll(
      `${open}    receive Get(u) from x -> f(x)\n    receive Put(n) from x -> f(x)\n    ‸\n  }\n}`,
      [],
    );
  });

  it('offers clauses though the guard does not end', () =>
    checkAll(`${open}    receive Put(n) from x -> f(x)\n    ‸`, ['receive Get']));

  it('writes a clause on one line in a guard on one line', async () => {
    const text = 'def f(x: Future?Put): Unit { guard x : Put { ‸ } }';
    assert.equal(written(await item(text, 'receive Put')), 'receive Put(‹1:n›) from x -> ‹0›');
  });

  it('offers tags that the pattern lacks after those that it has', async () => {
    const text = 'def f(x: Future?Get): Unit { guard x : Get { ‸ } }';
    await checkAll(text, ['receive Get', 'receive Put']);
    assert.equal((await item(text, 'receive Put')).description, 'not in the pattern');
  });

  it('offers `free` and `empty` where the mailbox may be empty, once', async () => {
    const guard = 'def f(x: Future?(Put*)): Unit {\n  guard x : Put* {\n';
    await checkAll(`${guard}    ‸\n  }\n}`, [
      'all missing clauses',
      'receive Put',
      'receive Get',
      'free',
      'empty',
    ]);
    await checkAll(`${guard}    free -> ()\n    ‸\n  }\n}`, ['receive Put', 'receive Get']);
    await checkAll(`${guard}    empty(y) -> free(y)\n    ‸\n  }\n}`, ['receive Put', 'receive Get']);
    assert.equal(written(await item(`${guard}    ‸\n  }\n}`, 'empty')), 'empty(‹1:x›) ->\n  ‹0›');
  });

  it('offers `fail` in a guard that is never reached', async () =>
    assert.ok((await ask('def f(x: Future?0): Unit { guard x : 0 { ‸ } }')).labels.includes('fail')));

  it('offers tags after `receive`, with the rest of the clause', async () => {
    const text = 'def f(x: Future?Put): Unit {\n  guard x : Put {\n    receive ‸\n  }\n}';
    await checkAll(text, ['Put', 'Get']);
    assert.equal(written(await item(text, 'Put')), 'Put(‹1:n›) from x -> ‹0›');
    const there =
      'def f(x: Future?Put): Unit {\n  guard x : Put {\n    receive ‸(n) from x -> free(x)\n  }\n}';
    assert.equal(written(await item(there, 'Put')), 'Put');
    await checkAll(text.replace('receive', 'receive*'), ['Put', 'Get']);
  });

  it('offers the name of the mailbox after `from`, and `from` before it', async () => {
    await checkAll('def f(x: Future?Put): Unit { guard x : Put { receive Put(n) from ‸', ['x']);
    await checkAll('def f(x: Future?Put): Unit { guard x : Put { receive Put(n) ‸', ['from x']);
  });

  it('gives clauses the value that they must return', async () => {
    const text = 'def f(x: Future?(Put + Get)): Int {\n  guard x : Put + Get {\n    ‸\n  }\n}';
    assert.match(
      written(await item(text, 'all missing clauses')),
      /^receive Put\(n\) from x -> free\(x\); 0$/m,
    );
  });

  it('offers a guard with all its clauses on a mailbox whose contents are known', async () => {
    const text = 'def f(self: Future?Put): Unit {\n  gu‸\n}';
    assert.equal(
      written(await item(text, 'guard self')),
      'guard self : Put {\n  receive Put(n) from self -> free(self)\n}',
    );
  });
});
