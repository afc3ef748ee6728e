// The server as a Node process, over standard input and output, a pipe, a socket or the channel to a parent process.
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { AskOf } from '../host/last-resort.ts';
import { loadLanguageFrom } from '../host/node-language.ts';
import { version } from '../host/version.ts';
import type { Language } from '../languages/language.ts';
import { shown } from '../terminal/shown.ts';
import { Gate } from './gate.ts';
import { nodeFiles } from './node-files.ts';
import { serve } from './server.ts';
import { transportOf } from './transport.ts';

/**
 * Serves until the client says `exit` or goes away; how to talk is in the process's arguments: `--stdio`,
 * `--node-ipc`, `--pipe=…` or `--socket=…`. Throws when none of them is there.
 */
export function serveProcess(folder: URL, languages: readonly Language[], askOf: AskOf): void {
  // A client that is gone cannot be told anything: its pipe's error is the end, not a crash.
  process.stdout.on('error', () => process.exit(1));
  const { reader, writer } = transportOf(process.argv.slice(2));
  const gate = new Gate({ reader, writer });
  const leave = (): never => process.exit(gate.isShutDown ? 0 : 1);
  reader.onClose(async () => {
    // The library's reader hands over what it has read one message a turn, later than it says that there is no more.
    for (let before = -1; before !== gate.received; ) {
      before = gate.received;
      for (let turns = 0; turns < 5; turns++) await setImmediate();
    }
    await gate.idle();
    leave();
  });
  writer.onClose(leave);
  // Where one message ends and the next begins is lost for good, so there is nothing to wait for.
  reader.onError(error => {
    process.stderr.write(shown`The client's messages can no longer be told apart: ${error.message}\n`.text);
    void gate.unreadable(error.message).then(() => process.exit(1));
  });
  const connection = createConnection(
    ProposedFeatures.all,
    gate.transport.reader,
    gate.transport.writer,
    undefined,
  );
  // Standard output carries messages; what a library prints goes to the client's log.
  const log = (...words: readonly unknown[]): void => connection.console.log(words.map(String).join(' '));
  Object.assign(console, { log, info: log, debug: log, warn: log, error: log, trace: log, dir: log });
  process.on('uncaughtException', error => connection.console.error(`Unexpected: ${error.stack ?? error}`));
  process.on('unhandledRejection', reason => connection.console.error(`Unexpected: ${String(reason)}`));
  serve(connection, {
    version,
    languages,
    load: language => loadLanguageFrom(folder, language),
    catalogue: new URL('../docs/errors.md', folder).href,
    askOf,
    files: nodeFiles,
    // Two turns: messages that have arrived are taken up one a turn, and the next one's turn comes after ours.
    breathe: async () => {
      await setImmediate();
      await setImmediate();
    },
  });
}
