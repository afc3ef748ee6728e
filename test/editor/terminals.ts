// The terminals of a window: what the active one shows, and what a user does there.
import type { Page } from 'playwright-core';
import { plain, runCommand, until } from './page.ts';

export class Terminals {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The text on the screen of the active terminal, without the empty rows at its end. */
  async text(): Promise<string> {
    const rows = await this.#page.locator('.terminal-wrapper.active .xterm-rows > div').allTextContents();
    return rows
      .map(row => plain(row).trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** Waits until the active terminal shows something, and returns its text. */
  async shows(wanted: string | RegExp): Promise<string> {
    return until(
      async () => ((await this.#page.locator('.terminal-wrapper.active').count()) > 0 ? this.text() : ''),
      text => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)),
      `the terminal to show ${wanted}`,
    );
  }

  /** Puts the keyboard into the active terminal. */
  async focus(): Promise<void> {
    await this.#page.locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
  }

  /** Follows a link in the terminal, as a Ctrl+click does. */
  async clickLink(text: string): Promise<void> {
    const row = this.#page.locator('.terminal-wrapper.active .xterm-rows > div', { hasText: text }).first();
    const box = await row.evaluate((node, wanted) => {
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      const at = (node.textContent ?? '').indexOf(wanted);
      let before = 0;
      for (let part = walker.nextNode(); part !== null; part = walker.nextNode()) {
        const length = part.textContent?.length ?? 0;
        if (at < before + length) {
          const range = document.createRange();
          range.setStart(part, at - before);
          range.setEnd(part, at - before + 1);
          const rect = range.getBoundingClientRect();
          return { left: rect.left, top: rect.top, width: rect.width, height: rect.height };
        }
        before += length;
      }
      return undefined;
    }, text);
    if (box === undefined) throw new Error(`the terminal does not show ${text}`);
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    // The link is looked for when the pointer comes to rest on it; when it is found a hint says so.
    await this.#page.mouse.move(x, y, { steps: 4 });
    await this.#page.locator('.monaco-hover', { hasText: 'ctrl + click' }).waitFor();
    await this.#page.keyboard.down('Control');
    try {
      await this.#page.mouse.click(x, y);
    } finally {
      await this.#page.keyboard.up('Control');
    }
  }

  /** Ends all terminals and closes the panel. */
  async close(): Promise<void> {
    const open = this.#page.locator('.terminal-wrapper');
    if ((await open.count()) > 0) await runCommand(this.#page, 'Terminal: Kill All Terminals');
    await open.first().waitFor({ state: 'detached' });
  }
}
