// `npm test`: sets up what is missing, then runs everything that can find a fault: types, lint, the generated parser,
// the build, all tests, and the tests in real editors. The last line says how many passed and failed.
// `npm test -- PATTERN…` runs only the test files that match, after a build.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { prepare, root, run } from './prepare.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Totals */

/** @type {[string, Totals][]} */
const results = [];
const scratch = mkdtempSync(path.join(os.tmpdir(), 'pat-test-'));

/** A step that passes or fails as one. @param {string} name @param {() => number | Promise<number>} action */
async function step(name, action) {
  console.log(`\n── ${name}`);
  const code = await action();
  results.push([name, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }]);
}

/**
 * Runs a program that leaves its totals in a file.
 * @param {string} name @param {(file: string) => number} action gives the exit code
 */
function tests(name, action) {
  console.log(`\n── ${name}`);
  const file = path.join(scratch, `${results.length}.json`);
  const code = action(file);
  /** @type {Totals} */
  let totals = { passed: 0, failed: 0, skipped: 0, failures: [] };
  try {
    totals = { ...totals, ...JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    console.error(`${name}: they ended without a result.`);
  }
  // A file that cannot be loaded, or an error outside of any test, is a failure all the same.
  if (code !== 0 && totals.failed === 0) totals.failed = 1;
  results.push([name, totals]);
}

/** Runs test files with mocha. @param {readonly string[]} patterns */
function mocha(patterns) {
  const reporter = path.join('scripts', 'totals-reporter.mjs');
  const script = tool('mocha', 'bin', 'mocha.js');
  tests('tests', file =>
    run(process.execPath, [script, '--reporter', reporter, ...patterns], {
      ...process.env,
      PAT_TEST_TOTALS: file,
    }),
  );
}

/** A program of a package. @param {string[]} name */
const tool = (...name) => path.join(root, 'node_modules', ...name);

async function everything() {
  const { buildAll } = await import('./build.mjs');
  const build = () =>
    buildAll().then(
      () => 0,
      error => {
        console.error(error instanceof Error ? error.message : error);
        return 1;
      },
    );
  const patterns = process.argv.slice(2);
  if (patterns.length > 0) {
    await step('build', build);
    mocha(patterns);
    return;
  }
  await step('types', () => run(process.execPath, [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.']));
  await step('lint', () => run(process.execPath, [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '.']));
  await step('generated parser', () =>
    run(process.execPath, [path.join('scripts', 'generate.mjs'), '--check']),
  );
  await step('build', build);
  mocha([
    'languages/*/test/**/*.test.ts',
    'runtime/test/**/*.test.ts',
    'tree-sitter-pat/test/**/*.test.ts',
    'test/!(editor|web)/**/*.test.ts',
    'test/*.test.ts',
  ]);
  tests('tests in real editors', file =>
    run(process.execPath, [path.join('test', 'editor', 'run.mjs'), '--report', file]),
  );
}

const mostFailures = 30;

prepare();
try {
  await everything();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

const sum = { passed: 0, failed: 0, skipped: 0 };
// Once more, where nobody has to look for it.
const failures = results.flatMap(([, totals]) => totals.failures ?? []);
if (failures.length > 0) console.log('\n── what failed');
for (const failure of failures.slice(0, mostFailures)) console.log(`${failure}\n`);
if (failures.length > mostFailures) console.log(`… and ${failures.length - mostFailures} more`);
console.log('\n── summary');
for (const [name, { passed, failed, skipped }] of results) {
  console.log(`${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
}
process.exitCode = sum.failed === 0 ? 0 : 1;
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
