// The check of files that are not open, as work in the background: sent to clients that do not ask, with progress, ended
// when the user does not want it, and with a solver for what the checker leaves open.
import assert from 'node:assert/strict';
import type { WorkDoneProgressBegin, WorkspaceSymbol } from 'vscode-languageserver/node';
import { nodeFiles } from '../../server/node-files.ts';
import { Session, type SessionOptions } from './session.ts';
import {
  changed,
  DiskFolder,
  deleted,
  fileEvents,
  GatedFiles,
  pulls,
  right,
  takesPushes,
  WorkspacePull,
  wrong,
} from './workspace-support.ts';

const sessions: Session[] = [];
const folders: DiskFolder[] = [];
const onDisk = (files: Readonly<Record<string, string | Uint8Array>>): DiskFolder => {
  const folder = new DiskFolder(files);
  folders.push(folder);
  return folder;
};
const start = async (options: SessionOptions): Promise<Session> => {
  const session = await Session.start({ files: nodeFiles, ...options });
  sessions.push(session);
  return session;
};
const cleanUp = async (): Promise<void> => {
  for (const session of sessions.splice(0)) await session.stop();
  for (const folder of folders.splice(0)) folder.remove();
};

describe('Workspace diagnostics that are sent unasked', () => {
  afterEach(cleanUp);
  const published = (session: Session, uri: string, count: number): Promise<unknown> =>
    session.until(
      () => (session.published.findLast(p => p.uri === uri)?.diagnostics.length === count ? true : undefined),
      `${count} diagnostics of ${uri}; published: ${JSON.stringify(session.published)}`,
    );

  it('are those of files with faults, and go when the fault or the file goes', async () => {
    const folder = onDisk({ 'a.pat': wrong, 'b.pat': right, 'c.pat': wrong });
    const session = await start({ capabilities: takesPushes, folders: [folder.uri] });
    const [a, c] = [folder.uriOf('a.pat'), folder.uriOf('c.pat')];
    await published(session, a, 1);
    await published(session, c, 1);
    folder.write('a.pat', right);
    folder.delete('c.pat');
    await fileEvents(session, [a, changed], [c, deleted]);
    await published(session, a, 0);
    await published(session, c, 0);
    assert.deepEqual(session.published.map(({ uri }) => uri).sort(), [a, a, c, c], 'b was never wrong');
  });

  it('are the open document’s while there is one, and then the disk’s again', async () => {
    const folder = onDisk({ 'a.pat': wrong });
    const session = await start({ capabilities: takesPushes, folders: [folder.uri] });
    const uri = folder.uriOf('a.pat');
    await published(session, uri, 1);
    await session.open(uri, 'nowhere; nowhere', 4);
    await published(session, uri, 2);
    await session.change(uri, 5, [{ text: right }]);
    await published(session, uri, 0);
    await session.close(uri);
    await published(session, uri, 1);
    assert.equal(session.published.at(-1)?.version, undefined);
  });

  it('stay as they are when a document is closed as it was', async () => {
    const folder = onDisk({ 'a.pat': wrong });
    const session = await start({ capabilities: takesPushes, folders: [folder.uri] });
    const uri = folder.uriOf('a.pat');
    await published(session, uri, 1);
    await session.open(uri, wrong);
    await session.diagnostics(uri, 1);
    const before = session.published.length;
    await session.close(uri);
    await session.until(() => session.published[before], 'the diagnostics of the disk');
    assert.equal(session.published[before]?.diagnostics.length, 1, 'they do not go in between');
  });

  it('go when a document outside of the workspace is closed', async () => {
    const session = await start({ capabilities: takesPushes, folders: [onDisk({}).uri] });
    await session.open('file:///elsewhere.pat', wrong);
    await published(session, 'file:///elsewhere.pat', 1);
    await session.close('file:///elsewhere.pat');
    await published(session, 'file:///elsewhere.pat', 0);
  });

  it('are moved when the editor writes the URI of a file in its own way', async () => {
    const folder = onDisk({ '(1).pat': wrong });
    const session = await start({ capabilities: takesPushes, folders: [folder.uri] });
    const listed = `${folder.uri}/%281%29.pat`;
    const opened = `${folder.uri}/(1).pat`;
    await published(session, listed, 1);
    await session.open(opened, wrong);
    await published(session, opened, 1);
    await published(session, listed, 0);
  });

  it('are none where the user does not want them', async () => {
    const folder = onDisk({ 'a.pat': wrong });
    const session = await start({
      capabilities: takesPushes,
      folders: [folder.uri],
      initializationOptions: { workspace: { diagnostics: false } },
    });
    // Listed, and seen to be none that is to be checked.
    await session.request<WorkspaceSymbol[]>('workspace/symbol', { query: '' });
    assert.deepEqual(session.published, []);
    await session.client.sendNotification('workspace/didChangeConfiguration', { settings: { pat: {} } });
    await published(session, folder.uriOf('a.pat'), 1);
  });
});

