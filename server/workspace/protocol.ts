// Two requests from the server to the client beside LSP's own, for servers that have no file system (a web worker) and for
// folders that are not on a disk. A client that answers them says so in `initialize`, in
// `capabilities.experimental.patFiles: true`.
//
// `pat/files`   params `{ folder: URI, extensions: string[] }`, result `{ files: URI[] }`: all files below the folder whose
//               names end in one of the extensions (`.pat`); what the user hides (`files.exclude` in VS Code) may be left out. Of more than 10,000 files the
//               server takes no notice, so there need not be many more. May be cancelled.
// `pat/read`    params `{ uri: URI }`, result a `FileText`: the file's text, decoded as `decodeText` does, or why there is
//               none. A file of more than `largestText` bytes is not sent.
//
// That files were changed, created or deleted is said as in LSP, by `workspace/didChangeWatchedFiles`.
import type { ClientCapabilities } from 'vscode-languageserver';
import { section } from '../../host/product.ts';

export interface FilesParams {
  readonly folder: string;
  readonly extensions: readonly string[];
}
export interface FilesResult {
  readonly files: readonly string[];
}
export const filesMethod = `${section}/files`;

export interface ReadParams {
  readonly uri: string;
}
export const readMethod = `${section}/read`;

/** Whether the client answers these requests. */
export function answersFiles({ experimental }: ClientCapabilities): boolean {
  return (
    typeof experimental === 'object' &&
    experimental !== null &&
    'patFiles' in experimental &&
    experimental.patFiles === true
  );
}
