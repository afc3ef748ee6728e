// `dist/runner.js`: a thread in which one program is checked and run. Ended from outside, at once, whatever it does.
import { parentPort } from 'node:worker_threads';
import { PatDocument, type Port, serve } from '../languages/pat/index.ts';
import { nodeMemory } from '../server/node-memory.ts';
import { loadParserFrom } from '../server/node-parser.ts';

if (parentPort === null) throw new Error('The runner is a worker thread, not a program of its own.');
// Node's ports have what web workers have, with wider types.
const port = parentPort as unknown as Port;

const folder = new URL('.', import.meta.url);
serve(
  port,
  async (text, settings) => new PatDocument(await loadParserFrom(folder), text, settings).analysis(),
  nodeMemory,
);
