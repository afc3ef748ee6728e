// `pat fmt` rewrites the file that it was given, and loses nothing whatever happens meanwhile.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
  cli,
  needs,
  type Outcome,
  openFolder,
  pat,
  plainEnvironment,
  shell,
  somebody,
  write,
} from './pat.ts';

/** Two hundred definitions. */
const definitions = (written: string): string =>
  [...Array(200).keys()].map(i => written.replace('f(', `f${i}(`)).join('\n\n');

/** Texts that get longer, shorter, and keep their length when they are formatted. */
const texts: Readonly<Record<string, string>> = {
  longer: `${definitions('def f(x:Int):Int{x+1}')}\n`,
  shorter: `${definitions('def f(x:   Int):     Int {    x   +  1    }')}\n`,
  equal: `${definitions('def f( x: Int): Int {x + 1 }')}\n`,
};

describe('pat fmt, as it rewrites a file', () => {
  let folder: string;
  let state: string;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    folder = openFolder();
    state = path.join(folder, 'state');
  });
  afterEach(() => folder && rmSync(folder, { recursive: true, force: true }));

  const fmt = (
    args: readonly string[],
    env: Record<string, string> = {},
    node: readonly string[] = [],
  ): Promise<Outcome> => pat(['fmt', ...args], { env: { XDG_STATE_HOME: state, ...env }, node });
  const kept = (): string[] => {
    try {
      return readdirSync(path.join(state, 'pat')).map(name => path.join(state, 'pat', name));
    } catch {
      return [];
    }
  };
  const formattedText = (text: string): string => shell('printf %s "$1" | pat fmt -', [text]).out;

  it('keeps the file: its number, hard and symbolic links, owner, mode, access list and attributes', () => {
    const file = write(folder, 'a/file.pat', 'f( )\n');
    chmodSync(file, 0o640);
    const hard = path.join(folder, 'hard.pat');
    linkSync(file, hard);
    const soft = path.join(folder, 'soft.pat');
    symlinkSync('a/file.pat', soft);
    const { out } = shell(
      'chown 12345:23456 "$1"; setfacl -m u:4242:r "$1"; setfattr -n user.note -v "a note" "$1"; id -u',
      [file],
    );
    assert.ok(out.length > 0);
    const about = (): unknown => {
      const { ino, uid, gid, mode, nlink, birthtimeMs } = statSync(file);
      const more = shell('getfacl -cp "$1"; getfattr -d --absolute-names "$1"', [file]).out;
      return { ino, uid, gid, mode, nlink, birthtimeMs, more };
    };
    const before = about();
    const { code, err } = shell('XDG_STATE_HOME="$2" pat fmt "$1"', [soft, state]);
    assert.deepEqual([code, err], [0, '']);
    assert.equal(readFileSync(hard, 'utf8'), 'f()\n');
    assert.deepEqual(about(), before);
    assert.ok(lstatSync(soft).isSymbolicLink());
    assert.deepEqual(readdirSync(path.dirname(file)), ['file.pat']);
    assert.deepEqual(kept(), []);
  });

  it('does not need a folder that can be written, and refuses a file that cannot be', async () => {
    const { home, ...who } = somebody(folder);
    const file = write(home, 'closed/file.pat', 'f( )\n');
    const other = write(home, 'closed/other.pat', 'f( )\n');
    const closed = path.dirname(file);
    if (who.user !== undefined) spawnSync('chown', ['-R', `${who.user.uid}:${who.user.gid}`, home]);
    chmodSync(other, 0o444);
    chmodSync(closed, 0o555);
    try {
      const { code, out, err } = await pat(['fmt', file, other], {
        ...who,
        env: { XDG_STATE_HOME: path.join(home, 'state') },
      });
      assert.equal(out, `${file}: formatted\n`);
      assert.equal(err, `${other}: error: You are not allowed to write this file.\n`);
      assert.equal(code, 2);
      assert.deepEqual(
        [file, other].map(name => readFileSync(name, 'utf8')),
        ['f()\n', 'f( )\n'],
      );
      assert.deepEqual(readdirSync(closed).sort(), ['file.pat', 'other.pat']);
    } finally {
      chmodSync(closed, 0o755);
    }
  });

  it('keeps the old text elsewhere when the folder for state cannot be written, or nothing at all is changed', async () => {
    const file = write(folder, 'file.pat', 'f( )\n');
    // A file is in the way, also for root.
    const inTheWay = write(folder, 'no-folder', '');
    const temporary = path.join(folder, 'tmp');
    mkdirSync(temporary);
    const refused = await fmt([file], { XDG_STATE_HOME: inTheWay, TMPDIR: inTheWay });
    assert.equal(refused.code, 2);
    assert.match(
      refused.err,
      /: error: It is left as it is, since there is nowhere to keep a copy while it is written: not a directory\.\n$/,
    );
    assert.equal(readFileSync(file, 'utf8'), 'f( )\n');
    const { code, err } = await fmt([file], { XDG_STATE_HOME: inTheWay, TMPDIR: temporary });
    assert.deepEqual([code, err], [0, '']);
    assert.equal(readFileSync(file, 'utf8'), 'f()\n');
    // A folder for temporary files that somebody else made first is not used: what is in it would be believed.
    if (process.getuid?.() === 0) {
      const [ours] = readdirSync(temporary);
      spawnSync('chown', ['65534', path.join(temporary, ours ?? '')]);
      writeFileSync(file, 'f( )\n');
      const foreign = await fmt([file], { XDG_STATE_HOME: inTheWay, TMPDIR: temporary });
      assert.equal(foreign.code, 2);
      assert.equal(readFileSync(file, 'utf8'), 'f( )\n');
    }
  });

  it('leaves alone what another one is just writing', async () => {
    const copy = write(
      state,
      `pat/fmt-${process.pid}-00.pat`,
      `# Kept by pat fmt while it rewrites a file: ${JSON.stringify({ file: path.join(folder, 'x.pat'), bytes: 5, process: process.pid, host: os.hostname() })}\nf( )\n`,
    );
    spawnSync('chmod', ['-R', 'go-w', state]);
    const { err } = await fmt([write(folder, 'other.pat', 'f()\n')]);
    assert.equal(err, '');
    assert.ok(existsSync(copy));
  });

  it('changes nothing when the disk is full', function () {
    needs(this, 'unshare', '--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt');
    const text = (texts.longer ?? '').repeat(10);
    // Wherever the copy is: on another disk, or on the same one, where there is room for the one and not for the other.
    for (const [room, stateHome] of [
      [1, state],
      [1, '/mnt/state'],
      [Math.ceil(text.length / 4096) + 2, '/mnt/state'],
    ] as const) {
      const script = `
        mount -t tmpfs -o size=200k,mode=755 tmpfs /mnt && printf %s "$1" > /mnt/file.pat
        head -c 200000 /dev/zero > /mnt/ballast 2> /dev/null
        truncate -s $(( $(stat -c %s /mnt/ballast) - ${(room - 1) * 4096} )) /mnt/ballast
        "$PAT_NODE" "$PAT_CLI" fmt /mnt/file.pat; code=$?
        cat /mnt/file.pat; ls -A /mnt/state/pat 2> /dev/null; exit $code`;
      const { status, stdout, stderr } = spawnSync(
        'unshare',
        ['--map-root-user', '--mount', 'bash', '-c', script, 'bash', text],
        {
          encoding: 'utf8',
          env: {
            ...plainEnvironment(),
            PAT_NODE: process.execPath,
            PAT_CLI: cli,
            XDG_STATE_HOME: stateHome,
            TMPDIR: '/mnt',
          },
        },
      );
      assert.match(stderr, /: error: .*no space left on device/);
      assert.equal(status, 2);
      assert.equal(stdout, text, `room ${room}, copy in ${stateHome}`);
    }
  });

  it('changes nothing when a limit on the size of files is in the way', () => {
    const text = texts.longer ?? '';
    const file = write(folder, 'file.pat', text);
    const blocks = Math.ceil((text.length + 400) / 1024);
    assert.ok(formattedText(text).length > blocks * 1024);
    const { code, err } = shell(`ulimit -f ${blocks}; XDG_STATE_HOME="$2" pat fmt "$1"`, [file, state]);
    assert.equal(err, `${file}: error: It cannot be written: file too large. It is as it was.\n`);
    assert.equal(code, 2);
    assert.equal(readFileSync(file, 'utf8'), text);
    assert.deepEqual(kept(), []);
  });

  it('does not overwrite what was changed or removed while it was formatted', async () => {
    const hook = write(
      folder,
      'changes.cjs',
      `const fs = require('node:fs');
       const open = fs.openSync;
       fs.openSync = (...args) => {
         if (String(args[0]).endsWith('file.pat')) {
           if (process.env.PAT_CHANGE === 'remove') fs.rmSync(args[0]);
           else fs.writeFileSync(args[0], process.env.PAT_CHANGE);
         }
         return open(...args);
       };`,
    );
    const file = path.join(folder, 'file.pat');
    for (const change of ['f( )\nmine', 'g( )\n', 'f', '']) {
      writeFileSync(file, 'f( )\n');
      const { code, err } = await fmt([file], { PAT_CHANGE: change }, ['--require', hook]);
      assert.equal(
        err,
        `${file}: error: It was changed while it was being formatted, and is left as it is.\n`,
      );
      assert.equal(code, 2);
      assert.equal(readFileSync(file, 'utf8'), change);
    }
    writeFileSync(file, 'f( )\n');
    const { err } = await fmt([file], { PAT_CHANGE: 'remove' }, ['--require', hook]);
    assert.equal(err, `${file}: error: It was removed while it was being formatted.\n`);
    assert.ok(!existsSync(file));
  });

  it('finishes the file that it is writing when a signal comes, and ends with that signal', async () => {
    const hook = write(
      folder,
      'signals.cjs',
      `const fs = require('node:fs');
       const write = fs.writeSync;
       fs.writeSync = (...args) => (process.kill(process.pid, process.env.PAT_SIGNAL), write(...args));`,
    );
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      const files = ['a.pat', 'b.pat'].map(name => write(folder, name, 'f( )\n'));
      const outcome = await fmt(files, { PAT_SIGNAL: signal }, ['--require', hook]);
      assert.equal(outcome.signal, signal);
      assert.deepEqual(
        files.map(file => readFileSync(file, 'utf8')),
        ['f()\n', 'f( )\n'],
      );
      assert.deepEqual(kept(), []);
    }
  });

  it('loses nothing when it is killed at any time', async function () {
    const long = process.env.PAT_LONG === '1';
    const trials = long ? 200 : 4;
    if (long) this.timeout(3_600_000);
    const names = [...Array(30).keys()].map(i => `f${i}.pat`);
    const [before = '', other = ''] = Object.values(texts);
    const texts_ = names.map((_, i) => (i % 2 === 0 ? before : other));
    const after = texts_.map(formattedText.bind(undefined));
    for (let trial = 0; trial < trials; trial++) {
      const files = names.map((name, i) => write(folder, `many/${name}`, texts_[i] ?? ''));
      const child = spawn(process.execPath, [cli, 'fmt', path.join(folder, 'many')], {
        env: { ...plainEnvironment(), XDG_STATE_HOME: state },
      });
      const begun = new Promise<void>(resolve => child.stdout.once('data', () => resolve()));
      const ended = new Promise<void>(resolve => child.on('close', () => resolve()));
      await Promise.race([begun, ended]);
      await new Promise(resolve => setTimeout(resolve, Math.random() * 40));
      child.kill('SIGKILL');
      await ended;
      const copies = kept().map(copy => readFileSync(copy, 'utf8'));
      for (const [i, file] of files.entries()) {
        const left = readFileSync(file, 'utf8');
        const isKept = copies.some(
          copy => copy.includes(JSON.stringify(file)) && copy.endsWith(`\n${texts_[i]}`),
        );
        assert.ok(left === texts_[i] || left === after[i] || isKept, `${file} in trial ${trial}`);
      }
      const { code } = await fmt([path.join(folder, 'many')]);
      assert.equal(code, 0);
      for (const [i, file] of files.entries()) assert.equal(readFileSync(file, 'utf8'), after[i]);
      assert.deepEqual(kept(), []);
    }
  });
});
