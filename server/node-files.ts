// The files of a workspace as Node's file system has them.
import type { Dirent, Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { largestText } from './limits.ts';
import { decodeText, unreadable } from './text-file.ts';
import { uriWithin } from './uri.ts';
import {
  type FileText,
  type FoundFile,
  isPatFile,
  type Search,
  type WorkspaceFiles,
} from './workspace/files.ts';

/** A folder that is to be searched. */
interface Place {
  /** Below the folder that the search began in, with `/`; empty for that folder. */
  readonly below: string;
  /** Where it really is, when links are followed. */
  readonly real: string;
}

export const nodeFiles: WorkspaceFiles = {
  async *list(folder: string, { excludes, token, log }: Search): AsyncGenerator<FoundFile> {
    const root = fileURLToPath(folder);
    const inRoot = (below: string): string => path.join(root, ...below.split('/'));
    let places: Place[] = [];
    // Linked folders come last, so that a file is found by its own path first; each real folder is searched once, so
    // that a link upwards does not lead round in a circle.
    let links: string[] = [];
    const seen = new Set<string>();
    const enter = async (below: string): Promise<void> => {
      try {
        places.push({ below, real: await realpath(inRoot(below)) });
      } catch (error) {
        log(`${inRoot(below)} cannot be searched: ${explain(error)}`);
      }
    };
    await enter('');
    while (places.length > 0 && !token.isCancellationRequested) {
      const { below, real } = places.pop() ?? { below: '', real: '' };
      if (!seen.has(real)) {
        seen.add(real);
        let entries: Dirent[] = [];
        try {
          entries = await readdir(inRoot(below), { withFileTypes: true });
        } catch (error) {
          log(`${inRoot(below)} cannot be searched: ${explain(error)}`);
        }
        for (const entry of entries) {
          const name = below === '' ? entry.name : `${below}/${entry.name}`;
          if (excludes(name)) continue;
          if (entry.isDirectory()) places.push({ below: name, real: path.join(real, entry.name) });
          else if (isPatFile(name) || entry.isSymbolicLink()) {
            const about = await aboutFile(inRoot(name));
            if (about?.isDirectory()) links.push(name);
            else if (about?.isFile() && isPatFile(name)) {
              yield {
                uri: uriWithin(folder, name),
                stamp: `${about.mtimeMs}:${about.ctimeMs}:${about.size}`,
              };
            }
          }
          if (token.isCancellationRequested) return;
        }
      }
      if (places.length === 0 && links.length > 0) {
        const next = links.sort();
        links = [];
        places = [];
        for (const link of next) await enter(link);
      }
    }
  },

  async read(uri: string): Promise<FileText> {
    try {
      const name = fileURLToPath(uri);
      const about = await stat(name);
      if (about.isDirectory()) return { kind: 'missing' };
      // Reading from a pipe would wait for someone who writes to it.
      if (!about.isFile()) return unreadable('This is not a regular file.');
      if (about.size > largestText) return { kind: 'too large', size: about.size };
      return decodeText(await readFile(name));
    } catch (error) {
      const code = codeOf(error);
      return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
        ? { kind: 'missing' }
        : unreadable(explain(error));
    }
  },
};

/** Undefined for what is not there, such as the end of a link that leads nowhere. */
async function aboutFile(file: string): Promise<Stats | undefined> {
  return stat(file).catch(() => undefined);
}

/** A sentence about what the file system refused. */
export function explain(error: unknown): string {
  return (
    reasons.get(codeOf(error)) ??
    `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const reasons: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ENOENT: 'There is no such file.',
    ENOTDIR: 'There is no such file: a part of its path is not a folder.',
    EISDIR: 'This is a folder, not a file.',
    EACCES: 'You are not allowed to read this file.',
    EPERM: 'You are not allowed to read this file.',
    ELOOP: 'This link leads back to itself.',
    ENAMETOOLONG: 'This name is too long for a file.',
  }),
);
