// `dist/runner.js`: a thread in which one program is checked and run. Ended from outside, at once, whatever it does.
import { parentPort } from 'node:worker_threads';
import { PatDocument, type Port, serve } from '../languages/pat/index.ts';
import { loadParserFrom } from '../host/node-parser.ts';

if (parentPort === null) throw new Error('The runner is a worker thread, not a program of its own.');
// Node's ports have what web workers have, with wider types.
const port = parentPort as unknown as Port;

serve(port, async (text, settings) => {
  const document = new PatDocument(await loadParserFrom(new URL('.', import.meta.url)), text, settings);
  return document.analysis();
});
