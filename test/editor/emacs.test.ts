// Emacs with Eglot and the configuration of docs/editors.md: a client that is not ours, used by its own commands.
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { requires } from './availability.ts';
import { documented } from './documented.ts';
import { runOtherEditor } from './other-editor.ts';
import { future } from './programs.ts';

interface Mistake {
  readonly line: number;
  readonly text: string;
  readonly type: string;
  readonly message: string;
}

interface Seen {
  readonly fault?: string;
  readonly mode?: string;
  readonly opened?: readonly Mistake[];
  readonly broken?: readonly Mistake[];
  readonly mended?: readonly Mistake[];
  readonly hover?: string;
  readonly definition?: number;
  readonly renamed?: string;
  readonly formatted?: string;
  readonly indented?: string;
  readonly ended?: boolean;
}

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'emacs', 'client.el');

/** The line, counted from 1, on which a part of the program begins. */
const lineOf = (part: string): number => future.slice(0, future.indexOf(part)).split('\n').length;

describe('Emacs with Eglot and `pat serve --stdio`', () => {
  let seen: Seen;

  before(async function () {
    await requires(this, 'emacs');
    const { result, output } = await runOtherEditor({
      command: 'emacs',
      args: ['--batch', '-q', '-l', script],
      configuration: await documented('elisp'),
      program: ['future.pat', future],
    });
    seen = result as Seen;
    assert.equal(seen.fault, undefined, `${seen.fault}\n${JSON.stringify(seen)}\n${output}`);
  });

  it('shows nothing for an accepted program, in the mode of its own', () => {
    assert.equal(seen.mode, 'pat-mode');
    assert.deepEqual(seen.opened, []);
  });

  it('shows a mistake at its place after an edit, behind a character that UTF-16 writes with two units', () => {
    const [mistake, ...others] = seen.broken ?? [];
    assert.deepEqual(others, []);
    assert.equal(mistake?.text, 'missing');
    assert.equal(mistake?.type, 'eglot-error');
    assert.match(mistake?.message ?? '', /pat-E2\d\d.*missing/);
  });

  it('shows nothing again once the mistake is mended', () => {
    assert.deepEqual(seen.mended, []);
  });

  it('says with eldoc the mailbox type and the solved pattern', () => {
    assert.match(seen.hover ?? '', /f : Future!Put\b/);
  });

  it('goes from a call to the definition', () => {
    assert.equal(seen.definition, lineOf('def put'));
  });

  it('renames a definition and its call', () => {
    assert.equal(seen.renamed, future.replaceAll('put(f', 'fill(f'));
  });

  it('formats the buffer: the spaces that were too many are gone', () => {
    assert.equal(seen.formatted, future);
  });

  it('indents as the program is written', () => {
    assert.equal(seen.indented, future);
  });

  it('ends when Eglot shuts it down', () => {
    assert.equal(seen.ended, true);
  });
});
