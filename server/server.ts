// The language server, for any connection: LSP in, questions to the checker, LSP out. Thin: what the answers are is
// decided in `languages/pat`. Every handler answers even when the checker fails, and says so in the log.
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { Analysis, LastResort, PatParser } from '../languages/pat/index.ts';
import { abilitiesOf } from './client-abilities.ts';
import { explanationLink } from './client-commands.ts';
import type { DiagnosticForm } from './convert.ts';
import { Diagnostics } from './diagnostics.ts';
import { type Configuration, OpenDocument, type TextChange } from './document.ts';
import type { Client, FeatureHost } from './feature.ts';
import { featureCapabilities, features } from './features/index.ts';
import { type InitializationOptions, readInitializationOptions } from './initialization-options.ts';
import { readPreferences } from './preferences.ts';
import { readSettings } from './settings.ts';
import type { WorkspaceFiles } from './workspace/files.ts';

export interface ServerHost {
  readonly version: string;
  /** Loads the parser; called once, when the client initializes. */
  readonly loadParser: (options: InitializationOptions) => Promise<PatParser>;
  /** The page that says what each code means, docs/errors.md, as a URI, unless the client names one. */
  readonly catalogue?: string;
  /** Decides what the checker's own procedure leaves open, where there is such a thing. */
  readonly lastResort?: LastResort;
  /** The files of folders on a disk, where the host has one; elsewhere the client is asked. */
  readonly files?: WorkspaceFiles;
  /** Gives other messages a chance to be read, so that a cancellation can overtake a computation. */
  readonly breathe: () => Promise<void>;
}

/** Milliseconds to wait for a document's settings before it is checked without them. */
const patience = 1000;

/** Attaches the server to a connection and starts it. */
export function serve(connection: Connection, host: ServerHost): void {
  const server = new Server(connection, host);
  server.listen();
}

class Server {
  private readonly connection: Connection;
  private readonly host: ServerHost;
  private readonly documents = new Map<string, OpenDocument>();
  private client: Client = { capabilities: {}, abilities: abilitiesOf({}) };
  private parser: PatParser | undefined;
  private catalogue: string | undefined;
  private diagnostics: Diagnostics;
  /** For clients that send their configuration rather than answer questions about them. */
  private sent: Configuration = readConfiguration(undefined);
  /** The last question about each document's settings: of two answers the later question's counts. */
  private readonly questions = new WeakMap<OpenDocument, symbol>();
  /** Resolves when a document's settings are known, or when the client takes too long to say. */
  private readonly ready = new WeakMap<OpenDocument, Promise<void>>();

  constructor(connection: Connection, host: ServerHost) {
    this.connection = connection;
    this.host = host;
    this.diagnostics = this.newDiagnostics();
  }

