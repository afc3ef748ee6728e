// What is asked of a server for each thing that it says it can do: a line for each of LSP's server capabilities. A
// capability without a line fails the test, so that nothing is advertised and not asked for.
import type { ServerCapabilities } from 'vscode-languageserver/node';
import { compare, type Encoding, linesOf, type Position, type Range, unitsBefore } from './places.ts';
import { isObject } from './validator.ts';

/** An open document, and places in it. */
export interface Sheet {
  readonly uri: string;
  readonly text: string;
  readonly positions: readonly Position[];
  readonly whole: Range;
  readonly encoding: Encoding;
}

/** The character before a position, which may just have been typed. */
function typedAt({ text, encoding }: Sheet, { line, character }: Position): string {
  const words = linesOf(text)[line] ?? '';
  return words[(unitsBefore(words, character, encoding) ?? 0) - 1] ?? '';
}

/**
 * Asks something, and gives the result; undefined after an error. With `stays-open` the request is one that the server
 * does not answer as long as it may have something to add: it is cancelled after the first partial result.
 */
export type Ask = (method: string, params: object, how?: 'stays-open') => Promise<unknown>;

type Exercise = (ask: Ask, sheet: Sheet, provider: unknown) => Promise<void>;

const options = { tabSize: 2, insertSpaces: true };

/** Asks the same at each position. */
const everywhere =
  (method: string, more: object = {}): Exercise =>
  async (ask, { uri, positions }) => {
    for (const position of positions) {
      await ask(method, { textDocument: { uri }, position, ...more });
    }
  };

const once =
  (method: string, more: object = {}): Exercise =>
  async (ask, { uri }) => {
    await ask(method, { textDocument: { uri }, ...more });
  };

/** Ranges from each tenth position to the next but two of them, and the whole text. */
function rangesOf({ positions, whole }: Sheet): Range[] {
  const some = positions.filter((_, i) => i % 10 === 0);
  const ranges = some.map((start, i) => ({ start, end: some[i + 2] ?? whole.end }));
  return [whole, ...ranges.filter(({ start, end }) => compare(start, end) <= 0)];
}

function list(value: unknown): readonly Record<string, unknown>[] {
  const items = isObject(value) ? value.items : value;
  return Array.isArray(items) ? items.filter(isObject) : [];
}

function resolves(provider: unknown): boolean {
  return isObject(provider) && provider.resolveProvider === true;
}

/** Items are spread over the list, so that each kind of item has its turn. */
function sample<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((_, i) => i % step === 0).slice(0, most);
}

