// `explain [CODE]`: an entry of the catalogue of diagnostics for a terminal, or what there is.
import { type CatalogueEntry, findEntry, listCodes } from '../languages/explain/catalogue.ts';
import type { Language } from '../languages/language.ts';
import { joined, type Shown, shown } from '../terminal/shown.ts';
import { command } from './command.ts';
import type { Terminal } from './terminal.ts';

/** Prints the entry of a code, or all codes. The exit code: 0, or 2 when there is no such code. */
export function explain(
  written: string | undefined,
  languages: readonly Language[],
  { out, err, outStyle: style }: Terminal,
): 0 | 2 {
  const codes = languages.flatMap(({ catalogue }) => listCodes(catalogue));
  if (written === undefined) {
    const lines = codes.map(({ code, title }) => shown`${style.strong(code)}  ${title}`);
    out(shown`${joined(lines, '\n')}\n\n${command} explain CODE says more about one of them.\n`);
    return 0;
  }
  // Without its language, a code may be that of several.
  const found = languages.flatMap(({ catalogue }) => findEntry(catalogue, written) ?? []);
  if (found.length === 0) {
    const such = languages.map(({ id }) => `${id}-E401`).join(' or ');
    err(
      shown`There is no diagnostic ${written}. Codes look like ${such}; ${command} explain lists them all.\n`,
    );
    return 2;
  }
  const pages = found.map(({ code, entry }) => page(style.strong(`${code}: ${entry.title}`), entry));
  out(shown`${joined(pages, '\n\n')}\n`);
  return 0;
}

function page(title: Shown, { explanation, bad, good }: CatalogueEntry): Shown {
  const parts = [title, shown`${explanation}`];
  if (bad !== undefined) parts.push(program(bad));
  if (good !== undefined) parts.push(shown`Put right:`, program(good));
  return joined(parts, '\n\n');
}

function program(text: string): Shown {
  return joined(
    text
      .trimEnd()
      .split('\n')
      .map(line => shown`    ${line}`),
    '\n',
  );
}
