// Which files a workspace has, what is in them, and how their URIs compare: on the disk, and as a client has them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
  CancellationTokenSource,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
} from 'vscode-languageserver/node';
import { largestClosed, largestText } from '../../host/limits.ts';
import { languages } from '../../languages/all.ts';
import { ClientConfiguration } from '../../server/configuration.ts';
import { nodeFiles } from '../../server/node-files.ts';
import { nameOfUri, pathWithin, uriKey, uriWithin } from '../../server/uri.ts';
import type { FileText, Search, WorkspaceFiles } from '../../server/workspace/files.ts';
import { Folders } from '../../server/workspace/folders.ts';
import { exclusion, readWorkspaceSettings } from '../../server/workspace/settings.ts';
import { Session } from './session.ts';
import {
  changed,
  DiskFolder,
  deleted,
  fileEvents,
  pulls,
  right,
  takesPushes,
  WorkspacePull,
  wrong,
} from './workspace-support.ts';

describe('The files of a folder on the disk', () => {
  const folders: DiskFolder[] = [];
  const onDisk = (files: Readonly<Record<string, string | Uint8Array>>): DiskFolder => {
    const folder = new DiskFolder(files);
    folders.push(folder);
    return folder;
  };
  afterEach(() => {
    for (const folder of folders.splice(0)) folder.remove();
  });
  const list = async (folder: DiskFolder, options: Partial<Search> = {}) => {
    const log: string[] = [];
    const uris: string[] = [];
    let visited = 0;
    let left = false;
    for await (const { uri } of nodeFiles.list(folder.uri, {
      place: '',
      extensions: ['.pat'],
      excludes: () => false,
      mostFolders: 1000,
      token: new CancellationTokenSource().token,
      visit: () => visited++,
      leave: () => {
        left = true;
      },
      log: message => log.push(message),
      ...options,
    })) {
      uris.push(uri);
    }
    return { names: uris.map(uri => pathWithin(folder.uri, uri)).sort(), log, visited, left };
  };

  it('are those whose names end in .pat, in all folders', async () => {
    const folder = onDisk({
      'a.pat': '',
      'b/c d/ü (1).pat': '',
      'b/x.txt': '',
      '.pat': '',
      'c.pat/d.pat': '',
    });
    assert.deepEqual((await list(folder)).names, ['.pat', 'a.pat', 'b/c d/ü (1).pat', 'c.pat/d.pat']);
  });

  it('are not looked for behind links to folders: to the root, to a parent, round in a circle, elsewhere', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = onDisk({ 'a/b/c.pat': '', 'x.pat': '', 'd/e/f/g.txt': '' });
    const elsewhere = onDisk({ 'e.pat': '', 'deep/er/f.pat': '' });
    const link = (target: string, name: string): void => symlinkSync(target, path.join(folder.path, name));
    link('/', 'root');
    link('/', 'a/root.pat');
    link(folder.path, 'a/b/up');
    link('..', 'd/e/parent');
    link('.', 'd/e/f/here');
    link(path.join(folder.path, 'a'), '0-also-a');
    link(elsewhere.path, 'linked');
    link(path.join(folder.path, 'self'), 'self');
    link('two', 'one');
    link('one', 'two');
    const { names, visited, log } = await list(folder);
    assert.deepEqual(names, ['a/b/c.pat', 'x.pat']);
    assert.equal(visited, ['', 'a', 'a/b', 'd', 'd/e', 'd/e/f'].length);
    assert.deepEqual(log, []);
  });

  it('are not looked for behind a folder that becomes a link in the meantime', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = onDisk({ 'a/b.pat': '', 'c/d/e.pat': '', 'f/g.pat': '' });
    const elsewhere = onDisk({ 'd/h.pat': '', 'g.pat': '' });
    let count = 0;
    const { names } = await list(folder, {
      visit: () => {
        if (++count !== 2) return;
        for (const name of ['c', 'f']) {
          folder.delete(name);
          symlinkSync(elsewhere.path, path.join(folder.path, name));
        }
      },
    });
    assert.deepEqual(names, ['a/b.pat']);
  });

  it('are those that links lead to within the folder, and none outside', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = onDisk({ 'a/b.pat': '' });
    const elsewhere = onDisk({ 'e.pat': '' });
    const link = (target: string, name: string): void => symlinkSync(target, path.join(folder.path, name));
    link('a/b.pat', 'within.pat');
    link('../a/b.pat', 'a/also.pat');
    link(path.join(elsewhere.path, 'e.pat'), 'outside.pat');
    link('/etc/passwd', 'a/passwd.pat');
    link('/dev/zero', 'zero.pat');
    link(path.join(folder.path, 'nowhere'), 'broken.pat');
    link('round.pat', 'round.pat');
    assert.deepEqual((await list(folder)).names, ['a/also.pat', 'a/b.pat', 'within.pat']);
    // A client may name one all the same.
    link(elsewhere.path, 'linked');
    const read = async (name: string) => (await nodeFiles.read(folder.uriOf(name), folder.uri)).kind;
    assert.equal(await read('within.pat'), 'text');
    for (const name of ['outside.pat', 'a/passwd.pat', 'zero.pat', 'linked/e.pat', 'a/../../x'])
      assert.equal(await read(name), 'missing', name);
  });

  it('are those of a folder that is a link itself, and was opened as such', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = onDisk({ 'a/b.pat': '', 'c.pat': '' });
    const elsewhere = onDisk({});
    symlinkSync(folder.path, path.join(elsewhere.path, 'opened'));
    symlinkSync(path.join(folder.path, 'c.pat'), path.join(folder.path, 'd.pat'));
    const opened = { uri: elsewhere.uriOf('opened') } as DiskFolder;
    assert.deepEqual((await list(opened)).names, ['a/b.pat', 'c.pat', 'd.pat']);
  });

  it('below a place are none when the place is a link, behind one, or outside', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = onDisk({ 'a/b.pat': '' });
    const elsewhere = onDisk({ 'in/e.pat': '' });
    symlinkSync(elsewhere.path, path.join(folder.path, 'linked'));
    assert.deepEqual((await list(folder, { place: 'a' })).names, ['a/b.pat']);
    for (const place of ['linked', 'linked/in', '..', 'a/../../..', 'nowhere', 'a/b.pat']) {
      const { names, visited } = await list(folder, { place });
      assert.deepEqual(names, [], place);
      assert.ok(visited <= 1, place);
    }
  });

  it('are those of so many folders and no more, the nearest, and that there are more is said', async () => {
    const folder = onDisk({ 'a/b/c/d.pat': '', 'a/x.pat': '', 'e/f/g.pat': '', 'e/y.pat': '', 'z.pat': '' });
    const all = await list(folder, { mostFolders: 6 });
    assert.deepEqual(
      [all.names.length, all.visited, all.left],
      [5, ['', 'a', 'e', 'a/b', 'e/f', 'a/b/c'].length, false],
    );
    const some = await list(folder, { mostFolders: 3 });
    assert.deepEqual(some.names, ['a/x.pat', 'e/y.pat', 'z.pat']);
    assert.deepEqual([some.visited, some.left], [3, true]);
  });

  it('are no more after the search was cancelled', async () => {
    const folder = onDisk({ 'a/b/c.pat': '', 'd/e.pat': '', 'f.pat': '' });
    const source = new CancellationTokenSource();
    const cancelled = await list(folder, { token: source.token, visit: () => source.cancel() });
    assert.deepEqual(cancelled.names, []);
  });

  it('are none in a folder that cannot be searched, which is said', async () => {
    const gone = onDisk({});
    gone.remove();
    const { names, log } = await list(gone);
    assert.deepEqual(names, []);
    assert.match(log.join(), /cannot be searched: There is no such file/);
    const nowhere = { uri: 'file://elsewhere/x' } as DiskFolder;
    if (process.platform !== 'win32') assert.match((await list(nowhere)).log.join(), /cannot be searched/);
  });

  it('are those of the other folders when one may not be searched', async function () {
    // The superuser may search all.
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    const folder = onDisk({ 'locked/a.pat': '', 'b.pat': '' });
    chmodSync(path.join(folder.path, 'locked'), 0);
    const second = await list(folder);
    chmodSync(path.join(folder.path, 'locked'), 0o700);
    assert.deepEqual(second.names, ['b.pat']);
    assert.match(second.log.join(), /not allowed/);
  });

  it('are read as `pat check` reads them', async () => {
    const folder = onDisk({
      'bom.pat': new Uint8Array([0xef, 0xbb, 0xbf, 0x31]),
      'utf-16.pat': new Uint8Array([0xff, 0xfe, 0x31, 0x00]),
      'latin-1.pat': new Uint8Array([0x31, 0x0a, 0xe9, 0x31]),
      'most.pat': ' '.repeat(largestText),
      'more.pat': ' '.repeat(largestText + 1),
      'folder.pat/x': '',
    });
    const read = (name: string) => nodeFiles.read(folder.uriOf(name), folder.uri);
    assert.deepEqual(await read('bom.pat'), { kind: 'text', text: '1', byteOrderMark: true });
    assert.deepEqual(await read('utf-16.pat'), {
      kind: 'unreadable',
      reason: 'This file is in UTF-16; please save it as UTF-8.',
    });
    assert.deepEqual(await read('latin-1.pat'), {
      kind: 'unreadable',
      reason: 'This is not a UTF-8 text: byte 3 (0xe9, on line 2) fits no character.',
    });
    assert.equal((await read('most.pat')).kind, 'text');
    assert.deepEqual(await read('more.pat'), { kind: 'too large', size: largestText + 1 });
    assert.deepEqual(await read('folder.pat'), { kind: 'missing' });
    assert.deepEqual(await read('nowhere.pat'), { kind: 'missing' });
  });

  it('are not waited for when they are pipes that nobody writes to', async function () {
    const folder = onDisk({});
    if (spawnSync('mkfifo', [path.join(folder.path, 'pipe.pat')]).status !== 0) this.skip();
    assert.equal((await nodeFiles.read(folder.uriOf('pipe.pat'), folder.uri)).kind, 'unreadable');
    assert.deepEqual((await list(folder)).names, []);
  });

  it('that are not checked say so and why at their first line, as `pat check` says it, beside the others', async () => {
    const folder = onDisk({
      'a.pat': new Uint8Array([0xff, 0xfe]),
      'b.pat': new Uint8Array([0xe9]),
      'c.pat': ' '.repeat(5 * 1024 * 1024),
      'd.pat': wrong,
      'e.pat': ' '.repeat(largestText / 2),
    });
    const session = await Session.start({ capabilities: pulls, files: nodeFiles, folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    const start = { line: 0, character: 0 };
    const note = (code: string, severity: DiagnosticSeverity, message: string): Diagnostic => ({
      range: { start, end: start },
      severity,
      code,
      source: 'pat',
      message,
    });
    const { Error: error, Information: information } = DiagnosticSeverity;
    for (const [name, code, severity, message] of [
      ['a.pat', 'pat-E003', error, 'This file is in UTF-16; please save it as UTF-8.'],
      ['b.pat', 'pat-E003', error, 'This is not a UTF-8 text: byte 1 (0xe9, on line 1) fits no character.'],
      [
        'c.pat',
        'pat-E001',
        error,
        'This file has 5.0 million bytes; files of more than 4.0 million are not checked.',
      ],
      [
        'e.pat',
        'pat-I002',
        information,
        'This file has 2.0 million characters; files of more than 0.5 million are checked only while they are open.',
      ],
    ] as const) {
      assert.deepEqual(await pull.diagnostics(folder.uriOf(name), 1), [note(code, severity, message)]);
    }
    const [mistake] = await pull.diagnostics(folder.uriOf('d.pat'), 1);
    assert.equal(mistake?.code, 'pat-E201');
    await session.stop();
  });

  it('say so until they can be read, or are gone; another reason is said anew', async () => {
    const folder = onDisk({ 'a.pat': new Uint8Array([0xe9]), 'b.pat': new Uint8Array([0xe9]) });
    const session = await Session.start({ capabilities: pulls, files: nodeFiles, folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    const [a, b] = [folder.uriOf('a.pat'), folder.uriOf('b.pat')];
    await pull.diagnostics(a, 1);
    await pull.diagnostics(b, 1);
    folder.write('a.pat', new Uint8Array([0x0a, 0x31, 0xff]));
    folder.delete('b.pat');
    fileEvents(session, [a, changed], [b, deleted]);
    await pull.diagnostics(b, 0);
    const [again] = await session.until(() => {
      const last = pull.last(a);
      return last?.kind === 'full' && String(last.items[0]?.message).includes('line 2')
        ? last.items
        : undefined;
    }, 'the other reason');
    assert.equal(again?.code, 'pat-E003');
    folder.write('a.pat', wrong);
    fileEvents(session, [a, changed]);
    await session.until(() => {
      const last = pull.last(a);
      return last?.kind === 'full' && last.items[0]?.code === 'pat-E201' ? true : undefined;
    }, 'what is wrong in the text');
    folder.write('a.pat', right);
    fileEvents(session, [a, changed]);
    await pull.diagnostics(a, 0);
    await session.stop();
  });

  it('are what the editor has of them while they are open: a long file is checked then', async () => {
    const long = `${wrong}${' '.repeat(largestClosed)}`;
    const folder = onDisk({ 'a.pat': long, 'b.pat': new Uint8Array([0xe9]) });
    const session = await Session.start({
      capabilities: takesPushes,
      files: nodeFiles,
      folders: [folder.uri],
    });
    const codes = (uri: string) =>
      session.published.findLast(p => p.uri === uri)?.diagnostics.map(({ code }) => code);
    const say = (uri: string, wanted: readonly string[]) =>
      session.until(() => (`${codes(uri)}` === `${wanted}` ? true : undefined), `${wanted} of ${uri}`);
    const [a, b] = [folder.uriOf('a.pat'), folder.uriOf('b.pat')];
    await say(a, ['pat-I002']);
    await say(b, ['pat-E003']);
    await session.open(a, long);
    await session.open(b, right);
    await say(a, ['pat-E201']);
    await say(b, []);
    session.close(a);
    session.close(b);
    await say(a, ['pat-I002']);
    await say(b, ['pat-E003']);
    await session.stop();
  });

  it('that could not be read for some reason outside of them are only in the log', async () => {
    const folder = onDisk({ 'a.pat': wrong, 'b.pat': wrong });
    const a = folder.uriOf('a.pat');
    const files: WorkspaceFiles = {
      list: nodeFiles.list,
      read: async (uri, within) => {
        if (uri === a) throw new Error('The network is down.');
        return nodeFiles.read(uri, within);
      },
    };
    const session = await Session.start({ capabilities: pulls, files, folders: [folder.uri] });
    const pull = new WorkspacePull(session);
    await pull.diagnostics(folder.uriOf('b.pat'), 1);
    await pull.diagnostics(a, 0);
    assert.match(session.logged.join('\n'), /a\.pat is not checked: Error: The network is down\./);
    await session.stop();
  });
});

describe('The files of a folder that is not on a disk', () => {
  const folder = 'vscode-vfs://github/someone/something';

  it('are asked of a client that has them', async () => {
    const texts = new Map([
      [`${folder}/a.pat`, wrong],
      [`${folder}/deep/b.pat`, right],
      [`${folder}/node_modules/c.pat`, wrong],
    ]);
    const asked: string[] = [];
    const session = await Session.start({
      capabilities: { ...pulls, experimental: { patFiles: true } },
      folders: [folder],
      prepare: client => {
        client.onRequest('pat/files', (params: { folder: string }) => {
          asked.push(params.folder);
          return { files: [...texts.keys()] };
        });
        client.onRequest<FileText, void>('pat/read', ({ uri }: { uri: string }): FileText => {
          asked.push(uri);
          const text = texts.get(uri);
          return text === undefined ? { kind: 'missing' } : { kind: 'text', text, byteOrderMark: false };
        });
      },
    });
    const pull = new WorkspacePull(session);
    const a = `${folder}/a.pat`;
    await pull.diagnostics(a, 1);
    await pull.diagnostics(`${folder}/deep/b.pat`, 0);
    texts.set(a, right);
    await fileEvents(session, [a, changed]);
    await pull.diagnostics(a, 0);
    texts.delete(a);
    await fileEvents(session, [a, changed]);
    await session.until(
      () => (pull.last(a)?.resultId === undefined ? true : undefined),
      'the file to be gone',
    );
    assert.deepEqual(asked, [folder, a, `${folder}/deep/b.pat`, a, a]);
    await session.stop();
  });

  it('are none for a client that does not have them, or cannot list them', async () => {
    const without = await Session.start({ capabilities: pulls, folders: [folder, 'file:///x'] });
    assert.deepEqual(await new WorkspacePull(without, { streams: false }).answer, { items: [] });
    await without.stop();
    const failing = await Session.start({
      capabilities: { ...pulls, experimental: { patFiles: true } },
      folders: [folder],
      prepare: client =>
        client.onRequest('pat/files', () => {
          throw new Error('no network');
        }),
    });
    assert.deepEqual(await new WorkspacePull(failing, { streams: false }).answer, { items: [] });
    assert.match(failing.logged.join(), /could not be listed.*no network/);
    await failing.stop();
  });
});

describe('URIs', () => {
  it('compare as the same however they are written', () => {
    const same = [
      ['file:///c%3A/a%20b/x.pat', 'file:///C:/a b/x.pat', 'FILE:///c:/a%20b/x.pat'],
      ['file:///it%27s%20%281%29.pat', "file:///it's%20(1).pat"],
      ['vscode-vfs://github/a/b', 'vscode-vfs://GitHub/a/b'],
      ['file:///%E4.pat', 'file:///%E4.pat'],
    ];
    for (const group of same) assert.equal(new Set(group.map(uriKey)).size, 1, group.join());
    const different = [
      'file:///a',
      'file:///A',
      'file:///a/',
      'untitled:a',
      'file://h/a',
      'git:/a?x',
      'git:/a?y',
      'x',
      '',
    ];
    assert.equal(new Set(different.map(uriKey)).size, different.length);
  });

  it('have a path below a folder, or none', () => {
    assert.equal(pathWithin('file:///a', 'file:///a/b%20c/d.pat'), 'b c/d.pat');
    assert.equal(pathWithin('file:///a/', 'file:///a/b'), 'b');
    assert.equal(pathWithin('file:///', 'file:///a/b'), 'a/b');
    assert.equal(pathWithin('file:///c%3A/a', 'file:///C:/a/b'), 'b');
    for (const uri of ['file:///a', 'file:///a/', 'file:///ab/c', 'file:///b', 'untitled:a/b', '']) {
      assert.equal(pathWithin('file:///a', uri), undefined, uri);
    }
  });

  it('are made of a folder and a path', () => {
    for (const name of ['a.pat', 'b c/ü%(1)!.pat', '100%/#x?.pat']) {
      assert.equal(pathWithin('file:///a', uriWithin('file:///a', name)), name);
    }
    assert.equal(uriWithin('file:///a/', "it's.pat"), 'file:///a/it%27s.pat');
    assert.equal(nameOfUri('file:///a/b%20c.pat'), 'b c.pat');
  });
});

describe('What is excluded', () => {
  it('is what a glob names, with all that is in it', () => {
    const globs = ['**/node_modules', 'build/', '*.tmp.pat', 'gen/**', '{one,two}/x?.pat', '['];
    const { excludes, refusals } = exclusion(globs);
    assert.deepEqual(refusals, []);
    for (const path of [
      'node_modules',
      'a/node_modules/b/c.pat',
      'build/a.pat',
      'x.tmp.pat',
      'gen/a.pat',
      'one/xy.pat',
      'two/x1.pat',
    ]) {
      assert.ok(excludes(path), path);
    }
    for (const path of ['a.pat', 'src/build/a.pat', 'a/x.tmp.pat', 'three/xy.pat', 'node_modules2/a.pat']) {
      assert.ok(!excludes(path), path);
    }
  });

  it('is read out of what the client says, whatever that is', () => {
    const standard = readWorkspaceSettings(undefined);
    assert.equal(standard.diagnostics, true);
    assert.deepEqual(standard.exclude, ['**/.git', '**/.hg', '**/.svn', '**/node_modules']);
    for (const section of [null, 7, { workspace: 3 }, { workspace: { diagnostics: 'no', exclude: ['x'] } }]) {
      assert.deepEqual(readWorkspaceSettings(section, 'x').diagnostics, true);
    }
    const given = { diagnostics: false, exclude: { '**/.git': false, b: true, c: { when: 'x' } } };
    assert.deepEqual(readWorkspaceSettings({ workspace: given }, { d: true, b: false }), {
      diagnostics: false,
      exclude: ['**/.hg', '**/.svn', '**/node_modules', 'b', 'd'],
    });
  });
});

describe('The folders of a workspace', () => {
  it('hold what is below them, the innermost first, however its URI is written', () => {
    const uris = [
      'file:///',
      'file:///a',
      'file:///a/b%20c/',
      'file:///C%3A/x',
      'untitled:/u',
      'vscode-vfs://GitHub/r',
    ];
    const folders = new Folders(
      new ClientConfiguration({} as Connection, languages, () => undefined),
      languages,
      () => undefined,
    );
    for (const uri of [...uris, 'FILE:///a/']) folders.add(uri, nodeFiles);
    assert.equal(folders.all().length, uris.length);
    const places = [
      ...[
        'file:///a/b%20c/d',
        'file:///a/b c/d/',
        'file:///a/b%20cd/e',
        'file:///a/',
        'file:///a',
        'file:///ab',
      ],
      ...[
        'file:///c:/x/y',
        'file:///',
        'file:',
        'x',
        '',
        'untitled:/u/v',
        'untitled:v',
        'vscode-vfs://github/r/s',
      ],
      ...['file://host/a/b', 'file:///a//b', '__proto__/a', '/'],
    ];
    for (const uri of places) {
      // As `pathWithin` says it, which looks at one folder.
      const holding = uris.filter(folder => pathWithin(folder, uri) !== undefined);
      const innermost = holding.sort((a, b) => uriKey(b).length - uriKey(a).length)[0];
      assert.equal(folders.of(uri)?.uri, innermost, uri);
    }
    folders.remove('file:///a/b c');
    assert.equal(folders.of('file:///a/b%20c/d')?.uri, 'file:///a');
  });
});
