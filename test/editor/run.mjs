// Runs all tests in real editors, also those of test/web: sets up VS Code, packages the extension, runs mocha, and
// leaves the totals for other programs. `node test/editor/run.mjs [--report FILE] [TESTFILE…]`
// The report is JSON: { "passed", "failed", "skipped": numbers, "failures": what failed and how, "reasons": one string for
// each reason to skip }.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepareWeb } from '../web/setup.mjs';
import { findChromium, prepareEditor, unsupportedPlatform } from './setup.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '..', '..');

const { values, positionals } = parseArgs({
  options: { report: { type: 'string' } },
  allowPositionals: true,
});
const files =
  positionals.length > 0
    ? positionals
    : [here, path.join(here, '..', 'web')].flatMap(folder =>
        readdirSync(folder)
          .filter(name => name.endsWith('.test.ts'))
          .map(name => path.join(folder, name)),
      );

const scratch = mkdtempSync(path.join(os.tmpdir(), 'pat-editor-tests-'));
const totalsFile = path.join(scratch, 'totals.json');
const skipsFile = path.join(scratch, 'skips.txt');

/** @param {string} file */
function readOr(file, otherwise = '') {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

/** Packages the extension once for all test files. @returns {string} the path of the .vsix */
function packageExtension() {
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts', 'package.mjs')], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The extension could not be packaged; see above.');
  const newest = readdirSync(root)
    .filter(name => name.endsWith('.vsix'))
    .sort(
      (left, right) => statSync(path.join(root, right)).mtimeMs - statSync(path.join(root, left)).mtimeMs,
    )[0];
  if (newest === undefined) throw new Error('npm run package left no .vsix in the root folder.');
  return path.join(root, newest);
}

/** @returns {Promise<{ passed: number, failed: number, skipped: number, failures?: string[], reasons: string[] }>} */
async function runAll() {
  if (unsupportedPlatform() === undefined && (await findChromium()) !== undefined) {
    await prepareEditor(line => console.log(line));
    await prepareWeb(line => console.log(line));
  }
  const vsix = process.env.PAT_VSIX ?? packageExtension();
  const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = path.join(root, 'scripts', 'totals-reporter.mjs');
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', mocha, '--reporter', reporter, ...files],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PAT_VSIX: vsix, PAT_TEST_TOTALS: totalsFile, PAT_EDITOR_SKIPS: skipsFile },
    },
  );
  const reasons = readOr(skipsFile)
    .split('\n')
    .filter(line => line !== '');
  const totals = JSON.parse(readOr(totalsFile, '{ "passed": 0, "failed": 1, "skipped": 0 }'));
  // A hook that fails, or a file that cannot be loaded, is no test of its own but a failure all the same.
  if (status !== 0 && totals.failed === 0) totals.failed = 1;
  return { ...totals, reasons };
}

let report;
try {
  report = await runAll();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(reason);
  report = { passed: 0, failed: 1, skipped: 0, reasons: [reason] };
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (values.report !== undefined) writeFileSync(values.report, `${JSON.stringify(report)}\n`);
for (const reason of report.reasons) console.log(`skipped: ${reason}`);
process.exitCode = report.failed === 0 ? 0 : 1;
