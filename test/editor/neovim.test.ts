// Neovim against `dist/cli.js serve --stdio`: a client that is not ours, with its own idea of positions (bytes) and its
// own way of sending edits.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { requires } from './availability.ts';
import { commandLine } from './product.ts';
import { future, makeFolder } from './programs.ts';
import { removeScratch } from './scratch.ts';

interface Seen {
  readonly fault?: string;
  readonly steps: Readonly<Record<string, Step>>;
  readonly hover?: string;
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

const client = path.join(path.dirname(fileURLToPath(import.meta.url)), 'neovim', 'client.lua');

describe('Neovim with `pat serve --stdio`', function () {
  this.timeout(90_000);
  let folder: string | undefined;
  let neovim: ChildProcess | undefined;
  let seen: Seen;

  before(async function () {
    await requires(this, 'neovim');
    const cli = await commandLine();
    const made = await makeFolder({ 'future.pat': future });
    folder = made;
    const own = async (name: string): Promise<string> => {
      await mkdir(path.join(made, name));
      return path.join(made, name);
    };
    const result = path.join(made, 'result.json');
    const started = spawn(
      'nvim',
      ['--clean', '--headless', '-n', '-i', 'NONE', '+luafile $PAT_NVIM_SCRIPT'],
      {
        cwd: made,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env.PATH ?? '',
          LANG: 'C.UTF-8',
          HOME: await own('home'),
          XDG_CONFIG_HOME: await own('config'),
          XDG_DATA_HOME: await own('data'),
          XDG_STATE_HOME: await own('state'),
          XDG_CACHE_HOME: await own('cache'),
          PAT_NVIM_SCRIPT: client,
          PAT_NVIM_RESULT: result,
          PAT_NVIM_FILE: path.join(made, 'future.pat'),
          PAT_NVIM_NODE: process.execPath,
          PAT_NVIM_CLI: cli,
        },
      },
    );
    neovim = started;
    let output = '';
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', chunk => {
        output += String(chunk);
      });
    }
    await new Promise<void>((resolve, reject) => {
      started.once('error', reject);
      started.once('exit', () => resolve());
    });
    const text = await readFile(result, 'utf8').catch(() => {
      throw new Error(`Neovim left no result; it said:\n${output}`);
    });
    seen = JSON.parse(text);
    assert.equal(seen.fault, undefined, `${seen.fault}\n${output}`);
  });

  after(async () => {
    if (neovim?.pid !== undefined) {
      try {
        process.kill(-neovim.pid, 'SIGKILL');
      } catch {
        // It has ended, and so has all that it started.
      }
    }
    if (folder !== undefined) await removeScratch(folder);
  });

  function step(name: string): Step {
    const found = seen.steps[name];
    assert.ok(found, `the step "${name}" was not reached`);
    assert.ok(found.came, `waited in vain; last seen: ${JSON.stringify(found.diagnostics)}`);
    return found;
  }

  it('shows nothing for an accepted program', () => {
    assert.deepEqual(step('opened').diagnostics, []);
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

  it('lists the document symbols', () => {
    assert.deepEqual(seen.symbols?.slice(0, 3), ['Future', 'put', 'main']);
  });

  it('lets the server end by itself when the client stops it', () => {
    assert.equal(seen.exit?.code, 0, JSON.stringify(seen.exit));
  });
});
