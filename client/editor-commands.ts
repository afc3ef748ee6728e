// The commands that the server's lenses and actions name, and the feature that tells the server that this client has them.
// The server speaks LSP's JSON; the editor's own commands want its classes.
import * as vscode from 'vscode';
import type { BaseLanguageClient, StaticFeature } from 'vscode-languageclient';
import { section } from '../host/product.ts';

interface Place {
  readonly line: number;
  readonly character: number;
}
interface Location {
  readonly uri: string;
  readonly range: { readonly start: Place; readonly end: Place };
}

/** What `experimental.commands` of the client's capabilities lists. */
const commands = ['run', 'showReferences', 'rename'].map(name => `${section}.${name}`);

/** Registers `pat.showReferences` and `pat.rename`, and tells the server of them. */
export function editorCommands(client: BaseLanguageClient): vscode.Disposable {
  const feature: StaticFeature = {
    fillClientCapabilities: capabilities => {
      capabilities.experimental = { ...capabilities.experimental, commands };
    },
    initialize: () => {},
    getState: () => ({ kind: 'static' }),
    clear: () => {},
  };
  client.registerFeature(feature);
  return vscode.Disposable.from(
    vscode.commands.registerCommand(
      `${section}.showReferences`,
      (uri: string, at: Place, found: Location[]) =>
        vscode.commands.executeCommand(
          'editor.action.showReferences',
          vscode.Uri.parse(uri),
          position(at),
          found.map(
            ({ uri, range: { start, end } }) =>
              new vscode.Location(vscode.Uri.parse(uri), new vscode.Range(position(start), position(end))),
          ),
        ),
    ),
    vscode.commands.registerCommand(`${section}.rename`, (uri: string, at: Place) =>
      vscode.commands.executeCommand('editor.action.rename', [vscode.Uri.parse(uri), position(at)]),
    ),
  );
}

function position({ line, character }: Place): vscode.Position {
  return new vscode.Position(line, character);
}
