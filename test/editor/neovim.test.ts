// Neovim with the configuration of docs/editors.md: a client that is not ours, with its own idea of positions (bytes) and
// its own way of sending edits.
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { requires } from './availability.ts';
import { documented } from './documented.ts';
import { runOtherEditor } from './other-editor.ts';
import { future } from './programs.ts';

interface Seen {
  readonly fault?: string;
  readonly filetype?: string;
  readonly steps: Readonly<Record<string, Step>>;
  readonly hover?: string;
  readonly definition?: readonly number[];
  readonly renamed?: string;
  readonly formatted?: string;
  readonly symbols?: readonly string[];
  readonly exit?: { readonly code: number; readonly signal: number };
}

interface Step {
  readonly came: boolean;
  readonly diagnostics: readonly {
    readonly line: number;
    readonly text: string;
    readonly severity: number;
    readonly code?: string;
    readonly message: string;
  }[];
}

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'neovim', 'client.lua');

describe('Neovim with `pat serve --stdio`', () => {
  let seen: Seen;

  before(async function () {
    await requires(this, 'neovim');
    const { result, output } = await runOtherEditor({
      command: 'nvim',
      args: ['--clean', '--headless', '-n', '-i', 'NONE', `+luafile ${script}`],
      configuration: await documented('lua'),
      program: ['future.pat', future],
    });
    seen = result as Seen;
    assert.equal(seen.fault, undefined, `${seen.fault}\n${JSON.stringify(seen)}\n${output}`);
  });

  function step(name: string): Step {
    const found = seen.steps[name];
    assert.ok(found, `the step "${name}" was not reached`);
    assert.ok(found.came, `waited in vain; last seen: ${JSON.stringify(found.diagnostics)}`);
    return found;
  }

  it('takes a .pat file for a Pat program', () => {
    assert.equal(seen.filetype, 'pat');
  });

  it('shows a mistake at its place after an edit, behind a character that UTF-16 writes with two units', () => {
    const [mistake, ...others] = step('broken').diagnostics;
    assert.deepEqual(others, []);
    assert.equal(mistake?.line, future.split('\n').length - 1);
    assert.equal(mistake?.text, 'missing');
    assert.equal(mistake?.severity, 1);
    assert.match(mistake?.code ?? '', /^pat-E2\d\d$/);
    assert.match(mistake?.message ?? '', /missing/);
  });

  it('shows nothing again once the mistake is mended', () => {
    assert.deepEqual(step('mended').diagnostics, []);
  });

  it('answers a hover with the mailbox type and the solved pattern', () => {
    assert.match(seen.hover ?? '', /f : Future!Put\b/);
  });

  it('goes from a call to the definition, with gd', () => {
    const line = future.slice(0, future.indexOf('def put')).split('\n').length;
    assert.deepEqual(seen.definition, [line, 'def '.length]);
  });

  it('renames a definition and its call', () => {
    assert.equal(seen.renamed, future.replaceAll('put(f', 'fill(f'));
  });

  it('formats the buffer: the spaces that were too many are gone', () => {
    assert.equal(seen.formatted, future);
  });

  it('lists the document symbols', () => {
    assert.deepEqual(seen.symbols?.slice(0, 3), ['Future', 'put', 'main']);
  });

  it('lets the server end by itself when the client stops it', () => {
    assert.equal(seen.exit?.code, 0, JSON.stringify(seen.exit));
  });
});
