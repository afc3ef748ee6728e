// Nothing from outside steers a terminal: each way that text from outside takes to the command's output, with each kind of
// character in it. What programs read (JSON) means the same; what a program prints is exact where there is no terminal.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { needs, openFolder, pat, patOnTerminal, shell, write } from './pat.ts';

/** One of each kind: C0, DEL, C1, directions, separators. None can be in an argument that is the null character. */
const steering = '\u0007\u0008\u001b[31m\u007f\u009b2J\u009d\u061c\u200e\u202e\u2066\u2028\u2029\ufeff';
/** A name in a folder: as above, and a new line that says something. */
const name = `x${steering}\nfake: accepted\r.pat`;

/** Without line breaks, which only we make, and without what has been given as an exception. */
function assertSafe(text: string, context: string): void {
  const at = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/u.exec(text);
  assert.equal(
    at,
    null,
    `${context}: ${JSON.stringify(text.slice(Math.max(0, (at?.index ?? 0) - 60)).slice(0, 120))}`,
  );
  assert.doesNotMatch(text, /^fake/m, context);
}

describe('What comes from outside', () => {
  let folder: string;
  before(function () {
    if (process.platform === 'win32') this.skip();
    folder = openFolder();
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  it('steers no terminal, whichever way it takes to the output', async () => {
    const wrong = write(folder, `wrong${name}`, `print("${steering}"); nowhere # ${steering}`);
    const right = write(folder, `right${name}`, `print( "${steering}" )`);
    const half = write(folder, `half${name}`, `def f(){\ndef  g( ):Int{1}`);
    const bytes = write(folder, `bytes${name}`, Buffer.from([0x31, 0xff]));
    const missing = path.join(folder, `missing${name}`);
    const inPath = path.join(right, name);
    const inside = path.join(folder, `folder${name}`);
    write(inside, name, 'nowhere');
    const left = write(
      folder,
      `left${name}`,
      `interface A { M(String) } let a = new[A] in a ! M("${steering}"); free(a)`,
    );
    const runs = write(folder, `runs${name}`, `("${steering}", 1)`);
    const faults = write(folder, `faults${name}`, `print(intToString(1 / 0)) # ${steering}`);
    const waits = write(
      folder,
      `waits${name}`,
      `interface A { M(String) }
def f(a: A?M, b: A!M): Unit { guard a : M { receive M(x) from a -> free(a); b ! M(x) } }
let a = new[A] in let b = new[A] in spawn { f(a, b) }; f(b, a)`,
    );
    const places = [wrong, right, half, bytes, missing, inPath, inside, left];
    const words = [`--${name}`, `-${name}`, name, `--seed=${name}`];
    for (const args of [
      ['check', ...places],
      ['check', '--verbose', ...places],
      ['fmt', '--check', ...places],
      ...[wrong, missing, left, waits].map(place => ['run', place]),
      ...words.flatMap(word => [
        [word],
        ['check', word, 'y'],
        ['run', word, '--nothing', 'x'],
        ['help', word],
      ]),
      ['serve', `--${name}`],
      ['explain', name],
      ['explain', name, name],
      ['run', '--seed', name, 'x'],
      ['run', '--memory', name, 'x'],
      ['check', '--alias-check', name],
    ]) {
      const { out, err } = await pat(args);
      assertSafe(err, `errors of ${args.join(' ')}`);
      assertSafe(out, `output of ${args.join(' ')}`);
      assert.notEqual(out + err, '');
    }
    for (const args of [
      ['check', '--json'],
      ['fmt', '--check', '--json'],
    ]) {
      const { out, err } = await pat([...args, ...places]);
      assertSafe(err, args.join(' '));
      assertSafe(out, args.join(' '));
      const results = out
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line).file);
      assert.deepEqual(
        results,
        places.map(place => (place === inside ? path.join(inside, name) : place)),
      );
    }
    for (const program of [runs, faults]) {
      const { out, err } = await pat(['run', program]);
      assertSafe(err, program);
      if (program === runs) {
        assert.match(out, /^Result: \("\\x07/);
        assertSafe(out, program);
      }
    }
    // The same with our own colours, which are the only sequences.
    const coloured = await pat(['check', wrong], { env: { FORCE_COLOR: '1' } });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is about these
    assertSafe(coloured.out.replace(/\u001b\[(?:1|2|22|31|39)m/g, ''), 'coloured');
  });

  it('is named so that it can be told apart', async () => {
    const where = write(folder, 'a\u001b[2J\n.pat', 'nowhere');
    const { out } = await pat(['check', where]);
    assert.ok(out.includes('a\\x1b[2J\\n.pat:1:1: error'), out);
  });

  it('may be a name that is no UTF-8: it is found, named, checked and formatted', function () {
    if (process.platform !== 'linux') this.skip();
    const place = path.join(folder, 'bytes');
    write(place, 'other.pat', '1\n');
    const made = shell('cd "$1" && printf "f( )" > "$(printf "caf\\351.pat")" && ls | wc -l', [place]);
    assert.equal(made.out.trim(), '2');
    const named = shell('cd "$1" && pat check "$(printf "caf\\351.pat")" other.pat', [place]);
    assert.match(named.out, /^caf\\xe9\.pat:1:1: error/);
    const both = shell('cd "$1" && pat fmt && cat caf*.pat', [place]);
    assert.equal(both.out, 'caf\\xe9.pat: formatted\n1 file formatted, 1 already formatted.\nf()\n');
    assert.equal(both.code, 0);
    const json = shell('cd "$1" && pat check --json "$(printf "caf\\351.pat")"', [place]);
    assert.equal(JSON.parse(json.out).file, 'caf\ufffd.pat');
    const twice = shell('cd "$1" && pat fmt "$(printf "caf\\351.pat")" "$PWD/$(printf "caf\\351.pat")" .', [
      place,
    ]);
    assert.equal(twice.out, '2 files, all formatted already.\n');
    const missing = shell('cd "$1" && pat run "$(printf "t\\351\\033.pat")"', [place]);
    assert.equal(missing.err, 't\\xe9\\x1b.pat: error: There is no such file.\n');
  });

  describe('of a program that prints it', () => {
    const printed = `a${steering}\u001b[1;32mgreen\u001b[0m\ttab`;
    const program = (): string =>
      write(folder, 'prints.pat', `print("${printed}");\nprint("two\\nlines\\r");\nprint("\\b")`);

    it('is exact in a pipe and in a file', async () => {
      const exact = `${printed}\ntwo\nlines\r\n\b\n`;
      assert.equal((await pat(['run', program()])).out, exact);
      assert.equal((await pat(['run', program()], { env: { FORCE_COLOR: '1' } })).out, exact);
      const file = path.join(folder, 'out.txt');
      assert.equal(shell('pat run "$1" > "$2" && cat "$2"', [program(), file]).out, exact);
    });

    it('is shown in a terminal with its colours and no other sequence, and leaves no colour behind', function () {
      needs(this, 'python3', '--version');
      const safe =
        'a\\x07\\x08\u001b[31m\\x7f\\x9b2J\\x9d\\u061c\\u200e\\u202e\\u2066\\u2028\\u2029\\ufeff\u001b[1;32mgreen\u001b[0m\ttab';
      const { out, code } = patOnTerminal(['run', program()], ['stdout']);
      assert.equal(out, `${safe}\ntwo\nlines\r\n\\x08\n\u001b[0m`);
      assert.equal(code, 0);
    });

    it('is shown in a terminal like that also when it is a text that was formatted', function () {
      needs(this, 'python3', '--version');
      const text = 'print("a\u001b[31mb\u202e")\n';
      const where = path.join(folder, 'formatted.txt');
      writeFileSync(where, text);
      assert.equal(shell('pat fmt - < "$1"', [where]).out, text);
      assert.equal(patFormatsOnTerminal(where), 'print("a\u001b[31mb\\u202e")\n');
    });
  });
});

/** `pat fmt -` with its output on a terminal. */
function patFormatsOnTerminal(file: string): string {
  const script = `
const { openSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const { status } = spawnSync(process.execPath, process.argv.slice(2), { stdio: [openSync(process.argv[1]), 'inherit', 'inherit'] });
process.exitCode = status;`;
  return patOnTerminal(['fmt', '-'], ['stdout'], { node: ['-e', script, file] }).out;
}
