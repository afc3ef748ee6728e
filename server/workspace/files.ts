// How the server gets at files that no editor has open. A host that has a file system brings its own; elsewhere, and for
// folders that are not on a disk, the client is asked (`client-files.ts`).
import type { CancellationToken } from 'vscode-languageserver';
import type { Reading } from '../text-file.ts';

/** A `.pat` file of a folder. */
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
  /** Whether a file or folder is to be left out, by its path below the folder that is searched (`src/old/a.pat`). */
  readonly excludes: (path: string) => boolean;
  readonly token: CancellationToken;
  /** Told of what could not be searched. */
  readonly log: (message: string) => void;
}

export interface WorkspaceFiles {
  /** The `.pat` files below a folder (a URI), each once, in any order. Ends early when cancelled. */
  list(folder: string, search: Search): AsyncIterable<FoundFile>;
  /** Rejects only when it cannot be said what is wrong. */
  read(uri: string): Promise<FileText>;
}

/** Whether a path or URI names a Pat file. */
export function isPatFile(name: string): boolean {
  return name.endsWith('.pat');
}
