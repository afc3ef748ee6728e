// Inlay hints show what was left out, where it would be written. In the fixtures a hint stands in ⟦ ⟧.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { InlayHint } from '../../../answers.ts';
import { PatDocument } from '../../analysis.ts';
import { inlayHints, type WantedHints } from '../../ide/inlay-hints.ts';
import { testParser } from '../parser.ts';
import { apply } from './apply.ts';
import { withFixture } from './fixture.ts';

const all: WantedHints = { patterns: true, remaining: true };
const future = `interface Future { Put(Int), Get(User!Reply) }
interface User { Reply(Int) }
`;

const labelOf = ({ label, spaced }: InlayHint): string =>
  `${spaced ? ' ' : ''}⟦${label.map(part => part.text).join('')}⟧`;

/** The text with the hints at their places. */
async function shown(text: string, wanted = all): Promise<string> {
  return withFixture(text, ({ document }) => {
    const hints = inlayHints(document.analysis(), { start: 0, end: text.length }, wanted);
    let out = '';
    let at = 0;
    for (const hint of hints) {
      out += text.slice(at, hint.offset) + labelOf(hint);
      at = hint.offset;
    }
    return out + text.slice(at);
  });
}

/** The hints of a program are those that it is written with; the interfaces above it have none. */
async function checkHints(expected: string, wanted = all): Promise<void> {
  const text = expected.replace(/ ?⟦[^⟧]*⟧/g, '');
  assert.equal(await shown(future + text, wanted), future + expected);
}

