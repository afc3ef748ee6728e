// `pat explain CODE`: an entry of the catalogue of diagnostics, for a terminal.
import { catalogueEntry } from '../languages/pat/index.ts';
import type { Terminal } from './check.ts';

/** Prints the entry of a code. The exit code: 0, or 2 when there is no such code. */
export function explain(written: string, terminal: Terminal): number {
  const found = catalogueEntry(written);
  if (found === undefined) {
    terminal.err(
      `There is no diagnostic ${written}. Codes look like pat-E401; docs/errors.md lists them all.\n`,
    );
    return 2;
  }
  const { code, entry } = found;
  const { outStyle: style } = terminal;
  const program = (text: string): string => text.trimEnd().replace(/^/gm, '    ');
  terminal.out(
    [
      style.strong(`${code}: ${entry.title}`),
      entry.explanation,
      program(entry.bad),
      'Put right:',
      `${program(entry.good)}\n`,
    ].join('\n\n'),
  );
  return 0;
}
