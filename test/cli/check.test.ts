import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { combinations } from '../editor/programs.ts';
import { patience } from '../patience.ts';
import { needs, pat, patOnTerminal, root } from './pat.ts';

const right = 'def main(): Int { 1 + 2 }\nmain()\n';
const wrong = 'def main(): Int { 1 + nowhere }\nmain()\n';

describe('pat check', () => {
  let folder: string;
  const file = (name: string, content: string | Buffer): string => {
    const where = path.join(folder, name);
    writeFileSync(where, content);
    return where;
  };
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'pat-cli-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('ends with 0 for a program without errors', async () => {
    const { code, out, err } = await pat(['check', file('right.pat', right)]);
    assert.equal(code, 0);
    assert.match(out, /right\.pat: accepted\n$/);
    assert.equal(err, '');
  });

  it('ends with 1 for a program with errors, and shows the place with carets under it', async () => {
    const where = file('wrong.pat', wrong);
    const { code, out } = await pat(['check', where]);
    assert.equal(code, 1);
    const [head, source, carets] = out.split('\n');
    assert.ok(head?.startsWith(`${where}:1:23: error[pat-E2`), head);
    assert.equal(source, '  1 │ def main(): Int { 1 + nowhere }');
    assert.equal(carets, `    │ ${' '.repeat(22)}^^^^^^^`);
    assert.match(out, /rejected \(1 error\)\n$/);
  });

  it('puts the carets right under wide characters, tabs and accents', async () => {
    const { out } = await pat(['check', '-'], { stdin: '\tprint("日本e\u0301"); nowhere\n' });
    const lines = out.split('\n');
    const at = lines[1]?.indexOf('nowhere') ?? -1;
    // Two columns more for the two wide characters, one less for the accent that has no width.
    assert.equal(lines[2]?.indexOf('^'), at + 2 - 1);
  });

  it('never lets a program move the cursor of the terminal', async () => {
    const { out } = await pat(['check', '-'], { stdin: 'print("\u001b[31m"); nowhere\u0007\n' });
    assert.doesNotMatch(out, /(?!\n)\p{Cc}/u);
    assert.ok(out.includes('print("\\x1b[31m"); nowhere\\x07'), out);
  });

  it('uses colour when asked to, and not when the output is no terminal or NO_COLOR is set', async () => {
    const where = file('wrong.pat', wrong);
    const colour = '\u001b[';
    assert.ok((await pat(['check', where], { env: { FORCE_COLOR: '1' } })).out.includes(colour));
    assert.ok(!(await pat(['check', where])).out.includes(colour));
    const { out } = await pat(['check', where], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    assert.ok(!out.includes(colour));
  });

  it('decides about colour for each stream by itself', function () {
    needs(this, 'python3', '--version');
    const where = file('wrong.pat', wrong);
    const missing = path.join(folder, 'missing.pat');
    const isColoured = ({ out, err }: { out: string; err: string }): [boolean, boolean] => [
      out.includes('\u001b['),
      err.includes('\u001b['),
    ];
    const cases: [('stdout' | 'stderr')[], Record<string, string>, [boolean, boolean]][] = [
      [['stdout', 'stderr'], {}, [true, true]],
      [['stdout'], {}, [true, false]],
      [['stderr'], {}, [false, true]],
      [[], {}, [false, false]],
      [['stdout', 'stderr'], { NO_COLOR: '' }, [true, true]],
      [['stdout', 'stderr'], { NO_COLOR: '1' }, [false, false]],
      [['stdout', 'stderr'], { TERM: 'dumb' }, [false, false]],
      [['stderr'], { FORCE_COLOR: '3' }, [true, true]],
      [['stderr'], { FORCE_COLOR: 'false' }, [false, false]],
    ];
    for (const [terminals, env, expected] of cases) {
      const outcome = patOnTerminal(['check', where, missing], terminals, { env });
      assert.deepEqual(isColoured(outcome), expected, `${terminals} ${JSON.stringify(env)}`);
      assert.equal(outcome.code, 2);
    }
  });

  it('prints one JSON object for each file with --json', async () => {
    const files = [file('right.pat', right), file('wrong.pat', wrong)];
    const { code, out } = await pat(['check', '--json', ...files]);
    assert.equal(code, 1);
    const results = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.deepEqual(results[0], { file: files[0], accepted: true, diagnostics: [] });
    const [{ code: diagnostic, severity, message, range, related, fixes }] = results[1].diagnostics;
    assert.equal(results[1].accepted, false);
    assert.match(diagnostic, /^pat-E2\d\d$/);
    assert.equal(severity, 'error');
    assert.match(message, /nowhere/);
    assert.deepEqual(range, { start: { line: 0, character: 22 }, end: { line: 0, character: 29 } });
    assert.ok(Array.isArray(related) && Array.isArray(fixes));
  });

  it('counts UTF-16 characters in JSON', async () => {
    const { out } = await pat(['check', '--json', '-'], {
      stdin: 'print("\u{1F600}");\nprint("\u{1F600}é"); nowhere',
    });
    const { file: name, diagnostics } = JSON.parse(out);
    assert.equal(name, '-');
    assert.deepEqual(diagnostics[0].range.start, { line: 1, character: 14 });
  });

  it('reads standard input for -', async () => {
    assert.equal((await pat(['check', '-'], { stdin: right })).code, 0);
    const { code, out } = await pat(['check', '-'], { stdin: wrong });
    assert.equal(code, 1);
    assert.match(out, /^standard input:1:23/);
  });

  it('takes the settings as flags', async () => {
    const alias = file(
      'alias.pat',
      `interface Cell { Ping(), Take(Cell!Ping) }
def f(self: Cell?Take, other: Cell!Ping): Unit {
  guard self : Take { receive Take(reply) from self -> reply ! Ping(); other ! Ping(); free(self) }
}`,
    );
    assert.equal((await pat(['check', alias])).code, 1);
    assert.equal((await pat(['check', '--alias-check', 'none', alias])).code, 0);
    assert.equal((await pat(['check', '--alias-check', 'strict', alias])).code, 1);
    const shared = file(
      'shared.pat',
      `interface A { M() }
interface B { N(A!M, A!M) }
def f(b: B!N, a: A!(M . M)[R]): Unit { b ! N(a, a) }`,
    );
    assert.equal((await pat(['check', shared])).code, 1);
    assert.equal((await pat(['check', '--join-not-combine', shared])).code, 0);
    const usable = file(
      'usable.pat',
      `interface A { M() }
def f(a: A!M): Unit { let (x, n) = (a, 1) in x ! M() }`,
    );
    assert.equal((await pat(['check', usable])).code, 1);
    assert.equal((await pat(['check', '--liberal-datatypes', usable])).code, 0);
    assert.equal((await pat(['check', '--no-quasi-linearity', usable])).code, 0);
  });

  it('asks Z3, which lies beside it, for what its own procedure leaves open, wherever it is', async () => {
    const dist = path.join(folder, 'elsewhere');
    cpSync(path.join(root, 'dist'), dist, { recursive: true });
    const open = file('combinations.pat', combinations);
    const warnings = (): [number | null, string[]] => {
      const args = [path.join(dist, 'cli.js'), 'check', '--json', open];
      const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
      const { diagnostics }: { diagnostics: { code: string }[] } = JSON.parse(stdout);
      return [status, diagnostics.map(({ code }) => code)];
    };
    assert.deepEqual(warnings(), [0, []]);
    rmSync(path.join(dist, 'z3'), { recursive: true });
    assert.deepEqual(warnings(), [0, ['pat-W401']]);
  });

  it('says how much there was to check with --verbose, outside of the results', async () => {
    const { out, err } = await pat(['check', '--json', '--verbose', '-'], { stdin: right });
    assert.equal(JSON.parse(out).accepted, true);
    assert.match(
      err,
      /^standard input: 2 items, \d+ constraints?, \d+ inclusions? decided in \d+ steps? \(at most 1,000,000 for each\), 0 undecided, [\d.]+ ms\n$/,
    );
  });

  it('ends with 2 for wrong usage, and says what is right', async () => {
    for (const args of [
      [],
      ['chekc', 'x.pat'],
      ['check', '--alias-check', 'sometimes', 'x.pat'],
      ['check', '--no-such-flag', 'x.pat'],
      ['run'],
      ['run', 'a.pat', 'b.pat'],
      ['run', '--seed', 'x', 'a.pat'],
    ]) {
      const { code, err } = await pat(args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, /error|Usage/, args.join(' '));
    }
  });

  it('says its version, and how it is used', async () => {
    const { version } = JSON.parse(
      spawnSync('node', ['-p', 'JSON.stringify(require("./package.json"))'], { cwd: root, encoding: 'utf8' })
        .stdout,
    );
    assert.deepEqual(await pat(['--version']).then(({ code, out }) => [code, out]), [0, `${version}\n`]);
    const help = await pat(['--help']);
    assert.equal(help.code, 0);
    for (const word of ['check', 'run', 'serve', '--version', 'Exit code'])
      assert.ok(help.out.includes(word), word);
    assert.equal((await pat(['check', '--help'])).code, 0);
  });

  it('refuses what is no program text, within a second, with a clear sentence and 2', async () => {
    mkdirSync(path.join(folder, 'a folder.pat'));
    const cases: [string, RegExp][] = [
      [
        file('latin1.pat', Buffer.from('# caf\xe9\n1', 'latin1')),
        /not a UTF-8 text: byte 6 \(0xe9, on line 1\)/,
      ],
      [file('cut.pat', Buffer.from('# 1\n# €').subarray(0, -1)), /byte 7 \(0xe2, on line 2\)/],
      [file('surrogate.pat', Buffer.from([0x31, 0xed, 0xa0, 0x80])), /byte 2 \(0xed/],
      [file('utf16.pat', Buffer.from('\ufeff1', 'utf16le')), /UTF-16/],
      [
        file('big.pat', Buffer.alloc(5 * 1024 * 1024, '# hello\n')),
        /5\.0 million bytes.*more than 4\.0 million/,
      ],
      [path.join(folder, 'a folder.pat'), /no \.pat files in this folder/],
      [path.join(folder, 'missing.pat'), /no such file/],
      [path.join(folder, 'right.pat', 'x.pat'), /no such file/],
    ];
    for (const [where, reason] of cases) {
      const { code, out, err } = await pat(['check', where]);
      assert.equal(code, 2, where);
      assert.match(err, reason);
      assert.doesNotMatch(err, /\bat .*:\d+:\d+/, 'no stack trace');
      assert.equal(out, '');
    }
  });

  it('goes on with the other files when one cannot be read', async () => {
    const missing = path.join(folder, 'missing.pat');
    const { code, out, err } = await pat(['check', '--json', missing, file('right.pat', right)]);
    assert.equal(code, 2);
    const [first, second] = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.deepEqual(first, {
      file: missing,
      accepted: false,
      diagnostics: [],
      error: 'There is no such file.',
    });
    assert.equal(second.accepted, true);
    assert.match(err, /no such file/);
  });

  describe('of a folder', () => {
    let project: string;
    const put = (name: string, content: string | Buffer): string => {
      const where = path.join(project, ...name.split('/'));
      mkdirSync(path.dirname(where), { recursive: true });
      writeFileSync(where, content);
      return where;
    };
    beforeEach(() => {
      project = mkdtempSync(path.join(folder, 'project-'));
    });

    it('checks all its programs in the order of their names, and sums them up at the end', async () => {
      put('b.pat', right);
      put('a/z.pat', right);
      put('c/wrong.pat', wrong);
      put('c/a.pat', wrong);
      put('a/notes.txt', wrong);
      put('node_modules/x.pat', wrong);
      put('.hidden/x.pat', wrong);
      const { code, out, err } = await pat(['check', project]);
      assert.deepEqual({ code, err }, { code: 1, err: '' });
      const lines = out.split('\n').filter(line => line.startsWith(project) || /^\d+ files?:/.test(line));
      const [one, two] = ['a.pat', 'wrong.pat'].map(name => path.join(project, 'c', name));
      assert.deepEqual(
        lines.map(line => line.replace(/: error\[.*/, ': error')),
        [
          `${one}:1:23: error`,
          `${one}: rejected (1 error)`,
          `${two}:1:23: error`,
          `${two}: rejected (1 error)`,
          '4 files: 2 accepted, 2 rejected',
        ],
      );
      assert.ok(out.endsWith('\n4 files: 2 accepted, 2 rejected\n'));
    });

    it('takes the current folder when none is named', async () => {
      put('a.pat', right);
      put('b/c.pat', right);
      const { code, out, err } = await pat(['check'], { cwd: project });
      assert.deepEqual({ code, out, err }, { code: 0, out: '2 files: 2 accepted\n', err: '' });
      assert.match((await pat(['check', 'b'], { cwd: project })).out, /^1 file: 1 accepted\n$/);
    });

    it('has a line for each file that was named, and for warnings', async () => {
      const named = put('named.pat', right);
      const other = put('b/warns.pat', 'def f(print: Int): Int { 1 } f(2)');
      put('b/silent.pat', right);
      const { code, out } = await pat(['check', named, path.dirname(other)]);
      assert.equal(code, 0);
      assert.ok(out.startsWith(`${named}: accepted\n${other}:1:7: warning[`), out);
      assert.ok(out.endsWith(`${other}: accepted (1 warning)\n3 files: 3 accepted\n`), out);
    });

    it('checks no file twice', async () => {
      const where = put('b/a.pat', right);
      put('c.pat', right);
      const { out } = await pat(['check', where, project, path.join(project, 'b')]);
      assert.equal(out, `${where}: accepted\n2 files: 2 accepted\n`);
    });

    it('prints one JSON object for each file and nothing else with --json', async () => {
      const files = [put('a.pat', right), put('b.pat', wrong)];
      const { code, out } = await pat(['check', '--json', project]);
      assert.equal(code, 1);
      const results = out
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line));
      assert.deepEqual(
        results.map(({ file: name, accepted }) => [name, accepted]),
        [
          [files[0], true],
          [files[1], false],
        ],
      );
    });

    it('ends with 2 for a folder without programs, and does the rest', async () => {
      put('empty/notes.txt', 'nothing');
      put('a.pat', right);
      const empty = path.join(project, 'empty');
      const { code, out, err } = await pat(['check', empty, path.join(project, 'a.pat')]);
      assert.equal(code, 2);
      assert.equal(err, `${empty}: error: There are no .pat files in this folder.\n`);
      assert.equal(out, `${path.join(project, 'a.pat')}: accepted\n`);
      const json = await pat(['check', '--json', empty]);
      assert.equal(json.code, 2);
      assert.deepEqual(JSON.parse(json.out), {
        file: empty,
        accepted: false,
        diagnostics: [],
        error: 'There are no .pat files in this folder.',
      });
    });

    it('counts a file in it that is no text, says why, and ends with 2', async () => {
      put('a.pat', right);
      const bad = put('b.pat', Buffer.from([0x31, 0xff]));
      put('c.pat', wrong);
      const { code, out, err } = await pat(['check', project]);
      assert.equal(code, 2);
      assert.ok(out.endsWith('\n3 files: 1 accepted, 1 rejected, 1 not read\n'), out);
      assert.ok(err.startsWith(`${bad}: error: This is not a UTF-8 text`), err);
    });
  });

  it('accepts an empty file, and one of comments only', async () => {
    assert.equal((await pat(['check', file('empty.pat', '')])).code, 0);
    assert.equal((await pat(['check', file('comments.pat', '# nothing\n\n')])).code, 0);
    assert.equal((await pat(['check', '-'], { stdin: '\ufeff' })).code, 0);
  });

  it('answers damaged programs with diagnostics', async () => {
    const deep = (n: number, open: string, close: string): string => `${open.repeat(n)}1${close.repeat(n)}`;
    const cases = [
      'def main(): Int { 1\0 }',
      '\0',
      '9223372036854775808',
      deep(10_000, '(', ''),
      `${deep(10_000, '{', '')}`,
      '"never closed',
      'def f(',
    ];
    for (const stdin of cases) {
      const { code, out, err } = await pat(['check', '-'], { stdin });
      assert.equal(code, 1, `${stdin.slice(0, 20)}: ${err}`);
      assert.match(out, /error\[pat-E1/);
    }
  });

  it('takes nesting 10,000 deep, or says that it is too deep', async () => {
    const nested = `${'('.repeat(10_000)}1${')'.repeat(10_000)}`;
    const { code, out, err } = await pat(['check', '-'], { stdin: nested });
    assert.ok(code === 0 || (code === 1 && /pat-E1\d\d/.test(out)), `${code}: ${err}`);
  });

  it('ends quietly when nobody reads the rest of its output', function () {
    if (process.platform === 'win32') this.skip();
    const many = file(
      'many.pat',
      Array.from({ length: 5000 }, (_, i) => `def f${i}(): Int { "" }\n`).join(''),
    );
    const cli = path.join(root, 'dist', 'cli.js');
    const { stdout, stderr } = spawnSync(
      'sh',
      ['-c', '"$0" "$1" check "$2" | head -n 1', process.execPath, cli, many],
      {
        encoding: 'utf8',
        timeout: patience,
      },
    );
    assert.match(stdout, /many\.pat:1:/);
    assert.equal(stderr, '');
  });
});
