// Answers the server's questions about files that it cannot reach itself (`server/workspace/protocol.ts`): in a browser,
// and in folders that are not on a disk.
import * as vscode from 'vscode';
import type { BaseLanguageClient, FeatureState, StaticFeature } from 'vscode-languageclient';
import { largestText } from '../host/limits.ts';
import { decodeText, unreadable } from '../host/text-file.ts';
import { type FileText, mostFiles } from '../server/workspace/files.ts';
import {
  type FilesParams,
  type FilesResult,
  filesMethod,
  type ReadParams,
  readMethod,
} from '../server/workspace/protocol.ts';

/** Makes the client answer, and say so when the server starts. Call it before the client is started. */
export function answerFileRequests(client: BaseLanguageClient): vscode.Disposable {
  const feature: StaticFeature = {
    fillClientCapabilities: capabilities => {
      capabilities.experimental = { ...capabilities.experimental, patFiles: true };
    },
    initialize: () => {},
    getState: (): FeatureState => ({ kind: 'static' }),
    clear: () => {},
  };
  client.registerFeature(feature);
  const { protocol2CodeConverter: fromServer, code2ProtocolConverter: toServer } = client;
  return vscode.Disposable.from(
    client.onRequest(
      filesMethod,
      async ({ folder, extensions }: FilesParams, token): Promise<FilesResult> => {
        const glob = `**/*{${extensions.join(',')}}`;
        const pattern = new vscode.RelativePattern(fromServer.asUri(folder), glob);
        // Without an explicit pattern, what `files.exclude` hides is left out.
        // One more than the server takes: then it says that there are too many.
        const found = await vscode.workspace.findFiles(pattern, undefined, mostFiles + 1, token);
        return { files: found.map(uri => toServer.asUri(uri)) };
      },
    ),
    client.onRequest<FileText, void>(readMethod, ({ uri }: ReadParams) => readFile(fromServer.asUri(uri))),
  );
}

async function readFile(uri: vscode.Uri): Promise<FileText> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) return { kind: 'missing' };
    if (size > largestText) return { kind: 'too large', size };
    return decodeText(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : undefined;
    if (code === 'FileNotFound') return { kind: 'missing' };
    if (code === 'NoPermissions') return unreadable('You are not allowed to read this file.');
    // When a network is down, say, nothing is wrong with the file.
    throw error;
  }
}
