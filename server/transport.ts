// How a server process talks to its client, from its arguments: `--stdio`, `--node-ipc`, `--pipe=…`, `--socket=…`.
import net from 'node:net';
import process from 'node:process';
import {
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type Transport, Unreadable } from './gate.ts';

/** What the library is to do with a message's bytes: one that is no JSON is still a message, and is answered. */
const decoding = {
  charset: 'utf-8',
  contentTypeDecoder: {
    name: 'application/json',
    decode: async (bytes: Uint8Array) => {
      try {
        return JSON.parse(new TextDecoder().decode(bytes));
      } catch (error) {
        return new Unreadable(error instanceof Error ? error.message : String(error));
      }
    },
  },
} as const;

/** The transport that the arguments ask for. Throws when they ask for none. */
export function transportOf(args: readonly string[]): Transport {
  for (const [i, argument] of args.entries()) {
    const [name, value = args[i + 1] ?? ''] = argument.split('=', 2);
    switch (name) {
      case '--stdio':
        return streams(process.stdin, process.stdout);
      case '--node-ipc':
        return { reader: new ParentReader(process), writer: new IPCMessageWriter(process) };
      case '--pipe': {
        const socket = net.createConnection(value);
        return streams(socket, socket);
      }
      case '--socket': {
        const socket = net.createConnection(Number(value), '127.0.0.1');
        return streams(socket, socket);
      }
    }
  }
  throw new Error('Say how to talk to the client: --stdio, --node-ipc, --pipe=… or --socket=…');
}

function streams(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Transport {
  return { reader: new StreamMessageReader(input, decoding), writer: new StreamMessageWriter(output) };
}

/** The library's reader, which does not notice that the parent process is gone. */
class ParentReader extends IPCMessageReader {
  constructor(parent: NodeJS.Process) {
    super(parent);
    parent.on('disconnect', () => this.fireClose());
  }
}
