// What the command line writes to: each stream with its style, and what goes there as text that is safe to show.
import process from 'node:process';
import type { AskOf } from '../host/last-resort.ts';
import type { Language, Parser } from '../languages/language.ts';
import type { Shown } from '../terminal/shown.ts';
import { type Style, styleFor } from '../terminal/style.ts';

export interface Terminal {
  /** Loads a language once. Rejects when it cannot be loaded. */
  readonly load: (language: Language) => Promise<Parser>;
  readonly askOf: AskOf;
  readonly out: (text: Shown) => void;
  readonly err: (text: Shown) => void;
  readonly outStyle: Style;
  readonly errStyle: Style;
}

/** What comes out of a program or is a program's text: exact in a pipe or a file, safe to show in a terminal. */
export function writeExactly(text: string, safe: (text: string) => Shown): boolean {
  return process.stdout.write(process.stdout.isTTY ? safe(text).text : text);
}

export const streams: Pick<Terminal, 'out' | 'err' | 'outStyle' | 'errStyle'> = {
  out: ({ text }) => void process.stdout.write(text),
  err: ({ text }) => void process.stderr.write(text),
  outStyle: styleFor(process.stdout, process.env),
  errStyle: styleFor(process.stderr, process.env),
};

/**
 * Lets writing to a terminal return at once, as writing to a pipe does. Node waits for a terminal until it takes what is
 * written, and hears no signal meanwhile; one that nobody looks at, or that was stopped with Ctrl+S, takes nothing.
 */
export function writeWithoutWaiting(): void {
  if (process.platform === 'win32') return;
  for (const stream of [process.stdout, process.stderr]) {
    // Node has no name of its own for this.
    const { _handle: handle } = stream as { _handle?: { setBlocking?: (blocking: boolean) => void } };
    if (!stream.isTTY) continue;
    handle?.setBlocking?.(false);
    // Others may have the terminal open by the same description.
    process.on('exit', () => handle?.setBlocking?.(true));
  }
}
