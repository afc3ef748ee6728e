// Runs the tests inside the extension host where there is Node, and leaves their results in the file that
// PAT_HOST_RESULTS names, a line of JSON each.
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { runHostTests } from './running.ts';
import { hostTests } from './tests.ts';

/** Called by VS Code in the extension host. */
export async function run(): Promise<void> {
  const file = process.env.PAT_HOST_RESULTS;
  if (file === undefined) throw new Error('PAT_HOST_RESULTS names no file');
  await runHostTests(hostTests, result => appendFileSync(file, `${JSON.stringify(result)}\n`));
}
