// A mocha reporter: the ordinary one, which also leaves the totals and what failed in the file that PAT_TEST_TOTALS names,
// so that the program that runs several mochas can say at its very end what went wrong.
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import Mocha from 'mocha';

export default class TotalsReporter extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {string[]} */
    const failures = [];
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test, error) => {
      const what = error instanceof Error ? (error.stack ?? String(error)) : String(error);
      failures.push(`${test.fullTitle()}\n${shortened(what)}`);
    });
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const file = process.env.PAT_TEST_TOTALS;
      if (file === undefined) return;
      const { passes = 0, failures: failed = 0, pending = 0 } = runner.stats ?? {};
      writeFileSync(file, JSON.stringify({ passed: passes, failed, skipped: pending, failures }));
    });
  }
}

const most = 40;

/** The beginning and the end of a long text: what went wrong, and where. @param {string} text */
function shortened(text) {
  const lines = text.split('\n').map(line => (line.length > 300 ? `${line.slice(0, 300)}…` : line));
  const kept =
    lines.length <= most
      ? lines
      : [...lines.slice(0, most / 2), '…', ...lines.slice(lines.length - most / 2)];
  return kept.map(line => `    ${line}`).join('\n');
}
