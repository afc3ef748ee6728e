// The frame of a suite of tests in one window of VS Code: the hooks that open it, keep a picture of what a failed test saw,
// close what a test opened, and close it. A test that fails is tried once more, in a fresh window with a fresh folder.
import { requires } from './availability.ts';
import { log, type Place } from './browser.ts';
import { type EditorOptions, inCodeServer } from './harness.ts';
import { noteDown } from './notes.ts';
import { makeFolder } from './programs.ts';
import './root-hooks.ts';
import { removeScratch } from './scratch.ts';
import { EditorWindow } from './window.ts';

/** A window with a folder open in it. */
export interface Opened {
  readonly window: EditorWindow;
  /** Absolute. */
  readonly folder: string;
}

/** Where a folder, an absolute path, can be opened; starts what that needs. */
export type Start = (folder: string) => Promise<Place>;

/** VS Code with the packaged extension installed. */
export function inVsCode(options: EditorOptions = {}): Start {
  return folder => inCodeServer(folder, options);
}

/**
 * Registers the hooks of the suite that calls it. What the machine lacks for it skips the suite.
 * @param files texts by their path in the folder
 * @param opened called before the first test, and again for each fresh window
 */
export function useEditor(
  start: Start,
  files: Readonly<Record<string, string>>,
  opened: (opened: Opened) => void | Promise<void>,
): void {
  let folder: string | undefined;
  let window: EditorWindow | undefined;

  async function open(traced: boolean): Promise<void> {
    folder = await makeFolder(files);
    window = await EditorWindow.open(await start(folder), traced);
    await opened({ window, folder });
  }

  async function close(): Promise<void> {
    await window?.close();
    window = undefined;
    if (folder !== undefined) await removeScratch(folder);
  }

  async function openFresh(traced: boolean, suite: string | undefined): Promise<void> {
    try {
      await open(traced);
    } catch (error) {
      await close();
      await open(traced);
      noteDown('flaky', `${suite}: the window opened only when it was tried again\n    ${error}`);
    }
  }

  before(async function () {
    await requires(this, 'vscode');
    await openFresh(false, this.test?.parent?.fullTitle());
  });

  beforeEach(async function () {
    this.currentTest?.retries(1);
    if (window === undefined) await openFresh(true, this.currentTest?.fullTitle());
  });

  afterEach(async function () {
    const test = this.currentTest;
    if (test === undefined || window === undefined) return;
    const title = test.fullTitle();
    if (test.isPassed() || test.isPending()) {
      try {
        await window.tidyUp();
      } catch (error) {
        // The next test gets a fresh window.
        noteDown('flaky', `${title}: the window could not be tidied up\n    ${error}`);
        await close();
      }
    } else {
      await window
        .keepForLook(`failed-${title.replaceAll(/\W+/g, '-').slice(0, 100)}`)
        .catch(error => console.log(`no picture: ${error}`));
      console.log(log.slice(-20).join('\n'));
      await close();
    }
  });

  after(close);
}