describe('inlay hints', () => {
  it('show the solved pattern after the capability', () =>
    checkHints('def f(x: Future!⟦Put⟧): Unit { x ! Put(1) } ()'));

  it('put a pattern of several parts in parentheses, as the grammar wants it', () =>
    checkHints('def f(x: Future!⟦(Put . Put)⟧): Unit { x ! Put(1); x ! Put(2) } ()'));

  it('have the messages in the order in which the interface declares them, however the code sends them', async () => {
    const program = (declared: string, pattern: string, sends: string) =>
      `interface Log { ${declared} }\ndef f(x: Log!⟦(${pattern})⟧): Unit { ${sends} } ()`;
    const [entry, close] = ['x ! Entry(1)', 'x ! Close()'];
    for (const text of [
      program('Entry(Int), Close()', 'Entry . Close', `${entry}; ${close}`),
      program('Entry(Int), Close()', 'Entry . Close', `${close}; ${entry}`),
      program('Close(), Entry(Int)', 'Close . Entry', `${entry}; ${close}`),
      program('Entry(Int), Close()', 'Entry + Close', `if (true) { ${close} } else { ${entry} }`),
      program('Entry(Int), Close()', 'Entry + 1', `if (true) { () } else { ${entry} }`),
    ]) {
      assert.equal(await shown(text.replace(/⟦[^⟧]*⟧/g, '')), text);
    }
  });

  it('keep that order when the interface changes', async () => {
    const text = 'interface Log { Entry(), Close() }\ndef f(x: Log!): Unit { x ! Close(); x ! Entry() } ()';
    const document = new PatDocument(await testParser(), text);
    const pattern = () =>
      inlayHints(document.analysis(), { start: 0, end: document.text.length }, all).map(labelOf);
    assert.deepEqual(pattern(), ['⟦(Entry . Close)⟧']);
    document.edit(text.indexOf('Entry'), text.indexOf(' }'), 'Close(), Entry()');
    assert.deepEqual(pattern(), ['⟦(Close . Entry)⟧']);
    document.dispose();
  });

  it('stand before a written usage', () =>
    checkHints(
      'def f(x: Future!⟦Put⟧[R]): Future!Put[R] { x }\ndef g(x: Future!Put): Unit { x ! Put(1) } ()',
    ));

  it('say nothing where the pattern is written', () =>
    checkHints('def f(x: Future!Put): Unit { x ! Put(1) } ()'));

  it('say nothing where nothing is known', () => checkHints('def f(x: Future?): Unit { f(x) } ()'));

  it('show in an interface what a message promises of its payload', async () => {
    const text = `interface A { Go(B!⟦Done⟧) }
interface B { Done() }
def f(x: A?Go): Unit { guard x : Go { receive Go(b) from x -> b ! Done(); free(x) } }
def g(x: A!Go, b: B!Done): Unit { x ! Go(b) } ()`;
    const plain = text.replace(/⟦[^⟧]*⟧/g, '');
    assert.equal(await shown(plain, { patterns: true, remaining: false }), text);
  });

  it('show in `new` what the mailbox holds where it is received from', () =>
    checkHints(`let m = new[Future⟦?(Put . Put)⟧] in
m ! Put(1);
m ! Put(2);
guard m : Put . Put {
  receive Put(a) from m ⟦still Put⟧ -> guard m : Put { receive Put(b) from m ⟦now empty⟧ -> free(m) }
}`));

  it('show in `new` the cases of all branches', () =>
    checkHints(
      `def f(x: Future?Put): Unit { guard x : Put { receive Put(n) from x -> free(x) } }
def main(u: User!Reply): Unit {
  let m = new[Future⟦?(Put + Get)⟧] in
  if (randBool()) { u ! Reply(1); m ! Put(1); f(m) } else { m ! Get(u); g(m) }
}
def g(x: Future?Get): Unit { guard x : Get { receive Get(u) from x -> u ! Reply(1); free(x) } }
()`,
      { patterns: true, remaining: false },
    ));

  it('show the type of a `let` that holds mailboxes, in a form that can be typed there', () =>
    checkHints(
      `def make(): Future!Put[R] { let m = new[Future⟦?Put⟧] in spawn { guard m : Put { receive Put(n) from m -> free(m) } }; m }
def main(): Unit { let f⟦: Future!Put⟧ = make() in f ! Put(1) }
main()`,
      { patterns: true, remaining: false },
    ));

  it('show no type for numbers and where an annotation says it', () =>
    checkHints(
      `def id(x: Future!Put[R]): Future!Put[R] { x }
def main(x: Future!Put[R]): Unit { let n = 1 in let f: Future!Put = id(x) in f ! Put(n) } ()`,
    ));

  it('show each name of a tuple that holds a mailbox', () =>
    checkHints(
      `def pair(x: Future!Put[R]): (Int * Future!Put) { (1, x) }
def main(x: Future!Put[R]): Unit { let (n, f⟦: Future!Put⟧) = pair(x) in f ! Put(n) } ()`,
    ));

  it('say after each clause what remains, in its shortest form', () =>
    checkHints(
      `def f(x: Future?(Put . Get*)): Unit {
  guard x : Put . Get* {
    receive Put(n) from x ⟦still Get*⟧ -> g(x)
    receive Get(u) from x ⟦still Put . Get*⟧ -> u ! Reply(1); f(x)
  }
}
def g(x: Future?(Get . Get*)): Unit {
  guard x : Get . Get* { receive Get(u) from x ⟦still Get*⟧ -> u ! Reply(1); g(x) }
}
()`,
    ));

  it('say nothing for a clause that is never taken, nor for one that the user says is not', () =>
    checkHints(`def f(x: Future?Put): Unit {
  guard x : Put {
    receive Put(n) from x ⟦now empty⟧ -> free(x)
    receive Get(u) from x -> u ! Reply(1); free(x)
  }
}
()`));

  it('are those that the user wants', async () => {
    const text = `${future}def f(x: Future?): Unit { guard x : Put { receive Put(n) from x -> free(x) } }
let m = new[Future] in m ! Put(1); f(m)`;
    const kinds = async (wanted: WantedHints) => (await shown(text, wanted)).match(/⟦[^⟧]*⟧/g) ?? [];
    assert.deepEqual(await kinds({ patterns: true, remaining: false }), ['⟦Put⟧', '⟦?Put⟧']);
    assert.deepEqual(await kinds({ patterns: false, remaining: true }), ['⟦now empty⟧']);
    assert.deepEqual(await kinds({ patterns: false, remaining: false }), []);
  });

  it('are computed for the part of the text that is asked for', () =>
    withFixture(
      `${future}def f(x: Future!): Unit { x ! Put(1) }\ndef g(x: Future!): Unit { x ! Put(1) } ()`,
      ({ document }) => {
        const start = document.text.indexOf('def g');
        const hints = inlayHints(document.analysis(), { start, end: document.text.length }, all);
        assert.deepEqual(
          hints.map(hint => hint.offset),
          [document.text.indexOf('Future!', start) + 'Future!'.length],
        );
      },
    ));

  it('link each name to its declaration, messages to those of their interface', () =>
    withFixture(
      `${future}interface Other { Put(Int) }\ndef f(x: Other!): Unit { x ! Put(1) } ()`,
      ({ document }) => {
        const [hint] = inlayHints(document.analysis(), { start: 0, end: document.text.length }, all);
        const [part] = hint?.label ?? [];
        assert.equal(part?.text, 'Put');
        assert.equal(part?.target?.start, document.text.indexOf('Put', document.text.indexOf('Other')));
      },
    ));

  it('explain themselves', () =>
    withFixture(
      `${future}def f(x: Future?): Unit { guard x : Put . Get { receive Put(n) from x -> g(x) receive Get(u) from x -> h(u, x) } } ()`,
      ({ document }) => {
        const hints = inlayHints(document.analysis(), { start: 0, end: document.text.length }, all);
        assert.deepEqual(
          hints.map(hint => hint.tooltip),
          [
            'After this `Put` the mailbox holds exactly one `Get`.',
            'After this `Get` the mailbox holds exactly one `Put`.',
          ],
        );
      },
    ));

  it('can be written into the examples, which stay accepted and then have no such hints left', async () => {
    const folder = new URL('../../../../examples/', import.meta.url);
    const parser = await testParser();
    let written = 0;
    for (const name of readdirSync(folder).filter(file => file.endsWith('.pat'))) {
      const document = new PatDocument(parser, readFileSync(new URL(name, folder), 'utf8'));
      const edits = (wanted: WantedHints) =>
        inlayHints(document.analysis(), { start: 0, end: document.text.length }, wanted).flatMap(
          hint => hint.edits,
        );
      assert.ok(document.analysis().accepted, `${name} is not accepted`);
      const found = edits(all);
      written += found.length;
      const text = apply(document.text, found);
      document.edit(0, document.text.length, text);
      const { diagnostics } = document.analysis();
      assert.deepEqual(diagnostics, [], `${name}\n${text}`);
      assert.deepEqual(edits(all), [], name);
      document.dispose();
    }
    assert.ok(written > 50, `only ${written} hints could be written`);
  });

  it('come for broken text too', async () => {
    const folder = new URL('../../../../examples/', import.meta.url);
    const text = readFileSync(new URL('tour.pat', folder), 'utf8');
    const document = new PatDocument(await testParser(), text);
    for (let cut = text.length; cut > 0; cut -= 41) {
      document.edit(cut, document.text.length, '');
      inlayHints(document.analysis(), { start: 0, end: cut }, all);
    }
    document.dispose();
  });
});
