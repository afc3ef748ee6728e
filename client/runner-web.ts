// Runs programs in web workers of their own.
import type { WorkerMessage } from '../host/run-session.ts';
import type { StartRunner } from './run-terminal.ts';

/**
 * Runs each program in a worker of its own.
 * @param script the URI of `runner-worker.js`
 * @param files the URI of the folder that holds the parser's files
 */
export function startRunnerWorker(script: string, files: string): StartRunner {
  return (hear, ended) => {
    const worker = new Worker(script, { name: 'program' });
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => hear(data);
    worker.onerror = event => {
      event.preventDefault();
      ended(event.message ? event.message : 'The worker that runs programs could not be started.');
    };
    worker.postMessage(files);
    return { post: message => worker.postMessage(message), end: () => worker.terminate() };
  };
}
