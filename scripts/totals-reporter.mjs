// A mocha reporter: the ordinary one, which also leaves the totals in the file that PAT_TEST_TOTALS names.
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
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const file = process.env.PAT_TEST_TOTALS;
      if (file === undefined) return;
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
}
