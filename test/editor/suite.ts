// The frame of a suite whose tests share one window of one editor: the hooks that start it, keep a picture of what a
// failed test saw, close what a test opened, and end everything.

import { requires } from './availability.ts';
import { type EditorOptions, startEditor } from './harness.ts';
import { packagedExtension } from './product.ts';
import { makeFolder } from './programs.ts';
import { removeScratch } from './scratch.ts';
import type { EditorWindow } from './window.ts';

/** An editor that runs, whichever it is. */
export interface RunningEditor {
  /** What its server and its pages have said, oldest first. */
  readonly log: readonly string[];
  readonly close: () => Promise<void>;
}

/** A window with a folder open in it. */
export interface Opened {
  readonly window: EditorWindow;
  /** Absolute. */
  readonly folder: string;
}

/** Starts an editor with a folder open. */
export type Start = (
  folder: string,
) => Promise<{ readonly editor: RunningEditor; readonly window: EditorWindow }>;

/** VS Code with the packaged extension installed. */
export function inVsCode(options: Omit<EditorOptions, 'vsix'> = {}): Start {
  return async folder => {
    const editor = await startEditor({ ...options, vsix: await packagedExtension() });
    return { editor, window: await editor.open(folder) };
  };
}

/**
 * Registers the hooks of the suite that calls it. What the machine lacks for it skips the suite.
 * @param files texts by their path in the folder
 * @param opened called once, before the first test
 */
export function useEditor(
  start: Start,
  files: Readonly<Record<string, string>>,
  opened: (opened: Opened) => void | Promise<void>,
): void {
  let folder: string | undefined;
  let editor: RunningEditor | undefined;
  let window: EditorWindow | undefined;

  before(async function () {
    this.timeout(180_000);
    await requires(this, 'vscode');
    folder = await makeFolder(files);
    ({ editor, window } = await start(folder));
    await opened({ window, folder });
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed() === true) {
      const title = this.currentTest.fullTitle().replaceAll(/\W+/g, '-').slice(0, 100);
      await window?.screenshot(`failed-${title}`);
      console.log(editor?.log.slice(-20).join('\n'));
    }
    if (window === undefined) return;
    await window.closeEditors();
    if ((await window.toasts()).length > 0) await window.runCommand('Notifications: Clear All Notifications');
  });

  after(async () => {
    await editor?.close();
    if (folder !== undefined) await removeScratch(folder);
  });
}
