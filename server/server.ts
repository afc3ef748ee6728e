// The language server, for any connection: LSP in, questions to the checker, LSP out. Thin: what the answers are is
// decided in `languages/pat`. Every handler answers even when the checker fails, and says so in the log.
import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  type SemanticTokens,
  type SemanticTokensDelta,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import {
  type Analysis,
  defaultSettings,
  documentSymbols,
  foldingRanges,
  hover,
  type LastResort,
  type PatParser,
  type Settings,
} from '../languages/pat/index.ts';
import { abilitiesOf, type ClientAbilities } from './client-abilities.ts';
import {
  type DiagnosticForm,
  toCodeAction,
  toDiagnostic,
  toDocumentSymbol,
  toFoldingRange,
  toHover,
  toSymbolList,
} from './convert.ts';
import { Diagnostics } from './diagnostics.ts';
import { OpenDocument, type TextChange } from './document.ts';
import { readSettings } from './settings.ts';
import { legend, TokenMemory } from './tokens.ts';

export interface ServerHost {
  readonly version: string;
  /** Loads the parser; called once, when the client initializes. */
  readonly loadParser: () => Promise<PatParser>;
  /** The page that says what each code means, docs/errors.md, as a URI. */
  readonly catalogue?: string;
  /** Decides what the checker's own procedure leaves open, where there is such a thing. */
  readonly lastResort?: LastResort;
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
  private readonly tokens = new TokenMemory();
  private abilities: ClientAbilities = abilitiesOf({});
  private parser: PatParser | undefined;
  private diagnostics: Diagnostics;
  /** For clients that send settings rather than answer questions about them. */
  private sentSettings: Settings = defaultSettings;
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
    const { connection, tokens } = this;
    connection.onHover(({ textDocument, position }, token) =>
      this.answer('hover', textDocument.uri, token, null, (document, analysis) => {
        const found = hover(analysis, document.lines.offsetAt(position));
        return found === undefined ? null : toHover(found, document.lines, this.abilities.markdownHover);
      }),
    );
    connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
      this.answer('documentSymbol', uri, token, [], ({ lines }, analysis) => {
        const symbols = documentSymbols(analysis);
        return this.abilities.symbolTree
          ? symbols.map(symbol => toDocumentSymbol(symbol, lines))
          : toSymbolList(symbols, uri, lines);
      }),
    );
    connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
      this.answer('foldingRange', uri, token, [], ({ lines }, analysis) =>
        foldingRanges(analysis)
          .map(fold => toFoldingRange(fold, lines, this.abilities.foldsWholeLines))
          .filter(fold => fold !== undefined)
          .slice(0, this.abilities.foldLimit),
      ),
    );
    connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
      this.answer('codeAction', uri, token, [], (document, analysis) => {
        const { only } = context;
        // A client that asks for `quickfix.something` wants a narrower kind than ours.
        if (only !== undefined && !only.some(kind => kind === '' || kind === CodeActionKind.QuickFix))
          return [];
        const { codeActions, versionedEdits } = this.abilities;
        if (!codeActions) return [];
        const { lines } = document;
        const start = lines.offsetAt(range.start);
        const end = lines.offsetAt(range.end);
        return analysis.diagnostics
          .filter(d => d.fixes.length > 0 && d.span.start <= end && d.span.end >= start)
          .flatMap(d => {
            const diagnostic = toDiagnostic(d, uri, lines, this.form);
            return d.fixes.map(fix =>
              toCodeAction(fix, diagnostic, document, d.fixes.length === 1, versionedEdits),
            );
          });
      }),
    );
    const { semanticTokens, diagnostics } = connection.languages;
    const noTokens: SemanticTokens = { data: [] };
    semanticTokens.on(({ textDocument: { uri } }, token) =>
      this.answer('semanticTokens/full', uri, token, noTokens, document => tokens.full(document)),
    );
    semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }, token) =>
      this.answer(
        'semanticTokens/full/delta',
        uri,
        token,
        noTokens as SemanticTokens | SemanticTokensDelta,
        document => tokens.delta(document, previousResultId),
      ),
    );
    semanticTokens.onRange(({ textDocument: { uri }, range }, token) =>
      this.answer('semanticTokens/range', uri, token, noTokens, document => tokens.range(document, range)),
    );
    diagnostics.on(async ({ textDocument: { uri } }, token) => {
      await this.host.breathe();
      const document = this.documents.get(uri);
      if (document === undefined) return { kind: 'full', items: [] };
      await this.ready.get(document);
      if (token.isCancellationRequested) return cancelled();
      return this.diagnostics.pull(document, token);
    });
  }

  /**
   * Answers a question about a document as it was when the question came in. `nothing` is the answer for a document
   * that is not open or too long, and when computing the answer fails.
   */
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
    this.abilities = abilitiesOf(params.capabilities);
    this.diagnostics = this.newDiagnostics();
    const { initializationOptions } = params;
    this.sentSettings = readSettings(sectionOf(initializationOptions) ?? initializationOptions);
    this.parser = await this.host.loadParser();
    const { encoding, pullsDiagnostics, codeActions } = this.abilities;
    return {
      serverInfo: { name: 'pat', version: this.host.version },
      capabilities: {
        positionEncoding: encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        semanticTokensProvider: { legend, full: { delta: true }, range: true },
        ...(codeActions ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } } : {}),
        ...(pullsDiagnostics
          ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } }
          : {}),
      },
    };
  }

  private initialized(): void {
    if (!this.abilities.registersConfiguration) return;
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
    const { relatedInformation, codeDescription } = this.abilities;
    return { relatedInformation, catalogue: codeDescription ? this.host.catalogue : undefined };
  }

  private newDiagnostics(): Diagnostics {
    return new Diagnostics({
      connection: this.connection,
      abilities: this.abilities,
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
    const { encoding, answersConfiguration } = this.abilities;
    const document = new OpenDocument(this.parser, uri, version, text, encoding, this.sentSettings);
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
    if (this.abilities.answersConfiguration) void this.askSettings(documents);
    else {
      const section = sectionOf(sent);
      if (section === undefined) return;
      this.sentSettings = readSettings(section);
      this.apply(documents.map(document => [document, this.sentSettings]));
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
          .map((document, i): [OpenDocument, Settings] => [document, readSettings(sections[i])])
          .filter(([document]) => this.questions.get(document) === question),
      );
    } catch (error) {
      this.log('Asking for the settings failed', error);
    }
  }

  private apply(pairs: readonly (readonly [OpenDocument, Settings])[]): void {
    let changed = false;
    for (const [document, settings] of pairs) {
      if (this.documents.get(document.uri) !== document) continue;
      if (!document.setSettings(settings)) continue;
      changed = true;
      this.diagnostics.due(document);
    }
    if (changed && this.abilities.pullsDiagnostics && this.abilities.refreshesDiagnostics) {
      this.connection.languages.diagnostics
        .refresh()
        .catch(error => this.log('Asking the client to pull diagnostics again failed', error));
    }
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
