// What a run of the editor tests says at its end beside what passed and what failed. Each note is a line of JSON in the file
// that PAT_EDITOR_NOTES names, if it names one: run.mjs reads them.
import { appendFileSync } from 'node:fs';
import process from 'node:process';

export interface Note {
  /**
   * `skipped`: why a suite cannot run on this machine. `asked again`: what VS Code did only when it was asked once more.
   * `flaky`: what went wrong outside of a test, and not when it was tried again.
   */
  readonly kind: 'skipped' | 'asked again' | 'flaky';
  readonly text: string;
}

/** Prints a note and keeps it for the end. */
export function noteDown(kind: Note['kind'], text: string): void {
  console.log(`      ${kind}: ${text}`);
  const file = process.env.PAT_EDITOR_NOTES;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ kind, text } satisfies Note)}\n`);
}
