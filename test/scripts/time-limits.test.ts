// Nothing may fail because the machine is busy: the time limit of a test ends one that hangs, and is no measure of speed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { testFiles } = await import(new URL('../../scripts/test-files.mjs', import.meta.url).href);
const root = fileURLToPath(new URL('../../', import.meta.url));

describe('The time limits of tests', () => {
  it('are that of .mocharc.json, but for tests that PAT_LONG=1 makes long', async () => {
    const files: readonly string[] = await testFiles([]);
    const others = files
      .flatMap(file => {
        const lines = readFileSync(`${root}${file}`, 'utf8').split('\n');
        return lines
          .filter(line => /\.timeout\(/.test(line) && !/^\s*if \(long\) this\.timeout\(/.test(line))
          .map(line => `${file}: ${line.trim()}`);
      })
      // What it takes to say so here.
      .filter(line => !line.startsWith('test/scripts/time-limits.test.ts'));
    assert.deepEqual(others, []);
  });
});
