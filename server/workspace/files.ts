// How the server gets at files that no editor has open. A host that has a file system brings its own; elsewhere, and for
// folders that are not on a disk, the client is asked (`client-files.ts`).
import type { CancellationToken } from 'vscode-languageserver';
import type { Reading } from '../../host/text-file.ts';

/** More files than this are no workspace that anyone works in. */
export const mostFiles = 10_000;

/** A program of a folder. */
export interface FoundFile {
  readonly uri: string;
  /** Differs when the text may differ, where that can be said without reading: then an unchanged file is not read again. */
  readonly stamp?: string;
}

export type FileText =
  | Reading
  /** More than `largestText` bytes. */
  | { readonly kind: 'too large'; readonly size: number }
  /** There is no such file (any more), or it is a folder. */
  | { readonly kind: 'missing' };

export interface Search {
  /** Where to begin: a path below the folder, with `/` between its parts; empty for the folder itself. */
  readonly place: string;
  /** What the names of programs end in. */
  readonly extensions: readonly string[];
  /** Whether a file or folder is to be left out, by its path below the folder (`src/old/a.pat`). */
  readonly excludes: (path: string) => boolean;
  /** So many folders are looked into, those with the shortest paths. */
  readonly mostFolders: number;
  readonly token: CancellationToken;
  /** A folder is looked into. */
  readonly visit: () => void;
  /** There are more than `mostFolders`. */
  readonly leave: () => void;
  /** Told of what could not be searched. */
  readonly log: (message: string) => void;
}

export interface WorkspaceFiles {
  /**
   * The programs below a folder (a URI), each once, in any order. Links to folders are not followed, and those to files
   * only within the folder. Ends early when cancelled.
   */
  list(folder: string, search: Search): AsyncIterable<FoundFile>;
  /** A file of a folder; one that links lead out of it is missing. Rejects only when it cannot be said what is wrong. */
  read(uri: string, folder: string): Promise<FileText>;
}
