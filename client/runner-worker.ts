// `dist/runner-worker.js`: a web worker in which one program is checked and run.
import { PatDocument, type Port, serve } from '../languages/pat/index.ts';
import { loadParserBeside } from '../server/worker-parser.ts';

declare const self: DedicatedWorkerGlobalScope;

// A worker's own scope is its port, with wider types.
serve(self as unknown as Port, async (text, settings) =>
  new PatDocument(await loadParserBeside(self), text, settings).analysis(),
);
