// `dist/server-worker.js`: the server as a web worker. The solver of last resort has threads that share memory, which a
// browser grants to cross-origin isolated pages only; elsewhere what the checker leaves open stays a warning.
// A client whose worker does not know where its script came from (it was started from a blob, as in VS Code) says in
// `initializationOptions.files` where the other files are: the URL of a folder, which ends in `/`.
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { LastResort } from '../host/last-resort.ts';
import { version } from '../host/version.ts';
import { fetchLanguage } from '../host/worker-language.ts';
import { fetchZ3 } from '../host/worker-z3.ts';
import { languages } from '../languages/all.ts';
import { Gate } from './gate.ts';
import { serve } from './server.ts';

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

/** The folder with the other files, once the client has said it. */
let folder = '';
const z3 = self.crossOriginIsolated
  ? new LastResort(
      fetchZ3(() => folder),
      fault => connection.console.warn(`Z3 could not be started: ${fault.message}`),
    )
  : undefined;
serve(connection, {
  version,
  languages,
  load: (language, { files }) => {
    folder = files ?? new URL('.', self.location.href).href;
    if (z3 === undefined && language.openSolver !== undefined) {
      connection.console.info(
        'Z3 needs a page that is cross-origin isolated: what the checker cannot decide by itself stays open.',
      );
    }
    return fetchLanguage(folder, language);
  },
  ...(z3 !== undefined && { askOf: z3.askOf }),
  breathe: () => new Promise(resolve => setTimeout(resolve)),
});
