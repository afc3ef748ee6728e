// A server and a client in one process, talking real JSON-RPC over two streams. What the client sees is kept, so that
// a test can wait for it.
import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type Connection,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  ProgressType,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Language, Parser } from '../../languages/language.ts';
import type { LastResort } from '../../languages/pat/index.ts';
import { pat } from '../../languages/pat/language.ts';
import { askedBy } from '../../languages/pat/last-resort.ts';
import { testLanguage } from '../../languages/pat/test/parser.ts';
import { Gate } from '../../server/gate.ts';
import { serve } from '../../server/server.ts';
import type { WorkspaceFiles } from '../../server/workspace/files.ts';
import { patience } from '../patience.ts';

/** What a present-day editor can do, short of pulling diagnostics. */
export const pushCapabilities: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

export const pullCapabilities: ClientCapabilities = {
  ...pushCapabilities,
  textDocument: { ...pushCapabilities.textDocument, diagnostic: { relatedInformation: true } },
  workspace: { ...pushCapabilities.workspace, diagnostics: { refreshSupport: true } },
};

/** For languages that are made in tests. */
const noFiles = { treeSitter: new Uint8Array(), grammar: new Uint8Array() };

export interface SessionOptions {
  /** Pat alone by default. */
  readonly languages?: readonly Language[];
  /** Pat's. */
  readonly parser?: Parser;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly lastResort?: LastResort;
  /** Answers `workspace/configuration` with this for each item. */
  readonly configuration?: (scopeUri: string | undefined, section: string | undefined) => unknown;
  /** URIs. */
  readonly folders?: readonly string[];
  readonly files?: WorkspaceFiles;
  /** Registers what the client answers beyond the usual, before the server is initialized. */
  readonly prepare?: (client: ProtocolConnection) => void;
}

export class Session {
  readonly client: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly published: PublishDiagnosticsParams[];
  readonly logged: string[];
  private readonly server: Connection;
  private readonly listeners: (() => void)[];

  private constructor(
    client: ProtocolConnection,
    server: Connection,
    initialized: InitializeResult,
    heard: Pick<Session, 'published' | 'logged'>,
    listeners: (() => void)[],
  ) {
    this.client = client;
    this.server = server;
    this.initialized = initialized;
    this.published = heard.published;
    this.logged = heard.logged;
    this.listeners = listeners;
  }

  static async start(options: SessionOptions = {}): Promise<Session> {
    const { lastResort, parser } = options;
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const { transport } = new Gate({
      reader: new StreamMessageReader(toServer),
      writer: new StreamMessageWriter(toClient),
    });
    const server = createConnection(transport.reader, transport.writer);
    serve(server, {
      version: '0.0.0-test',
      languages: options.languages ?? [pat],
      load: language =>
        language === pat ? (parser ? Promise.resolve(parser) : testLanguage()) : language.load(noFiles),
      catalogue: 'file:///docs/errors.md',
      ...(lastResort === undefined ? {} : { askOf: () => askedBy(lastResort) }),
      ...(options.files === undefined ? {} : { files: options.files }),
      breathe: () => new Promise(resolve => setImmediate(resolve)),
    });
    const client = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    const published: PublishDiagnosticsParams[] = [];
    const logged: string[] = [];
    const listeners: (() => void)[] = [];
    const notify = (): void => {
      for (const listener of listeners.splice(0)) listener();
    };
    client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      published.push(params);
      notify();
    });
    client.onNotification('window/logMessage', ({ message }: { message: string }) => {
      logged.push(message);
      notify();
    });
    client.onRequest(
      'workspace/configuration',
      ({ items }: { items: { scopeUri?: string; section?: string }[] }) =>
        items.map(({ scopeUri, section }) => options.configuration?.(scopeUri, section) ?? null),
    );
    client.onRequest('client/registerCapability', () => null);
    options.prepare?.(client);
    client.listen();
    const initialized: InitializeResult = await client.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      ...(options.folders === undefined
        ? {}
        : { workspaceFolders: options.folders.map(uri => ({ uri, name: uri })) }),
      capabilities: options.capabilities ?? pushCapabilities,
      initializationOptions: options.initializationOptions,
    });
    await client.sendNotification('initialized', {});
    return new Session(client, server, initialized, { published, logged }, listeners);
  }

  /** Hears what is reported under a progress token; `until` looks again afterwards. */
  onProgress(token: string | number, hear: (value: unknown) => void): void {
    this.client.onProgress(new ProgressType<unknown>(), token, value => {
      hear(value);
      for (const listener of this.listeners.splice(0)) listener();
    });
  }

  open(uri: string, text: string, version = 1, languageId = 'pat'): Promise<void> {
    return this.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version, text },
    });
  }

  change(uri: string, version: number, contentChanges: readonly unknown[]): Promise<void> {
    return this.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  close(uri: string): Promise<void> {
    return this.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.client.sendRequest(method, params);
  }

  /** The diagnostics published for a version, waited for. Rejects when it does not come. */
  async diagnostics(uri: string, version: number | undefined): Promise<Diagnostic[]> {
    const found = await this.until(
      () => this.published.findLast(p => p.uri === uri && p.version === version),
      `diagnostics of ${uri} in version ${version}`,
    );
    return found.diagnostics;
  }

  /** Waits until `look` finds something; tried again whenever the server has said something. */
  async until<T>(look: () => T | undefined, what: string): Promise<T> {
    const end = Date.now() + patience;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}; log: ${this.logged.join('\n')}`);
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, 50);
        this.listeners.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Resolves when the server has taken up everything that was sent before. */
  async breathe(): Promise<void> {
    await this.client.sendRequest('textDocument/documentSymbol', { textDocument: { uri: 'none:' } });
  }

  async stop(): Promise<void> {
    await this.client.sendRequest('shutdown');
    this.client.dispose();
    this.server.dispose();
  }
}
