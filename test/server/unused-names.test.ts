// Names that are never used are hints, for clients that show what is unnecessary fainter, and nothing for others.
import assert from 'node:assert/strict';
import { uri } from './cursor.ts';
import { pushCapabilities, Session } from './session.ts';

const text = 'let unused = 1 in\nlet used = 2 in\nused';

describe('Names that are never used', () => {
  let session: Session;
  afterEach(() => session.stop());

  it('are hints with the tag that makes them fainter', async () => {
    const { textDocument } = pushCapabilities;
    session = await Session.start({
      capabilities: {
        ...pushCapabilities,
        textDocument: {
          ...textDocument,
          publishDiagnostics: { ...textDocument?.publishDiagnostics, tagSupport: { valueSet: [1] } },
        },
      },
    });
    await session.open(uri, text);
    assert.deepEqual(await session.diagnostics(uri, 1), [
      {
        range: { start: { line: 0, character: 4 }, end: { line: 0, character: 10 } },
        severity: 4,
        source: 'pat',
        message: '`unused` is never used.',
        tags: [1],
      },
    ]);
  });

  it('are not mentioned to a client that would list them among the mistakes', async () => {
    session = await Session.start();
    await session.open(uri, text);
    assert.deepEqual(await session.diagnostics(uri, 1), []);
  });
});
