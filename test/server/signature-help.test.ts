// `textDocument/signatureHelp` for clients of different abilities.
import assert from 'node:assert/strict';
import type { ClientCapabilities, SignatureHelp } from 'vscode-languageserver/node';
import { uri, withCursor } from './cursor.ts';
import { pushCapabilities, Session } from './session.ts';

const { text, position } = withCursor(`interface Future { Put(Int) }
interface Box { Put(String, Int) }
# Fills it.
def fill(f: Future!, n: Int): Unit { f ! Put(n) }
fill(new[Future], ‸`);

function able(signatureInformation: object): ClientCapabilities {
  return {
    ...pushCapabilities,
    textDocument: {
      ...pushCapabilities.textDocument,
      signatureHelp: { signatureInformation, contextSupport: true },
    },
  };
}

describe('Signature help from the server', () => {
  let session: Session;
  afterEach(() => session.stop());

  const help = (at = position, context?: unknown): Promise<SignatureHelp | null> =>
    session.request('textDocument/signatureHelp', { textDocument: { uri }, position: at, context });

  it('is announced with the characters that begin and go on with a call', async () => {
    session = await Session.start({ capabilities: able({}) });
    const { signatureHelpProvider } = session.initialized.capabilities;
    assert.deepEqual(signatureHelpProvider?.triggerCharacters, ['(', ',']);
    assert.deepEqual(signatureHelpProvider?.retriggerCharacters, [')']);
  });

  it('has labels of parameters as offsets and Markdown for clients that take them', async () => {
    session = await Session.start({
      capabilities: able({
        documentationFormat: ['markdown'],
        parameterInformation: { labelOffsetSupport: true },
      }),
    });
    await session.open(uri, text);
    const found = await help();
    const [signature] = found?.signatures ?? [];
    assert.equal(signature?.label, 'fill(f: Future!Put[U], n: Int): Unit');
    assert.deepEqual(
      signature?.parameters?.map(p => p.label),
      [
        [5, 21],
        [23, 29],
      ],
    );
    assert.equal(found?.activeParameter, 1);
    assert.deepEqual(signature?.documentation, { kind: 'markdown', value: 'Fills it.' });
  });

  it('has labels as text and plain words for clients that take no more', async () => {
    session = await Session.start();
    await session.open(uri, text);
    const [signature] = (await help())?.signatures ?? [];
    assert.deepEqual(
      signature?.parameters?.map(p => p.label),
      ['f: Future!Put[U]', 'n: Int'],
    );
    assert.equal(
      signature?.parameters?.[0]?.documentation,
      'Send-only; exactly one Put must be sent; second-class (may be used and passed on, not returned or stored).',
    );
  });

  it('says that no parameter is active only to clients that know what that means', async () => {
    const beyond = withCursor('rand(1, ‸');
    session = await Session.start({ capabilities: able({ noActiveParameterSupport: true }) });
    await session.open(uri, beyond.text);
    assert.equal((await help(beyond.position))?.activeParameter, null);
    await session.stop();
    session = await Session.start();
    await session.open(uri, beyond.text);
    assert.equal((await help(beyond.position))?.activeParameter, 1);
  });

  it('keeps the signature that the user chose among several', async () => {
    const unknown = withCursor(`${text.split('fill(new')[0]}x ! Put(‸`);
    session = await Session.start();
    await session.open(uri, unknown.text);
    const first = await help(unknown.position);
    assert.deepEqual(
      first?.signatures.map(s => s.label),
      ['Put(Int)', 'Put(String, Int)'],
    );
    assert.equal(first?.activeSignature, 0);
    const chosen = { ...first, activeSignature: 1 };
    const again = await help(unknown.position, {
      triggerKind: 3,
      isRetrigger: true,
      activeSignatureHelp: chosen,
    });
    assert.equal(again?.activeSignature, 1);
  });

  it('says nothing where nothing is called', async () => {
    session = await Session.start();
    await session.open(uri, text);
    assert.equal(await help({ line: 0, character: 3 }), null);
  });
});
