// `dist/runner-worker.js`: a web worker in which one program is checked and run. The first message says where the
// parser's files are, the others are those of every runner.
import { type Port, serveRun } from '../host/run-session.ts';
import { fetchLanguage } from '../host/worker-language.ts';
import { byId } from './load-language.ts';

/** What a program may have. A browser does not tell how much there is, nor how much is in use; a page has a few thousand. */
const megabytes = 1024;

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = ({ data: files }: MessageEvent<string>) => {
  // A worker's own scope is its port, with wider types. From here on it hears the messages.
  serveRun(
    self as unknown as Port,
    byId(language => fetchLanguage(files, language)),
    () => ({ megabytes }),
  );
};
