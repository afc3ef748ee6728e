// `textDocument/codeAction`: the fixes of the diagnostics in the range.
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type * as pat from '../../languages/pat/index.ts';
import { toDiagnostic, toWorkspaceEdit } from '../convert.ts';
import type { OpenDocument } from '../document.ts';
import type { Feature } from '../feature.ts';

export const codeActions: Feature = {
  capabilities: ({ abilities }) =>
    abilities.codeActions ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } } : {},
  attach: host => {
    host.connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
      host.answer('codeAction', uri, token, [], (document, analysis) => {
        const { only } = context;
        // A client that asks for `quickfix.something` wants a narrower kind than ours.
        if (only !== undefined && !only.some(kind => kind === '' || kind === CodeActionKind.QuickFix))
          return [];
        const { codeActions, versionedEdits } = host.client.abilities;
        if (!codeActions) return [];
        const { lines } = document;
        const start = lines.offsetAt(range.start);
        const end = lines.offsetAt(range.end);
        return analysis.diagnostics
          .filter(d => d.fixes.length > 0 && d.span.start <= end && d.span.end >= start)
          .flatMap(d => {
            const diagnostic = toDiagnostic(d, uri, lines, host.form);
            return d.fixes.map(fix =>
              toQuickFix(fix, diagnostic, document, d.fixes.length === 1, versionedEdits),
            );
          });
      }),
    );
  },
};

function toQuickFix(
  fix: pat.Fix,
  diagnostic: Diagnostic,
  document: OpenDocument,
  preferred: boolean,
  versioned: boolean,
): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: preferred,
    edit: toWorkspaceEdit(fix.edits, document, versioned),
  };
}
