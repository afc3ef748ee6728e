// Signature help says what a call, a message or a clause takes, and which part the cursor is at, in half-typed code too.
import assert from 'node:assert/strict';
import { signatureHelp } from '../../ide/signature-help.ts';
import { withFixture } from './fixture.ts';

const declarations = `interface Future {
  # Fulfils it.
  Put(Int),
  Get(User!)
}
interface User { Reply(Int, String) }
interface Cell { Get(), Set(Int) }
# Fills the future.
def fill(f: Future!, n: Int): Unit { f ! Put(n) }
`;

/** Each signature with its active parameter in guillemets. */
async function shown(fixture: string): Promise<string[]> {
  return withFixture(fixture, ({ document, offset }) => {
    const help = signatureHelp(document.analysis(), offset);
    return (help?.signatures ?? []).map(({ label, parameters }) => {
      const active = parameters[help?.activeParameter ?? -1];
      if (active === undefined) return label;
      const { start, end } = active;
      return `${label.slice(0, start)}«${label.slice(start, end)}»${label.slice(end)}`;
    });
  });
}

const check = (program: string, ...wanted: string[]): Promise<void> =>
  shown(declarations + program).then(found => assert.deepEqual(found, wanted));

describe('signature help', () => {
  it('shows a definition with solved patterns, at its first parameter', () =>
    check('fill(‸', 'fill(«f: Future!Put[U]», n: Int): Unit'));

  it('goes on to the next parameter after a comma', () =>
    check('let f = new[Future] in\nfill(f, ‸)', 'fill(f: Future!Put[U], «n: Int»): Unit'));

  it('shows no parameter as active past the last', () => check('rand(1, ‸', 'rand(Int): Int'));

  it('shows what a message takes, by the interface of the mailbox', async () => {
    await check('let f = new[Future] in f ! Get(‸', 'Get(«User![U]»)');
    await check('def g(c: Cell!): Unit { c ! Get(‸ }', 'Get()');
    await check('def g(u: User!): Unit { u ! Reply(1, ‸) }', 'Reply(Int, «String»)');
  });

  it('shows every message of the tag where the mailbox is not known', () =>
    check('x ! Get(‸', 'Get(«User![U]»)', 'Get()'));

  it('shows what a clause binds, with brackets too', async () => {
    await check('let f = new[Future] in guard f : Put { receive Put(‸', 'Put(«Int»)');
    await check('let f = new[Future] in guard f : Put { receive Put(‸) from f -> free(f) }', 'Put(«Int»)');
    await check('def g(u: User?): Unit { guard u : Reply { receive* Reply[a, ‸', 'Reply(Int, «String»)');
  });

  it('shows variables of function type and functions as they are written', async () => {
    await check('def g(k: (Int, Bool) -> Int): Int { k(1, ‸', 'k(Int, «Bool»): Int');
    await check('(fun(x: Int, y: Bool): Int { x })(‸)', 'fun(«x: Int», y: Bool): Int');
    await check('def g(a: Int): (Int) -> Bool { fun(x: Int): Bool { true } } g(1)(‸)', '(«Int»): Bool');
  });

  it('shows the local function, not the definition that it hides', () =>
    check('def g(fill: (Bool) -> Int): Int { fill(‸) }', 'fill(«Bool»): Int'));

  it('counts no comma in brackets, strings and comments', async () => {
    await check('fill((1, 2), ‸', 'fill(f: Future!Put[U], «n: Int»): Unit');
    await check('concat("a, b(", ‸', 'concat(String, «String»): String');
    await check('concat("a", # no, (really\n  ‸)', 'concat(String, «String»): String');
    await check(
      'fill(fun(x: Int, y: Int): Int { concat(x, y) }, ‸',
      'fill(f: Future!Put[U], «n: Int»): Unit',
    );
  });

  it('shows the call around a part that only groups, and helps inside a string', async () => {
    await check('fill((1, 2‸', 'fill(«f: Future!Put[U]», n: Int): Unit');
    await check('fill(new[‸', 'fill(«f: Future!Put[U]», n: Int): Unit');
    await check('concat("a‸', 'concat(«String», String): String');
  });

  it('shows the call around again after the inner one is closed', () =>
    check('concat(intToString(1), ‸', 'concat(String, «String»): String'));

  it('is not misled by a bracket that was forgotten before', async () => {
    await check('let x = fill(1 in print(‸', 'print(«String»): Unit');
    await check('print("a"\nlet y = concat("b", ‸', 'concat(String, «String»): String');
    await check('spawn { fill(1 };\n‸');
    await check(
      'def g(f: Future?): Unit { guard f : Put { receive Put(n from f -> print(‸',
      'print(«String»): Unit',
    );
  });

  it('is silent in comments, after the call, in blocks, declarations and built-in forms', async () => {
    await check('print("a") # fill(‸');
    await check('fill(1, 2)‸');
    await check('fill(fun(x: Int): Int { ‸ }, 1)');
    await check('def h(‸');
    await check('interface A { B(‸');
    await check('free(‸');
    await check('unknown(‸');
  });

  it('gives the comment of what is called, and what each mailbox means', () =>
    withFixture(`${declarations}fill(‸`, ({ document, offset }) => {
      const [signature] = signatureHelp(document.analysis(), offset)?.signatures ?? [];
      assert.equal(signature?.documentation, 'Fills the future.');
      assert.match(
        signature?.parameters[0]?.documentation ?? '',
        /^Send-only; exactly one `Put` must be sent/,
      );
      assert.equal(signature?.parameters[1]?.documentation, undefined);
    }));

  it('gives the comment of a message and names its interface', () =>
    withFixture(`${declarations}x ! Put(‸`, ({ document, offset }) => {
      const [signature] = signatureHelp(document.analysis(), offset)?.signatures ?? [];
      assert.equal(signature?.documentation, 'Message of interface `Future`.\n\nFulfils it.');
    }));
});
