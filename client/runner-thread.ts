// Runs programs in threads of the extension host's process: they share no memory with it, and have a limit of their own.
import { Worker } from 'node:worker_threads';
import { usableHeap, usualMegabytes } from '../host/node-memory.ts';
import type { WorkerMessage } from '../host/run-session.ts';
import type { StartRunner } from './run-terminal.ts';

/** Megabytes: a program that needs more than it may have is to find out before its thread does. */
const roomyHeap = Math.ceil(usualMegabytes / usableHeap) + 128;

/** Runs each program in a thread of its own, started from the script, with a heap of so many megabytes. */
export function startRunnerThread(script: string, heap = roomyHeap): StartRunner {
  return (hear, ended) => {
    const worker = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: heap, stackSizeMb: 4 },
      // What the thread itself prints belongs to nobody's terminal.
      stdout: true,
      stderr: true,
    });
    worker.on('message', (message: WorkerMessage) => hear(message));
    worker.on('error', (error: NodeJS.ErrnoException) =>
      ended(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? 'Checking or running the program needs more memory than there is.'
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
