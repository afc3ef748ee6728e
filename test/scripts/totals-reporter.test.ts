// What is left of a run of mocha for `npm test` to say at its end.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixture = path.join('test', 'scripts', 'unsteady.mjs');

function totals(args: readonly string[]) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pat-totals-'));
  const file = path.join(folder, 'totals.json');
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        path.join('node_modules', 'mocha', 'bin', 'mocha.js'),
        '--reporter',
        'scripts/totals-reporter.mjs',
        ...args,
      ],
      { cwd: root, env: { ...process.env, PAT_TEST_TOTALS: file } },
    );
    return { status, ...JSON.parse(readFileSync(file, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('The totals of a run of mocha', () => {
  for (const [how, args] of [
    ['one process', [fixture]],
    ['several processes', ['--parallel', '--jobs', '2', fixture, path.join('test', 'scripts', 'steady.mjs')]],
  ] as const) {
    it(`count a test that passes when it is tried again as passed, and tell what went wrong first, in ${how}`, () => {
      const { status, passed, failed, skipped, flaky, failures, durations } = totals(args);
      assert.deepEqual(
        { status, passed, failed, skipped },
        { status: 2, passed: args.length > 1 ? 3 : 2, failed: 2, skipped: 1 },
      );
      assert.equal(flaky.length, 1);
      assert.match(flaky[0], /^unsteady passes in the end\n {4}Error: too early\n {8}at .*unsteady\.mjs:8/);
      assert.deepEqual(
        failures.map((text: string) => text.split('\n', 2).join()),
        ['unsteady fails twice,    Error: in try 3', 'unsteady fails,    Error: always'],
      );
      assert.match(failures[0], /The first time:\n {4}Error: in try 2/);
      assert.ok(durations['test/scripts/unsteady.mjs'] >= 0);
    });
  }
});
