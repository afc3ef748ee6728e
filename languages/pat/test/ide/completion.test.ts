// Completion, by what stands before the cursor. The texts are half typed: no other text is ever completed.
import assert from 'node:assert/strict';
import { type CompletionItem, completions, completionTriggers } from '../../ide/completion.ts';
import type { Settings } from '../../settings.ts';
import { withFixture } from './fixture.ts';

const declared = `interface Future { Put(Int), Get(User!) }
interface User { Reply(Int) }
`;

interface Asked {
  readonly items: readonly CompletionItem[];
  readonly labels: readonly string[];
  /** The text that would be replaced, when the editor inserts. */
  readonly typed: string;
  /** The text that would be replaced, when the editor replaces. */
  readonly word: string;
}

async function ask(fixture: string, trigger?: string, settings?: Settings): Promise<Asked> {
  return withFixture(
    declared + fixture,
    ({ document, offset }) => {
      const found = completions(document.analysis(), offset, trigger);
      return {
        items: found.items,
        labels: found.items.map(item => item.label),
        typed: document.text.slice(found.insert.start, found.insert.end),
        word: document.text.slice(found.replace.start, found.replace.end),
      };
    },
    settings,
  );
}

/** Exactly these, in this order. */
async function checkAll(fixture: string, labels: readonly string[], trigger?: string): Promise<void> {
  assert.deepEqual((await ask(fixture, trigger)).labels, labels);
}

/** These first, in this order. */
async function checkFirst(fixture: string, ...labels: string[]): Promise<void> {
  assert.deepEqual((await ask(fixture)).labels.slice(0, labels.length), labels);
}

async function item(fixture: string, label: string): Promise<CompletionItem> {
  const { items, labels } = await ask(fixture);
  const found = items.find(i => i.label === label);
  assert.ok(found, `${label} is not among ${labels.join(', ')}`);
  return found;
}

/** What an item writes: a hole as `‹number:text›`. */
function written({ text, template }: CompletionItem): string {
  if (template === undefined) return text;
  return template.map(p => (typeof p === 'string' ? p : `‹${p.number}${p.text && `:${p.text}`}›`)).join('');
}

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
