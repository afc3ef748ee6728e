// `dist/server.js`: the server process that the extension starts.
import { LastResort } from '../host/last-resort.ts';
import { loadZ3From } from '../host/node-z3.ts';
import { languages } from '../languages/all.ts';
import { serveProcess } from './node.ts';

const folder = new URL('.', import.meta.url);
serveProcess(folder, languages, new LastResort(loadZ3From(folder)).askOf);
