// What a user does and sees in a VS Code window: opens files, types, points, reads. Everything waits for a condition in
// the page, never for a fixed time. Columns and lines count from 1, as the status bar shows them.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { makePage, type Place } from './browser.ts';
import { noteDown } from './notes.ts';
import { activeEditor, askAgain, pick, plain, runCommand, until } from './page.ts';
import { Terminals } from './terminals.ts';
import { TextArea } from './text-area.ts';

const artefacts = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'artefacts');

/** A row of the Problems panel. */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly source: string;
  readonly code: string;
  readonly place: string;
}

export class EditorWindow {
  readonly page: Page;
  readonly text: TextArea;
  readonly terminals: Terminals;

  readonly #traced: boolean;

  private constructor(page: Page, traced: boolean) {
    this.page = page;
    this.#traced = traced;
    this.text = new TextArea(page);
    this.terminals = new Terminals(page);
  }

  /**
   * Opens a folder as a user would, and waits until its files are listed.
   * @param traced records all that happens, for `keepForLook`
   */
  static async open(place: Place, traced = false): Promise<EditorWindow> {
    const page = await makePage(place);
    const window = new EditorWindow(page, traced);
    try {
      if (traced) await page.context().tracing.start({ screenshots: true, snapshots: true });
      await page.goto(place.url);
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
      return window;
    } catch (error) {
      await window.screenshot('not-opened').catch(() => {});
      await window.close();
      throw error;
    }
  }

  /** Closes the window, whatever is in it. */
  async close(): Promise<void> {
    // It may have crashed.
    await this.page
      .context()
      .close()
      .catch(() => {});
  }

  /** Opens a file of the folder by its name and waits until what is typed goes there. */
  async openFile(name: string): Promise<void> {
    await pick(this.page, 'Control+P', name, name);
    // What is typed before the text has the cursor goes nowhere.
    await this.#shows(name, '.focused');
  }

  /**
   * Opens a file at the top of the folder from the list of files, which may keep the keyboard: for folders that cannot be
   * searched for names.
   */
  async openFromExplorer(name: string): Promise<void> {
    await this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
    await this.#shows(name);
  }

