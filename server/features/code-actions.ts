// `textDocument/codeAction`: the fixes of the diagnostics in the range, and refactorings of what is selected. All edits come
// with the answer: what is offered has been tried out, so there is nothing left to compute when it is chosen.
import { type CodeAction, CodeActionTriggerKind } from 'vscode-languageserver';
import { union } from '../../host/languages.ts';
import { LineIndex } from '../../host/positions.ts';
import { section } from '../../host/product.ts';
import type * as answers from '../../languages/answers.ts';
import type { TextEdit } from '../../languages/diagnostic.ts';
import { commandsOf } from '../client-commands.ts';
import { toDiagnostic, toWorkspaceEdit } from '../convert.ts';
import type { OpenDocument } from '../document.ts';
import type { Feature, FeatureHost } from '../feature.ts';

/** A command of the client that begins to rename what is at a place. */
const renameCommand = `${section}.rename`;

export const codeActions: Feature = {
  capabilities: ({ abilities }, languages) =>
    abilities.codeActions
      ? { codeActionProvider: { codeActionKinds: union(languages.map(({ actionKinds }) => actionKinds)) } }
      : {},
  attach: host => {
    host.connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
      host.answer('codeAction', uri, token, [], (document, analysis) => {
        if (!host.client.abilities.codeActions) return [];
        const { lines } = document;
        const span = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
        const automatic = context.triggerKind === CodeActionTriggerKind.Automatic;
        const wants = (kind: string) => isWanted(kind, context.only, automatic);
        const actions = analysis.codeActions?.({ span, wants }) ?? [];
        return actions.map(action => toCodeAction(action, document, host));
      }),
    );
  },
};

/**
 * A kind stands for all that it begins: `refactor` asks for `refactor.extract`. What concerns the whole text is for those who
 * ask for it: not for a client that only wonders, by itself, what there is at the cursor.
 */
function isWanted(kind: string, only: readonly string[] | undefined, automatic: boolean): boolean {
  if (only === undefined) return !(automatic && kind.startsWith('source.'));
  return only.some(wanted => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function toCodeAction(action: answers.CodeAction, document: OpenDocument, host: FeatureHost): CodeAction {
  const { title, kind, edits, diagnostic, preferred } = action;
  const { uri, lines } = document;
  const out: CodeAction = {
    title,
    kind,
    edit: toWorkspaceEdit(edits, document, host.client.abilities.versionedEdits),
  };
  if (diagnostic !== undefined) out.diagnostics = [toDiagnostic(diagnostic, document, host.form)];
  if (preferred !== undefined && host.client.capabilities.textDocument?.codeAction?.isPreferredSupport)
    out.isPreferred = preferred;
  if (action.renameAt !== undefined && commandsOf(host.client.capabilities).has(renameCommand)) {
    const at = new LineIndex(textAfter(document.text, edits), lines.encoding).positionAt(action.renameAt);
    out.command = { title: 'Rename', command: renameCommand, arguments: [uri, at] };
  }
  return out;
}

function textAfter(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((now, { span, text: put }) => now.slice(0, span.start) + put + now.slice(span.end), text);
}
