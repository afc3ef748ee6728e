// `textDocument/rename` and `textDocument/prepareRename`. What cannot be renamed is answered with an error whose
// message the user reads.
import {
  LSPErrorCodes,
  type PrepareRenameResult,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type * as answers from '../../languages/answers.ts';
import { toWorkspaceEdit } from '../convert.ts';
import type { Feature } from '../feature.ts';

export const rename: Feature = {
  capabilities: ({ capabilities: { textDocument } }) => ({
    renameProvider: textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  attach: host => {
    host.connection.onPrepareRename(({ textDocument: { uri }, position }, token) => {
      type Answer = PrepareRenameResult | ResponseError<void> | null;
      return host.answer<Answer>('prepareRename', uri, token, null, ({ lines }, analysis) => {
        const found = analysis.prepareRename?.(lines.offsetAt(position));
        if (found === undefined) return null;
        if (found.kind === 'refused') return refusal(found);
        return { range: lines.rangeOf(found.span), placeholder: found.name };
      });
    });
    host.connection.onRenameRequest(({ textDocument: { uri }, position, newName }, token) => {
      type Answer = WorkspaceEdit | ResponseError<void> | null;
      return host.answer<Answer>('rename', uri, token, null, (document, analysis) => {
        const found = analysis.rename?.(document.lines.offsetAt(position), newName);
        if (found === undefined) return null;
        if (found.kind === 'refused') return refusal(found);
        return toWorkspaceEdit(found.edits, document, host.client.abilities.versionedEdits);
      });
    });
  },
};

function refusal({ reason }: answers.Refusal): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
