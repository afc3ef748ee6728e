// Runs the tests inside the extension host of a browser: those of every host that need no Node, and some of its own.
import { runHostTests } from '../../editor/host/running.ts';
import { hostTests } from '../../editor/host/tests.ts';
import { webTests } from './tests.ts';

/** Called by VS Code in the extension host. */
export function run(): Promise<void> {
  return runHostTests([...hostTests, ...webTests]);
}
