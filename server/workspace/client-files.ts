// The files of a workspace as the client has them: asked for with the requests of `protocol.ts`. What is answered comes from
// outside, so it is read with care.
import type { Connection } from 'vscode-languageserver';
import { unreadable } from '../../host/text-file.ts';
import { own } from '../../languages/own.ts';
import { uriWithin } from '../uri.ts';
import type { FileText, FoundFile, WorkspaceFiles } from './files.ts';
import { type FilesParams, filesMethod, type ReadParams, readMethod } from './protocol.ts';

export function clientFiles(connection: Connection): WorkspaceFiles {
  return {
    async *list(folder, { place, extensions, token, log }): AsyncGenerator<FoundFile> {
      try {
        const within = place === '' ? folder : uriWithin(folder, place);
        const params: FilesParams = { folder: within, extensions };
        const files = own(await connection.sendRequest<unknown>(filesMethod, params, token), 'files');
        if (!Array.isArray(files)) throw new Error(`the answer to ${filesMethod} has no files`);
        for (const uri of files) if (typeof uri === 'string') yield { uri };
      } catch (error) {
        if (!token.isCancellationRequested)
          log(`The files of ${folder} could not be listed: ${String(error)}`);
      }
    },
    read: async uri =>
      readAnswer(await connection.sendRequest<unknown>(readMethod, { uri } satisfies ReadParams)),
  };
}

/** Throws when it is no `FileText`. */
function readAnswer(answer: unknown): FileText {
  const [kind, text, size, reason] = ['kind', 'text', 'size', 'reason'].map(name => own(answer, name));
  if (kind === 'missing') return { kind };
  if (kind === 'text' && typeof text === 'string') {
    return { kind, text, byteOrderMark: own(answer, 'byteOrderMark') === true };
  }
  if (kind === 'too large' && typeof size === 'number') return { kind, size };
  if (kind === 'unreadable' && typeof reason === 'string') return unreadable(reason);
  throw new Error(`the answer to ${readMethod} is no text and no reason why there is none`);
}
