// `npm test`: sets up what is missing, then runs everything that can find a fault, side by side where that is quicker: types,
// lint, the generated parser, the build; then all tests, and beside them the tests in real editors. The last line says how
// many passed and failed.
// `npm test -- PATTERN…` runs only the test files that match, after a build if they need it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { prepare, root } from './prepare.mjs';
import { allShown, beside } from './side-by-side.mjs';
import { isForEditors, keepDurations, longestFirst, needBundles, testFiles } from './test-files.mjs';

/** @typedef {Partial<import('./totals-reporter.mjs').Totals> & { askedAgain?: string[] }} Totals */

/** @type {[string, Totals][]} */
const results = [];
const scratch = mkdtempSync(path.join(os.tmpdir(), 'pat-test-'));
const { node, colours } = { node: process.execPath, colours: process.stdout.isTTY === true };

/** A program of a package. @param {string[]} name */
const tool = (...name) => path.join(root, 'node_modules', ...name);

/** A program that passes or fails as one. @param {string} name @param {readonly string[]} args those of node */
function step(name, args) {
  /** @type {Totals} */
  const totals = {};
  results.push([name, totals]);
  return beside(name, async run => {
    const failed = (await run(node, args)) === 0 ? 0 : 1;
    Object.assign(totals, { passed: 1 - failed, failed });
  });
}

/**
 * A program that leaves its totals in the file that PAT_TEST_TOTALS names.
 * @param {string} name @param {readonly string[]} args those of node
 * @param {import('./side-by-side.mjs').Options} options
 */
function tests(name, args, { env, started }) {
  /** @type {Totals} */
  const totals = {};
  results.push([name, totals]);
  const file = path.join(scratch, `${results.length}.json`);
  return beside(name, async run => {
    const code = await run(node, args, {
      env: { ...process.env, ...env, PAT_TEST_TOTALS: file },
      started,
    });
    try {
      Object.assign(totals, JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      totals.failures = [`${name}\n    They ended without a result.`];
    }
    // A file that cannot be loaded, or an error outside of any test, is a failure all the same.
    if (code !== 0) totals.failed ||= 1;
    keepDurations(totals.durations ?? {});
  });
}

/** Runs test files with mocha, on all cores. @param {readonly string[]} files @param {(pid: number) => void} [started] */
function mocha(files, started) {
  const parallel = files.length > 1 ? ['--parallel', '--jobs', String(os.availableParallelism())] : [];
  const reporter = ['--reporter', path.join('scripts', 'totals-reporter.mjs')];
  const colour = colours ? '--color' : '--no-color';
  return tests(
    'tests',
    [tool('mocha', 'bin', 'mocha.js'), ...parallel, ...reporter, colour, ...longestFirst(files)],
    { started },
  );
}

/** Runs files with tests in real editors. @param {readonly string[]} files @param {NodeJS.ProcessEnv} [env] */
function inEditors(files, env) {
  const program = path.join('test', 'editor', 'run.mjs');
  return tests('tests in real editors', [program, ...(colours ? ['--color'] : []), ...files], { env });
}

async function everything() {
  const files = await testFiles(process.argv.slice(2));
  const [others, editors] = [files.filter(file => !isForEditors(file)), files.filter(isForEditors)];
  if (process.argv.length > 2) {
    if (others.length > 0) {
      if (await needBundles(others)) await step('build', ['scripts/build.mjs']);
      await mocha(others);
    }
    if (editors.length > 0) await inEditors(editors);
    return;
  }
  const checks = [
    step('types', [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.', '--pretty', String(colours)]),
    step('lint', [
      tool('@biomejs', 'biome', 'bin', 'biome'),
      'check',
      '.',
      `--colors=${colours ? 'force' : 'off'}`,
    ]),
    step('generated parser', [path.join('scripts', 'generate.mjs'), '--check']),
  ];
  await step('build', [path.join('scripts', 'package.mjs')]);
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  await Promise.all([
    ...checks,
    // An editor is waited for at many places, which leaves time for others; it should not have to wait for them.
    mocha(others, pid => os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL)),
    inEditors(editors, { PAT_VSIX: path.join(root, `${name}-${version}.vsix`) }),
  ]);
}

const mostFailures = 30;

/** Once more, where nobody has to look for it. @param {string} title @param {readonly string[]} what */
function list(title, what) {
  if (what.length > 0) console.log(`\n── ${title}`);
  for (const each of what.slice(0, mostFailures)) console.log(`${each}\n`);
  if (what.length > mostFailures) console.log(`… and ${what.length - mostFailures} more`);
}

prepare();
try {
  await everything();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  results.push(['set-up', { failed: 1, failures: [reason] }]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
await allShown();

const sum = { passed: 0, failed: 0, skipped: 0 };
list(
  'flaky: failed, and passed when tried once more',
  results.flatMap(([, { flaky = [] }]) => flaky),
);
list(
  'what failed',
  results.flatMap(([, { failures = [] }]) => failures),
);
console.log('\n── summary');
for (const [name, { passed = 0, failed = 0, skipped = 0, flaky = [], askedAgain = [] }] of results) {
  const parts = [`${passed} passed`, `${failed} failed`];
  if (skipped > 0) parts.push(`${skipped} skipped`);
  if (flaky.length > 0) parts.push(`${flaky.length} flaky`);
  if (askedAgain.length > 0) parts.push(`VS Code was asked again ${askedAgain.length} times`);
  console.log(`${name}: ${parts.join(', ')}`);
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
}
process.exitCode = sum.failed === 0 ? 0 : 1;
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
