// Searching a workspace for its files: it ends wherever links lead, says what it leaves out, shows how far it is, and stops
// when the user wants no more of it. Which files there are: workspace-files.test.ts.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { WorkspaceSymbol } from 'vscode-languageserver/node';
import { nodeFiles } from '../../server/node-files.ts';
import { mostFiles, type Search, type WorkspaceFiles } from '../../server/workspace/files.ts';
import { Session, type SessionOptions } from './session.ts';
import {
  created,
  DiskFolder,
  fileEvents,
  pulls,
  right,
  takesPushes,
  WorkspacePull,
  wrong,
} from './workspace-support.ts';

const long = process.env.PAT_LONG === '1';

const sessions: Session[] = [];
const folders: DiskFolder[] = [];
const onDisk = (files: Readonly<Record<string, string>>): DiskFolder => {
  const folder = new DiskFolder(files);
  folders.push(folder);
  return folder;
};
interface Shown {
  readonly kind: string;
  readonly message?: string;
}

/** A session whose progress and messages to the user are kept. */
async function start(options: SessionOptions) {
  const shown: Shown[] = [];
  const said: string[] = [];
  let token = '';
  let session: Session | undefined;
  session = await Session.start({
    capabilities: { ...pulls, window: { workDoneProgress: true } },
    files: nodeFiles,
    ...options,
    prepare: client => {
      client.onRequest('window/workDoneProgress/create', (params: { token: string }) => {
        token = params.token;
        session?.onProgress(token, value => shown.push(value as Shown));
        return null;
      });
      client.onNotification('window/showMessage', ({ message }: { message: string }) => {
        said.push(message);
      });
    },
  });
  sessions.push(session);
  return { session, shown, said, token: () => token };
}

/** The disk's files; `visit` is called with the number of each folder that is looked into, and may hold up the search. */
function watched(
  visit: (count: number) => Promise<void> | undefined,
  change: (search: Search) => Search = s => s,
) {
  let count = 0;
  const files: WorkspaceFiles = {
    async *list(folder, search) {
      const waiting: (Promise<void> | undefined)[] = [];
      const told = change({
        ...search,
        visit: () => {
          search.visit();
          waiting.push(visit(++count));
        },
      });
      for await (const found of nodeFiles.list(folder, told)) {
        await waiting.at(-1);
        yield found;
      }
    },
    read: nodeFiles.read,
  };
  return { files, visited: () => count };
}

