// Runs the tests inside the extension host of a browser: those of every host that need no Node, and some of its own. The
// results go to the console, a line of JSON each, behind a word by which they are known.
import { runHostTests } from '../../editor/host/running.ts';
import { hostTests } from '../../editor/host/tests.ts';
import { resultMark } from './mark.ts';
import { webTests } from './tests.ts';

/** Called by VS Code in the extension host. */
export async function run(): Promise<void> {
  const tests = [...hostTests.filter(test => test.needsNode !== true), ...webTests];
  await runHostTests(tests, result => console.log(`${resultMark}${JSON.stringify(result)}`));
}
