// `textDocument/documentSymbol`: the outline.
import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { LineIndex } from '../../host/positions.ts';
import type * as answers from '../../languages/answers.ts';
import type { Feature } from '../feature.ts';

export const documentSymbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  attach: host => {
    host.connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
      host.answer('documentSymbol', uri, token, [], ({ lines }, analysis) => {
        const symbols = analysis.documentSymbols?.() ?? [];
        const { symbolTree, symbolKinds } = host.client.abilities;
        return symbolTree
          ? symbols.map(symbol => toDocumentSymbol(symbol, lines, symbolKinds))
          : toSymbolList(symbols, uri, lines, symbolKinds);
      }),
    );
  },
};

/** For each kind what says it best, and what every client knows. */
const kinds: Record<answers.DocumentSymbol['kind'], readonly [SymbolKind, SymbolKind]> = {
  interface: [SymbolKind.Interface, SymbolKind.Interface],
  message: [SymbolKind.EnumMember, SymbolKind.Enum],
  definition: [SymbolKind.Function, SymbolKind.Function],
  body: [SymbolKind.Module, SymbolKind.Module],
};

/** The kind of a symbol for a client that knows `known`. */
export function toSymbolKind(kind: answers.DocumentSymbol['kind'], known: readonly SymbolKind[]): SymbolKind {
  const [best, usual] = kinds[kind];
  return known.includes(best) ? best : usual;
}

function toDocumentSymbol(
  symbol: answers.DocumentSymbol,
  lines: LineIndex,
  known: readonly SymbolKind[],
): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: toSymbolKind(symbol.kind, known),
    range: lines.rangeOf(symbol.span),
    selectionRange: lines.rangeOf(symbol.selection),
    children: symbol.children.map(child => toDocumentSymbol(child, lines, known)),
  };
}

/** For clients without a tree of symbols: the same in one list, each with the name of what holds it. */
function toSymbolList(
  symbols: readonly answers.DocumentSymbol[],
  uri: string,
  lines: LineIndex,
  known: readonly SymbolKind[],
  holder?: string,
): SymbolInformation[] {
  return symbols.flatMap(symbol => {
    const own: SymbolInformation = {
      name: symbol.name,
      kind: toSymbolKind(symbol.kind, known),
      location: { uri, range: lines.rangeOf(symbol.span) },
      ...(holder === undefined ? {} : { containerName: holder }),
    };
    return [own, ...toSymbolList(symbol.children, uri, lines, known, symbol.name)];
  });
}
