// The language server, for any connection: LSP in, questions to the checker, LSP out. Thin: what the answers are is
// decided by the language of each document. Every handler answers even when the checker fails, and says so in the log.
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  MessageType,
  type Position,
  ResponseError,
  ShowMessageNotification,
  TextDocumentSyncKind,
  WorkDoneProgressReporter,
} from 'vscode-languageserver';
import type { AskOf } from '../host/last-resort.ts';
import { serverName } from '../host/product.ts';
import type { Analysis, Language, Parser } from '../languages/language.ts';
import type { TextChange } from './changes.ts';
import { abilitiesOf } from './client-abilities.ts';
import { ClientConfiguration, sectionsOf } from './configuration.ts';
import type { DiagnosticForm } from './convert.ts';
import { Diagnostics } from './diagnostics.ts';
import type { OpenDocument } from './document.ts';
import type { Client, FeatureHost } from './feature.ts';
import { featureCapabilities, features } from './features/index.ts';
import { Foreground } from './foreground.ts';
import { type InitializationOptions, readInitializationOptions } from './initialization-options.ts';
import { LoadedLanguages } from './languages.ts';
import { OpenDocuments } from './open-documents.ts';
import { clientFiles } from './workspace/client-files.ts';
import type { WorkspaceFiles } from './workspace/files.ts';
import { Workspace } from './workspace/index.ts';
import { answersFiles } from './workspace/protocol.ts';
import { type SymbolsOfFile, workspaceSymbols } from './workspace/symbols.ts';
import { watchFiles } from './workspace/watch.ts';

export interface ServerHost {
  readonly version: string;
  readonly languages: readonly Language[];
  /** Loads a language; called once for each, when the client initializes. */
  readonly load: (language: Language, options: InitializationOptions) => Promise<Parser>;
  /** The page that says what each code means, docs/errors.md, as a URI, unless the client names one. */
  readonly catalogue?: string;
  /** Who decides what a checker's own procedure leaves open, where there is somebody. */
  readonly askOf?: AskOf;
  /** The files of folders on a disk, where the host has one; elsewhere the client is asked. */
  readonly files?: WorkspaceFiles;
  /** Gives other messages a chance to be read, so that a cancellation can overtake a computation. */
  readonly breathe: () => Promise<void>;
}

/** Attaches the server to a connection and starts it. */
export function serve(connection: Connection, host: ServerHost): void {
  const server = new Server(connection, host);
  server.listen();
}

/** What there is once the client has introduced itself. */
interface Session {
  readonly languages: LoadedLanguages;
  readonly diagnostics: Diagnostics;
  readonly workspace: Workspace;
}

class Server {
  private readonly connection: Connection;
  private readonly host: ServerHost;
  private readonly configuration: ClientConfiguration;
  private readonly documents: OpenDocuments;
  private readonly foreground: Foreground;
  private client: Client = { capabilities: {}, abilities: abilitiesOf({}) };
  private catalogue: string | undefined;
  private explanations: string | undefined;
  private session: Session | undefined;

  constructor(connection: Connection, host: ServerHost) {
    this.connection = connection;
    this.host = host;
    this.configuration = new ClientConfiguration(connection, host.languages, (what, error) =>
      this.log(what, error),
    );
    this.documents = new OpenDocuments(this.configuration);
    this.foreground = new Foreground(host.breathe);
  }

