// A worker thread in which the tests run programs, as hosts do: it takes a text, checks it and runs it.

import { parentPort } from 'node:worker_threads';
import type { Port, serve } from '../../../answers.ts';
import { PatDocument } from '../../analysis.ts';
import { testParser } from '../parser.ts';

if (parentPort === null) throw new Error('this runs in a worker thread');
// A MessagePort of Node is a port, but for its types.
serve(parentPort as unknown as Port, async (text, settings) => {
  const document = new PatDocument(await testParser(), text, settings);
  const { core, diagnostics } = document.analysis();
  document.dispose();
  return { core, diagnostics };
});