describe('The progress of the check', () => {
  afterEach(cleanUp);
  interface Shown {
    readonly kind: string;
    readonly percentage?: number;
    readonly message?: string;
    readonly cancellable?: boolean;
  }
  const withProgress = {
    capabilities: { ...pulls, window: { workDoneProgress: true } },
  };
  const showing = async (
    options: SessionOptions,
  ): Promise<{ session: Session; shown: Shown[]; token: () => string }> => {
    const shown: Shown[] = [];
    let token = '';
    let session: Session | undefined;
    session = await start({
      ...withProgress,
      ...options,
      prepare: client =>
        client.onRequest('window/workDoneProgress/create', (params: { token: string }) => {
          token = params.token;
          session?.onProgress(token, value => shown.push(value as Shown));
          return null;
        }),
    });
    return { session, shown, token: () => token };
  };

  it('is shown when it takes a while, as part of the whole, and ends', async () => {
    const folder = onDisk({ 'a.pat': wrong, 'b.pat': right, 'c.pat': right, 'd.pat': right });
    const a = folder.uriOf('a.pat');
    const files = new GatedFiles(uri => uri === a);
    const { session, shown } = await showing({ folders: [folder.uri], files });
    const pull = new WorkspacePull(session);
    await pull.diagnostics(a, 1);
    const begin = await session.until(() => shown[0] as WorkDoneProgressBegin | undefined, 'a progress');
    assert.equal(begin.kind, 'begin');
    assert.equal(begin.cancellable, true);
    assert.match(begin.message ?? '', /^[01] of 4$/);
    files.openGate();
    await session.until(() => shown.find(({ kind }) => kind === 'end'), 'its end');
    for (const { percentage = 0 } of shown) assert.ok(percentage >= 0 && percentage <= 100);
  });

  it('lets the user stop the check; what changes later is checked all the same', async () => {
    const names = ['a.pat', 'b.pat', 'c.pat', 'd.pat'];
    const folder = onDisk(Object.fromEntries(names.map(name => [name, wrong])));
    const files = new GatedFiles();
    const { session, shown, token } = await showing({ folders: [folder.uri], files });
    const pull = new WorkspacePull(session);
    await session.until(() => shown[0], 'a progress');
    await session.client.sendNotification('window/workDoneProgress/cancel', { token: token() });
    await session.until(
      () => session.logged.find(line => /cancelled; 3 files were not/.test(line)),
      'the log',
    );
    files.openGate();
    await session.until(() => shown.find(({ kind }) => kind === 'end'), 'its end');
    assert.ok(pull.told.length <= 1, 'only the one that was being read');
    const unchecked = names.map(name => folder.uriOf(name)).find(uri => pull.last(uri) === undefined) ?? '';
    await fileEvents(session, [unchecked, changed]);
    await pull.diagnostics(unchecked, 1);
  });

  it('is reported to the token of the request where it has one', async () => {
    const folder = onDisk({ 'a.pat': wrong });
    const files = new GatedFiles();
    const session = await start({ capabilities: pulls, folders: [folder.uri], files });
    const shown: Shown[] = [];
    session.onProgress('mine', value => shown.push(value as Shown));
    const pull = new WorkspacePull(session, { workDoneToken: 'mine' });
    await session.until(() => shown[0], 'a progress');
    files.openGate();
    await pull.diagnostics(folder.uriOf('a.pat'), 1);
    await session.until(() => shown.find(({ kind }) => kind === 'end'), 'its end');
    assert.deepEqual([shown[0]?.kind, shown[0]?.cancellable], ['begin', false]);
  });

  it('is not shown for what is done at once', async () => {
    const folder = onDisk({ 'a.pat': wrong });
    const { session, shown } = await showing({ folders: [folder.uri] });
    await new WorkspacePull(session).diagnostics(folder.uriOf('a.pat'), 1);
    assert.deepEqual(shown, []);
  });
});

