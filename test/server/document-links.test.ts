// `textDocument/documentLink`, and where the links of codes lead for clients of different abilities.
import assert from 'node:assert/strict';
import type { ClientCapabilities, DocumentLink } from 'vscode-languageserver/node';
import { uri } from './cursor.ts';
import { pushCapabilities, Session } from './session.ts';

const text = '# Mends pat-E402.\nprint(1)';

function able(documentLink: object): ClientCapabilities {
  const { publishDiagnostics } = pushCapabilities.textDocument ?? {};
  return {
    ...pushCapabilities,
    textDocument: {
      ...pushCapabilities.textDocument,
      documentLink,
      publishDiagnostics: { ...publishDiagnostics, codeDescriptionSupport: true },
    },
  };
}

describe('Links of codes from the server', () => {
  let session: Session;
  afterEach(() => session.stop());

  const links = (): Promise<DocumentLink[]> =>
    session.request('textDocument/documentLink', { textDocument: { uri } });

  it('lead to the heading of the page', async () => {
    session = await Session.start({ capabilities: able({ tooltipSupport: true }) });
    await session.open(uri, text);
    assert.deepEqual(await links(), [
      {
        range: { start: { line: 0, character: 8 }, end: { line: 0, character: 16 } },
        target: 'file:///docs/errors.md#pat-e402',
        tooltip: 'Mailbox holds what its receiver does not handle',
      },
    ]);
  });

  it('lead to a page of its own where the client has one, in comments and on diagnostics', async () => {
    session = await Session.start({
      capabilities: able({}),
      initializationOptions: { explanation: 'pat-explain:/{code}.md' },
    });
    await session.open(uri, text);
    const [link] = await links();
    assert.equal(link?.target, 'pat-explain:/pat-E402.md');
    assert.equal(link?.tooltip, undefined);
    const [error] = await session.diagnostics(uri, 1);
    const code = String(error?.code);
    assert.equal(error?.codeDescription?.href, `pat-explain:/${code}.md`);
  });
});
