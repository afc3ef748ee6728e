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
  const parts = [style.strong(`${code}: ${entry.title}`), entry.explanation];
  if (entry.bad !== undefined) parts.push(program(entry.bad));
  if (entry.good !== undefined) parts.push('Put right:', program(entry.good));
  terminal.out(`${parts.join('\n\n')}\n`);
  return 0;
}
