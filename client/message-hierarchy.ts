// *Pat: Show Message Hierarchy*: who sends the message at the cursor, and who receives it, in the editor's own view of
// call hierarchies. The server answers for messages there as for definitions.
import * as vscode from 'vscode';
import { section } from '../host/product.ts';

/** Registers `pat.showMessageHierarchy`. */
export function messageHierarchy(): vscode.Disposable {
  return vscode.commands.registerCommand(`${section}.showMessageHierarchy`, async () => {
    const editor = vscode.window.activeTextEditor;
    const [item] = editor === undefined ? [] : await hierarchyAt(editor);
    if (item?.kind === vscode.SymbolKind.EnumMember) {
      await vscode.commands.executeCommand('editor.showCallHierarchy');
    } else {
      void vscode.window.showInformationMessage('There is no message at the cursor; put it on a tag.');
    }
  });
}

/** The editor answers with undefined where there is nothing. */
async function hierarchyAt({
  document,
  selection,
}: vscode.TextEditor): Promise<readonly vscode.CallHierarchyItem[]> {
  const found = await vscode.commands.executeCommand<readonly vscode.CallHierarchyItem[] | undefined>(
    'vscode.prepareCallHierarchy',
    document.uri,
    selection.active,
  );
  return found ?? [];
}
