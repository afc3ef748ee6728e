import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver/node';
import { pushCapabilities, Session } from './session.ts';

const uri = 'file:///programs/put.pat';
const text = `interface Future { Put(Int) }
def put(f: Future!): Unit { f ! Put(1) }
let f = new[Future] in
put(f);
free(f)
`;

const capabilities = {
  ...pushCapabilities,
  experimental: { commands: ['pat.run', 'pat.showReferences'] },
};

async function lenses(session: Session): Promise<CodeLens[]> {
  return session.request('textDocument/codeLens', { textDocument: { uri } });
}
const titles = (found: readonly CodeLens[]) =>
  found.map(({ range, command }) => `${range.start.line + 1}: ${command?.title}`);

describe('Code lenses over the protocol', () => {
  let session: Session;
  afterEach(() => session.stop());

  it('are not offered to a client that has none of their commands', async () => {
    for (const experimental of [undefined, {}, null, { commands: 'pat.run' }, { commands: [1] }]) {
      const other = await Session.start({ capabilities: { ...pushCapabilities, experimental } });
      assert.equal(other.initialized.capabilities.codeLensProvider, undefined);
      await other.stop();
    }
    session = await Session.start();
    assert.equal(session.initialized.capabilities.codeLensProvider, undefined);
  });

  it('say where to run and how often each name is used', async () => {
    session = await Session.start({ capabilities });
    assert.deepEqual(session.initialized.capabilities.codeLensProvider, {});
    await session.open(uri, text);
    const found = await lenses(session);
    assert.deepEqual(titles(found), ['1: 2 references', '2: 1 reference', '3: ▶ Run']);
    assert.deepEqual(found.at(-1)?.command, { title: '▶ Run', command: 'pat.run', arguments: [uri] });
    assert.deepEqual(found[1]?.command?.arguments, [
      uri,
      { line: 1, character: 4 },
      [{ uri, range: { start: { line: 3, character: 0 }, end: { line: 3, character: 3 } } }],
    ]);
  });

  it('are only those whose command the client has', async () => {
    session = await Session.start({
      capabilities: { ...capabilities, experimental: { commands: ['pat.run'] } },
    });
    await session.open(uri, text);
    assert.deepEqual(titles(await lenses(session)), ['3: ▶ Run']);
  });

  it('change as soon as the settings do, and the client is asked to fetch them again', async () => {
    session = await Session.start({
      capabilities: { ...capabilities, workspace: { codeLens: { refreshSupport: true } } },
    });
    let refreshed = 0;
    session.client.onRequest('workspace/codeLens/refresh', () => {
      refreshed++;
      return null;
    });
    await session.open(uri, text);
    assert.equal((await lenses(session)).length, 3);
    await session.client.sendNotification('workspace/didChangeConfiguration', {
      settings: { pat: { codeLens: { references: false } } },
    });
    await session.until(() => (refreshed === 1 ? true : undefined), 'a refresh');
    assert.deepEqual(titles(await lenses(session)), ['3: ▶ Run']);
  });
});
