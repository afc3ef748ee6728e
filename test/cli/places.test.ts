// What can be named beside a file: pipes, devices, sockets, folders, what is gone. A sentence each, and no waiting.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { openFolder, pat, shell, write } from './pat.ts';

describe('A place that is no file', () => {
  let folder: string;
  before(function () {
    if (process.platform === 'win32') this.skip();
    folder = openFolder();
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  const commands = [['check'], ['run'], ['fmt'], ['fmt', '--check']];

  it('is refused with a sentence that names standard input, and nobody waits for it', async () => {
    const fifo = path.join(folder, 'fifo.pat');
    assert.equal(spawnSync('mkfifo', [fifo]).status, 0);
    const socket = path.join(folder, 'socket.pat');
    const server = createServer().listen(socket);
    try {
      for (const [place, kind] of [
        [fifo, 'pipe'],
        [socket, 'socket'],
        ['/dev/null', 'device'],
        ['/dev/zero', 'device'],
      ]) {
        for (const command of commands) {
          const { code, out, err } = await pat([...command, place ?? '']);
          assert.equal(err, `${place}: error: This is a ${kind}, not a file; standard input is \`-\`.\n`);
          assert.deepEqual({ code, out }, { code: 2, out: '' });
        }
      }
      for (const place of ['/dev/stdin', '/dev/fd/0', '<(echo 1)']) {
        const { code, err } = shell(`echo 1 | cat | pat check ${place}`);
        assert.match(err, /: error: This is a pipe, not a file; standard input is `-`\.\n$/);
        assert.equal(code, 2);
      }
      const json = await pat(['check', '--json', fifo]);
      assert.match(JSON.parse(json.out).error, /^This is a pipe/);
      // In a folder they are no programs.
      assert.match((await pat(['check', folder])).err, /There are no \.pat files in this folder/);
    } finally {
      server.close();
    }
  });

  it('but leads to one, is that file', () => {
    const file = write(folder, 'links/file.pat', '1');
    assert.equal(shell('ln -s "$1" "$1.link" && pat run "$1.link"', [file]).out, 'Result: 1\n');
    assert.equal(shell('pat run /dev/stdin < "$1"', [file]).out, 'Result: 1\n');
    assert.equal(shell('pat run - < "$1"', [file]).out, 'Result: 1\n');
  });

  it('is a folder: run says so, and standard input may be one too', () => {
    const { code, err } = shell('pat run "$1"', [folder]);
    assert.deepEqual([code, err], [2, `${folder}: error: This is a folder, not a file.\n`]);
    for (const command of commands) {
      const input = shell(`pat ${command.join(' ')} - < "$1"`, [folder]);
      assert.deepEqual(
        [input.code, input.err],
        [2, 'standard input: error: This is a folder, not a file.\n'],
      );
    }
  });

  it('is in a folder that was deleted meanwhile: one sentence, and absolute paths are found', () => {
    const file = write(folder, 'kept.pat', '1\n');
    const gone = path.join(folder, 'gone');
    const inGone = (command: string): ReturnType<typeof shell> => {
      mkdirSync(gone);
      return shell(`cd "$1" && rmdir "$1" && ${command}`, [gone, file]);
    };
    for (const [command, place] of [
      ['check', '.'],
      ['check x.pat', 'x.pat'],
      ['check --json ../kept.pat', '../kept.pat'],
      ['run x.pat', 'x.pat'],
      ['fmt', '.'],
      ['fmt --check x.pat', 'x.pat'],
    ]) {
      const { code, err } = inGone(`pat ${command}`);
      const words = 'The current folder does not exist any more. Go to another one, or give absolute paths.';
      assert.deepEqual([code, err], [2, `${place}: error: ${words}\n`]);
    }
    for (const command of ['check "$2"', 'run "$2"', 'fmt "$2"', 'explain E401', '--help', 'check - <"$2"']) {
      const { code, err } = inGone(`pat ${command}`);
      assert.deepEqual([code, err], [0, ''], command);
    }
  });

  it('is an output that takes nothing: a sentence, and 2', () => {
    const file = write(folder, 'out.pat', 'print("x")\n');
    for (const command of ['check', 'run', 'fmt --check']) {
      const { code, err } = shell(`pat ${command} "$1" > /dev/full`, [file]);
      assert.deepEqual(
        [code, err],
        [2, 'error: the output cannot be written: no space left on device\n'],
        command,
      );
    }
  });
});
