// A mocha reporter: the ordinary one, which also leaves the totals, what failed, what passed only when it was tried again and
// how long each file took in the file that PAT_TEST_TOTALS names, so that the program that runs several mochas can say at its
// very end what went wrong.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Mocha from 'mocha';

/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} failures a title and what went wrong
 * @property {string[]} flaky the same, of tests that failed first and then passed
 * @property {Record<string, number>} durations milliseconds by file, relative to the working folder
 */

const { EVENT_HOOK_END, EVENT_RUN_END, EVENT_TEST_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_RETRY } =
  Mocha.Runner.constants;

export default class TotalsReporter extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {string[]} */
    const failures = [];
    /** @type {string[]} */
    const flaky = [];
    /** @type {Record<string, number>} */
    const durations = {};
    /** @type {Error | undefined} what went wrong with the test that is tried again next */
    let before;
    runner.on(EVENT_TEST_RETRY, (_, error) => {
      before = error;
    });
    runner.on(EVENT_TEST_PASS, test => {
      if (before !== undefined) flaky.push(`${test.fullTitle()}\n${words(before)}`);
      before = undefined;
    });
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      const isOther = before !== undefined && before.message !== error.message;
      const first = isOther ? `\n    The first time:\n${words(before)}` : '';
      failures.push(`${test.fullTitle()}\n${words(error)}${first}`);
      before = undefined;
    });
    for (const event of [EVENT_TEST_END, EVENT_HOOK_END]) {
      runner.on(event, ({ file, duration }) => {
        if (file === undefined || duration === undefined) return;
        const name = path.relative(process.cwd(), file).replaceAll(path.sep, '/');
        durations[name] = (durations[name] ?? 0) + duration;
      });
    }
    runner.once(EVENT_RUN_END, () => {
      const file = process.env.PAT_TEST_TOTALS;
      if (file === undefined) return;
      const { passes = 0, failures: failed = 0, pending = 0 } = runner.stats ?? {};
      writeFileSync(
        file,
        JSON.stringify({ passed: passes, failed, skipped: pending, failures, flaky, durations }),
      );
    });
  }
}

const most = 40;
const withoutMocha = Mocha.utils.stackTraceFilter();

/**
 * The beginning and the end of what is said of an error: what went wrong, and where.
 * @param {unknown} error one that came from another process has the properties of an error and is none
 */
function words(error) {
  const { stack, message = String(error) } = /** @type {Partial<Error>} */ (Object(error));
  const text = withoutMocha(stack ?? message);
  const lines = text.split('\n').map(line => (line.length > 300 ? `${line.slice(0, 300)}…` : line));
  const kept =
    lines.length <= most
      ? lines
      : [...lines.slice(0, most / 2), '…', ...lines.slice(lines.length - most / 2)];
  return kept.map(line => `    ${line}`).join('\n');
}
