// The files of a workspace as the client has them: asked for with the requests of `protocol.ts`.
import type { Connection } from 'vscode-languageserver';
import type { FileText, FoundFile, WorkspaceFiles } from './files.ts';
import { type FilesParams, type FilesResult, filesMethod, type ReadParams, readMethod } from './protocol.ts';

export function clientFiles(connection: Connection): WorkspaceFiles {
  return {
    async *list(folder, { token, log }): AsyncGenerator<FoundFile> {
      try {
        const params: FilesParams = { folder };
        const { files } = await connection.sendRequest<FilesResult>(filesMethod, params, token);
        for (const uri of files) yield { uri };
      } catch (error) {
        if (!token.isCancellationRequested)
          log(`The files of ${folder} could not be listed: ${String(error)}`);
      }
    },
    read: uri => connection.sendRequest<FileText>(readMethod, { uri } satisfies ReadParams),
  };
}
