// `workspace/diagnostic` and what changes its answers: open documents, files on the disk, folders and settings.
import assert from 'node:assert/strict';
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { nodeFiles } from '../../server/node-files.ts';
import { pullCapabilities, Session, type SessionOptions } from './session.ts';
import {
  changed,
  created,
  DiskFolder,
  deleted,
  fileEvents,
  GatedFiles,
  pulls,
  right,
  WorkspacePull,
  wrong,
} from './workspace-support.ts';

describe('Workspace diagnostics that a client asks for', () => {
  const sessions: Session[] = [];
  const folders: DiskFolder[] = [];
  const onDisk = (files: Readonly<Record<string, string | Uint8Array>>): DiskFolder => {
    const folder = new DiskFolder(files);
    folders.push(folder);
    return folder;
  };
  const start = async (options: SessionOptions): Promise<Session> => {
    const session = await Session.start({ capabilities: pulls, files: nodeFiles, ...options });
    sessions.push(session);
    return session;
  };
  afterEach(async () => {
    for (const session of sessions.splice(0)) await session.stop();
    for (const folder of folders.splice(0)) folder.remove();
  });

  it('are those of all files in the folder, sent while the request stays open', async () => {
    const folder = onDisk({ 'good.pat': right, 'deep/in it/bad.pat': wrong, 'notes.txt': 'nowhere' });
    const session = await start({ folders: [folder.uri] });
    assert.deepEqual(session.initialized.capabilities.diagnosticProvider, {
      interFileDependencies: false,
      workspaceDiagnostics: true,
      workDoneProgress: true,
    });
    const pull = new WorkspacePull(session);
    const [found] = await pull.diagnostics(folder.uriOf('deep/in it/bad.pat'), 1);
    assert.match(String(found?.message), /nowhere/);
    assert.deepEqual(found?.range, { start: { line: 0, character: 15 }, end: { line: 0, character: 22 } });
    await pull.diagnostics(folder.uriOf('good.pat'), 0);
    assert.equal(pull.told.length, 2, 'no other file is one of Pat');
    const isAnswered = await Promise.race([
      pull.answer.then(() => true),
      session.breathe().then(() => false),
    ]);
    assert.equal(isAnswered, false);
  });

  it('follow the files as they are changed, created, deleted and moved', async () => {
    const folder = onDisk({ 'a.pat': wrong, 'old/b.pat': wrong, 'old/c.pat': wrong });
    const session = await start({ folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    const [a, b, c] = ['a.pat', 'old/b.pat', 'old/c.pat'].map(name => folder.uriOf(name)) as [
      string,
      string,
      string,
    ];
    for (const uri of [a, b, c]) await pull.diagnostics(uri, 1);

    folder.write('a.pat', right);
    await fileEvents(session, [a, changed]);
    await pull.diagnostics(a, 0);

    folder.write('new.pat', wrong);
    await fileEvents(session, [folder.uriOf('new.pat'), created]);
    await pull.diagnostics(folder.uriOf('new.pat'), 1);

    folder.delete('old');
    folder.write('new/b.pat', wrong);
    folder.write('new/node_modules/c.pat', wrong);
    // A client that is told of a folder says nothing of the files in it.
    await fileEvents(session, [folder.uriOf('old'), deleted], [folder.uriOf('new'), created]);
    await pull.diagnostics(b, 0);
    await pull.diagnostics(c, 0);
    await pull.diagnostics(folder.uriOf('new/b.pat'), 1);
    assert.equal(pull.last(folder.uriOf('new/node_modules/c.pat')), undefined, 'it is excluded');
    assert.equal(pull.last(b)?.resultId, undefined, 'what is gone has no result to refer to');
  });

  it('follow a file in a new folder that is changed before the client watches the folder', async () => {
    const folder = onDisk({ 'a.pat': right });
    const session = await start({ folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    await pull.diagnostics(folder.uriOf('a.pat'), 0);
    folder.write('new/b.pat', wrong);
    await fileEvents(session, [folder.uriOf('new'), created]);
    await pull.diagnostics(folder.uriOf('new/b.pat'), 1);
    // No event tells of this.
    folder.write('new/b.pat', right);
    await pull.diagnostics(folder.uriOf('new/b.pat'), 0);
  });

  it('are checked again only where the text is another', async () => {
    const folder = onDisk({ 'a.pat': wrong, 'b.pat': right });
    const session = await start({ folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    const [a, b] = ['a.pat', 'b.pat'].map(name => folder.uriOf(name)) as [string, string];
    await pull.diagnostics(a, 1);
    await pull.diagnostics(b, 0);
    pull.forget();
    folder.write('b.pat', wrong);
    await fileEvents(session, [a, changed], [b, changed]);
    await pull.diagnostics(b, 1);
    assert.deepEqual(
      pull.told.map(({ uri }) => uri),
      [b],
    );
  });

  it('take a flood of changes together, each file once', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `f${i}.pat`);
    const folder = onDisk(Object.fromEntries(names.map(name => [name, wrong])));
    const reads = new Map<string, number>();
    const session = await start({
      folders: [folder.uri],
      files: {
        list: nodeFiles.list,
        read: (uri, within) => {
          reads.set(uri, (reads.get(uri) ?? 0) + 1);
          return nodeFiles.read(uri, within);
        },
      },
    });
    const pull = new WorkspacePull(session);
    for (const name of names) await pull.diagnostics(folder.uriOf(name), 1);
    reads.clear();
    for (const name of names) folder.write(name, right);
    // As a watcher sees a checkout: each file is deleted, created and changed.
    for (const type of [deleted, created, changed] as const) {
      await fileEvents(session, ...names.map(name => [folder.uriOf(name), type] as const));
    }
    for (const name of names) await pull.diagnostics(folder.uriOf(name), 0);
    assert.deepEqual(new Set(reads.values()), new Set([1]));
  });

  it('are said to be unchanged to a client that has them', async () => {
    const folder = onDisk({ 'a.pat': wrong, 'b.pat': wrong });
    const session = await start({ folders: [folder.uri] });
    const first = new WorkspacePull(session);
    const [a, b] = ['a.pat', 'b.pat'].map(name => folder.uriOf(name)) as [string, string];
    await first.diagnostics(a, 1);
    await first.diagnostics(b, 1);
    const value = first.last(a)?.resultId ?? '';
    const gone = folder.uriOf('gone.pat');
    const second = new WorkspacePull(session, {
      known: [
        { uri: a, value },
        { uri: b, value: 'something else' },
        { uri: gone, value },
      ],
    });
    await second.diagnostics(b, 1);
    await second.diagnostics(gone, 0);
    assert.deepEqual(second.last(a), { kind: 'unchanged', uri: a, version: null, resultId: value });
  });

  it('come in one answer for a client that takes no partial results, and then when something is new', async () => {
    const folder = onDisk({ 'a.pat': wrong, 'b.pat': right });
    const session = await start({ folders: [folder.uri] });
    const first: WorkspaceDiagnosticReport = await new WorkspacePull(session, { streams: false }).answer;
    assert.deepEqual(first.items.map(item => item.kind === 'full' && item.items.length).sort(), [0, 1]);
    const known = first.items.map(({ uri, resultId = '' }) => ({ uri, value: resultId }));
    const second = new WorkspacePull(session, { streams: false, known });
    await session.breathe();
    folder.write('b.pat', wrong);
    await fileEvents(session, [folder.uriOf('b.pat'), changed]);
    const { items } = await second.answer;
    assert.deepEqual(
      items.filter(({ kind }) => kind === 'full').map(({ uri }) => uri),
      [folder.uriOf('b.pat')],
    );
  });

  it('are those of the text in the editor while a file is open, and of the disk when it is closed', async () => {
    const folder = onDisk({ 'a b.pat': right });
    const session = await start({ folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    const uri = folder.uriOf('a b.pat');
    await pull.diagnostics(uri, 0);
    await session.open(uri, wrong, 7);
    await pull.diagnostics(uri, 1);
    assert.equal(pull.last(uri)?.version, 7);
    await session.change(uri, 8, [{ text: 'nowhere; nowhere' }]);
    await pull.diagnostics(uri, 2);
    assert.equal(pull.last(uri)?.version, 8);
    // What changes on the disk does not matter now.
    folder.write('a b.pat', `${right}\n`);
    await fileEvents(session, [uri, changed]);
    pull.forget();
    await session.close(uri);
    await pull.diagnostics(uri, 0);
    assert.equal(pull.last(uri)?.version, null);
  });

  it('are sent again when a file is closed, because the client may show those of a text that is gone', async () => {
    const folder = onDisk({ 'a.pat': wrong });
    const session = await start({ folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    const uri = folder.uriOf('a.pat');
    await pull.diagnostics(uri, 1);
    await session.open(uri, wrong);
    pull.forget();
    await session.close(uri);
    await pull.diagnostics(uri, 1);
  });

  it('go when a document outside of the workspace is closed, or one that was never saved', async () => {
    const folder = onDisk({});
    const session = await start({ folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    for (const uri of ['file:///elsewhere/x.pat', folder.uriOf('unsaved.pat'), 'untitled:Untitled-1']) {
      await session.open(uri, wrong);
      await pull.diagnostics(uri, 1);
      await session.close(uri);
      await pull.diagnostics(uri, 0);
    }
  });

  it('of a file that was just closed are also what a pull for it gives', async () => {
    const folder = onDisk({ 'a.pat': wrong });
    const session = await start({ folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    await pull.diagnostics(folder.uriOf('a.pat'), 1);
    const report = await session.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: folder.uriOf('a.pat') },
    });
    assert.equal(report.kind === 'full' && report.items.length, 1);
  });

  it('know a file however its URI is written', async () => {
    const folder = onDisk({ "it's (1).pat": right });
    const session = await start({ folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    const listed = `${folder.uri}/it%27s%20%281%29.pat`;
    const opened = `${folder.uri}/it's%20(1).pat`;
    await pull.diagnostics(listed, 0);
    await session.open(opened, wrong);
    await pull.diagnostics(opened, 1);
    await session.close(opened);
    await session.until(() => {
      const last = pull.told.at(-1);
      return last?.kind === 'full' && last.items.length === 0 ? true : undefined;
    }, 'the file on the disk');
  });

  it('leave out what is excluded, and heed a change of what is', async () => {
    const folder = onDisk({
      'a.pat': wrong,
      'node_modules/p/b.pat': wrong,
      '.git/c.pat': wrong,
      'build/out/d.pat': wrong,
      'gen/e.pat': wrong,
    });
    let pat: unknown = { workspace: { exclude: { '**/out': true } } };
    const session = await start({
      capabilities: { ...pulls, workspace: { ...pulls.workspace, configuration: true } },
      folders: [folder.uri],
      configuration: (_, section) => (section === 'files.exclude' ? { 'gen/**': true } : pat),
    });
    const pull = new WorkspacePull(session);
    const a = folder.uriOf('a.pat');
    const d = folder.uriOf('build/out/d.pat');
    await pull.diagnostics(a, 1);
    pat = { workspace: { exclude: { 'a.pat': true } } };
    await session.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await pull.diagnostics(d, 1);
    await pull.diagnostics(a, 0);
    await fileEvents(session, [folder.uriOf('node_modules/p/b.pat'), changed], [d, changed]);
    folder.write('build/out/d.pat', right);
    await fileEvents(session, [d, changed]);
    await pull.diagnostics(d, 0);
    assert.deepEqual(new Set(pull.told.map(({ uri }) => uri)), new Set([a, d]));
  });

  it('heed the other patterns when one cannot be used, which the user is told once', async () => {
    const folder = onDisk({ 'a.pat': wrong, 'gen/b.pat': wrong });
    const said: string[] = [];
    const exclude = { 'gen/**': true, [`{a,b}${'{c,d}'.repeat(9)}`]: true };
    const session = await start({
      capabilities: { ...pulls, workspace: { ...pulls.workspace, configuration: true } },
      folders: [folder.uri],
      configuration: (_, section) => (section === 'files.exclude' ? null : { workspace: { exclude } }),
      prepare: client => {
        client.onNotification('window/showMessage', ({ message }: { message: string }) => {
          said.push(message);
        });
      },
    });
    const pull = new WorkspacePull(session);
    await pull.diagnostics(folder.uriOf('a.pat'), 1);
    await session.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await session.breathe();
    assert.deepEqual(new Set(pull.told.map(({ uri }) => uri)), new Set([folder.uriOf('a.pat')]));
    assert.equal(said.length, 1);
    assert.match(
      said[0] ?? '',
      /The pattern "\{a,b\}\{c,d\}.* leaves nothing out: its braces stand for more than 100 patterns\./,
    );
  });

  it('follow the settings, which may differ between folders, without a restart', async () => {
    // Accepted only without the alias check: the two mailboxes have one interface, so they could be one (spec §6).
    const alias = `interface Cell { Ping(), Take(Cell!Ping) }
def f(self: Cell?Take, other: Cell!Ping): Unit {
  guard self : Take { receive Take(reply) from self -> reply ! Ping(); other ! Ping(); free(self) }
}
`;
    const one = onDisk({ 'a.pat': alias });
    const two = onDisk({ 'a.pat': alias });
    const aliasCheck: Record<string, string> = { [one.uri]: 'none', [two.uri]: 'interface' };
    const session = await start({
      capabilities: { ...pulls, workspace: { ...pulls.workspace, configuration: true } },
      folders: [one.uri, two.uri],
      configuration: (scope = '', section) =>
        section === 'pat'
          ? { aliasCheck: aliasCheck[Object.keys(aliasCheck).find(uri => scope.startsWith(uri)) ?? ''] }
          : null,
    });
    const pull = new WorkspacePull(session);
    await pull.diagnostics(one.uriOf('a.pat'), 0);
    await pull.diagnostics(two.uriOf('a.pat'), 1);
    aliasCheck[one.uri] = 'interface';
    aliasCheck[two.uri] = 'none';
    await session.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await pull.diagnostics(one.uriOf('a.pat'), 1);
    await pull.diagnostics(two.uriOf('a.pat'), 0);
  });

  it('can be turned off and on', async () => {
    const folder = onDisk({ 'a.pat': wrong, 'open.pat': wrong });
    let diagnostics = true;
    const session = await start({
      capabilities: { ...pulls, workspace: { ...pulls.workspace, configuration: true } },
      folders: [folder.uri],
      configuration: (_, section) => (section === 'pat' ? { workspace: { diagnostics } } : null),
    });
    const pull = new WorkspacePull(session);
    const uri = folder.uriOf('a.pat');
    await session.open(folder.uriOf('open.pat'), wrong);
    await pull.diagnostics(uri, 1);
    await pull.diagnostics(folder.uriOf('open.pat'), 1);
    pull.forget();
    for (const now of [false, true]) {
      diagnostics = now;
      await session.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await pull.diagnostics(uri, now ? 1 : 0);
    }
    assert.equal(pull.last(folder.uriOf('open.pat')), undefined, 'an open document is checked all the same');
  });

  it('come and go with the folders of the workspace', async () => {
    const one = onDisk({ 'a.pat': wrong, 'inner/b.pat': wrong });
    const two = onDisk({ 'c.pat': wrong });
    const session = await start({ folders: [one.uri] });
    const pull = new WorkspacePull(session);
    await pull.diagnostics(one.uriOf('a.pat'), 1);
    await pull.diagnostics(one.uriOf('inner/b.pat'), 1);
    const change = (added: string[], removed: string[]): Promise<void> =>
      session.client.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: {
          added: added.map(uri => ({ uri, name: uri })),
          removed: removed.map(uri => ({ uri, name: uri })),
        },
      });
    await change([two.uri, one.uriOf('inner')], [one.uri]);
    await pull.diagnostics(one.uriOf('a.pat'), 0);
    await pull.diagnostics(two.uriOf('c.pat'), 1);
    await pull.diagnostics(one.uriOf('inner/b.pat'), 1);
  });

  it('are looked for again at a save by a client that watches nothing', async () => {
    const folder = onDisk({ 'a.pat': wrong, 'b.pat': right });
    const session = await start({ capabilities: pullCapabilities, folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    const [a, b, c] = ['a.pat', 'b.pat', 'c.pat'].map(name => folder.uriOf(name)) as [string, string, string];
    await pull.diagnostics(a, 1);
    await pull.diagnostics(b, 0);
    folder.delete('a.pat');
    folder.write('b.pat', `${right}${wrong}`);
    folder.write('c.pat', wrong);
    await session.client.sendNotification('textDocument/didSave', { textDocument: { uri: 'file:///x.pat' } });
    await pull.diagnostics(a, 0);
    await pull.diagnostics(b, 2);
    await pull.diagnostics(c, 1);
  });

  it('end at once, as cancelled, when the client cancels, even while a file is read', async () => {
    const folder = onDisk({ 'a.pat': wrong });
    const files = new GatedFiles();
    const session = await start({ folders: [folder.uri], files });
    const pull = new WorkspacePull(session);
    await session.until(() => (files.waiting.length > 0 ? true : undefined), 'the file to be read');
    pull.cancel();
    await assert.rejects(pull.answer, { code: -32800 });
    files.openGate();
  });

  it('end when the server is shut down', async () => {
    const folder = onDisk({ 'a.pat': wrong });
    const session = await Session.start({ capabilities: pulls, files: nodeFiles, folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    await pull.diagnostics(folder.uriOf('a.pat'), 1);
    await session.client.sendRequest('shutdown');
    assert.deepEqual(await pull.answer, { items: [] });
    session.client.dispose();
  });
});