describe('The check in the background', () => {
  afterEach(cleanUp);

  it('lets what the user asks for go first', async () => {
    const names = Array.from({ length: 200 }, (_, i) => `f${i}.pat`);
    const folder = onDisk(Object.fromEntries(names.map(name => [name, wrong.repeat(40)])));
    const session = await start({ capabilities: pulls, folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    const uri = 'untitled:x.pat';
    await session.open(uri, right);
    await session.until(() => (pull.told.length > 0 ? true : undefined), 'the first results');
    for (let i = 0; i < 5; i++) {
      const before = pull.told.length;
      await session.request('textDocument/documentSymbol', { textDocument: { uri } });
      const during = pull.told.length - before;
      assert.ok(during < names.length / 4, `${during} files were reported before an answer`);
    }
  });

  it('puts what the checker leaves open to the solver, after all other files', async () => {
    // Too much for the checker's own procedure within its steps: a cube of 12 dimensions, covered by boxes.
    const tags = Array.from({ length: 12 }, (_, i) => `T${i}`);
    const boxes = Array.from({ length: 14 }, (_, i) => {
      const fixed = [0, 1, 2].map(k => (i * (5 + 4 * k) + k * 3) % 12);
      return `(${tags.map((t, j) => (!fixed.includes(j) ? `(1 + ${t})` : (i + j) % 2 === 0 ? t : '1')).join(' . ')})`;
    });
    const hard = `interface M { ${tags.map(t => `${t}()`).join(', ')} }
def f(m: M?(${tags.map(t => `(1 + ${t})`).join(' . ')})): Unit { g(m) }
def g(m: M?(${boxes.join(' + ')})): Unit { g(m) }
`;
    const folder = onDisk({ 'a.pat': hard, 'b.pat': wrong });
    let answer = (): void => {};
    const answered = new Promise<void>(resolve => {
      answer = resolve;
    });
    let asked = 0;
    const session = await start({
      capabilities: pulls,
      folders: [folder.uri],
      lastResort: async () => {
        asked++;
        await answered;
        return { kind: 'holds' };
      },
    });
    const pull = new WorkspacePull(session);
    const codes = (name: string): string | undefined => {
      const last = pull.last(folder.uriOf(name));
      return last?.kind === 'full' ? last.items.map(({ code }) => code).join() : undefined;
    };
    await session.until(() => (asked > 0 ? true : undefined), 'a question to the solver');
    await session.until(() => codes('a.pat'), 'what is known without it');
    assert.equal(codes('a.pat'), 'pat-W401');
    await pull.diagnostics(folder.uriOf('b.pat'), 1);
    answer();
    await session.until(() => (codes('a.pat') === '' ? true : undefined), 'the final word');
    assert.equal(asked, 1);
  });
});

describe('Workspace symbols', () => {
  afterEach(cleanUp);
  const cell = 'interface Cell { Put(Int), Get() }\ndef fill(c: Cell!): Unit { c ! Put(1) }\n';
  const find = async (session: Session, query: string): Promise<string[]> => {
    const found = await session.request<WorkspaceSymbol[]>('workspace/symbol', { query });
    return found.map(({ name, containerName = '-' }) => `${name} ${containerName}`);
  };

  it('are found right after the start, in files that nobody has opened or checked', async () => {
    const folder = onDisk({ 'a.pat': cell, 'deep/b.pat': 'def output(): Int { 1 }\n' });
    const session = await start({ capabilities: pulls, folders: [folder.uri] });
    assert.deepEqual(await find(session, 'put'), ['Put Cell', 'output -']);
    assert.deepEqual(await find(session, 'CELL'), ['Cell -']);
    assert.deepEqual(await find(session, 'zzz'), []);
    assert.deepEqual((await find(session, '')).length, 5);
    const [put] = await session.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'Put' });
    assert.deepEqual(put, {
      name: 'Put',
      kind: 10,
      containerName: 'Cell',
      location: {
        uri: folder.uriOf('a.pat'),
        range: { start: { line: 0, character: 17 }, end: { line: 0, character: 20 } },
      },
    });
  });

  it('are those of the text in the editor where a file is open, and of the disk when it is closed', async () => {
    const folder = onDisk({ 'a.pat': cell });
    const session = await start({ capabilities: pulls, folders: [folder.uri] });
    const uri = folder.uriOf('a.pat');
    await session.open(uri, 'def unsaved(): Int { 1 }');
    assert.deepEqual(await find(session, ''), ['unsaved -']);
    await session.open('untitled:new.pat', 'def nowhere(): Int { 1 }');
    assert.deepEqual(await find(session, ''), ['nowhere -', 'unsaved -']);
    await session.close(uri);
    await session.close('untitled:new.pat');
    assert.deepEqual((await find(session, 'fill'))[0], 'fill -');
  });

  it('follow the files on the disk', async () => {
    const folder = onDisk({ 'a.pat': cell, 'b.pat': cell });
    const session = await start({ capabilities: pulls, folders: [folder.uri] });
    assert.equal((await find(session, 'fill')).length, 2);
    folder.write('a.pat', 'def refill(): Int { 1 }');
    folder.delete('b.pat');
    await fileEvents(session, [folder.uriOf('a.pat'), changed], [folder.uriOf('b.pat'), deleted]);
    await session.until(() => true, 'nothing');
    for (
      let found = await find(session, 'fill');
      found.join() !== 'refill -';
      found = await find(session, 'fill')
    ) {
      assert.ok(found.length <= 2);
    }
  });

  it('are found without diagnostics, and are not checked for it', async () => {
    const folder = onDisk({ 'a.pat': wrong });
    const session = await start({
      capabilities: pulls,
      folders: [folder.uri],
      initializationOptions: { workspace: { diagnostics: false } },
    });
    assert.deepEqual(await find(session, 'f'), ['f -']);
  });

  it('are not waited for when the question is cancelled', async () => {
    const folder = onDisk({ 'a.pat': cell });
    const files = new GatedFiles();
    const session = await start({ capabilities: pulls, folders: [folder.uri], files });
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const answer = session.client.sendRequest('workspace/symbol', { query: '' }, source.token);
    await session.until(() => (files.waiting.length > 0 ? true : undefined), 'the file to be read');
    source.cancel();
    await assert.rejects(answer, { code: -32800 });
    files.openGate();
  });
});
