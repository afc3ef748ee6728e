// The server as a web worker. The solver of last resort needs threads that a worker in a browser may not have, so what
// the checker's own procedure leaves open stays a warning.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { serve } from './server.ts';
import { version } from './version.ts';
import { loadParserBeside } from './worker-parser.ts';

declare const self: DedicatedWorkerGlobalScope;

serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  version,
  loadParser: () => loadParserBeside(self),
  breathe: () => new Promise(resolve => setTimeout(resolve)),
});
