// The server as a Node process, over standard input and output or over the channel to a parent process.
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { LastResort } from '../languages/pat/index.ts';
import { nodeFiles } from './node-files.ts';
import { loadParserFrom } from './node-parser.ts';
import { serve } from './server.ts';
import { version } from './version.ts';

/**
 * Serves until the client says `exit` or goes away; how to talk is in the process's arguments: `--stdio`,
 * `--node-ipc`, `--pipe=…` or `--socket=…`. Throws when none of them is there.
 */
export function serveProcess(folder: URL, lastResort: LastResort): void {
  // A client that is gone cannot be told anything: its pipe's error is the end, not a crash.
  process.stdout.on('error', () => process.exit(1));
  const connection = createConnection(ProposedFeatures.all);
  process.on('uncaughtException', error => connection.console.error(`Unexpected: ${error.stack ?? error}`));
  process.on('unhandledRejection', reason => connection.console.error(`Unexpected: ${String(reason)}`));
  serve(connection, {
    version,
    loadParser: () => loadParserFrom(folder),
    catalogue: new URL('../docs/errors.md', folder).href,
    lastResort,
    files: nodeFiles,
    // Two turns: messages that have arrived are taken up one a turn, and the next one's turn comes after ours.
    breathe: async () => {
      await setImmediate();
      await setImmediate();
    },
  });
}
