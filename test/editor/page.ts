// What all readers of the page share: where the active editor is, and how to wait.
import type { Page } from 'playwright-core';

/** Selects the text editor that has the keyboard's attention. */
export const activeEditor = '.editor-group-container.active .editor-instance .monaco-editor[role="code"]';

/** Turns the no-break spaces that the editor draws into ordinary ones. */
export function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\u200b', '');
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

/** Opens a quick pick, types into it and accepts the first row, or the row of exactly this label. */
export async function pick(page: Page, chord: string, typed: string, row?: string): Promise<void> {
  const input = page.locator('.quick-input-widget .quick-input-box input');
  await page.keyboard.press(chord);
  await input.waitFor();
  await page.keyboard.type(typed);
  const rows = page.locator('.quick-input-list .monaco-list-row');
  if (row === undefined) {
    await rows.first().waitFor();
    await page.keyboard.press('Enter');
  } else {
    const exactly = new RegExp(`^${row.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
    await rows
      .filter({ has: page.locator('.label-name', { hasText: exactly }) })
      .first()
      .click();
  }
  await input.waitFor({ state: 'hidden' });
}

/** Runs a command by the title that the palette shows. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, 'F1', title, title);
}
