// What all readers of the page share: where the active editor is, and how to wait.
import type { Page } from 'playwright-core';

/** Selects the text editor that has the keyboard's attention. */
export const activeEditor = '.editor-group-container.active .editor-instance .monaco-editor[role="code"]';

/** Selects the field of a list that the window asks to choose from. */
const quickInput = '.quick-input-widget .quick-input-box input';

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

/**
 * Asks the editor for code actions until it answers, with actions or by saying that there are none. VS Code loses the
 * answer now and then, whatever the language, and a person asks again. Its `CodeActionModel` asks for the light bulb too,
 * 250 ms after the cursor moved, and holds one answer: when both come close together, the second throws away the first
 * before it is shown. And it forgets what it asked for whenever some extension registers code actions.
 * @param answer waits for so many milliseconds at most, and throws when they have passed
 */
export async function askAgain<T>(
  ask: () => Promise<void>,
  answer: (timeout: number) => Promise<T>,
): Promise<T> {
  const timeout = 6000;
  for (let attempt = 1; ; attempt++) {
    await ask();
    try {
      return await answer(timeout);
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

/**
 * Opens a quick pick, types into it and accepts the first row, or the row of exactly this label. The list closes when some
 * part of the window that was still at work takes the focus; a person then opens it again, and so does this.
 */
export async function pick(page: Page, chord: string, typed: string, row?: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await pickOnce(page, chord, typed, row);
      break;
    } catch (error) {
      if (attempt === 3) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await page.locator(quickInput).waitFor({ state: 'hidden' });
}

async function pickOnce(page: Page, chord: string, typed: string, row: string | undefined): Promise<void> {
  const input = page.locator(quickInput);
  await page.keyboard.press(chord);
  await input.waitFor();
  await page.keyboard.type(typed);
  await until(
    () => input.inputValue({ timeout: 1000 }),
    value => value.endsWith(typed),
    `${typed} to be in the list's field`,
    5000,
  );
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const timeout = 8000;
  if (row === undefined) {
    await rows.first().waitFor({ timeout });
    await page.keyboard.press('Enter');
  } else {
    const exactly = new RegExp(`^${row.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
    await rows
      .filter({ has: page.locator('.label-name', { hasText: exactly }) })
      .first()
      .click({ timeout });
  }
}

/** Runs a command by the title that the palette shows. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, 'F1', title, title);
}
