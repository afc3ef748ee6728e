// `dist/runner.js`: a thread in which one program is checked and run. Ended from outside, at once, whatever it does.
import { parentPort } from 'node:worker_threads';
import { loadLanguageFrom } from '../host/node-language.ts';
import { nodeMemory } from '../host/node-memory.ts';
import { type Port, serveRun } from '../host/run-session.ts';
import { byId } from './load-language.ts';

if (parentPort === null) throw new Error('The runner is a worker thread, not a program of its own.');
// Node's ports have what web workers have, with wider types.
const port = parentPort as unknown as Port;

const folder = new URL('.', import.meta.url);
serveRun(
  port,
  byId(language => loadLanguageFrom(folder, language)),
  nodeMemory,
);
