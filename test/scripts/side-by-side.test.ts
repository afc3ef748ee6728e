// What `npm test` prints of programs that run at the same time.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const module = new URL('../../scripts/side-by-side.mjs', import.meta.url).href;

function output(program: string): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `import { allShown, beside } from ${JSON.stringify(module)}; ${program}`],
    { encoding: 'utf8' },
  );
  assert.equal(stderr, '');
  return stdout;
}

describe('Work side by side', () => {
  it('is shown one after the other, whichever ends first', () => {
    const said = output(`
      const say = words => ['-e', \`console.log("\${words}"); console.error("\${words}!")\`];
      let second = false;
      const first = beside('first', async run => {
        await run(process.execPath, say('one'));
        while (!second) await new Promise(resolve => setTimeout(resolve));
        return run(process.execPath, say('two'));
      });
      const codes = [first, beside('second', async run => {
        const code = await run(process.execPath, ['-e', 'console.log("three"); process.exitCode = 3']);
        second = true;
        return code;
      })];
      console.log(await Promise.all(codes));
      await allShown();
    `);
    assert.match(said, /── first[\s\S]*one[\s\S]*two[\s\S]*── second[\s\S]*three/);
    assert.match(said, /\[ 0, 3 \]/);
  });

  it('says why a program did not start, and counts that as a failure', () => {
    const said = output(`
      console.log(await beside('absent', run => run('/no/such/program', [])));
      await allShown();
    `);
    assert.match(said, /── absent\n\/no\/such\/program: .*ENOENT\n1\n/);
  });
});
