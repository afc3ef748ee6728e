// The server as a web worker. The WebAssembly modules lie beside the script; the solver of last resort needs threads
// that a worker in a browser may not have, so what the checker's own procedure leaves open stays a warning.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { loadParser, type PatParser } from '../languages/pat/index.ts';
import { serve } from './server.ts';
import { version } from './version.ts';

declare const self: DedicatedWorkerGlobalScope;

async function fetchBytes(name: string): Promise<Uint8Array> {
  const answer = await fetch(new URL(name, self.location.href));
  if (!answer.ok) throw new Error(`${name} could not be loaded: ${answer.status} ${answer.statusText}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function loadParserBeside(): Promise<PatParser> {
  const [treeSitter, grammar] = await Promise.all([
    fetchBytes('web-tree-sitter.wasm'),
    fetchBytes('tree-sitter-pat.wasm'),
  ]);
  return loadParser({ treeSitter, grammar });
}

serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  version,
  loadParser: loadParserBeside,
  breathe: () => new Promise(resolve => setTimeout(resolve)),
});
