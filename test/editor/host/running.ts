// Runs the tests inside the extension host, one after the other, and says of each when it begins and when it ends, so that
// a crash can be told from a failure.
import * as vscode from 'vscode';
import { sayResult } from './results.ts';
import type { HostTest } from './support.ts';

/** The names of the tests that are to be run: put in its place when this is bundled. */
declare const PAT_HOST_TESTS: readonly string[];

/** A test that hangs is given up after this many milliseconds. */
const deadline = 45_000;

export async function runHostTests(tests: readonly HostTest[]): Promise<void> {
  const wanted = new Set(PAT_HOST_TESTS);
  for (const { name, run: test } of tests) {
    if (!wanted.has(name)) continue;
    sayResult({ name, state: 'begun' });
    const begun = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await Promise.race([
        test(vscode),
        new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new Error(`not done after ${deadline} ms`)), deadline);
        }),
      ]);
      sayResult({ name, state: 'passed', milliseconds: Date.now() - begun });
    } catch (error) {
      const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
      sayResult({ name, state: 'failed', fault, milliseconds: Date.now() - begun });
    } finally {
      clearTimeout(timer);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  }
}
