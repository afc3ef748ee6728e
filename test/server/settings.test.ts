import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { defaultSettings } from '../../languages/pat/index.ts';
import { pat } from '../../languages/pat/language.ts';
import { readSettings } from '../../languages/settings.ts';
import { pullCapabilities, pushCapabilities, Session } from './session.ts';

const uri = 'file:///programs/alias.pat';
/**
 * Accepted only without the alias check (spec §6): the received mailbox and the one in scope have one interface, so
 * they could be one mailbox.
 */
const alias = `interface Cell { Ping(), Take(Cell!Ping) }
def f(self: Cell?Take, other: Cell!Ping): Unit {
  guard self : Take {
    receive Take(reply) from self ->
      reply ! Ping();
      other ! Ping();
      free(self)
  }
}
`;

describe('Settings', () => {
  it('that cost work or say what is logged are not taken from a folder that is not trusted', () => {
    const manifest: {
      readonly capabilities: {
        readonly untrustedWorkspaces: { readonly restrictedConfigurations: string[] };
      };
      readonly contributes: { readonly configuration: { readonly properties: object } };
    } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const names = Object.keys(manifest.contributes.configuration.properties);
    assert.deepEqual(
      new Set(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations),
      new Set(names.filter(name => /^pat\.(?:workspace|trace)\./.test(name))),
    );
  });

  it('are the defaults for whatever makes no sense', () => {
    for (const section of [
      undefined,
      null,
      7,
      'strict',
      [],
      { aliasCheck: 'sometimes', joinNotCombine: 'yes' },
    ]) {
      assert.deepEqual(readSettings(pat.settings, section), defaultSettings);
    }
    assert.deepEqual(readSettings(pat.settings, { aliasCheck: 'none', quasiLinearity: false, more: 1 }), {
      ...defaultSettings,
      aliasCheck: 'none',
      quasiLinearity: false,
    });
  });

  it('come with the initialization', async () => {
    for (const [aliasCheck, accepted] of [
      ['interface', false],
      ['none', true],
    ] as const) {
      const session = await Session.start({ initializationOptions: { aliasCheck } });
      await session.open(uri, alias);
      const errors = (await session.diagnostics(uri, 1)).filter(d => d.severity === 1);
      assert.equal(errors.length === 0, accepted);
      await session.stop();
    }
  });

  it('change what is published when the client sends new ones', async () => {
    const session = await Session.start();
    await session.open(uri, alias);
    assert.ok((await session.diagnostics(uri, 1)).some(d => d.severity === 1));
    const before = session.published.length;
    await session.client.sendNotification('workspace/didChangeConfiguration', {
      settings: { pat: { aliasCheck: 'none' } },
    });
    const later = await session.until(() => session.published[before], 'new diagnostics');
    assert.equal(later.version, 1);
    assert.deepEqual(
      later.diagnostics.filter(d => d.severity === 1),
      [],
    );
    await session.stop();
  });

  it('are asked for each document where the client answers, and hold from the first check on', async () => {
    const session = await Session.start({
      capabilities: { ...pushCapabilities, workspace: { configuration: true } },
      configuration: scopeUri => ({ aliasCheck: scopeUri?.includes('/free/') ? 'none' : 'interface' }),
    });
    const free = 'file:///free/alias.pat';
    await session.open(uri, alias);
    await session.open(free, alias);
    assert.ok((await session.diagnostics(uri, 1)).some(d => d.severity === 1));
    assert.deepEqual(
      (await session.diagnostics(free, 1)).filter(d => d.severity === 1),
      [],
    );
    assert.equal(session.published.filter(p => p.uri === free).length, 1);
    await session.stop();
  });

  it('make a client that pulls pull again', async () => {
    let aliasCheck = 'interface';
    const session = await Session.start({
      capabilities: {
        ...pullCapabilities,
        workspace: { ...pullCapabilities.workspace, configuration: true },
      },
      configuration: () => ({ aliasCheck }),
    });
    let refreshed = 0;
    session.client.onRequest('workspace/diagnostic/refresh', () => {
      refreshed++;
      return null;
    });
    await session.open(uri, alias);
    const pull = async (): Promise<number> => {
      const report = await session.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return report.kind === 'full' ? report.items.filter(d => d.severity === 1).length : -1;
    };
    assert.ok((await pull()) > 0);
    aliasCheck = 'none';
    await session.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await session.until(() => (refreshed > 0 ? true : undefined), 'a refresh');
    assert.equal(await pull(), 0);
    await session.stop();
  });
});
