// A client of some kind, a server, and a witness who reads along.
import { PassThrough } from 'node:stream';
import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver/node';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { pat } from '../../../languages/pat/language.ts';
import { testLanguage } from '../../../languages/pat/test/parser.ts';
import { Gate } from '../../../server/gate.ts';
import { serve } from '../../../server/server.ts';
import { Wire } from '../wire.ts';
import type { Ask } from './exercises.ts';
import { metaModel } from './meta-model.ts';
import type { Encoding, Texts } from './places.ts';
import { isObject, Validator } from './validator.ts';
import { Witness } from './witness.ts';

const model = metaModel();
const validator = model === undefined ? undefined : new Validator(model);
/** Whether messages are checked against the model, or else with the protocol package's types. */
export const hasModel = model !== undefined;

/** A server in this process, and the client's end of the streams to it. */
export async function serverHere(): Promise<Wire> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const { transport } = new Gate({
    reader: new StreamMessageReader(toServer),
    writer: new StreamMessageWriter(toClient),
  });
  serve(createConnection(transport.reader, transport.writer), {
    version: '0.0.0-test',
    languages: [pat],
    load: testLanguage,
    catalogue: 'file:///docs/errors.md',
    breathe: () => new Promise(resolve => setImmediate(resolve)),
  });
  return new Wire(toClient, toServer);
}

export class Watched {
  readonly wire: Wire;
  readonly witness: Witness;
  capabilities: ServerCapabilities = {};
  encoding: Encoding = 'utf-16';
  private readonly texts = new Map<string, string>();

  private constructor(wire: Wire, client: ClientCapabilities) {
    this.wire = wire;
    const texts: Texts = { encoding: () => this.encoding, get: uri => this.texts.get(uri) };
    this.witness = new Witness(wire, client, texts, validator);
    wire.onRequest = (method, params) => {
      if (method !== 'workspace/configuration') return null;
      return (params as { items: unknown[] }).items.map(() => null);
    };
  }

  static async start(wire: Wire, client: ClientCapabilities): Promise<Watched> {
    const watched = new Watched(wire, client);
    const { result } = await wire.initialize(client, { capabilities: client, rootUri: null });
    const { capabilities } = result as { capabilities: ServerCapabilities };
    watched.capabilities = capabilities;
    watched.encoding = capabilities.positionEncoding === 'utf-8' ? 'utf-8' : 'utf-16';
    return watched;
  }

  /** Opens a document, and waits for its diagnostics where they are sent unasked. */
  async open(uri: string, text: string): Promise<void> {
    this.texts.set(uri, text);
    const published = this.capabilities.diagnosticProvider === undefined && this.published(uri);
    this.wire.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'pat', version: 1, text },
    });
    await published;
  }

  close(uri: string): void {
    this.wire.notify('textDocument/didClose', { textDocument: { uri } });
    this.texts.delete(uri);
  }

  readonly ask: Ask = async (method, params, how) => {
    const { id, answer } = this.wire.start(method, params);
    if (how === 'stays-open') {
      const token = (params as { partialResultToken: string }).partialResultToken;
      await this.wire.until(
        message =>
          message.method === '$/progress' && isObject(message.params) && message.params.token === token,
        `a partial result of ${method}`,
      );
      this.wire.notify('$/cancelRequest', { id });
    }
    return (await answer).result;
  };

  private published(uri: string): Promise<unknown> {
    return this.wire.next(
      ({ method, params }) =>
        method === 'textDocument/publishDiagnostics' && isObject(params) && params.uri === uri,
      `the diagnostics of ${uri}`,
    );
  }
}
