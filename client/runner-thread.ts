// Runs programs in threads of the extension host's process: they share no memory with it, and have a limit of their own.
import { Worker } from 'node:worker_threads';
import type { WorkerMessage } from '../languages/pat/index.ts';
import type { StartRunner } from './run-terminal.ts';

/** Megabytes that a program may use: a hundred thousand processes need about a tenth. */
const memory = 2048;

/** Runs each program in a thread of its own, started from the script. */
export function startRunnerThread(script: string): StartRunner {
  return (hear, ended) => {
    const worker = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: 4 },
      // What the thread itself prints belongs to nobody's terminal.
      stdout: true,
      stderr: true,
    });
    worker.on('message', (message: WorkerMessage) => hear(message));
    worker.on('error', (error: NodeJS.ErrnoException) =>
      ended(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `The program needs more than ${memory} MB of memory.`
          : error.message,
      ),
    );
    worker.on('exit', () => ended('The thread ended unexpectedly.'));
    return {
      post: message => worker.postMessage(message),
      end: () => void worker.terminate(),
    };
  };
}
