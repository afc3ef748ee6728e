// Hover says what a name is as the user would write it, and in one line what that means.
import assert from 'node:assert/strict';
import { hover } from '../../ide/hover.ts';
import { withFixture } from './fixture.ts';

const future = `interface Future { Put(Int), Get(User!) }
interface User { Reply(Int) }
`;

/** The hover's code block and the sentences after it. */
async function hoverOf(fixture: string): Promise<{ code: string; words: string; at: string } | undefined> {
  return withFixture(fixture, ({ document, offset }) => {
    const found = hover(document.analysis(), offset);
    if (found === undefined) return undefined;
    const match = /^(?:```pat\n([\s\S]*?)\n```)?\s*([\s\S]*)$/.exec(found.markdown);
    return {
      code: match?.[1] ?? '',
      words: match?.[2] ?? '',
      at: document.text.slice(found.span.start, found.span.end),
    };
  });
}

async function checkHover(fixture: string, code: string, words?: string): Promise<void> {
  const found = await hoverOf(fixture);
  assert.equal(found?.code, code);
  if (words !== undefined) assert.equal(found?.words, words);
}

describe('hover', () => {
  it('shows a variable at the type of this use', () =>
    checkHover(
      `${future}def f(x: Future!): Unit { ‸x ! Put(1) } f(new[Future])`,
      'x : Future!Put[U]',
      'Send-only; exactly one `Put` must be sent; second-class (may be used and passed on, not returned or stored).',
    ));

  it('shows a parameter with its solved pattern', () =>
    checkHover(
      `${future}def f(‸x: Future!): Unit { x ! Put(1); x ! Put(2) } ()`,
      'x : Future!(Put . Put)[U]',
      'Send-only; exactly two `Put` must be sent; second-class (may be used and passed on, not returned or stored).',
    ));

  it('says of a linear function that was received where it can be called, and in a process of its own that it must be', async () => {
    const program = (name: string, call: string) =>
      `interface Work { Run(() -o Unit) }
def work(w: Work?Run): Unit { guard w : Run { receive Run(${name}) from w -> free(w); spawn { ${call}() } } } ()`;
    await checkHover(
      program('‸task', 'task'),
      'task : () -o Unit',
      'Linear function: must be called exactly once; it was received, so it is called in a process of its own (`spawn`), or sent on.',
    );
    await checkHover(
      program('task', '‸task'),
      'task : () -o Unit',
      'Linear function: must be called exactly once.',
    );
  });

  it('says what `receive*` gives up', async () => {
    const found = await hoverOf(
      `${future}def f(x: Future?Get): Unit { guard x : Get { ‸receive* Get(u) from x -> u ! Reply(1); free(x) } } ()`,
    );
    assert.match(found?.words ?? '', /you promise .* the process may wait for itself/);
  });

  it('shows a let-bound mailbox as the rest of its scope uses it', () =>
    checkHover(
      `${future}let ‸m = new[Future] in m ! Put(1); guard m : Put { receive Put(x) from m -> free(m) }`,
      'm : Future?1[R]',
      'Receive; holds no message; first-class (may be returned or stored).',
    ));

  it('shows what a guard receives as short as it can be said, in the order of the interface', async () => {
    await checkHover(
      `${future}def f(x: Future?): Unit { guard ‸x : Get* { free -> () receive Get(u) from x -> u ! Reply(1); f(x) } } ()`,
      'x : Future?(Get*)[R]',
    );
    await checkHover(
      `${future}def f(x: Future?): Unit { guard ‸x : Get* . Put { receive Put(n) from x -> g(x) receive Get(u) from x -> u ! Reply(1); f(x) } }
def g(x: Future?(Get*)): Unit { g(x) } ()`,
      'x : Future?(Put . Get*)[R]',
    );
  });

  it('shows a pattern as the user wrote it', async () => {
    const text = `${future}def f(x: Future?(Get* . Put)): Unit { f(x) } ()`;
    await checkHover(text.replace('f(x:', 'f(‸x:'), 'x : Future?(Get* . Put)[R]');
    await checkHover(text.replace('f(x)', 'f(‸x)'), 'x : Future?(Get* . Put)[R]');
    await checkHover(text.replace('def f', 'def ‸f'), 'def f(x: Future?(Get* . Put)[R]): Unit');
  });

  it('says what remains as short as it can be said', () =>
    checkHover(
      `${future}def f(x: Future?): Unit { guard x : Get* . Get { receive ‸Get(u) from x -> u ! Reply(1); f(x) } } ()`,
      'Get(User!Reply[U])',
      'Message of interface `Future`.\n\nAfterwards the mailbox holds `Get*`: any number of `Get`.',
    ));

  it('shows the plain type of what holds no mailbox', () => checkHover('let ‸n = 1 in n + 1', 'n : Int', ''));

  it('says that a variable is not used', () => checkHover('let ‸n = 1 in 2', 'n : Int'));

  it('shows a definition with solved patterns and its comment', () =>
    checkHover(
      `${future}# Fills the future.
def fill(f: Future!): Unit { f ! Put(1) }
‸fill(new[Future])`,
      'def fill(f: Future!Put[U]): Unit',
      '`f`: send-only; exactly one `Put` must be sent; second-class (may be used and passed on, not returned or stored).\n\nFills the future.',
    ));

  it('shows an interface with its messages', () =>
    checkHover(`${future}let m = new[Fut‸ure] in free(m)`, 'interface Future { Put(Int), Get(User![U]) }'));

  it('shows a message where it is sent, with the interface it belongs to', () =>
    checkHover(
      `${future}def f(x: Future!): Unit { x ! Pu‸t(1) } ()`,
      'Put(Int)',
      'Message of interface `Future`.',
    ));

  it('says what remains after a message is received', () =>
    checkHover(
      `${future}def f(x: Future?): Unit { guard x : Put . Get* { receive ‸Put(n) from x -> g(x) } }
def g(x: Future?): Unit { guard x : Get* { free -> () receive Get(u) from x -> u ! Reply(1); g(x) } }
f(new[Future])`,
      'Put(Int)',
      'Message of interface `Future`.\n\nAfterwards the mailbox holds `Get*`: any number of `Get`.',
    ));

  it('describes a guard', async () => {
    const found = await hoverOf(
      `${future}let m = new[Future] in m ! Put(1); ‸guard m : Put { receive Put(x) from m -> free(m) }`,
    );
    assert.equal(found?.code, 'guard … : Put');
    assert.match(found?.words ?? '', /mailbox of interface `Future` with exactly one `Put`/);
    assert.match(found?.words ?? '', /after `Put`: `1`/);
  });

  it('describes a pattern in words', () =>
    checkHover(
      `${future}def f(x: Future?(Put ‸. Get*)): Unit { () } ()`,
      'Put . Get*',
      'Exactly one `Put` and any number of `Get`.',
    ));

  it('shows the solved pattern of a mailbox type that leaves it out', () =>
    checkHover(`${future}def f(x: Future!‸): Unit { x ! Put(1) } ()`, 'Future!Put[U]'));

  it('does not show a pattern that a fault leaves unknown', () =>
    checkHover(
      `${future}def f(‸x: Future!): Unit { x ! Putt(1) } f(new[Future])`,
      'x : Future![U]',
      'Send-only; the pattern is not known yet; second-class (may be used and passed on, not returned or stored).',
    ));

  it('documents built-ins', () =>
    checkHover('pri‸nt("a")', 'print : (String) -> Unit', 'Built-in. Writes a line of text.'));

  it('shows the comment of a definition, an interface and a message wherever they are named', async () => {
    const commented = `# Holds one value.
interface Box {
  # Fills it.
  Put(Int),
  Get(User!)
}
interface User { Reply(Int) }
# Makes one.
def make(b: Box?): Unit { guard b : Put { receive Put(n) from b -> free(b) } }
let b = new[Box] in
b ! Put(1);
make(b)`;
    const places: readonly [string, number, string][] = [
      ['Box', 1, 'Holds one value.'],
      ['Box', 2, 'Holds one value.'],
      ['Box', 3, 'Holds one value.'],
      ['Put', 1, 'Fills it.'],
      ['Put', 2, 'Fills it.'],
      ['Put', 3, 'Fills it.'],
      ['Put', 4, 'Fills it.'],
      ['make', 1, 'Makes one.'],
      ['make', 2, 'Makes one.'],
    ];
    for (const [name, occurrence, comment] of places) {
      let at = -1;
      for (let i = 0; i < occurrence; i++) at = commented.indexOf(name, at + 1);
      const found = await hoverOf(`${commented.slice(0, at)}‸${commented.slice(at)}`);
      assert.ok(found?.words.includes(comment), `${name} ${occurrence}: ${found?.words}`);
    }
  });

  it('says what a word of the language does', async () => {
    await checkHover(
      'sp‸awn { print("a") }',
      'spawn { … }',
      'Starts a process that runs beside this one, and goes on at once. What the process uses, it cannot give back: its mailboxes are second-class there.',
    );
    await checkHover(`${future}let f = ne‸w[Future] in free(f)`, 'new[Interface]');
    await checkHover('let n = 1 i‸n n', 'let x = … in …');
    await checkHover(`${future}def f(x: Future!): Unit { x ‸! Put(1) }`, 'mailbox ! Tag(…)');
    await checkHover('‸def f(): Int { 1 }', 'def name(x: Type, …): Type { … }');
  });

  it('says what a word does in code that is no program', () => checkHover('let x = spa‸wn', 'spawn { … }'));

  it('says what a clause does at the word that begins it, and at `from`', async () => {
    const clauses = (cursor: string): string =>
      `${future}def f(x: Future?): Unit { guard x : Put . 1 { receive Put(n) from x -> free(x) } }`.replace(
        cursor,
        `‸${cursor}`,
      );
    await checkHover(
      clauses('receive'),
      '',
      'Takes the oldest `Put` message and names its payload `n`.\n\nAfterwards the mailbox holds `1`: no message.',
    );
    await checkHover(clauses('from x'), 'receive Tag(x) from mailbox -> …');
  });

  it('is silent about words in comments and strings', async () => {
    assert.equal(await hoverOf('print("let ‸spawn")'), undefined);
    assert.equal(await hoverOf('print("a") # then ‸spawn'), undefined);
  });

  it('says what the signs of a mailbox type mean', async () => {
    const meaning = async (type: string): Promise<string | undefined> =>
      (await hoverOf(`${future}def f(x: ${type}): Unit { () }`))?.words.split('\n\n').at(-1);
    assert.match((await meaning('Future‸!Put')) ?? '', /^`!` is the right to send/);
    assert.match((await meaning('Future‸?Put')) ?? '', /^`\?` is the right to receive/);
    assert.match((await meaning('Future?Put[‸R]')) ?? '', /^`\[R\]`: returnable, first-class/);
    assert.match((await meaning('Future!Put[‸U]')) ?? '', /^`\[U\]`: usable, second-class/);
    assert.match((await meaning('Future!‸Put')) ?? '', /^Message of interface/);
  });

  it('says nothing on white space and numbers', async () => {
    assert.equal(await hoverOf('let x = 1‸2 in x'), undefined);
    assert.equal(await hoverOf('let x = 1 in x \n\n‸\n'), undefined);
  });

  it('answers in broken code too', () =>
    checkHover(`${future}def f(x: Future!): Unit { ‸x ! Put(1); let y = } ()`, 'x : Future!Put[U]'));
});
