// Programs in folders, and writing one back without ever leaving half of it.
import { chmod, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { explain } from '../server/node-files.ts';

export type Found =
  | { readonly kind: 'files'; readonly files: readonly string[] }
  /** A sentence that says what is wrong, without the name. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** The file itself, or all `.pat` files below a folder, sorted. Not those in `node_modules` and in hidden folders. */
export async function programsIn(place: string): Promise<Found> {
  if (place === '-') return { kind: 'files', files: [place] };
  try {
    if (!(await stat(place)).isDirectory()) return { kind: 'files', files: [place] };
    const files = await below(place);
    return files.length > 0
      ? { kind: 'files', files }
      : { kind: 'unreadable', reason: 'There are no .pat files in this folder.' };
  } catch (error) {
    return { kind: 'unreadable', reason: explain(error) };
  }
}

async function below(folder: string): Promise<string[]> {
  const files: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') files.push(...(await below(place)));
    } else if (entry.isFile() && entry.name.endsWith('.pat')) files.push(place);
  }
  return files;
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
