import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pat } from './pat.ts';

const untidy = 'def  f( ):Int{1}\nf( )\n';
const tidy = 'def f(): Int { 1 }\n\nf()\n';
const broken = 'def  f( ):Int{1}\ndef g(): Int { 1 + }\n';

describe('pat fmt', () => {
  let folder: string;
  const file = (name: string, content: string): string => {
    const where = path.join(folder, name);
    mkdirSync(path.dirname(where), { recursive: true });
    writeFileSync(where, content);
    return where;
  };
  const read = (where: string): string => readFileSync(where, 'utf8');
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'pat-fmt-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('formats a file in place and says so', async () => {
    const where = file('a.pat', untidy);
    const { code, out, err } = await pat(['fmt', where]);
    assert.deepEqual({ code, out, err }, { code: 0, out: `${where}: formatted\n`, err: '' });
    assert.equal(read(where), tidy);
    assert.deepEqual(readdirSync(folder), ['a.pat'], 'nothing else is left behind');
  });

  it('does not touch a file that is formatted', async () => {
    const where = file('a.pat', tidy);
    utimesSync(where, 1000, 1000);
    const { code, out } = await pat(['fmt', where]);
    assert.deepEqual({ code, out }, { code: 0, out: 'Already formatted.\n' });
    assert.equal(statSync(where).mtimeMs, 1_000_000);
  });

  it('formats all programs of a folder, of the current one when none is named', async () => {
    const first = file('a.pat', untidy);
    const second = file('deep/b.pat', untidy);
    const others = [
      file('deep/c.txt', untidy),
      file('node_modules/d.pat', untidy),
      file('.hidden/e.pat', untidy),
    ];
    file('f.pat', tidy);
    const { code, out } = await pat(['fmt'], { cwd: folder });
    assert.equal(code, 0);
    assert.equal(
      out,
      `a.pat: formatted\n${path.join('deep', 'b.pat')}: formatted\n2 files formatted, 1 already formatted.\n`,
    );
    for (const where of [first, second]) assert.equal(read(where), tidy);
    for (const where of others) assert.equal(read(where), untidy);
  });

  it('with --check lists what is not formatted, changes nothing and ends with 1', async () => {
    const where = file('a.pat', untidy);
    file('b.pat', tidy);
    const { code, out } = await pat(['fmt', '--check', folder]);
    assert.deepEqual(
      { code, out },
      { code: 1, out: `${where}: not formatted\n1 file not formatted, 1 already formatted.\n` },
    );
    assert.equal(read(where), untidy);
    assert.equal((await pat(['fmt', '--check', file('c.pat', tidy)])).code, 0);
  });

  it('formats standard input to standard output', async () => {
    assert.deepEqual(
      await pat(['fmt', '-'], { stdin: untidy }).then(({ code, out, err }) => ({ code, out, err })),
      { code: 0, out: tidy, err: '' },
    );
    assert.deepEqual(
      await pat(['fmt', '--check', '-'], { stdin: untidy }).then(({ code, out }) => ({ code, out })),
      { code: 1, out: 'standard input: not formatted\n' },
    );
  });

  it('leaves what has a syntax error, says which and why, and ends with 1', async () => {
    const where = file('a.pat', broken);
    const { code, out, err } = await pat(['fmt', where]);
    assert.equal(code, 1);
    assert.equal(out, `${where}: formatted\n`);
    assert.equal(
      err,
      `${where}:2:18: left as it is: line 2 is not formatted, because of a syntax error: After \`+\` an expression is missing.\n`,
    );
    assert.equal(read(where), 'def f(): Int { 1 }\ndef g(): Int { 1 + }\n');
  });

  it('ends with 2 for what cannot be read or written, and does the rest', async () => {
    const where = file('a.pat', untidy);
    const missing = path.join(folder, 'missing.pat');
    const { code, err } = await pat(['fmt', missing, where]);
    assert.equal(code, 2);
    assert.match(err, /missing\.pat: error: There is no such file\./);
    assert.equal(read(where), tidy);
    mkdirSync(path.join(folder, 'empty'));
    const nothing = await pat(['fmt', path.join(folder, 'empty')]);
    assert.equal(nothing.code, 2);
    assert.match(nothing.err, /There are no \.pat files in this folder\./);
    writeFileSync(where, Buffer.from([0x64, 0xff]));
    assert.equal((await pat(['fmt', where])).code, 2);
    assert.deepEqual(readFileSync(where), Buffer.from([0x64, 0xff]));
  });

  it('keeps permissions, links, line ends and the byte-order mark', async function () {
    if (process.platform === 'win32') this.skip();
    const where = file('a.pat', '\ufeffdef  f( ):Int{\r\n1}\r\n');
    chmodSync(where, 0o640);
    const link = path.join(folder, 'link.pat');
    symlinkSync(where, link);
    assert.equal((await pat(['fmt', link])).code, 0);
    assert.equal(read(where), '\ufeffdef f(): Int {\r\n  1\r\n}\r\n');
    assert.equal(statSync(where).mode & 0o777, 0o640);
    assert.ok(lstatSync(link).isSymbolicLink());
  });

  it('prints one JSON object for each file', async () => {
    const where = file('a.pat', broken);
    const { code, out } = await pat(['fmt', '--json', '--check', where, path.join(folder, 'none.pat')]);
    assert.equal(code, 2);
    const [first, second] = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.deepEqual(first, {
      file: where,
      changed: true,
      left: [
        {
          range: { start: { line: 1, character: 0 }, end: { line: 1, character: 20 } },
          error: {
            range: { start: { line: 1, character: 17 }, end: { line: 1, character: 18 } },
            message: 'After `+` an expression is missing.',
          },
        },
      ],
    });
    assert.deepEqual(second, {
      file: path.join(folder, 'none.pat'),
      changed: false,
      left: [],
      error: 'There is no such file.',
    });
    const fromInput = await pat(['fmt', '--json', '-'], { stdin: untidy });
    assert.deepEqual(JSON.parse(fromInput.out), { file: '-', changed: true, left: [], text: tidy });
    assert.ok(existsSync(where));
  });
});
