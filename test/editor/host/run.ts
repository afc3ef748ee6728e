// Runs the tests inside the extension host, one after the other, and leaves one line of JSON per test in the file that
// PAT_HOST_RESULTS names: a line when it begins and a line when it ends, so that a crash can be told from a failure.
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import * as vscode from 'vscode';
import { hostTests } from './tests.ts';

/** A test that hangs is given up after this many milliseconds. */
const deadline = 45_000;

/** One line of the result file. */
export interface HostResult {
  readonly name: string;
  readonly state: 'begun' | 'passed' | 'failed';
  readonly fault?: string;
  readonly milliseconds?: number;
}

/** Called by VS Code in the extension host. */
export async function run(): Promise<void> {
  const file = process.env.PAT_HOST_RESULTS;
  if (file === undefined) throw new Error('PAT_HOST_RESULTS names no file');
  const note = (result: HostResult): void => appendFileSync(file, `${JSON.stringify(result)}\n`);
  for (const { name, run: test } of hostTests) {
    note({ name, state: 'begun' });
    const begun = Date.now();
    let timer: NodeJS.Timeout | undefined;
    try {
      await Promise.race([
        test(vscode),
        new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new Error(`not done after ${deadline} ms`)), deadline);
        }),
      ]);
      note({ name, state: 'passed', milliseconds: Date.now() - begun });
    } catch (error) {
      const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
      note({ name, state: 'failed', fault, milliseconds: Date.now() - begun });
    } finally {
      clearTimeout(timer);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  }
}
