// `dist/client-browser.js`: the extension where there is no Node: server and programs run in web workers. VS Code starts
// a worker's script from a blob, so it cannot know where its files are and is told.
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { activateExtension, type PatExtension } from './extension.ts';
import { startRunnerWorker } from './runner-web.ts';
import { WorkerClient } from './worker-client.ts';

let client: BaseLanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<PatExtension> {
  const uriOf = (path: string): string => vscode.Uri.joinPath(context.extensionUri, path).toString(true);
  const files = uriOf('dist/');
  return activateExtension(context, {
    createClient: options => {
      client = new WorkerClient(uriOf('dist/server-worker.js'), {
        ...options,
        initializationOptions: { ...options.initializationOptions, files },
      });
      return client;
    },
    startRunner: startRunnerWorker(uriOf('dist/runner-worker.js'), files),
  });
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}
