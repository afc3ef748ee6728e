// What a user does and sees in a VS Code window: opens files, types, points, reads. Everything waits for a condition in
// the page, never for a fixed time. Columns and lines count from 1, as the status bar shows them.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';

const artefacts = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'artefacts');

/** A wavy underline as seen on the screen: its severity, and the text that it lies under. */
export interface Squiggle {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
  readonly text: string;
}

/** A row of the Problems panel. */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly source: string;
  readonly code: string;
  readonly place: string;
}

/** A rectangle in the page, in CSS pixels. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const activeEditor = '.editor-group-container.active .editor-instance .monaco-editor[role="code"]';

/** Turns the no-break spaces that the editor draws into ordinary ones. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\u200b', '');
}

export class EditorWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a file of the folder by its name and waits until it is the active editor. */
  async openFile(name: string): Promise<void> {
    await this.#pick('Control+P', name, name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(`${activeEditor} .view-line`).first().waitFor();
  }

  /** Runs a command by the title that the palette shows. */
  async runCommand(title: string): Promise<void> {
    await this.#pick('F1', title, title);
  }

  /** Puts the cursor at a line and column. */
  async goTo(line: number, column: number): Promise<void> {
    await this.#pick('Control+P', `:${line}:${column}`, undefined);
    await this.page
      .locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, Col ${column}` })
      .waitFor();
  }

  /** Types at the cursor, key by key, so that brackets close and indentation happens. `\n` is Enter. */
  async type(text: string): Promise<void> {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) await this.page.keyboard.press('Enter');
      await this.page.keyboard.type(part);
    }
  }

  /** Presses a key or chord, in Playwright's spelling (`Control+Space`). */
  async press(chord: string): Promise<void> {
    await this.page.keyboard.press(chord);
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
    for (let open = await tabs.count(); open > 0; open--) {
      await this.runCommand('View: Revert and Close Editor');
      await until(
        () => tabs.count(),
        count => count < open,
        'a tab to close',
      );
    }
  }

  /** The visible lines of the active editor, top to bottom. */
  async lines(): Promise<string[]> {
    const lines = await this.page.locator(`${activeEditor} .view-line`).evaluateAll(nodes =>
      nodes
        .map(node => ({
          top: Number.parseFloat((node as HTMLElement).style.top),
          text: node.textContent ?? '',
        }))
        .sort((left, right) => left.top - right.top)
        .map(line => line.text),
    );
    return lines.map(plain);
  }

  /** The numbers of the visible lines, top to bottom: folded lines are missing. */
  async lineNumbers(): Promise<number[]> {
    const numbers = await this.page
      .locator(`${activeEditor} .margin-view-overlays .line-numbers`)
      .allTextContents();
    return numbers
      .map(Number)
      .filter(number => number > 0)
      .sort((left, right) => left - right);
  }

  /** The underlines that are visible, in reading order, with the text that each lies under. */
  async squiggles(): Promise<Squiggle[]> {
    const found = await this.page.locator(activeEditor).evaluate(editor => {
      const lines = [...editor.querySelectorAll<HTMLElement>('.view-line')].map(node => ({
        node,
        box: node.getBoundingClientRect(),
        number: 0,
      }));
      const numbers = [...editor.querySelectorAll<HTMLElement>('.line-numbers')].map(node => ({
        top: node.getBoundingClientRect().top,
        number: Number(node.textContent),
      }));
      for (const line of lines) {
        line.number = numbers.find(({ top }) => Math.abs(top - line.box.top) < 3)?.number ?? 0;
      }
      const squiggles: {
        severity: string;
        line: number;
        startColumn: number;
        endColumn: number;
        text: string;
      }[] = [];
      for (const mark of editor.querySelectorAll<HTMLElement>('[class*="squiggly-"]')) {
        const severity = /squiggly-(\w+)/.exec(mark.className)?.[1] ?? '';
        const box = mark.getBoundingClientRect();
        const line = lines.find(({ box: { top } }) => Math.abs(top - box.top) < box.height / 2);
        if (line === undefined) continue;
        let text = '';
        let column = 1;
        let startColumn = 0;
        let endColumn = 0;
        const walker = document.createTreeWalker(line.node, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          for (let offset = 0; offset < (node.textContent ?? '').length; offset++, column++) {
            const range = document.createRange();
            range.setStart(node, offset);
            range.setEnd(node, offset + 1);
            const rect = range.getBoundingClientRect();
            const middle = (rect.left + rect.right) / 2;
            if (middle < box.left || middle > box.right) continue;
            if (startColumn === 0) startColumn = column;
            endColumn = column + 1;
            text += (node.textContent ?? '')[offset];
          }
        }
        squiggles.push({ severity, line: line.number, startColumn, endColumn, text });
      }
      return squiggles;
    });
    return found
      .map(squiggle => ({
        ...squiggle,
        severity: squiggle.severity as Squiggle['severity'],
        text: plain(squiggle.text),
      }))
      .sort((left, right) => left.line - right.line || left.startColumn - right.startColumn);
  }

  /** Waits until the underlines satisfy a condition, and returns them. */
  async squigglesUntil(
    condition: (squiggles: readonly Squiggle[]) => boolean,
    what: string,
  ): Promise<Squiggle[]> {
    return until(() => this.squiggles(), condition, what);
  }

  /** Points at the middle of the given text in a visible line, and returns what the hover says. */
  async hover(line: number, text: string, occurrence = 1): Promise<string> {
    const box = await this.#boxOf(line, text, occurrence);
    const hover = this.page.locator('.monaco-editor .monaco-hover:not(.hidden)');
    await this.page.mouse.move(box.left + box.width / 2, box.top + box.height / 2, { steps: 3 });
    await hover.first().waitFor();
    const said = await until(
      async () => (await hover.allInnerTexts()).join('\n'),
      words => words.trim() !== '' && !words.includes('Loading...'),
      'the hover to say something',
    );
    return plain(said);
  }

  /** Takes the pointer away, so that no hover covers the text. */
  async stopPointing(): Promise<void> {
    await this.page.mouse.move(640, 2);
    await this.press('Escape');
    await this.page.locator('.monaco-editor .monaco-hover:not(.hidden)').waitFor({ state: 'detached' });
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

  /** The text on the screen of the active terminal, without the empty rows at its end. */
  async terminalText(): Promise<string> {
    const rows = await this.page.locator('.terminal-wrapper.active .xterm-rows > div').allTextContents();
    return rows
      .map(row => plain(row).trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** Waits until the active terminal shows something, and returns its text. */
  async terminalShows(wanted: string | RegExp): Promise<string> {
    return until(
      async () =>
        (await this.page.locator('.terminal-wrapper.active').count()) > 0 ? this.terminalText() : '',
      text => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)),
      `the terminal to show ${wanted}`,
    );
  }

  /** Puts the keyboard into the active terminal. */
  async focusTerminal(): Promise<void> {
    await this.page.locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
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
    await this.page.screenshot({ path: path.join(artefacts, `${name}.png`) });
  }

  /** Opens a quick pick, types into it and accepts its first row. */
  async #pick(chord: string, typed: string, row: string | undefined): Promise<void> {
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await this.press(chord);
    await input.waitFor();
    await this.page.keyboard.type(typed);
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    if (row === undefined) {
      await rows.first().waitFor();
      await this.press('Enter');
    } else {
      await rows.filter({ hasText: row }).first().click();
    }
    await input.waitFor({ state: 'hidden' });
  }

  /** Where some text of a visible line is on the screen. */
  async #boxOf(line: number, text: string, occurrence: number): Promise<Box> {
    const box = await this.page.locator(activeEditor).evaluate(
      (editor, wanted) => {
        const number = [...editor.querySelectorAll('.line-numbers')].find(
          node => Number(node.textContent) === wanted.line,
        );
        if (number === undefined) return undefined;
        const { top } = number.getBoundingClientRect();
        const line = [...editor.querySelectorAll('.view-line')].find(
          node => Math.abs(node.getBoundingClientRect().top - top) < 3,
        );
        if (line === undefined) return undefined;
        const spots: { node: Node; offset: number }[] = [];
        let shown = '';
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const part = node.textContent ?? '';
          for (let offset = 0; offset < part.length; offset++) spots.push({ node, offset });
          shown += part.replaceAll('\u00a0', ' ');
        }
        let at = -1;
        for (let count = 0; count < wanted.occurrence; count++) {
          at = shown.indexOf(wanted.text, at + 1);
          if (at < 0) return undefined;
        }
        const first = spots[at];
        const last = spots[at + wanted.text.length - 1];
        if (first === undefined || last === undefined) return undefined;
        const range = document.createRange();
        range.setStart(first.node, first.offset);
        range.setEnd(last.node, last.offset + 1);
        const rect = range.getBoundingClientRect();
        return { left: rect.left, top: rect.top, width: rect.width, height: rect.height };
      },
      { line, text, occurrence },
    );
    if (box === undefined) {
      throw new Error(`line ${line} does not show "${text}" (occurrence ${occurrence})`);
    }
    return box;
  }
}

/**
 * Looks again and again until a condition holds.
 * @param look reads the current state
 * @param condition whether the state is what is waited for
 * @param what words for the error
 * @param deadline milliseconds
 * @throws {Error} that shows the last state when the condition did not come to hold in time
 */
export async function until<T>(
  look: () => Promise<T>,
  condition: (state: T) => boolean,
  what: string,
  deadline = 15_000,
): Promise<T> {
  const end = Date.now() + deadline;
  for (;;) {
    const state = await look();
    if (condition(state)) return state;
    if (Date.now() > end) {
      throw new Error(`waited ${deadline} ms for ${what}; last seen:\n${JSON.stringify(state, null, 2)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
