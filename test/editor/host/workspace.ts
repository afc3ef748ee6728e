// The workspace as other extensions see it: names in all files, and diagnostics of files that no editor has open.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { type Code, type HostTest, openText, until, untilChecked } from './support.ts';

function folderOf(code: Code): vscode.Uri {
  const folder = code.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the tests run in a folder');
  return folder.uri;
}

async function write(code: Code, uri: vscode.Uri, text: string): Promise<void> {
  await code.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

async function untilDiagnostics(code: Code, uri: vscode.Uri, count: number): Promise<void> {
  await until(
    () => code.languages.getDiagnostics(uri).length === count,
    () => `${count} diagnostics of ${uri}; there are ${JSON.stringify(code.languages.getDiagnostics(uri))}`,
    code.languages.onDidChangeDiagnostics,
  );
}

async function symbols(code: Code, query: string): Promise<vscode.SymbolInformation[]> {
  return code.commands.executeCommand<vscode.SymbolInformation[]>(
    'vscode.executeWorkspaceSymbolProvider',
    query,
  );
}

export const workspace: readonly HostTest[] = [
  {
    name: 'files that are not open have diagnostics, which follow the files',
    run: async code => {
      const file = code.Uri.joinPath(folderOf(code), 'closed.pat');
      const moved = code.Uri.joinPath(folderOf(code), 'elsewhere', 'moved.pat');
      await write(code, file, 'def f(): Int { nowhere }\n');
      await untilDiagnostics(code, file, 1);
      await write(code, file, 'def f(): Int { 1 }\n');
      await untilDiagnostics(code, file, 0);
      await write(code, file, 'def f(): Int { nowhere }\n');
      await untilDiagnostics(code, file, 1);
      await code.workspace.fs.rename(file, moved);
      await untilDiagnostics(code, moved, 1);
      await untilDiagnostics(code, file, 0);
      await code.workspace.fs.delete(code.Uri.joinPath(folderOf(code), 'elsewhere'), { recursive: true });
      await untilDiagnostics(code, moved, 0);
    },
  },
  {
    name: 'a name is found in all files, also in those that were never saved',
    run: async code => {
      const file = code.Uri.joinPath(folderOf(code), 'names.pat');
      await write(
        code,
        file,
        'interface Waiter { Order(Int) }\ndef waitForOrder(w: Waiter!): Unit { w ! Order(1) }\n',
      );
      const document = await openText(code, 'def orderAll(): Int { 1 }\n');
      await untilChecked(code, document);
      const found = async (): Promise<string[]> =>
        (await symbols(code, 'order')).map(({ name, containerName }) => `${name} ${containerName}`);
      await until(
        async () => (await found()).length === 3,
        () => 'three names with "order"',
      );
      assert.deepEqual((await found()).sort(), ['Order Waiter', 'orderAll ', 'waitForOrder ']);
      const [order] = (await symbols(code, 'Order')).filter(({ name }) => name === 'Order');
      assert.equal(order?.location.uri.toString(), file.toString());
      assert.equal(order?.kind, code.SymbolKind.EnumMember);
      assert.deepEqual(
        [order?.location.range.start.line, order?.location.range.start.character],
        [0, 'interface Waiter { '.length],
      );
      await code.workspace.fs.delete(file);
    },
  },
];
