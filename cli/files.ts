// The programs that the user means: files, standard input, and those in folders.
import { Buffer } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { fileFault } from '../host/file-fault.ts';
import { languageOfFile, union } from '../host/languages.ts';
import type { Language } from '../languages/language.ts';
import { identityOf, nowhere, type Place, within } from './place.ts';

export type Found =
  /** A file, or `-` for standard input; `named` is one that the user named, not only its folder. */
  | { readonly kind: 'program'; readonly place: Place; readonly named: boolean }
  /** A sentence that says what is wrong with the place, without its name. */
  | { readonly kind: 'unreadable'; readonly place: Place; readonly reason: string };

/**
 * The files named, and all programs below the folders named, each folder's in the order of their names; none twice.
 * Not those in `node_modules` and in hidden folders, and behind links.
 */
export async function* programsIn(
  places: readonly Place[],
  languages: readonly Language[],
): AsyncGenerator<Found> {
  const seen = new Set<string>();
  for (const place of places) {
    const reason = nowhere([place]);
    if (reason !== undefined) {
      yield { kind: 'unreadable', place, reason };
      continue;
    }
    for await (const found of programsAt(place, languages)) {
      const key = identityOf(found.place);
      if (seen.has(key)) continue;
      seen.add(key);
      yield found;
    }
  }
}

async function* programsAt(place: Place, languages: readonly Language[]): AsyncGenerator<Found> {
  if (place === '-') return yield { kind: 'program', place, named: true };
  try {
    if (!(await stat(place)).isDirectory()) return yield { kind: 'program', place, named: true };
  } catch (error) {
    return yield { kind: 'unreadable', place, reason: fileFault(error) };
  }
  let some = false;
  for await (const found of below(place, languages)) {
    some = true;
    yield found;
  }
  const endings = union(languages.map(({ extensions }) => extensions)).join(' or ');
  if (!some) yield { kind: 'unreadable', place, reason: `There are no ${endings} files in this folder.` };
}

async function* below(folder: Place, languages: readonly Language[]): AsyncGenerator<Found> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    return yield { kind: 'unreadable', place: folder, reason: fileFault(error) };
  }
  for (const entry of entries.sort((a, b) => Buffer.compare(a.name, b.name))) {
    const name = entry.name.toString('latin1');
    const place = within(folder, entry.name);
    if (entry.isDirectory()) {
      if (!name.startsWith('.') && name !== 'node_modules') yield* below(place, languages);
    } else if (entry.isFile() && languageOfFile(languages, name) !== undefined)
      yield { kind: 'program', place, named: false };
  }
}
