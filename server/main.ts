// `dist/server.js`: the server process that the extension starts.
import { Z3LastResort } from './last-resort.ts';
import { serveProcess } from './node.ts';

serveProcess(new URL('.', import.meta.url), new Z3LastResort().decide);
