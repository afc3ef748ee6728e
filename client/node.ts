// `dist/client.js`: the extension where there is Node: on a desktop, and on the far side of a remote window.
import type * as vscode from 'vscode';
import { type BaseLanguageClient, LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { languageNames } from '../host/languages.ts';
import { section } from '../host/product.ts';
import { descriptions as languages } from '../languages/all.ts';
import { activateExtension, type PatExtension } from './extension.ts';
import { startRunnerThread } from './runner-thread.ts';

let client: BaseLanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<PatExtension> {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const runner = context.asAbsolutePath('dist/runner.js');
  return activateExtension(context, {
    createClient: options => {
      client = new LanguageClient(section, languageNames(languages), { run: server, debug: server }, options);
      return client;
    },
    startRunner: startRunnerThread(runner),
  });
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}
