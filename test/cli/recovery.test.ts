// Whatever happens while `pat fmt` writes a file: the file holds the old or the new text, or the old text is kept elsewhere
// and put back. Each change to the file system is one at which the process is killed, and one that fails.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { dropOldText, forgottenTexts, type OldText } from '../../cli/recovery.ts';
import { repair } from '../../cli/rewrite.ts';
import { openFolder, pat, plainEnvironment, write } from './pat.ts';

const happens = fileURLToPath(new URL('happens.cjs', import.meta.url));

/** Old and new texts: the new one longer, shorter, and as long. */
const texts = {
  longer: ['old '.repeat(3000), 'NEW! '.repeat(4000)],
  shorter: ['old '.repeat(3000), 'NEW! '.repeat(1500)],
  equal: ['old '.repeat(3000), 'NEW!'.repeat(3000)],
} as const;

describe('Rewriting a file', () => {
  const { XDG_STATE_HOME, TMPDIR } = process.env;
  let folder: string;
  let state: string;
  let file: string;
  let script: string;
  before(function () {
    if (process.platform === 'win32') this.skip();
    folder = openFolder();
    state = path.join(folder, 'state');
    file = path.join(folder, 'file.pat');
    script = path.join(folder, 'rewrite.cjs');
    const entry = fileURLToPath(new URL('../../cli/rewrite.ts', import.meta.url));
    buildSync({ entryPoints: [entry], outfile: script, bundle: true, platform: 'node', logLevel: 'error' });
    // What is kept is looked for in this process as well, and only there.
    Object.assign(process.env, { XDG_STATE_HOME: state, TMPDIR: path.join(folder, 'no-other-place') });
  });
  after(() => {
    for (const [name, value] of Object.entries({ XDG_STATE_HOME, TMPDIR })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** Rewrites the file in a process of its own, to which something happens. Gives the sentence that it says, if any. */
  function rewritten(
    before: string,
    after: string,
    what: string,
  ): { signal: string | null; said: string; err: string } {
    writeFileSync(file, before);
    const program = `
      const [, file, script, before, after] = process.argv;
      require(script)
        .rewrite(file, Buffer.from(before), Buffer.from(after))
        .then(failure => process.stdout.write(failure?.text ?? ''));`;
    const { signal, stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--require', happens, '-e', program, file, script, before, after],
      { env: { ...plainEnvironment(), XDG_STATE_HOME: state, PAT_HAPPENS: what }, encoding: 'utf8' },
    );
    assert.ok(signal === 'SIGKILL' || status === 0, stderr);
    return { signal, said: stdout, err: stderr };
  }
  const left = (): string => readFileSync(file, 'utf8');
  const changesOf = (before: string, after: string): number => {
    const { err } = rewritten(before, after, 'count');
    assert.equal(left(), after);
    return Number(/changes: (\d+)/.exec(err)?.[1]);
  };
  /** Kills a rewriting at a moment at which the file holds neither text. */
  const interrupt = (before: string, after: string): void => {
    for (let change = 1; ; change++) {
      rewritten(before, after, `kill within ${change}`);
      if (left() !== before && left() !== after) return;
      for (const old of forgottenTexts()) dropOldText(old);
    }
  };
  const theForgotten = (): OldText => {
    const [old, ...more] = forgottenTexts();
    assert.ok(old !== undefined && more.length === 0);
    return old;
  };
  const nothingIsKept = (): void => assert.deepEqual(readdirSync(path.join(state, 'pat')), []);

  for (const [what, [before, after]] of Object.entries(texts)) {
    it(`loses nothing when the process is killed, at whatever change: a text as ${what}`, async () => {
      const changes = changesOf(before, after);
      assert.ok(changes >= 8, `${changes}`);
      let inBetween = 0;
      for (let change = 1; change <= changes; change++) {
        for (const when of ['before', 'within']) {
          const { signal } = rewritten(before, after, `kill ${when} ${change}`);
          assert.equal(signal, 'SIGKILL', `${when} ${change}`);
          const content = left();
          const isWhole = content === before || content === after;
          if (!isWhole) {
            inBetween++;
            const old = theForgotten();
            assert.deepEqual([old.target, old.text.toString()], [file, before]);
            assert.equal(await repair(old, Buffer.from(after), false), 'broken');
            assert.equal(left(), content);
          }
          for (const old of forgottenTexts()) {
            assert.equal(await repair(old, Buffer.from(after), true), isWhole ? 'whole' : 'restored');
            dropOldText(old);
          }
          assert.equal(left(), isWhole ? content : before, `${when} ${change}`);
          if (change > 1) nothingIsKept();
        }
      }
      // Half of each piece, and a piece without the next.
      assert.ok(inBetween >= { longer: 3, shorter: 2, equal: 1 }[what as keyof typeof texts], `${inBetween}`);
    });

    it(`loses nothing when a change fails, whichever, alone or with all that follow: a text as ${what}`, async () => {
      const changes = changesOf(before, after);
      let [putBack, kept] = [0, 0];
      for (const when of ['at', 'from']) {
        for (let change = 1; change <= changes; change++) {
          const { said } = rewritten(before, after, `fail ${when} ${change}`);
          const context = `${when} ${change}: ${said}`;
          if (said === '') assert.equal(left(), after, context);
          else {
            assert.match(said, /no space left on device/, context);
            if (said.includes('What it held is in ')) {
              kept++;
              const old = theForgotten();
              assert.ok(said.endsWith(` ${old.keptIn}.`), context);
              assert.equal(old.text.toString(), before);
              const isWhole = left() === before || left() === after;
              assert.equal(await repair(old, Buffer.from(after), true), isWhole ? 'whole' : 'restored');
              assert.ok(isWhole || left() === before, context);
            } else {
              assert.equal(left(), before, context);
              if (said.endsWith('It is as it was.')) putBack++;
            }
          }
          for (const old of forgottenTexts()) dropOldText(old);
        }
      }
      assert.ok(putBack >= 2 && kept >= 2, `${putBack} ${kept}`);
    });
  }

  it('is put right by the next pat fmt, whatever that one formats, and it says so; with --check it only says so', async () => {
    const before = `${'def f(x:Int):Int{x+1}\n\n'.repeat(300)}`;
    const { out: after } = await pat(['fmt', '-'], { stdin: before });
    const other = write(folder, 'other.pat', 'f()\n');
    interrupt(before, after);
    const content = left();
    const { keptIn } = theForgotten();
    const interrupted = `${file}: warning: An earlier pat fmt was interrupted while it wrote this file`;
    const checked = await pat(['fmt', '--check', other], { env: { XDG_STATE_HOME: state } });
    assert.equal(
      checked.err,
      `${interrupted}. What it held before is in ${keptIn}; without --check pat fmt puts it back.\n`,
    );
    assert.equal(left(), content);
    const formatted = await pat(['fmt', other], { env: { XDG_STATE_HOME: state } });
    assert.deepEqual(
      [formatted.code, formatted.err],
      [0, `${interrupted}. It holds again what it held before.\n`],
    );
    assert.equal(left(), before);
    nothingIsKept();
  });

  it('that was interrupted leaves a file alone that was changed or removed since, and says where the old text is', async () => {
    const [before, after] = texts.longer;
    for (const change of [(): void => writeFileSync(file, 'mine()\n'), (): void => rmSync(file)]) {
      interrupt(before, after);
      change();
      const { keptIn } = theForgotten();
      const { err } = await pat(['fmt', write(folder, 'other.pat', 'f()\n')], {
        env: { XDG_STATE_HOME: state },
      });
      assert.match(err, /which was changed or removed since\. What it held before is in /);
      assert.ok(err.includes(keptIn), err);
      if (readdirSync(folder).includes('file.pat')) assert.equal(left(), 'mine()\n');
      assert.equal(theForgotten().text.toString(), before);
      dropOldText({ keptIn });
    }
  });
});
