// Programs in folders, and writing one back without ever leaving half of it.
import type { Dirent } from 'node:fs';
import { chmod, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { explain } from '../server/node-files.ts';

export type Found =
  /** A file, or `-` for standard input; `named` is one that the user named, not only its folder. */
  | { readonly kind: 'program'; readonly place: string; readonly named: boolean }
  /** A sentence that says what is wrong with the place, without its name. */
  | { readonly kind: 'unreadable'; readonly place: string; readonly reason: string };

/**
 * The files named, and all `.pat` files below the folders named, each folder's in the order of their names; none twice.
 * Not those in `node_modules` and in hidden folders, and behind links.
 */
export async function* programsIn(places: readonly string[]): AsyncGenerator<Found> {
  const seen = new Set<string>();
  for (const place of places) {
    for await (const found of programsAt(place)) {
      const key = found.place === '-' ? '-' : path.resolve(found.place);
      if (seen.has(key)) continue;
      seen.add(key);
      yield found;
    }
  }
}

async function* programsAt(place: string): AsyncGenerator<Found> {
  if (place === '-') return yield { kind: 'program', place, named: true };
  try {
    if (!(await stat(place)).isDirectory()) return yield { kind: 'program', place, named: true };
  } catch (error) {
    return yield { kind: 'unreadable', place, reason: explain(error) };
  }
  let some = false;
  for await (const found of below(place)) {
    some = true;
    yield found;
  }
  if (!some) yield { kind: 'unreadable', place, reason: 'There are no .pat files in this folder.' };
}

async function* below(folder: string): AsyncGenerator<Found> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return yield { kind: 'unreadable', place: folder, reason: explain(error) };
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') yield* below(place);
    } else if (entry.isFile() && entry.name.endsWith('.pat')) yield { kind: 'program', place, named: false };
  }
}

/** Replaces a file's text in one step, behind a link too. A sentence when that fails. */
export async function writeProgram(file: string, text: string): Promise<string | undefined> {
  let temporary: string | undefined;
  try {
    const target = await realpath(file);
    const { mode } = await stat(target);
    temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
    await writeFile(temporary, text, { flag: 'wx' });
    await chmod(temporary, mode);
    await rename(temporary, target);
    return undefined;
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true }).catch(() => {});
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      return 'You are not allowed to write this file.';
    }
    return `It cannot be written: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
