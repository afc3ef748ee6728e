// Runs the tests inside the extension host where there is Node.
import { runHostTests } from './running.ts';
import { hostTests } from './tests.ts';

/** Called by VS Code in the extension host. */
export function run(): Promise<void> {
  return runHostTests(hostTests);
}
