// What a feature of the server is: one file in `features/`, which says what the client is told of it and answers its
// requests. What the answers are is decided by the language of the document; a feature only converts.
import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  Position,
  ResponseError,
  ServerCapabilities,
} from 'vscode-languageserver';
import type { Analysis, Language } from '../languages/language.ts';
import type { ClientAbilities } from './client-abilities.ts';
import type { DiagnosticForm } from './convert.ts';
import type { OpenDocument } from './document.ts';
import type { SymbolsOfFile } from './workspace/symbols.ts';

/** The client, as it introduced itself. */
export interface Client {
  /** As sent: for what one feature alone wants to know. */
  readonly capabilities: ClientCapabilities;
  /** Answers to the questions that several features have. */
  readonly abilities: ClientAbilities;
}

/** What features have of the server. */
export interface FeatureHost {
  readonly connection: Connection;
  readonly languages: readonly Language[];
  /** Known when the first request is answered. */
  readonly client: Client;
  readonly form: DiagnosticForm;
  /** A link to what a code such as `pat-E401` means; undefined when there is none. */
  readonly explanation: (code: string) => string | undefined;
  /**
   * Answers a question about a document as it was when the question came in. `nothing` is the answer for a document
   * that is not open or too long, and when computing the answer fails. With a place, an answer is good for a text that
   * has changed since, as long as nothing before that place has: who types on still wants the answer.
   */
  readonly answer: <T>(
    what: string,
    uri: string,
    token: CancellationToken,
    nothing: T,
    compute: (document: OpenDocument, analysis: Analysis) => T,
    place?: Position,
  ) => Promise<T | ResponseError<void>>;
  /** The names of all files of the workspace, open or not. Those found so far when the token is cancelled. */
  readonly symbols: (token: CancellationToken) => Promise<readonly SymbolsOfFile[]>;
  /** The open document of a URI. */
  readonly find: (uri: string) => OpenDocument | undefined;
  readonly log: (what: string, error: unknown) => void;
}

export interface Feature {
  /**
   * Its part of the answer to `initialize`. It depends on what the client said of itself only where the answers do: some
   * clients (Neovim 0.7 with formatting) ask for what they did not say that they use.
   */
  readonly capabilities: (client: Client, languages: readonly Language[]) => ServerCapabilities;
  /** Registers its handlers. Called once, before the connection listens. */
  readonly attach: (host: FeatureHost) => void;
}
