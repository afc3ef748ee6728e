// `dist/server-worker.js`: the server as a web worker. The solver of last resort is an optional package that an extension
// in a browser cannot have, so what the checker's own procedure leaves open stays a warning.
// A client whose worker does not know where its script came from (it was started from a blob, as in VS Code) says in
// `initializationOptions.files` where the parser's files are: the URL of a folder, which ends in `/`.
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { Gate } from './gate.ts';
import { serve } from './server.ts';
import { version } from './version.ts';
import { fetchParser } from './worker-parser.ts';

declare const self: DedicatedWorkerGlobalScope;

const { transport } = new Gate({
  reader: new BrowserMessageReader(self),
  writer: new BrowserMessageWriter(self),
});
const connection = createConnection(ProposedFeatures.all, transport.reader, transport.writer);
self.addEventListener('error', event => {
  event.preventDefault();
  connection.console.error(`Unexpected: ${event.error?.stack ?? event.message}`);
});
self.addEventListener('unhandledrejection', event => {
  event.preventDefault();
  connection.console.error(`Unexpected: ${String(event.reason)}`);
});
connection.onExit(() => self.close());
serve(connection, {
  version,
  loadParser: ({ files }) => {
    connection.console.info(
      'Z3 is not there in a browser: what the checker cannot decide by itself stays open.',
    );
    return fetchParser(files ?? new URL('.', self.location.href).href);
  },
  breathe: () => new Promise(resolve => setTimeout(resolve)),
});
