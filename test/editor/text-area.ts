// What the active editor shows, read from the page as it is drawn: lines, underlines and the text under them, colours,
// hovers. Lines and columns count from 1, as the status bar shows them.
import type { Page } from 'playwright-core';
import { injected } from './hints.ts';
import { activeEditor, plain, until } from './page.ts';

/** A wavy underline as seen on the screen: its severity, and the text that it lies under. */
export interface Squiggle {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
  readonly text: string;
}

/** A rectangle in the page, in CSS pixels. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export class TextArea {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The visible lines of the active editor, top to bottom, without what is drawn in them that is not in the text. */
  async lines(): Promise<string[]> {
    const lines = await this.#page.locator(`${activeEditor} .view-line`).evaluateAll(
      (nodes, hints) =>
        nodes
          .map(node => {
            const text = node.cloneNode(true) as HTMLElement;
            for (const hint of text.querySelectorAll(hints)) hint.remove();
            return { top: Number.parseFloat((node as HTMLElement).style.top), text: text.textContent ?? '' };
          })
          .sort((left, right) => left.top - right.top)
          .map(line => line.text),
      injected,
    );
    return lines.map(plain);
  }

  /** The numbers of the visible lines, top to bottom: folded lines are missing. */
  async lineNumbers(): Promise<number[]> {
    const numbers = await this.#page
      .locator(`${activeEditor} .margin-view-overlays .line-numbers`)
      .allTextContents();
    return numbers
      .map(Number)
      .filter(number => number > 0)
      .sort((left, right) => left - right);
  }

  /** Waits until the visible lines satisfy a condition, and returns them. */
  async linesUntil(condition: (lines: readonly string[]) => boolean, what: string): Promise<string[]> {
    return until(() => this.lines(), condition, what);
  }

  /** The words of a visible line, each with the colour that it is drawn in; of equal words the last one counts. */
  async colours(line: number): Promise<Map<string, string>> {
    const words = await this.#page.locator(activeEditor).evaluate((editor, wanted) => {
      const number = [...editor.querySelectorAll('.line-numbers')].find(
        node => Number(node.textContent) === wanted,
      );
      const top = number?.getBoundingClientRect().top ?? 0;
      const row = [...editor.querySelectorAll('.view-line')].find(
        node => Math.abs(node.getBoundingClientRect().top - top) < 3,
      );
      return [...(row?.querySelectorAll('span > span') ?? [])].map(
        span => [span.textContent?.trim() ?? '', getComputedStyle(span).color] as const,
      );
    }, line);
    return new Map(words.filter(([word]) => plain(word).trim() !== ''));
  }

  /** The underlines that are visible, in reading order, with the text that each lies under. */
  async squiggles(): Promise<Squiggle[]> {
    const found = await this.#page.locator(activeEditor).evaluate(editor => {
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
    const hover = this.#page.locator('.monaco-editor .monaco-hover:not(.hidden)');
    await this.#page.mouse.move(box.left + box.width / 2, box.top + box.height / 2, { steps: 3 });
    await hover.first().waitFor();
    const said = await until(
      async () => (await hover.allInnerTexts()).join('\n'),
      words => words.trim() !== '' && !words.includes('Loading...'),
      'the hover to say something',
    );
    return plain(said);
  }

  /** Clicks on the middle of the given text in a visible line, with keys held down. */
  async click(
    line: number,
    text: string,
    held: readonly ('Control' | 'Shift' | 'Alt')[] = [],
  ): Promise<void> {
    const box = await this.#boxOf(line, text, 1);
    const { keyboard, mouse } = this.#page;
    for (const key of held) await keyboard.down(key);
    await mouse.move(box.left + box.width / 2, box.top + box.height / 2, { steps: 3 });
    await mouse.click(box.left + box.width / 2, box.top + box.height / 2);
    for (const key of held) await keyboard.up(key);
  }

  /** Takes the pointer away, so that no hover covers the text. */
  async stopPointing(): Promise<void> {
    await this.#page.mouse.move(640, 2);
    await this.#page.keyboard.press('Escape');
    await this.#page.locator('.monaco-editor .monaco-hover:not(.hidden)').waitFor({ state: 'detached' });
  }

  /** Where some text of a visible line is on the screen. */
  async #boxOf(line: number, text: string, occurrence: number): Promise<Box> {
    const box = await this.#page.locator(activeEditor).evaluate(
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
