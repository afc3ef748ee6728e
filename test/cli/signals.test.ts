// What ends a run from outside: signals, and readers that go away or do not read.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import process from 'node:process';
import { needs, openFolder, pat, patOnTerminal, shell, write } from './pat.ts';

const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

const programs = {
  'an endless loop': 'def loop(n: Int): Unit { loop(n + 1) } print("ready"); loop(0)',
  'a long sleep': 'print("ready"); sleep(4611686018427387903)',
  'a flood': 'def flood(n: Int): Unit { print("ready"); flood(n + 1) } flood(0)',
};

describe('A signal', () => {
  let folder: string;
  before(function () {
    if (process.platform === 'win32') this.skip();
    folder = openFolder();
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  for (const [signal, expected] of signals) {
    it(`ends a run whatever it is doing, with the code of the signal: ${signal}`, async () => {
      for (const [what, stdin] of Object.entries(programs)) {
        let asked = false;
        const { code, err } = await pat(['run', '-'], {
          stdin,
          onOutput: (_, kill) => {
            if (!asked) kill(signal);
            asked = true;
          },
        });
        assert.deepEqual([code, err], [expected, 'standard input: stopped\n'], what);
      }
    });

    it(`ends a run whose output nobody reads, on a pipe: ${signal}`, () => {
      const where = write(folder, 'flood.pat', programs['a flood']);
      // The reader takes one line, says so, and nothing more.
      const script = `
        mkfifo "$2.${signal}"
        { read line; : > "$2.${signal}.read"; exec sleep 60; } < "$2.${signal}" & reader=$!
        "$PAT_NODE" "$PAT_CLI" run "$1" > "$2.${signal}" & run=$!
        until [ -e "$2.${signal}.read" ]; do sleep 0.1; done; sleep 1
        kill -${signal.slice(3)} $run; wait $run; code=$?
        kill $reader; exit $code`;
      const { code, err } = shell(script, [where, `${folder}/pipe`]);
      assert.equal(code, expected);
      assert.match(err, /flood\.pat: stopped/);
    });

    it(`ends a run whose output nobody reads, on a terminal: ${signal}`, function () {
      needs(this, 'python3', '--version');
      const where = write(folder, 'flood.pat', programs['a flood']);
      for (const terminals of [['stdout'], ['stdout', 'stderr']] as const) {
        const { code } = patOnTerminal(['run', where], terminals, { signal, after: 1 });
        assert.equal(code, expected);
      }
    });
  }

  it('is seen by a shell as it is, also while a program is checked or formatted', () => {
    for (const [signal, expected] of signals) {
      for (const command of ['check', 'fmt', 'run']) {
        // A pipe that is open for writing, too, never ends.
        const script = `
          mkfifo "$1"; exec 3<>"$1"
          "$PAT_NODE" "$PAT_CLI" ${command} - <&3 & sleep 1
          kill -${signal.slice(3)} $!; wait $!; code=$?
          rm "$1"; exit $code`;
        assert.equal(shell(script, [`${folder}/pipe`]).code, expected, `${command} ${signal}`);
      }
    }
  });

  it('is no need when the reader goes away', () => {
    const where = write(folder, 'flood.pat', programs['a flood']);
    const { out, err, code } = shell('set -o pipefail; pat run "$1" | head -n 2', [where]);
    assert.deepEqual([out, err, code], ['ready\nready\n', '', 0]);
  });
});

describe('A terminal that reads slowly', () => {
  it('gets everything, in order, before the run ends', function () {
    needs(this, 'python3', '--version');
    const folder = openFolder();
    try {
      const program = `def go(n: Int): Unit { if (n == 0) { () } else { print(intToString(n)); go(n - 1) } } go(50000); 7`;
      const { out, code } = patOnTerminal(['run', write(folder, 'a.pat', program)], ['stdout', 'stderr']);
      const expected = [...Array(50_000).keys()].map(i => `${50_000 - i}\n`).join('');
      assert.equal(out, `${expected}Result: 7\n`);
      assert.equal(code, 0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