export const exercises: Readonly<Partial<Record<keyof ServerCapabilities, Exercise>>> = {
  // What is no request of its own: these are used by every test.
  positionEncoding: async () => undefined,
  textDocumentSync: async () => undefined,

  hoverProvider: everywhere('textDocument/hover'),
  definitionProvider: everywhere('textDocument/definition'),
  declarationProvider: everywhere('textDocument/declaration'),
  typeDefinitionProvider: everywhere('textDocument/typeDefinition'),
  implementationProvider: everywhere('textDocument/implementation'),
  referencesProvider: async (ask, sheet, provider) => {
    await everywhere('textDocument/references', { context: { includeDeclaration: true } })(
      ask,
      sheet,
      provider,
    );
    await everywhere('textDocument/references', { context: { includeDeclaration: false } })(
      ask,
      { ...sheet, positions: sample(sheet.positions, 20) },
      provider,
    );
  },
  documentHighlightProvider: everywhere('textDocument/documentHighlight'),
  linkedEditingRangeProvider: everywhere('textDocument/linkedEditingRange'),
  documentSymbolProvider: once('textDocument/documentSymbol'),
  foldingRangeProvider: once('textDocument/foldingRange'),
  documentLinkProvider: async (ask, { uri }, provider) => {
    const links = list(await ask('textDocument/documentLink', { textDocument: { uri } }));
    if (resolves(provider)) for (const link of sample(links, 10)) await ask('documentLink/resolve', link);
  },
  codeLensProvider: async (ask, { uri }, provider) => {
    const lenses = list(await ask('textDocument/codeLens', { textDocument: { uri } }));
    if (resolves(provider)) for (const lens of sample(lenses, 10)) await ask('codeLens/resolve', lens);
  },
  completionProvider: async (ask, sheet, provider) => {
    const { uri, positions } = sheet;
    const { triggerCharacters = [] } = provider as { triggerCharacters?: readonly string[] };
    for (const position of positions) {
      const typed = typedAt(sheet, position);
      const context = triggerCharacters.includes(typed)
        ? { triggerKind: 2, triggerCharacter: typed }
        : { triggerKind: 1 };
      const items = list(await ask('textDocument/completion', { textDocument: { uri }, position, context }));
      if (resolves(provider)) for (const item of sample(items, 3)) await ask('completionItem/resolve', item);
    }
  },
  signatureHelpProvider: everywhere('textDocument/signatureHelp', {
    context: { triggerKind: 1, isRetrigger: false },
  }),
  renameProvider: async (ask, { uri, positions }, provider) => {
    const prepares = isObject(provider) && provider.prepareProvider === true;
    for (const position of positions) {
      const at = { textDocument: { uri }, position };
      if (prepares) await ask('textDocument/prepareRename', at);
      for (const newName of ['renamed', 'Renamed', '3', 'in', '']) {
        await ask('textDocument/rename', { ...at, newName });
      }
    }
  },
  callHierarchyProvider: async (ask, { uri, positions }) => {
    for (const position of positions) {
      const items = list(await ask('textDocument/prepareCallHierarchy', { textDocument: { uri }, position }));
      for (const item of items) {
        await ask('callHierarchy/incomingCalls', { item });
        await ask('callHierarchy/outgoingCalls', { item });
      }
    }
  },
  typeHierarchyProvider: async (ask, { uri, positions }) => {
    for (const position of positions) {
      const items = list(await ask('textDocument/prepareTypeHierarchy', { textDocument: { uri }, position }));
      for (const item of items) {
        await ask('typeHierarchy/supertypes', { item });
        await ask('typeHierarchy/subtypes', { item });
      }
    }
  },
  inlayHintProvider: async (ask, sheet, provider) => {
    for (const range of rangesOf(sheet)) {
      const hints = list(await ask('textDocument/inlayHint', { textDocument: { uri: sheet.uri }, range }));
      if (resolves(provider)) for (const hint of sample(hints, 5)) await ask('inlayHint/resolve', hint);
    }
  },
  codeActionProvider: async (ask, sheet, provider) => {
    const textDocument = { uri: sheet.uri };
    const asked = async (range: Range, context: object): Promise<void> => {
      const actions = list(await ask('textDocument/codeAction', { textDocument, range, context }));
      if (!resolves(provider)) return;
      for (const action of sample(actions, 3)) {
        if (typeof action.command !== 'string') await ask('codeAction/resolve', action);
      }
    };
    for (const start of sheet.positions) await asked({ start, end: start }, { diagnostics: [] });
    for (const range of rangesOf(sheet)) {
      await asked(range, { diagnostics: [], triggerKind: 2 });
      for (const only of ['', 'quickfix', 'refactor', 'refactor.extract', 'source', 'source.fixAll']) {
        await asked(range, { diagnostics: [], only: [only] });
      }
    }
  },
  selectionRangeProvider: async (ask, { uri, positions }) => {
    await ask('textDocument/selectionRange', { textDocument: { uri }, positions });
    await ask('textDocument/selectionRange', { textDocument: { uri }, positions: [] });
  },
  semanticTokensProvider: async (ask, sheet, provider) => {
    const textDocument = { uri: sheet.uri };
    const { full, range } = provider as { full?: boolean | { delta?: boolean }; range?: boolean };
    if (full) {
      const first = await ask('textDocument/semanticTokens/full', { textDocument });
      const previousResultId = isObject(first) ? first.resultId : undefined;
      if (isObject(full) && full.delta && typeof previousResultId === 'string') {
        await ask('textDocument/semanticTokens/full/delta', { textDocument, previousResultId });
        await ask('textDocument/semanticTokens/full/delta', { textDocument, previousResultId: 'unknown' });
      }
    }
    if (!range) return;
    for (const one of rangesOf(sheet)) {
      await ask('textDocument/semanticTokens/range', { textDocument, range: one });
    }
  },
  documentFormattingProvider: async (ask, { uri }) => {
    await ask('textDocument/formatting', { textDocument: { uri }, options });
    const tabs = { tabSize: 4, insertSpaces: false, trimTrailingWhitespace: true, insertFinalNewline: true };
    await ask('textDocument/formatting', { textDocument: { uri }, options: tabs });
  },
  documentRangeFormattingProvider: async (ask, sheet, provider) => {
    const textDocument = { uri: sheet.uri };
    const ranges = rangesOf(sheet);
    for (const range of ranges) await ask('textDocument/rangeFormatting', { textDocument, range, options });
    if (isObject(provider) && provider.rangesSupport === true) {
      await ask('textDocument/rangesFormatting', { textDocument, ranges: ranges.slice(1, 3), options });
    }
  },
  documentOnTypeFormattingProvider: async (ask, sheet, provider) => {
    const { uri, positions } = sheet;
    const { firstTriggerCharacter, moreTriggerCharacter = [] } = provider as {
      firstTriggerCharacter: string;
      moreTriggerCharacter?: readonly string[];
    };
    for (const position of positions) {
      const ch = typedAt(sheet, position);
      if (ch !== firstTriggerCharacter && !moreTriggerCharacter.includes(ch)) continue;
      await ask('textDocument/onTypeFormatting', { textDocument: { uri }, position, ch, options });
    }
  },
  diagnosticProvider: async (ask, { uri }, provider) => {
    const report = await ask('textDocument/diagnostic', { textDocument: { uri } });
    const previousResultId = isObject(report) ? report.resultId : undefined;
    if (typeof previousResultId === 'string') {
      await ask('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
    }
    if (!isObject(provider) || provider.workspaceDiagnostics !== true) return;
    await ask(
      'workspace/diagnostic',
      { previousResultIds: [], workDoneToken: `done ${uri}`, partialResultToken: `part ${uri}` },
      'stays-open',
    );
    await ask('workspace/diagnostic', { previousResultIds: [] });
  },
  workspaceSymbolProvider: async (ask, _, provider) => {
    for (const query of ['', 'f', 'Future', 'zzz no such', '\u{1F600}', '(', '*']) {
      const symbols = list(await ask('workspace/symbol', { query }));
      if (!resolves(provider)) continue;
      for (const symbol of sample(symbols, 5)) await ask('workspaceSymbol/resolve', symbol);
    }
  },
  executeCommandProvider: async (ask, { uri }, provider) => {
    const { commands } = provider as { commands: readonly string[] };
    for (const command of commands) await ask('workspace/executeCommand', { command, arguments: [uri] });
    await ask('workspace/executeCommand', { command: 'no.such.command' });
  },
  // What `workspace` says is of files and folders: nothing that a document is asked about.
  workspace: async () => undefined,
};

/** Asks a server everything that it says it can do. */
export async function exerciseAll(
  capabilities: ServerCapabilities,
  ask: Ask,
  sheet: Sheet,
): Promise<string[]> {
  const unknown: string[] = [];
  for (const [name, provider] of Object.entries(capabilities)) {
    if (provider === false || provider === undefined) continue;
    const exercise = exercises[name as keyof ServerCapabilities];
    if (exercise === undefined) unknown.push(name);
    else await exercise(ask, sheet, provider);
  }
  return unknown;
}