  listen(): void {
    const { connection } = this;
    connection.onInitialize(params => this.initialize(params));
    connection.onInitialized(() => this.initialized());
    connection.onShutdown(() => this.shutdown());
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) =>
      this.attempt('didOpen', () => this.open(uri, languageId, version, text)),
    );
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
      this.attempt('didChange', () => this.change(uri, version, contentChanges)),
    );
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
      this.attempt('didClose', () => this.close(uri)),
    );
    connection.onDidSaveTextDocument(() => this.attempt('didSave', () => this.session?.workspace.saved()));
    connection.onDidChangeWatchedFiles(({ changes }) =>
      this.attempt('didChangeWatchedFiles', () => this.session?.workspace.filesChanged(changes)),
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
      languages: this.host.languages,
      get client() {
        return server.client;
      },
      get form() {
        return server.form;
      },
      explanation: code => this.explanation(code),
      answer: (...question) => this.answer(...question),
      symbols: token => this.symbols(token),
      find: uri => this.documents.find(uri),
      log: (what, error) => this.log(what, error),
    };
    for (const feature of features) feature.attach(host);
    const { diagnostics } = this.connection.languages;
    diagnostics.on(({ textDocument: { uri }, previousResultId }, token) =>
      this.pull(uri, previousResultId, token),
    );
    diagnostics.onWorkspace((params, token, workDone, partial) => {
      const { session } = this;
      if (session === undefined) return { items: [] };
      const { workspace } = session;
      // A client that sent no token gets a progress of the server's own.
      workspace.want(WorkDoneProgressReporter.isNullInstance(workDone) ? undefined : workDone);
      return workspace.reports.answer(params, token, partial);
    });
  }

  /** The diagnostics of a document, or of a file that is not open (any more). */
  private async pull(
    uri: string,
    previous: string | undefined,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport | ResponseError<{ retriggerRequest: boolean }>> {
    this.foreground.active();
    await this.host.breathe();
    const { session } = this;
    const document = this.documents.find(uri);
    if (document === undefined || session === undefined) {
      const report = session?.workspace.closedFile(uri)?.report;
      return { kind: 'full', items: [...(report?.items ?? [])] };
    }
    await this.documents.ready(document);
    if (token.isCancellationRequested) return cancelled();
    return session.diagnostics.pull(document, previous, token);
  }

  private async symbols(token: CancellationToken): Promise<readonly SymbolsOfFile[]> {
    const { session, documents } = this;
    if (session === undefined) return [];
    this.foreground.active();
    return workspaceSymbols(
      {
        workspace: session.workspace,
        documents,
        encoding: this.client.abilities.encoding,
        breathe: this.host.breathe,
        foreground: this.foreground,
        log: (what, error) => this.log(what, error),
      },
      token,
    );
  }

  /** See `FeatureHost.answer`. */
  private async answer<T>(
    what: string,
    uri: string,
    token: CancellationToken,
    nothing: T,
    compute: (document: OpenDocument, analysis: Analysis) => T,
    place?: Position,
  ): Promise<T | ResponseError<void>> {
    const asked = this.documents.find(uri);
    const text = asked?.text;
    const before = place === undefined ? undefined : text?.slice(0, asked?.lines.offsetAt(place));
    this.foreground.active();
    await this.host.breathe();
    this.foreground.active();
    if (token.isCancellationRequested) return cancelled();
    const document = this.documents.find(uri);
    if (document === undefined || document !== asked) return nothing;
    const typedOn = before !== undefined && document.text.startsWith(before);
    // Its version says less: a client may give the same one to two texts.
    if (document.text !== text && !typedOn) {
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
    const { capabilities, initializationOptions } = params;
    const abilities = abilitiesOf(capabilities);
    this.client = { capabilities, abilities };
    const options = readInitializationOptions(initializationOptions);
    this.catalogue = options.catalogue ?? this.host.catalogue;
    this.explanations = options.explanation;
    this.configuration.start(initializationOptions, abilities.answersConfiguration);
    const languages = await this.load(options);
    const diagnostics = this.newDiagnostics();
    this.session = { languages, diagnostics, workspace: this.newWorkspace(languages, diagnostics, params) };
    const { workspace, ...rest } = featureCapabilities(this.client, languages.list);
    return {
      serverInfo: { name: serverName, version: this.host.version },
      capabilities: {
        positionEncoding: abilities.encoding,
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          // When the client does not watch files, a save is an occasion to look for what else has changed.
          ...(abilities.watchesFiles ? {} : { save: true }),
        },
        ...rest,
        workspace: { ...workspace, workspaceFolders: { supported: true, changeNotifications: true } },
        ...(abilities.pullsDiagnostics
          ? {
              diagnosticProvider: {
                interFileDependencies: false,
                workspaceDiagnostics: true,
                workDoneProgress: true,
              },
            }
          : {}),
      },
    };
  }

  private initialized(): void {
    const { connection, client, session } = this;
    const { registersConfiguration, watchesFiles, changesFolders, pullsDiagnostics } = client.abilities;
    if (registersConfiguration) {
      const section = [...sectionsOf(this.host.languages), 'files.exclude'];
      this.ask(
        'say when settings change',
        connection.client.register(DidChangeConfigurationNotification.type, { section }),
      );
    }
    if (watchesFiles && session !== undefined) {
      this.ask('watch files', watchFiles(connection, session.languages.extensions));
    }
    if (changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
        this.attempt('didChangeWorkspaceFolders', () =>
          this.session?.workspace.foldersChanged(added, removed),
        ),
      );
    }
    if (!pullsDiagnostics) session?.workspace.want();
  }

  private async load(options: InitializationOptions): Promise<LoadedLanguages> {
    const { languages, load } = this.host;
    return new LoadedLanguages(
      await Promise.all(
        languages.map(async language => ({ language, parser: await load(language, options) })),
      ),
    );
  }

  private shutdown(): void {
    this.session?.workspace.dispose();
    this.session?.diagnostics.dispose();
    this.session = undefined;
    this.documents.clear();
  }

  private get form(): DiagnosticForm {
    const { relatedInformation, unnecessary, codeDescription } = this.client.abilities;
    const explanation = codeDescription ? (code: string) => this.explanation(code) : undefined;
    return { relatedInformation, unnecessary, explanation };
  }

  /** See `FeatureHost.explanation`. */
  private explanation(code: string): string | undefined {
    return this.explanations?.replace('{code}', code) ?? this.headingOf(code);
  }

  private headingOf(code: string): string | undefined {
    return this.catalogue === undefined ? undefined : `${this.catalogue}#${code.toLowerCase()}`;
  }

  private newDiagnostics(): Diagnostics {
    return new Diagnostics({
      connection: this.connection,
      abilities: this.client.abilities,
      form: this.form,
      foreground: this.foreground,
      askOf: this.host.askOf ?? (() => undefined),
      find: uri => this.documents.find(uri),
      log: (what, error) => this.log(what, error),
    });
  }

  private newWorkspace(
    languages: LoadedLanguages,
    diagnostics: Diagnostics,
    { workspaceFolders, rootUri }: InitializeParams,
  ): Workspace {
    const { connection, configuration, documents, foreground, client } = this;
    const asked = answersFiles(client.capabilities) ? clientFiles(connection) : undefined;
    const folders = workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
    return new Workspace(
      {
        connection,
        abilities: client.abilities,
        form: this.form,
        configuration,
        documents,
        diagnostics,
        foreground,
        languages,
        filesOf: folder => (folder.startsWith('file:') ? (this.host.files ?? asked) : asked),
        log: (what, error) => this.log(what, error),
        note: message => connection.console.info(message),
        warn: message => {
          const params = { type: MessageType.Warning, message };
          this.ask('show a message', connection.sendNotification(ShowMessageNotification.method, params));
        },
      },
      folders,
    );
  }

  // -------------------------------------------------------------------------------------------- documents

  private open(uri: string, languageId: string | undefined, version: number, text: string): void {
    const { session } = this;
    const loaded = session?.languages.ofDocument(languageId, uri);
    if (session === undefined) return;
    if (loaded === undefined) {
      this.documents.leave(uri);
      return;
    }
    this.foreground.active();
    const { encoding } = this.client.abilities;
    const document = this.documents.open(loaded, uri, version, text, encoding);
    session.workspace.opened(document);
    const ready = this.documents.ready(document);
    if (ready === undefined) session.diagnostics.due(document);
    else void ready.then(() => session.diagnostics.due(document));
  }

  /** Older clients leave out the version, or send null for it. */
  private change(uri: string, version: number | undefined, changes: readonly TextChange[]): void {
    const { session } = this;
    const document = this.documents.find(uri);
    if (session === undefined) return;
    if (document === undefined) {
      if (!this.documents.isForeign(uri))
        this.connection.console.error(`${uri} is not open: a change of its text is not taken up.`);
      return;
    }
    this.foreground.active();
    session.diagnostics.due(document);
    session.workspace.edited(uri);
    document.change(version ?? document.version, changes);
  }

  private close(uri: string): void {
    const { session } = this;
    const document = this.documents.find(uri);
    if (document === undefined || session === undefined) {
      this.documents.forget(uri);
      return;
    }
    this.foreground.active();
    this.documents.close(document);
    session.diagnostics.closed(document);
    session.workspace.closed(document);
  }

  // --------------------------------------------------------------------------------------------- settings

  private configure(sent: unknown): void {
    const { session } = this;
    if (session === undefined || !this.configuration.take(sent)) return;
    const failed = (error: unknown): void => this.log('Taking over the settings failed', error);
    this.documents.configure().then(changed => this.showAgain(changed), failed);
    session.workspace.configure().catch(failed);
  }

  /** The client is told what to ask for again. */
  private showAgain(changed: Awaited<ReturnType<OpenDocuments['configure']>>): void {
    const { pullsDiagnostics, refreshesDiagnostics, refreshesHints, refreshesLenses } = this.client.abilities;
    const { diagnostics, inlayHint } = this.connection.languages;
    for (const document of changed.settings) {
      this.session?.diagnostics.due(document);
      this.session?.workspace.edited(document.uri);
    }
    if (changed.settings.length > 0 && pullsDiagnostics && refreshesDiagnostics) {
      this.ask('pull diagnostics again', diagnostics.refresh());
    }
    if (changed.shows && refreshesHints) this.ask('ask for inlay hints again', inlayHint.refresh());
    if (changed.shows && refreshesLenses) {
      this.ask('ask for code lenses again', this.connection.sendRequest(CodeLensRefreshRequest.type));
    }
  }

  private ask(what: string, answer: Promise<unknown>): void {
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
    // An error that the client answered with happened there.
    const isOurs = error instanceof Error && !(error instanceof ResponseError);
    this.connection.console.error(`${what}: ${(isOurs && error.stack) || String(error)}`);
  }
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}
