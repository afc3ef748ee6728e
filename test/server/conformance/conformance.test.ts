// Everything that the server sends, to clients of several kinds, is what LSP says it is: each message is of its type,
// strictly, says nothing that the client did not say it understands, and speaks of places that are in the text.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { WireProcess } from '../wire.ts';
import { undeclared } from './declared-types.ts';
import { exerciseAll } from './exercises.ts';
import { profiles } from './profiles.ts';
import { manyAlphabets, sheetOf, texts } from './sheets.ts';
import { hasModel, serverHere, Watched } from './watched.ts';
import type { Testimony, Witness } from './witness.ts';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** Fails with what was wrong, each fault once. */
function assertConforms({ faults: all }: Pick<Witness, 'faults'>): void {
  const faults = [...new Set(all)];
  const more = faults.length > 20 ? `\n… and ${faults.length - 20} more` : '';
  assert.equal(faults.length, 0, `${faults.slice(0, 20).join('\n')}${more}`);
}

async function exerciseOn(watched: Watched, chosen: typeof texts, most: number): Promise<void> {
  for (const [i, { name, text }] of chosen.entries()) {
    const uri = `file:///texts/${i}/${encodeURIComponent(name)}.pat`;
    await watched.open(uri, text);
    const sheet = sheetOf(uri, text, watched.encoding, most);
    const unknown = await exerciseAll(watched.capabilities, watched.ask, sheet);
    assert.deepEqual(unknown, [], 'the server says that it can do what this test does not try');
    watched.close(uri);
  }
}

/** What the server says when something in it fails: none of it may happen. */
function failuresIn({ wire }: Watched): unknown[] {
  return wire.messages.filter(({ method }) => method === 'window/logMessage').map(({ params }) => params);
}

describe('Every message of the server is what LSP says', () => {
  /** What there is to check with the protocol package's types, for which the compiler starts once. */
  const seen: Testimony[] = [];
  const conforms = (witness: Witness): void => {
    seen.push(...witness.seen);
    assertConforms(witness);
  };

  for (const [name, client] of Object.entries(profiles)) {
    it(`to a client such as ${name}`, async () => {
      const watched = await Watched.start(await serverHere(), client);
      await exerciseOn(watched, texts, 40);
      conforms(watched.witness);
      assert.deepEqual(failuresIn(watched), []);
      assert.equal((await watched.wire.request('shutdown')).result, null);
    });
  }

  it('from a process, over standard input and output', async () => {
    const wire = new WireProcess([cli, 'serve', '--stdio']);
    try {
      const watched = await Watched.start(wire, profiles.visualStudioCode);
      await exerciseOn(watched, texts.slice(0, 3), 20);
      await wire.request('shutdown');
      wire.notify('exit');
      assert.equal(await wire.ended, 0);
      conforms(watched.witness);
      assert.equal(wire.stderr, '');
    } finally {
      wire.process.kill('SIGKILL');
    }
  });

  it('and each thing that it says it can do has an answer somewhere in the examples', async () => {
    const watched = await Watched.start(await serverHere(), profiles.visualStudioCode);
    await exerciseOn(watched, [...texts.slice(0, 4), { name: 'alphabets', text: manyAlphabets }], 100);
    const { answered } = watched.witness;
    const asked = new Set(watched.witness.seen.filter(({ role }) => role === 'result').map(s => s.method));
    const never = [...asked].filter(method => !answered.has(method) && !mayBeEmpty.has(method));
    assert.deepEqual(never, []);
  });

  it('with the settings changed meanwhile', async () => {
    const watched = await Watched.start(await serverHere(), profiles.visualStudioCode);
    const { wire } = watched;
    await watched.open('file:///a.pat', texts[0]?.text ?? '');
    const asked = wire.next(({ method }) => method === 'workspace/configuration');
    wire.onRequest = (method, params) => {
      if (method !== 'workspace/configuration') return null;
      const { items } = params as { items: unknown[] };
      return items.map(() => ({ aliasCheck: 'none', inlayHints: { patterns: false } }));
    };
    wire.notify('workspace/didChangeConfiguration', { settings: null });
    await asked;
    await wire.next(({ method }) => method === 'workspace/diagnostic/refresh');
    await watched.ask('textDocument/diagnostic', { textDocument: { uri: 'file:///a.pat' } });
    conforms(watched.witness);
  });

  if (!hasModel) {
    it('by the protocol package’s types too', () => {
      assert.ok(seen.length > 0);
      assertConforms({ faults: undeclared(seen) });
    });
  }
});

/** Their answers are nothing when all is well. */
const mayBeEmpty = new Set([
  'shutdown',
  'workspace/executeCommand',
  'textDocument/formatting',
  'textDocument/rangeFormatting',
  'textDocument/rangesFormatting',
  'textDocument/onTypeFormatting',
]);

describe('The check by the protocol package’s types', () => {
  it('finds what is missing, unknown or of another type, and takes what is right', () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const said = undeclared([
      { method: 'textDocument/hover', role: 'result', value: { contents: 'x', range } },
      { method: 'textDocument/hover', role: 'result', value: { contents: 3 } },
      { method: 'textDocument/foldingRange', role: 'result', value: [{ startLine: 1 }] },
      { method: 'textDocument/hover', role: 'result', value: { contents: 'x', place: 1 } },
      { method: 'textDocument/publishDiagnostics', role: 'params', value: { uri: 'a:b', diagnostics: [] } },
      { method: 'shutdown', role: 'result', value: null },
    ]);
    assert.deepEqual(
      said.map(line => line.replace(/, result: .*/, '')).filter((line, i, all) => all.indexOf(line) === i),
      ['textDocument/hover', 'textDocument/foldingRange'],
    );
    assert.equal(said.length, 3, said.join('\n'));
  });
});