  async #shows(name: string, state = ''): Promise<void> {
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    const text = `${activeEditor}${state}[data-uri$="/${encodeURIComponent(name)}"]`;
    await this.page.locator(`${text} .view-line`).first().waitFor();
  }

  /**
   * Waits until VS Code has made the last of its own parts, some seconds after the window is there. Some of them register
   * completions. Each that does so has an open list of suggestions asked for again, and letters that are typed before
   * the answer comes lose the list until the next letter: `SuggestModel` takes the answer to the one question for that to
   * the other.
   */
  async settled(): Promise<void> {
    await until(
      () =>
        this.page.evaluate(
          () => performance.getEntriesByName('code/didCreateWorkbenchContributions/4').length > 0,
        ),
      made => made,
      'VS Code to have all its parts',
      30_000,
    );
  }

  /** Runs a command by the title that the palette shows. */
  async runCommand(title: string): Promise<void> {
    await runCommand(this.page, title);
  }

  /** Puts the cursor at a line and column, and waits until what is typed goes there. */
  async goTo(line: number, column: number): Promise<void> {
    await pick(this.page, 'Control+P', `:${line}:${column}`, new RegExp(`line ${line} .*\\b${column}\\b`));
    await this.cursorAt(line, column);
    await this.page.locator(`${activeEditor}.focused`).waitFor();
  }

  /**
   * Types at the cursor, key by key, so that brackets close and indentation happens. `\n` is Enter. Before each key
   * that the editor may answer to (a bracket, Enter) it gets the time that a person leaves it: what it does then depends
   * on tokens that it computes when idle. Faster, it forgets to indent now and then, in JavaScript as well.
   * @param pause milliseconds between the keys of a word: without one no list opens that the next key would close
   */
  async type(text: string, pause = 0): Promise<void> {
    for (const part of text.match(/[\w ]+|[^\w ]/g) ?? []) {
      if (!/^[\w ]/.test(part)) await this.#idle();
      if (part === '\n') await this.page.keyboard.press('Enter');
      else await this.page.keyboard.type(part, { delay: pause });
    }
    await this.#idle();
  }

  /** Presses a key or chord, in Playwright's spelling (`Control+Space`). */
  async press(chord: string): Promise<void> {
    await this.page.keyboard.press(chord);
  }

  /** Waits until the status bar says that the cursor is at a line and column. */
  async cursorAt(line: number, column: number): Promise<void> {
    await this.page
      .locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, Col ${column}` })
      .waitFor();
  }

  /** Replaces the whole text of the active editor; pasted at once, so nothing is closed or indented. */
  async replaceAll(text: string): Promise<void> {
    await this.focusEditor();
    await this.press('Control+A');
    await this.page.keyboard.insertText(text);
  }

  async focusEditor(): Promise<void> {
    await this.page.locator(`${activeEditor} .native-edit-context, ${activeEditor} textarea`).first().focus();
  }

  /** Saves the active editor and waits until it is no longer dirty. */
  async save(): Promise<void> {
    await this.press('Control+S');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** Throws away what was typed and closes all editors. */
  async closeEditors(): Promise<void> {
    const tabs = this.page.locator('.tabs-container .tab');
    const open = tabs.first();
    if (!(await open.isVisible())) return;
    // A list or a hover that a failed test left open would take the keys.
    await this.press('Escape');
    const throwAway = this.page.getByRole('button', { name: "Don't Save" });
    await askAgain(
      'to close all editors',
      async () => {
        await this.press('Control+K');
        await this.press('Control+W');
      },
      timeout =>
        until(
          async () => (await throwAway.isVisible()) || !(await open.isVisible()),
          done => done,
          'the editors to close',
          timeout,
        ),
    );
    if (await throwAway.isVisible()) await throwAway.click();
    await open.waitFor({ state: 'detached' });
  }

  /** Makes the window ready for another test. */
  async tidyUp(): Promise<void> {
    await this.closeEditors();
    if ((await this.toasts()).length > 0) await this.runCommand('Notifications: Clear All Notifications');
  }

  /** The rows of the Problems panel, which is opened when it is not. */
  async problems(): Promise<Problem[]> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.press('Control+Shift+M');
    await panel.waitFor();
    return panel.locator('.monaco-list-row:has(.marker-icon)').evaluateAll(rows =>
      rows.map(row => {
        const icon = row.querySelector('.marker-icon .codicon')?.className ?? '';
        return {
          severity: icon.includes('error') ? 'error' : icon.includes('warning') ? 'warning' : 'info',
          message: [...row.querySelectorAll('.marker-message')]
            .map(part => part.textContent ?? '')
            .join('\n'),
          source: row.querySelector('.marker-source')?.textContent ?? '',
          code: row.querySelector('.marker-code')?.textContent ?? '',
          place: row.querySelector('.marker-line')?.textContent ?? '',
        } as const;
      }),
    );
  }

  /** Closes the panel at the bottom. */
  async closePanel(): Promise<void> {
    const panel = this.page.locator('.part.panel');
    if (await panel.isVisible()) await this.runCommand('View: Hide Panel');
    await panel.waitFor({ state: 'hidden' });
  }

  /** Accepts the suggestion of this label, asking for suggestions when they do not come by themselves. */
  async acceptSuggestion(label: string): Promise<void> {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    await rows
      .first()
      .waitFor({ timeout: 2000 })
      .catch(() => {
        noteDown('asked again', 'for suggestions');
        return this.press('Control+Space');
      });
    await rows.filter({ hasText: label }).first().click();
    await this.page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
  }

  /** What the editor says beside the cursor when it does not do what it was asked for. */
  get message(): Locator {
    return this.page.locator('.monaco-editor-overlaymessage');
  }

  /** Opens the list of quick fixes at the cursor and chooses from it, after keeping a picture of it. */
  async quickFix(label: RegExp, picture: string): Promise<void> {
    await this.#chooseAction(() => this.press('Control+.'), label, picture);
  }

  /** Opens the list of source actions and chooses from it, after keeping a picture of it. */
  async sourceAction(label: RegExp, picture: string): Promise<void> {
    await this.#chooseAction(() => this.runCommand('Source Action...'), label, picture);
  }

  async #chooseAction(ask: () => Promise<void>, label: RegExp, picture: string): Promise<void> {
    const list = this.page.locator('.action-widget:has(.monaco-list-row)');
    await askAgain('for code actions', ask, timeout => list.or(this.message).first().waitFor({ timeout }));
    const row = list.locator('.monaco-list-row', { hasText: label }).first();
    await row.waitFor();
    await this.screenshot(picture);
    if (await row.evaluate(node => node.classList.contains('focused'))) await this.press('Enter');
    else await row.click();
    await list.waitFor({ state: 'hidden' });
  }

  /** Opens the language status in the status bar and returns what it says. */
  async languageStatus(): Promise<string> {
    const item = this.page.locator('#status\\.languageStatus');
    await item.hover();
    const hover = this.page.locator('.monaco-hover .hover-language-status');
    await hover.first().waitFor();
    return plain((await hover.allInnerTexts()).join('\n'));
  }

  /** The button in the title of the active editor that carries this label. */
  titleButton(label: string): Locator {
    return this.page.locator(
      `.editor-group-container.active .editor-actions a.action-label[aria-label^="${label}"]`,
    );
  }

  /** The rows of the Outline view, indented by two spaces per level; the view is opened when it is not. */
  async outline(): Promise<string[]> {
    const rows = this.page.locator('.outline-pane .monaco-list-row');
    if ((await rows.count()) === 0) {
      await this.runCommand('Explorer: Focus on Outline View');
      await rows.first().waitFor();
    }
    const found = await rows.evaluateAll(nodes =>
      nodes.map(node => ({
        index: Number((node as HTMLElement).dataset.index),
        level: Number(node.getAttribute('aria-level')),
        text: node.querySelector('.outline-element')?.textContent ?? node.textContent ?? '',
      })),
    );
    return found
      .sort((left, right) => left.index - right.index)
      .map(row => `${'  '.repeat(row.level - 1)}${plain(row.text)}`);
  }

  /** The parts of the breadcrumbs, left to right. */
  async breadcrumbs(): Promise<string[]> {
    const parts = await this.page
      .locator('.editor-group-container.active .breadcrumbs-control .monaco-breadcrumb-item')
      .allInnerTexts();
    return parts.map(part => plain(part).trim());
  }

  /** The labels in the status bar, left to right. */
  async statusBar(): Promise<string[]> {
    const labels = await this.page.locator('.statusbar-item').allInnerTexts();
    return labels.map(plain);
  }

  /** The messages of the toasts in the corner. */
  async toasts(): Promise<string[]> {
    return this.page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
  }

  /** Keeps a picture of the window as test/artefacts/NAME.png. */
  async screenshot(name: string): Promise<void> {
    await mkdir(artefacts, { recursive: true });
    await this.page.screenshot({ path: path.join(artefacts, `${name}.png`), animations: 'disabled' });
  }

  /** Keeps a picture, and what was recorded as NAME.zip, which https://trace.playwright.dev shows. */
  async keepForLook(name: string): Promise<void> {
    await this.screenshot(name);
    if (!this.#traced) return;
    await this.page.context().tracing.stop({ path: path.join(artefacts, `${name}.zip`) });
  }

  /** Waits until the page has drawn what it has to draw and nothing else to do. */
  async #idle(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>(resolve =>
          requestAnimationFrame(() => requestIdleCallback(() => resolve(), { timeout: 1000 })),
        ),
    );
  }
}
