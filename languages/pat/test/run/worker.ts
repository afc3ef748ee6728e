// A worker thread in which the tests run programs, as hosts do: it takes a text, checks it and runs it.

import { parentPort } from 'node:worker_threads';
import { type Port, serveRun } from '../../../../host/run-session.ts';
import { testLanguage } from '../parser.ts';

if (parentPort === null) throw new Error('this runs in a worker thread');
// A MessagePort of Node is a port, but for its types.
serveRun(parentPort as unknown as Port, testLanguage);
