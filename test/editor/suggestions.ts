// The list of suggestions as a user sees it: what it offers, which row is chosen, and whether it was ever there.
import type { Page } from 'playwright-core';
import { plain, until } from './page.ts';

const widget = '.suggest-widget.visible';

export interface Suggestion {
  /** Name and parameters. */
  readonly label: string;
  /** What stands at the right end of the row. */
  readonly description: string;
  readonly chosen: boolean;
}

export class Suggestions {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The rows that are visible, top to bottom; none when there is no list. */
  async rows(): Promise<Suggestion[]> {
    const rows = await this.#page.locator(`${widget} .monaco-list-row`).evaluateAll(nodes =>
      nodes
        .map(node => ({
          top: Number.parseFloat((node as HTMLElement).style.top),
          label: node.querySelector('.monaco-icon-label-container')?.textContent ?? '',
          description: node.querySelector('.details-label')?.textContent ?? '',
          chosen: node.classList.contains('focused'),
        }))
        .sort((left, right) => left.top - right.top),
    );
    return rows.map(({ label, description, chosen }) => ({
      label: plain(label),
      description: plain(description),
      chosen,
    }));
  }

  /** Waits until a row that begins so is there, and returns all rows. */
  async waitFor(label: string): Promise<Suggestion[]> {
    return until(
      () => this.rows(),
      rows => rows.some(row => row.label.startsWith(label)),
      `the suggestion ${label}`,
    );
  }

  /** Goes down to the row that begins so, and accepts it with a key. */
  async accept(label: string, key: 'Enter' | 'Tab'): Promise<void> {
    const rows = await this.waitFor(label);
    const chosen = rows.findIndex(row => row.chosen);
    const wanted = rows.findIndex(row => row.label.startsWith(label));
    for (let i = chosen; i < wanted; i++) await this.#page.keyboard.press('ArrowDown');
    await until(
      () => this.rows(),
      now => now.some(row => row.chosen && row.label.startsWith(label)),
      `the suggestion ${label} to be chosen`,
    );
    await this.#page.keyboard.press(key);
    await this.#page.locator(widget).waitFor({ state: 'hidden' });
  }

  /**
   * From now on notes the suggestions that are on the screen, frame by frame; the answer says which there were. Between two
   * frames the list holds rows of an earlier one for a moment, which nobody sees.
   */
  async watch(): Promise<() => Promise<string[]>> {
    await this.#page.evaluate(selector => {
      const seen = new Set<string>();
      // Methods: what the compiler makes of other named functions does not run in the page.
      const frames = {
        look() {
          for (const row of document.querySelectorAll(`${selector} .monaco-list-row`)) {
            seen.add(row.textContent ?? '');
          }
        },
        next() {
          // What runs after the frame was drawn.
          setTimeout(() => frames.look(), 0);
          requestAnimationFrame(() => frames.next());
        },
      };
      frames.next();
      Object.assign(window, { suggestionsSeen: seen });
    }, widget);
    return () =>
      this.#page.evaluate(() => [...(window as unknown as { suggestionsSeen: Set<string> }).suggestionsSeen]);
  }
}
