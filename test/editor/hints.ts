// What the editor draws beside the text: inlay hints, code lenses, and the peek that a lens opens.
import type { Locator, Page } from 'playwright-core';
import { activeEditor, plain, until } from './page.ts';

/** The class of text that is drawn in a line without being in it. */
export const injected = '[class*="dyn-rule"]';

export class Hints {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The visible hints, each with the text of its line, in reading order. A label of several parts is one hint. */
  async inlay(): Promise<{ readonly hint: string; readonly line: string }[]> {
    const found = await this.#page.locator(`${activeEditor} .view-line`).evaluateAll(
      (nodes, wanted) =>
        nodes
          .map(node => {
            const hints: string[] = [];
            let line = '';
            let follows = false;
            for (const span of node.querySelectorAll(':scope > span > span')) {
              const text = span.textContent ?? '';
              if (!span.matches(wanted)) line += text;
              else if (follows) hints.push(`${hints.pop() ?? ''}${text}`);
              else hints.push(text);
              follows = span.matches(wanted);
            }
            return { top: Number.parseFloat((node as HTMLElement).style.top), hints, line };
          })
          .sort((left, right) => left.top - right.top),
      injected,
    );
    return found.flatMap(({ hints, line }) =>
      hints.map(hint => ({ hint: plain(hint).trim(), line: plain(line) })),
    );
  }

  /** Waits until there are hints that satisfy a condition. */
  async inlayUntil(condition: (hints: readonly string[]) => boolean, what: string): Promise<string[]> {
    return until(async () => (await this.inlay()).map(({ hint }) => hint), condition, what);
  }

  /** A lens by its words. */
  lens(words: string): Locator {
    return this.#page.locator(`${activeEditor} .codelens-decoration a`, { hasText: words });
  }

  /** The words of all visible lenses, top to bottom. */
  async lenses(): Promise<string[]> {
    const found = await this.#page.locator(`${activeEditor} .codelens-decoration`).evaluateAll(nodes =>
      nodes
        .map(node => ({ top: node.getBoundingClientRect().top, text: node.textContent ?? '' }))
        .sort((left, right) => left.top - right.top)
        .map(({ text }) => text),
    );
    return found.map(text => plain(text).trim());
  }

  /** The title and the rows of the peek that is open. */
  async peek(): Promise<{ readonly title: string; readonly rows: readonly string[] }> {
    const widget = this.#page.locator('.peekview-widget');
    await widget.waitFor();
    const rows = widget.locator('.ref-tree .monaco-list-row');
    await rows.first().waitFor();
    return {
      title: plain((await widget.locator('.peekview-title').innerText()).trim()),
      rows: (await rows.allInnerTexts()).map(row => plain(row).trim()),
    };
  }
}