  listen(): void {
    const { connection } = this;
    connection.onInitialize(params => this.initialize(params));
    connection.onInitialized(() => this.initialized());
    connection.onShutdown(() => this.shutdown());
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) =>
      this.attempt('didOpen', () => this.open(uri, version, text)),
    );
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
      this.attempt('didChange', () => this.change(uri, version, contentChanges)),
    );
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
      this.attempt('didClose', () => this.close(uri)),
    );
    connection.onDidChangeConfiguration(({ settings }) =>
      this.attempt('didChangeConfiguration', () => this.configure(settings)),
    );
    this.answerQuestions();
    connection.listen();
  }

  // ------------------------------------------------------------------------------------------- questions

  private answerQuestions(): void {
    const server = this;
    const host: FeatureHost = {
      connection: this.connection,
      get client() {
        return server.client;
      },
      get form() {
        return server.form;
      },
      explanation: code => this.explanation(code),
      answer: (...question) => this.answer(...question),
      find: uri => this.documents.get(uri),
      log: (what, error) => this.log(what, error),
    };
    for (const feature of features) feature.attach(host);
    this.connection.languages.diagnostics.on(async ({ textDocument: { uri } }, token) => {
      await this.host.breathe();
      const document = this.documents.get(uri);
      if (document === undefined) return { kind: 'full', items: [] };
      await this.ready.get(document);
      if (token.isCancellationRequested) return cancelled();
      return this.diagnostics.pull(document, token);
    });
  }

  /** See `FeatureHost.answer`. */
  private async answer<T>(
    what: string,
    uri: string,
    token: CancellationToken,
    nothing: T,
    compute: (document: OpenDocument, analysis: Analysis) => T,
  ): Promise<T | ResponseError<void>> {
    const asked = this.documents.get(uri);
    const version = asked?.version;
    await this.host.breathe();
    if (token.isCancellationRequested) return cancelled();
    const document = this.documents.get(uri);
    if (document === undefined || document !== asked) return nothing;
    if (document.version !== version) {
      return new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed since.');
    }
    try {
      const analysis = document.analysis();
      return analysis === undefined ? nothing : compute(document, analysis);
    } catch (error) {
      this.log(`${what} failed for ${uri}`, error);
      document.reset();
      return nothing;
    }
  }

  // -------------------------------------------------------------------------------------------- lifecycle

  private async initialize(params: InitializeParams): Promise<InitializeResult> {
    const { capabilities } = params;
    const { initializationOptions } = params;
    this.client = { capabilities, abilities: abilitiesOf(capabilities) };
    const options = readInitializationOptions(initializationOptions);
    this.catalogue = options.catalogue ?? this.host.catalogue;
    this.diagnostics = this.newDiagnostics();
    this.sent = readConfiguration(sectionOf(initializationOptions) ?? initializationOptions);
    this.parser = await this.host.loadParser(options);
    const { encoding, pullsDiagnostics } = this.client.abilities;
    return {
      serverInfo: { name: 'pat', version: this.host.version },
      capabilities: {
        positionEncoding: encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        ...featureCapabilities(this.client),
        ...(pullsDiagnostics
          ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } }
          : {}),
      },
    };
  }

  private initialized(): void {
    if (!this.client.abilities.registersConfiguration) return;
    this.connection.client
      .register(DidChangeConfigurationNotification.type, { section: 'pat' })
      .catch(error => this.log('Asking to hear of changed settings failed', error));
  }

  private shutdown(): void {
    this.diagnostics.dispose();
    for (const document of this.documents.values()) document.reset();
    this.documents.clear();
  }

  private get form(): DiagnosticForm {
    const { relatedInformation, unnecessary, codeDescription } = this.client.abilities;
    const explanation = codeDescription ? (code: string) => this.explanation(code) : undefined;
    return { relatedInformation, unnecessary, explanation };
  }

  /** See `FeatureHost.explanation`. */
  private explanation(code: string): string | undefined {
    return explanationLink(code, this.client.capabilities, this.catalogue);
  }

  private newDiagnostics(): Diagnostics {
    return new Diagnostics({
      connection: this.connection,
      abilities: this.client.abilities,
      form: this.form,
      lastResort: this.host.lastResort,
      find: uri => this.documents.get(uri),
      log: (what, error) => this.log(what, error),
    });
  }

  // -------------------------------------------------------------------------------------------- documents

  private open(uri: string, version: number, text: string): void {
    if (this.parser === undefined) return;
    this.documents.get(uri)?.reset();
    const { encoding, answersConfiguration } = this.client.abilities;
    const document = new OpenDocument(this.parser, uri, version, text, encoding, this.sent);
    this.documents.set(uri, document);
    if (!answersConfiguration) {
      this.diagnostics.due(document);
      return;
    }
    const ready = Promise.race([this.askSettings([document]), sleep(patience)]);
    this.ready.set(document, ready);
    void ready.then(() => this.diagnostics.due(document));
  }

  private change(uri: string, version: number, changes: readonly TextChange[]): void {
    const document = this.documents.get(uri);
    if (document === undefined) return;
    this.diagnostics.due(document);
    document.change(version, changes);
  }

  private close(uri: string): void {
    const document = this.documents.get(uri);
    if (document === undefined) return;
    this.documents.delete(uri);
    this.diagnostics.closed(document);
    document.reset();
  }

  // --------------------------------------------------------------------------------------------- settings

  private configure(sent: unknown): void {
    const documents = [...this.documents.values()];
    if (this.client.abilities.answersConfiguration) void this.askSettings(documents);
    else {
      const section = sectionOf(sent);
      if (section === undefined) return;
      this.sent = readConfiguration(section);
      this.apply(documents.map(document => [document, this.sent]));
    }
  }

  /** Settings may differ between the folders of a workspace, so the client is asked about each document. */
  private async askSettings(documents: readonly OpenDocument[]): Promise<void> {
    const question = Symbol('question');
    for (const document of documents) this.questions.set(document, question);
    try {
      const sections: unknown[] = await this.connection.workspace.getConfiguration(
        documents.map(({ uri }) => ({ scopeUri: uri, section: 'pat' })),
      );
      this.apply(
        documents
          .map((document, i): [OpenDocument, Configuration] => [document, readConfiguration(sections[i])])
          .filter(([document]) => this.questions.get(document) === question),
      );
    } catch (error) {
      this.log('Asking for the settings failed', error);
    }
  }

  private apply(pairs: readonly (readonly [OpenDocument, Configuration])[]): void {
    let checks = false;
    let shows = false;
    for (const [document, configuration] of pairs) {
      if (this.documents.get(document.uri) !== document) continue;
      const { settings, preferences } = document.configure(configuration);
      if (settings) this.diagnostics.due(document);
      checks ||= settings;
      shows ||= settings || preferences;
    }
    const { pullsDiagnostics, refreshesDiagnostics, refreshesHints, refreshesLenses } = this.client.abilities;
    const { diagnostics, inlayHint } = this.connection.languages;
    if (checks && pullsDiagnostics && refreshesDiagnostics)
      this.ask('pull diagnostics again', diagnostics.refresh());
    if (shows && refreshesHints) this.ask('ask for inlay hints again', inlayHint.refresh());
    if (shows && refreshesLenses) {
      this.ask('ask for code lenses again', this.connection.sendRequest(CodeLensRefreshRequest.type));
    }
  }

  private ask(what: string, answer: Promise<void>): void {
    answer.catch(error => this.log(`Asking the client to ${what} failed`, error));
  }

  // ---------------------------------------------------------------------------------------------- failure

  private attempt(what: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.log(`${what} failed`, error);
    }
  }

  private log(what: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.connection.console.error(`${what}: ${detail}`);
  }
}

function readConfiguration(section: unknown): Configuration {
  return { settings: readSettings(section), preferences: readPreferences(section) };
}

/** The `pat` part of settings sent whole, as `{ pat: { … } }`. */
function sectionOf(settings: unknown): unknown {
  return typeof settings === 'object' && settings !== null && 'pat' in settings ? settings.pat : undefined;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}
