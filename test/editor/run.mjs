// Runs all tests in real editors, also those of test/web: sets up VS Code, runs mocha, and says at the end what passed only
// when it was tried once more, and how often VS Code was asked again. `node test/editor/run.mjs [--report FILE] [TESTFILE…]`
// The report, which is left in the file that PAT_TEST_TOTALS names too, is JSON: the totals of scripts/totals-reporter.mjs,
// with "askedAgain": one string for each time, and "reasons": one for each reason to skip.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepareWeb } from '../web/setup.mjs';
import { findChromium, prepareEditor, unsupportedPlatform } from './setup.mjs';

/**
 * @typedef {import('../../scripts/totals-reporter.mjs').Totals & { askedAgain: string[], reasons: string[] }} Report
 */

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '..', '..');

const { values, positionals } = parseArgs({
  options: { report: { type: 'string' }, color: { type: 'boolean' } },
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
const notesFile = path.join(scratch, 'notes.jsonl');

/** @param {string} file @param {string} otherwise */
function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

/** What was noted down, by its kind (notes.ts). @param {string} wanted @returns {string[]} */
function notes(wanted) {
  return readOr(notesFile, '')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
    .filter(({ kind }) => kind === wanted)
    .map(({ text }) => text);
}

/** @returns {Promise<Report>} */
async function runAll() {
  if (unsupportedPlatform() === undefined && (await findChromium()) !== undefined) {
    await prepareEditor(line => console.log(line));
    await prepareWeb(line => console.log(line));
  }
  const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = path.join(root, 'scripts', 'totals-reporter.mjs');
  const colour = values.color === true ? ['--color'] : [];
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', mocha, '--reporter', reporter, ...colour, ...files],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PAT_TEST_TOTALS: totalsFile, PAT_EDITOR_NOTES: notesFile },
    },
  );
  const totals = JSON.parse(readOr(totalsFile, '{ "passed": 0, "failed": 1, "skipped": 0 }'));
  // A hook that fails, or a file that cannot be loaded, is no test of its own but a failure all the same.
  if (status !== 0) totals.failed ||= 1;
  return {
    ...totals,
    flaky: [...(totals.flaky ?? []), ...notes('flaky')],
    askedAgain: notes('asked again'),
    reasons: notes('skipped'),
  };
}

/** @type {Partial<Report> & Pick<Report, 'failed' | 'flaky' | 'askedAgain' | 'reasons'>} */
let report;
try {
  report = await runAll();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(reason);
  report = { passed: 0, failed: 1, skipped: 0, flaky: [], askedAgain: [], reasons: [reason] };
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const file of [values.report, process.env.PAT_TEST_TOTALS]) {
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(report)}\n`);
}
for (const test of report.flaky) console.log(`flaky: ${test}`);
for (const what of new Set(report.askedAgain)) {
  const times = report.askedAgain.filter(each => each === what).length;
  console.log(`asked again: ${what} (${times === 1 ? 'once' : `${times} times`})`);
}
for (const reason of report.reasons) console.log(`skipped: ${reason}`);
process.exitCode = report.failed === 0 ? 0 : 1;
