// Runs the tests inside the extension host, one after the other, and says of each when it begins and when it ends, so that
// a crash can be told from a failure.
import * as vscode from 'vscode';
import type { HostResult } from './results.ts';
import type { HostTest } from './support.ts';

/** A test that hangs is given up after this many milliseconds. */
const deadline = 45_000;

export async function runHostTests(
  tests: readonly HostTest[],
  note: (result: HostResult) => void,
): Promise<void> {
  for (const { name, run: test } of tests) {
    note({ name, state: 'begun' });
    const begun = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
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
