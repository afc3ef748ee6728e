// `dist/server.js`: the server process that the extension starts.
import { Z3LastResort } from './last-resort.ts';
import { serveProcess } from './node.ts';
import { loadZ3From } from './node-z3.ts';

const folder = new URL('.', import.meta.url);
serveProcess(folder, new Z3LastResort(loadZ3From(folder)).decide);
