// The names of all files of the workspace, for `workspace/symbol`. Files that have not been checked yet are only parsed,
// which is much faster, so that the first question after the start is answered soon.
import type { CancellationToken } from 'vscode-languageserver';
import { largestText } from '../../host/limits.ts';
import { type Encoding, LineIndex } from '../../host/positions.ts';
import type { OpenDocument } from '../document.ts';
import type { Foreground } from '../foreground.ts';
import type { OpenDocuments } from '../open-documents.ts';
import { type ClosedFile, type FileSymbol, fileSymbols } from './closed-files.ts';
import type { Workspace } from './index.ts';

/** How many files are read at a time. */
const together = 8;

export interface SymbolsHost {
  readonly workspace: Workspace;
  readonly documents: OpenDocuments;
  readonly encoding: Encoding;
  readonly breathe: () => Promise<void>;
  readonly foreground: Foreground;
  readonly log: (what: string, error: unknown) => void;
}

export interface SymbolsOfFile {
  readonly uri: string;
  readonly symbols: readonly FileSymbol[];
}

/** Of all files, open ones first; of those known so far when the token is cancelled. */
export async function workspaceSymbols(
  host: SymbolsHost,
  token: CancellationToken,
): Promise<SymbolsOfFile[]> {
  const { workspace, documents } = host;
  const cancelled = new Promise<void>(resolve => token.onCancellationRequested(() => resolve()));
  await Promise.race([workspace.listed(), cancelled]);
  const unknown = workspace.closedFiles().filter(({ symbols }) => symbols === undefined);
  for (let i = 0; i < unknown.length && !token.isCancellationRequested; i += together) {
    const parsed = Promise.all(unknown.slice(i, i + together).map(file => parse(host, file)));
    await Promise.race([parsed, cancelled]);
  }
  const open: SymbolsOfFile[] = [];
  for (const document of documents.all()) {
    await host.breathe();
    if (token.isCancellationRequested) break;
    if (documents.find(document.uri) === document) open.push(symbolsOf(document, host));
  }
  const closed = workspace.closedFiles().map(({ uri, symbols = [] }) => ({ uri, symbols }));
  return [...open, ...closed];
}

function symbolsOf(document: OpenDocument, { log }: SymbolsHost): SymbolsOfFile {
  const { uri, lines } = document;
  try {
    return { uri, symbols: fileSymbols(document.analysis()?.namedSymbols?.() ?? [], lines) };
  } catch (error) {
    log(`The names of ${uri} are not known`, error);
    document.reset();
    return { uri, symbols: [] };
  }
}

async function parse({ encoding, breathe, foreground, log }: SymbolsHost, file: ClosedFile): Promise<void> {
  const at = file.state;
  try {
    const read = await file.folder.files.read(file.uri, file.folder.uri);
    // The user waits for this; the check in the background does not go on meanwhile.
    foreground.active();
    await breathe();
    if (file.symbols !== undefined) return;
    const isParsed = read.kind === 'text' && read.text.length <= largestText;
    const found = isParsed ? (file.loaded.parser.symbols?.(read.text) ?? []) : [];
    file.learn(at, isParsed ? fileSymbols(found, new LineIndex(read.text, encoding)) : []);
  } catch (error) {
    log(`The names of ${file.uri} are not known`, error);
  }
}
