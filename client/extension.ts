// What the extension does in VS Code, on a desktop and in a browser: keeps the server running, shows how it is, and
// offers the commands. How a server and a runner are started is the host's business.
import * as vscode from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient';
import { languageNames } from '../host/languages.ts';
import { section } from '../host/product.ts';
import { descriptions as languages } from '../languages/all.ts';
import { editorCommands } from './editor-commands.ts';
import { explanationOption, explanations } from './explanations.ts';
import { messageHierarchy } from './message-hierarchy.ts';
import { RunTerminals, type StartRunner } from './run-terminal.ts';
import { createStatus } from './status.ts';
import { traceChannel } from './trace.ts';
import { answerFileRequests } from './workspace-files.ts';

export interface ExtensionHost {
  readonly createClient: (options: LanguageClientOptions) => BaseLanguageClient;
  readonly startRunner: StartRunner;
}

/** What `activate` returns, for tests and for other extensions. */
export interface PatExtension {
  /** The server as the client sees it. */
  readonly client: BaseLanguageClient;
}

export async function activateExtension(
  context: vscode.ExtensionContext,
  host: ExtensionHost,
): Promise<PatExtension> {
  const output = vscode.window.createOutputChannel(languageNames(languages), { log: true });
  const trace = traceChannel(output);
  const status = createStatus();
  const client = host.createClient({
    documentSelector: languages.map(({ id }) => ({ language: id })),
    outputChannel: output,
    traceOutputChannel: trace,
    initializationOptions: explanationOption,
    markdown: { isTrusted: false, supportHtml: false },
    diagnosticPullOptions: { onChange: true, onSave: false, onFocus: false },
  });
  const terminals = new RunTerminals(host.startRunner);
  context.subscriptions.push(
    output,
    trace,
    status,
    terminals,
    answerFileRequests(client),
    client.onDidChangeState(({ newState }) =>
      status.show(newState, client.initializeResult?.serverInfo?.version),
    ),
    vscode.commands.registerCommand(`${section}.restartServer`, async () => {
      try {
        // A server that does not answer is ended all the same.
        if (client.state === State.Running) {
          await client.stop().catch(error => output.warn('The server did not stop by itself', error));
        }
        await client.start();
      } catch (error) {
        status.failed(String(error));
        output.error('Restarting the server failed', error);
      }
    }),
    editorCommands(client),
    explanations(),
    messageHierarchy(),
    vscode.commands.registerCommand(`${section}.run`, (uri?: vscode.Uri | string) =>
      terminals.run(typeof uri === 'string' ? vscode.Uri.parse(uri) : uri),
    ),
    vscode.commands.registerCommand(`${section}.stop`, () => terminals.stop()),
    vscode.window.registerTerminalLinkProvider(terminals),
  );
  status.show(State.Starting);
  try {
    await client.start();
  } catch (error) {
    // The commands stay: restarting may help, and running needs no server.
    status.failed(String(error));
    output.error('Starting the server failed', error);
  }
  return { client };
}