describe('The search for files', function () {
  if (long) this.timeout(600_000);
  afterEach(async () => {
    for (const session of sessions.splice(0)) await session.stop();
    for (const folder of folders.splice(0)) folder.remove();
  });

  it('ends in a workspace with a link to the root of the disk, and follows none that appears', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = onDisk({ 'a.pat': wrong, 'b/c.pat': right });
    const elsewhere = onDisk({ 'e.pat': wrong });
    symlinkSync('/', path.join(folder.path, 'root'));
    const { files, visited } = watched(() => undefined);
    const { session } = await start({ folders: [folder.uri], files });
    const pull = new WorkspacePull(session);
    await pull.diagnostics(folder.uriOf('a.pat'), 1);
    await pull.diagnostics(folder.uriOf('b/c.pat'), 0);
    assert.equal(visited(), 2);
    symlinkSync(elsewhere.path, path.join(folder.path, 'other'));
    symlinkSync(path.join(elsewhere.path, 'e.pat'), path.join(folder.path, 'e.pat'));
    mkdirSync(path.join(folder.path, 'new'));
    folder.write('new/f.pat', wrong);
    const uris = ['other', 'other/e.pat', 'e.pat', 'root', 'root/etc', 'new'].map(name => folder.uriOf(name));
    await fileEvents(session, ...uris.map(uri => [uri, created] as const));
    await pull.diagnostics(folder.uriOf('new/f.pat'), 1);
    const symbols = await session.request<WorkspaceSymbol[]>('workspace/symbol', { query: '' });
    assert.deepEqual(
      symbols.map(({ location }) => location.uri).sort(),
      ['a.pat', 'b/c.pat', 'new/f.pat'].map(name => folder.uriOf(name)),
    );
    for (const name of ['other/e.pat', 'e.pat']) {
      const last = pull.last(folder.uriOf(name));
      assert.ok(last === undefined || (last.kind === 'full' && last.items.length === 0), name);
    }
  });

  it('says to the user once that there are more folders than are searched, or more files than are checked', async () => {
    const folder = onDisk({ 'a.pat': right, 'b/c.pat': right, 'd/e.pat': right });
    const few = watched(
      () => undefined,
      search => ({ ...search, mostFolders: 2 }),
    );
    const one = await start({ folders: [folder.uri], files: few.files, capabilities: takesPushes });
    await one.session.until(() => one.said[0], 'a message');
    await one.session.client.sendNotification('workspace/didChangeConfiguration', {
      settings: { pat: { workspace: { exclude: { x: true } } } },
    });
    await one.session.until(() => (few.visited() > 3 ? true : undefined), 'another search');
    await one.session.request<WorkspaceSymbol[]>('workspace/symbol', { query: '' });
    assert.equal(one.said.length, 1);
    assert.match(
      one.said[0] ?? '',
      /^Only 50,000 folders in pat-workspace-\w+ were searched for Pat files; .*pat\.workspace\.exclude/,
    );

    const uris = Array.from({ length: mostFiles + 5 }, (_, i) => `${folder.uri}/${i}.pat`);
    const many: WorkspaceFiles = {
      async *list() {
        for (const uri of uris) yield { uri };
      },
      read: async () => ({ kind: 'text', text: right, byteOrderMark: false }),
    };
    const two = await start({
      folders: [folder.uri],
      files: many,
      initializationOptions: { workspace: { diagnostics: false } },
    });
    new WorkspacePull(two.session);
    await two.session.until(() => two.said[0], 'a message');
    assert.match(
      two.said[0] ?? '',
      /^There are more than 10,000 Pat files in the workspace; .*pat\.workspace\.exclude/,
    );
  });

  it('shows how far it is, and stops when the user wants that, even when the disk does not answer', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `d${String(i).padStart(2, '0')}/a.pat`);
    const folder = onDisk(Object.fromEntries(names.map(name => [name, wrong])));
    const never = new Promise<void>(() => {});
    const { files, visited } = watched(async count => {
      // Slow at first, and then it hangs.
      if (count > 10) await never;
      else await new Promise(resolve => setTimeout(resolve, 60));
    });
    const { session, shown, token } = await start({ folders: [folder.uri], files });
    const pull = new WorkspacePull(session);
    const isLooking = (said: string | undefined): boolean =>
      /^looking for them in \d+ folders$/.test(said ?? '');
    await session.until(() => shown.find(({ message }) => isLooking(message)), 'a number of folders');
    await session.until(() => (visited() > 10 ? true : undefined), 'the disk to hang');
    const asked = session.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'f' });
    await session.client.sendNotification('window/workDoneProgress/cancel', { token: token() });
    await session.until(() => shown.find(({ kind }) => kind === 'end'), 'its end');
    await session.until(
      () =>
        session.logged.find(line =>
          /was cancelled; \d+ files were not checked, and there may be others/.test(line),
        ),
      'the log',
    );
    const found = (await asked).length;
    assert.ok(found < names.length, `${found} files`);
    // What is open, and what the client tells of, is checked all the same.
    const uri = folder.uriOf('d29/a.pat');
    await session.open(uri, wrong);
    await pull.diagnostics(uri, 1);
  });

  it('lets requests be answered and cancelled meanwhile', async () => {
    const folder = onDisk({ 'a/b.pat': wrong });
    const never = new Promise<void>(() => {});
    const { files } = watched(() => never);
    const { session } = await start({ folders: [folder.uri], files });
    const pull = new WorkspacePull(session);
    await session.open('untitled:x', 'def f(): Int { 1 }');
    const symbols = await session.request<unknown[]>('textDocument/documentSymbol', {
      textDocument: { uri: 'untitled:x' },
    });
    assert.equal(symbols.length, 1);
    pull.cancel();
    await assert.rejects(pull.answer, { code: -32800 });
  });

  it('goes through many folders, and no further than it says', async function () {
    // Making them takes a minute.
    if (!long) this.skip();
    const folder = onDisk({});
    for (let i = 0; i < 300; i++) {
      for (let j = 0; j < 200; j++) mkdirSync(path.join(folder.path, `${i}`, `${j}`), { recursive: true });
    }
    const { files, visited } = watched(() => undefined);
    const { session, said } = await start({ folders: [folder.uri], files, capabilities: takesPushes });
    await session.until(() => said[0], 'a message').catch(() => undefined);
    assert.equal(visited(), 50_000);
    assert.match(said[0] ?? '', /^Only 50,000 folders/);
  });
});
