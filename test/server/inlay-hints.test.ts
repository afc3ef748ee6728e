import assert from 'node:assert/strict';
import type { InlayHint } from 'vscode-languageserver/node';
import { pushCapabilities, Session } from './session.ts';

const uri = 'file:///programs/put.pat';
const text = `interface Future { Put(Int) }
def put(f: Future!): Unit { f ! Put(1) }
def take(f: Future?Put): Unit {
  guard f : Put { receive Put(n) from f -> free(f) }
}
let f = new[Future] in put(f); take(f)
`;

const capabilities = {
  ...pushCapabilities,
  textDocument: { ...pushCapabilities.textDocument, inlayHint: {} },
};
const whole = { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } };

function hints(session: Session, range = whole): Promise<InlayHint[]> {
  return session.request('textDocument/inlayHint', { textDocument: { uri }, range });
}
const label = ({ label: parts }: InlayHint): string =>
  typeof parts === 'string' ? parts : parts.map(part => part.value).join('');

describe('Inlay hints over the protocol', () => {
  let session: Session;
  afterEach(() => session.stop());

  it('come with their places, and with the edit that writes them', async () => {
    session = await Session.start({ capabilities });
    assert.equal(session.initialized.capabilities.inlayHintProvider, true);
    await session.open(uri, text);
    const found = await hints(session);
    assert.deepEqual(found.map(label), ['Put', 'now empty', '?Put']);
    const [put] = found;
    const position = { line: 1, character: 'def put(f: Future!'.length };
    assert.deepEqual(put?.position, position);
    assert.deepEqual(put?.textEdits, [{ range: { start: position, end: position }, newText: 'Put' }]);
    assert.equal(typeof put?.label, 'string', 'this client does not follow links in labels');
  });

  it('link to the declaration of a message, for clients that follow links', async () => {
    session = await Session.start({
      capabilities: {
        ...capabilities,
        textDocument: {
          ...capabilities.textDocument,
          inlayHint: { resolveSupport: { properties: ['label.location'] } },
        },
      },
    });
    await session.open(uri, text);
    const [put] = await hints(session);
    assert.deepEqual(put?.label, [
      {
        value: 'Put',
        location: {
          uri,
          range: { start: { line: 0, character: 19 }, end: { line: 0, character: 22 } },
        },
      },
    ]);
  });

  it('come for the lines that are asked for', async () => {
    session = await Session.start({ capabilities });
    await session.open(uri, text);
    const found = await hints(session, { start: { line: 2, character: 0 }, end: { line: 4, character: 1 } });
    assert.deepEqual(found.map(label), ['now empty']);
  });

  it('change as soon as the settings do, and the client is asked to fetch them again', async () => {
    session = await Session.start({
      capabilities: { ...capabilities, workspace: { inlayHint: { refreshSupport: true } } },
    });
    let refreshed = 0;
    session.client.onRequest('workspace/inlayHint/refresh', () => {
      refreshed++;
      return null;
    });
    await session.open(uri, text);
    assert.equal((await hints(session)).length, 3);
    const change = (inlayHints: unknown) =>
      session.client.sendNotification('workspace/didChangeConfiguration', {
        settings: { pat: { inlayHints } },
      });
    await change({ remaining: false });
    await session.until(() => (refreshed === 1 ? true : undefined), 'a refresh');
    assert.deepEqual((await hints(session)).map(label), ['Put', '?Put']);
    await change({ patterns: false });
    await session.until(() => (refreshed === 2 ? true : undefined), 'another refresh');
    assert.deepEqual((await hints(session)).map(label), ['now empty']);
  });

  it('are none for a document that is not open', async () => {
    session = await Session.start({ capabilities });
    assert.deepEqual(await hints(session), []);
  });
});
