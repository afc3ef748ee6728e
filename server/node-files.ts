// The files of a workspace as Node's file system has them.
import type { Dirent } from 'node:fs';
import { lstat, opendir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorCode, fileFault } from '../host/file-fault.ts';
import { largestText } from '../host/limits.ts';
import { decodeText, unreadable } from '../host/text-file.ts';
import { uriWithin } from './uri.ts';
import type { FileText, FoundFile, Search, WorkspaceFiles } from './workspace/files.ts';

/** So many folders that cannot be searched are named. */
const named = 20;

export const nodeFiles: WorkspaceFiles = {
  async *list(folder: string, search: Search): AsyncGenerator<FoundFile> {
    const { extensions, excludes, mostFolders, token, visit, leave, log } = search;
    const root = pathOf(folder, log);
    if (root === undefined) return;
    const inRoot = (name: string): string => path.join(root, ...name.split('/'));
    if (!isWithin(root, inRoot(search.place)) || (await isBehindLink(root, search.place))) return;
    const start = await realpath(inRoot(search.place)).catch(() => '');
    const places = [search.place];
    let left = false;
    let unsearched = 0;
    for (const place of places) {
      visit();
      let entries: Dirent[] = [];
      try {
        // A folder may have become a link since it was found.
        const expected = path.join(start, path.relative(inRoot(search.place), inRoot(place)));
        if (place !== search.place && (await realpath(inRoot(place))) !== expected) continue;
        entries = await relevantIn(inRoot(place), extensions, token);
      } catch (error) {
        unsearched++;
        if (unsearched <= named) log(`${inRoot(place)} cannot be searched: ${fileFault(error)}`);
      }
      for (const entry of entries) {
        if (token.isCancellationRequested) return;
        const name = place === '' ? entry.name : `${place}/${entry.name}`;
        if (excludes(name)) continue;
        if (!entry.isDirectory()) {
          const stamp = await stampOf(inRoot(name), root, entry.isSymbolicLink());
          if (stamp !== undefined) yield { uri: uriWithin(folder, name), stamp };
        } else if (places.length < mostFolders) places.push(name);
        else left = true;
      }
      if (token.isCancellationRequested) return;
    }
    if (unsearched > named) log(`${unsearched - named} more folders cannot be searched.`);
    if (left) leave();
  },

  async read(uri: string, folder: string): Promise<FileText> {
    try {
      const name = fileURLToPath(uri);
      if (!(await isReallyWithin(fileURLToPath(folder), name))) return { kind: 'missing' };
      const about = await stat(name);
      if (about.isDirectory()) return { kind: 'missing' };
      // Reading from a pipe would wait for someone who writes to it.
      if (!about.isFile()) return unreadable('This is not a regular file.');
      if (about.size > largestText) return { kind: 'too large', size: about.size };
      return decodeText(await readFile(name));
    } catch (error) {
      const code = errorCode(error);
      return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
        ? { kind: 'missing' }
        : unreadable(fileFault(error));
    }
  },
};

/** The folders and programs in a folder, by name. Read bit by bit: among millions of others, say. */
async function relevantIn(
  folder: string,
  extensions: readonly string[],
  token: Search['token'],
): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(folder, { bufferSize: 256 })) {
    if (token.isCancellationRequested) break;
    if (entry.isDirectory() || extensions.some(extension => entry.name.endsWith(extension)))
      entries.push(entry);
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The path that a URI stands for; undefined, and said, when it stands for none. */
function pathOf(uri: string, log: Search['log']): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    log(`${uri} cannot be searched: ${fileFault(error)}`);
    return undefined;
  }
}

/** Whether a place below a folder is a link, or is reached through one. */
async function isBehindLink(root: string, place: string): Promise<boolean> {
  const parts = place === '' ? [] : place.split('/');
  for (const [i] of parts.entries()) {
    const about = await lstat(path.join(root, ...parts.slice(0, i + 1))).catch(() => undefined);
    if (about?.isSymbolicLink()) return true;
  }
  return false;
}

function isWithin(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return !path.isAbsolute(way) && way.split(path.sep)[0] !== '..';
}

/** Whether a file is still in the folder when all links are followed. */
async function isReallyWithin(folder: string, file: string): Promise<boolean> {
  return isWithin(await realpath(folder), await realpath(file));
}

/** Undefined for what is no file, and for a link that leads nowhere or out of the folder. */
async function stampOf(file: string, root: string, isLink: boolean): Promise<string | undefined> {
  try {
    if (isLink && !(await isReallyWithin(root, file))) return undefined;
    const about = await stat(file);
    return about.isFile() ? `${about.mtimeMs}:${about.ctimeMs}:${about.size}` : undefined;
  } catch {
    return undefined;
  }
}
