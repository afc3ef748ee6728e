// `pat explain [CODE]`: an entry of the catalogue of diagnostics for a terminal, or what there is.
import { catalogueCodes, catalogueEntry } from '../languages/pat/index.ts';
import { joined, type Shown, shown } from '../terminal/shown.ts';
import type { Terminal } from './terminal.ts';

/** Prints the entry of a code, or all codes. The exit code: 0, or 2 when there is no such code. */
export function explain(written: string | undefined, { out, err, outStyle: style }: Terminal): 0 | 2 {
  if (written === undefined) {
    const lines = catalogueCodes().map(({ code, title }) => shown`${style.strong(code)}  ${title}`);
    out(shown`${joined(lines, '\n')}\n\npat explain CODE says more about one of them.\n`);
    return 0;
  }
  const found = catalogueEntry(written);
  if (found === undefined) {
    err(shown`There is no diagnostic ${written}. Codes look like pat-E401; pat explain lists them all.\n`);
    return 2;
  }
  const { code, entry } = found;
  const program = (text: string): Shown =>
    joined(
      text
        .trimEnd()
        .split('\n')
        .map(line => shown`    ${line}`),
      '\n',
    );
  const parts = [style.strong(`${code}: ${entry.title}`), shown`${entry.explanation}`];
  if (entry.bad !== undefined) parts.push(program(entry.bad));
  if (entry.good !== undefined) parts.push(shown`Put right:`, program(entry.good));
  out(shown`${joined(parts, '\n\n')}\n`);
  return 0;
}
