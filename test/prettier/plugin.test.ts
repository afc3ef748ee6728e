// The plugin in the real Prettier, as users run it: on files, through the package's export, and in Markdown.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root } from '../cli/pat.ts';

const prettierBinary = path.join(
  path.dirname(createRequire(import.meta.url).resolve('prettier/package.json')),
  'bin/prettier.cjs',
);
const untidy = 'interface  A{X( )}\ndef  f( a:A ! ):Unit{\na!X();f(a) # again\n}\n';
const tidy = 'interface A { X() }\n\ndef f(a: A!): Unit {\n  a ! X();\n  f(a) # again\n}\n';

describe('the Prettier plugin', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'pat-prettier-'));
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(root, path.join(folder, 'node_modules/behavioural-types'), 'dir');
    write('.prettierrc', '{ "plugins": ["behavioural-types/prettier"] }');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const prettier = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [prettierBinary, ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('formats all files that a pattern names, and finds them formatted afterwards', () => {
    write('a.pat', untidy);
    write('deep/er/b.pat', untidy);
    assert.equal(prettier('--check', '**/*.pat').status, 1);
    const { status, stderr } = prettier('--write', '**/*.pat');
    assert.equal(status, 0, stderr);
    assert.equal(read('a.pat'), tidy);
    assert.equal(read('deep/er/b.pat'), tidy);
    assert.equal(prettier('--check', '**/*.pat').status, 0);
  });

  it('gives what `pat fmt` gives for every example', () => {
    const { status, stdout, stderr } = prettier(
      '--check',
      path.join(root, 'examples/**/*.pat'),
      '--config',
      '.prettierrc',
    );
    assert.equal(status, 0, stdout + stderr);
  });

  it('takes its options', () => {
    write('options.pat', 'def f(): Unit {\n  print(concat("one", "two"));\n  ()\n}\n');
    const { stdout } = prettier('--use-tabs', '--print-width', '24', '--end-of-line', 'crlf', 'options.pat');
    assert.equal(stdout, 'def f(): Unit {\r\n\tprint(\r\n\t\tconcat("one", "two")\r\n\t);\r\n\t()\r\n}\r\n');
  });

  it('formats Pat in the fences of Markdown, indented as they are', () => {
    write('page.md', `# Title\n\n- item\n\n  \`\`\`pat\n  def  f(): Unit {\n  g(1);g(2)}\n  \`\`\`\n`);
    assert.equal(
      prettier('page.md').stdout,
      `# Title\n\n- item\n\n  \`\`\`pat\n  def f(): Unit {\n    g(1);\n    g(2)\n  }\n  \`\`\`\n`,
    );
  });

  it('leaves what has a syntax error exactly as it is', () => {
    const broken = 'def  f( ): Int {  \n   1 + \t\n}\n';
    write('broken.pat', `def  g(): Int {1}\n\n${broken}`);
    assert.equal(prettier('broken.pat').stdout, `def g(): Int { 1 }\n\n${broken}`);
  });
});
