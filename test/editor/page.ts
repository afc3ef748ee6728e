// What all readers of the page share: where the active editor is, and how to wait.
import type { Page } from 'playwright-core';
import { noteDown } from './notes.ts';

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
 * Asks VS Code for something until it does it, at most three times, and notes when once was not enough: it loses an answer
 * now and then, whatever the language, and a person asks again. Code actions, for instance: its `CodeActionModel` asks for the
 * light bulb too, 250 ms after the cursor moved, and holds one answer: when both come close together, the second throws away
 * the first before it is shown. And it forgets what it asked for whenever some extension registers code actions.
 * @param what words for what is asked
 * @param answer waits for so many milliseconds at most, and throws when they have passed
 */
export async function askAgain<T>(
  what: string,
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
      noteDown('asked again', what);
    }
  }
}

/**
 * Opens a quick pick, fills its field and chooses the row of exactly this label, or the one that looks so. The list closes
 * when some part of the window that was still at work takes the focus.
 */
export async function pick(page: Page, chord: string, typed: string, row: string | RegExp): Promise<void> {
  const input = page.locator(quickInput);
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const wanted =
    typeof row === 'string'
      ? rows.filter({
          has: page.locator('.label-name', {
            hasText: new RegExp(`^${row.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`),
          }),
        })
      : rows.filter({ hasText: row });
  await askAgain(
    `to show ${typed} on ${chord}`,
    async () => {
      if (await input.isVisible()) await page.keyboard.press('Escape');
      await page.keyboard.press(chord);
    },
    async timeout => {
      await input.fill(typed, { timeout });
      await wanted.first().click({ timeout });
    },
  );
  await input.waitFor({ state: 'hidden' });
}

/** Runs a command by the title that the palette shows. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, 'F1', `>${title}`, title);
}
