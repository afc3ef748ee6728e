// `textDocument/documentLink`, and where the links of codes lead for clients of different abilities.
import assert from 'node:assert/strict';
import type { ClientCapabilities, DocumentLink } from 'vscode-languageserver/node';
import { uri } from './cursor.ts';
import { pushCapabilities, Session } from './session.ts';

const text = '# Mends pat-E402.\nprint(1)';

function able(documentLink: object, experimental?: unknown): ClientCapabilities {
  const { publishDiagnostics } = pushCapabilities.textDocument ?? {};
  return {
    ...pushCapabilities,
    experimental,
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

  it('run the command that explains codes where the client has it, in comments and on diagnostics', async () => {
    session = await Session.start({ capabilities: able({}, { commands: ['pat.explain'] }) });
    await session.open(uri, text);
    const [link] = await links();
    assert.equal(link?.target, 'command:pat.explain?%5B%22pat-E402%22%5D');
    assert.equal(link?.tooltip, undefined);
    const [error] = await session.diagnostics(uri, 1);
    const code = String(error?.code);
    assert.equal(error?.codeDescription?.href, `command:pat.explain?%5B%22${code}%22%5D`);
  });

  it('are not announced to a client without links', async () => {
    session = await Session.start();
    assert.equal(session.initialized.capabilities.documentLinkProvider, undefined);
  });
});
