// `textDocument/documentSymbol`: the outline.
import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import * as pat from '../../languages/pat/index.ts';
import type { Feature } from '../feature.ts';
import type { LineIndex } from '../positions.ts';

export const documentSymbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  attach: host => {
    host.connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
      host.answer('documentSymbol', uri, token, [], ({ lines }, analysis) => {
        const symbols = pat.documentSymbols(analysis);
        return host.client.abilities.symbolTree
          ? symbols.map(symbol => toDocumentSymbol(symbol, lines))
          : toSymbolList(symbols, uri, lines);
      }),
    );
  },
};

export const symbolKinds: Record<pat.DocumentSymbol['kind'], SymbolKind> = {
  interface: SymbolKind.Interface,
  message: SymbolKind.EnumMember,
  definition: SymbolKind.Function,
  body: SymbolKind.Module,
};

function toDocumentSymbol(symbol: pat.DocumentSymbol, lines: LineIndex): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: lines.rangeOf(symbol.span),
    selectionRange: lines.rangeOf(symbol.selection),
    children: symbol.children.map(child => toDocumentSymbol(child, lines)),
  };
}

/** For clients without a tree of symbols: the same in one list, each with the name of what holds it. */
function toSymbolList(
  symbols: readonly pat.DocumentSymbol[],
  uri: string,
  lines: LineIndex,
  holder?: string,
): SymbolInformation[] {
  return symbols.flatMap(symbol => {
    const own: SymbolInformation = {
      name: symbol.name,
      kind: symbolKinds[symbol.kind],
      location: { uri, range: lines.rangeOf(symbol.span) },
      ...(holder === undefined ? {} : { containerName: holder }),
    };
    return [own, ...toSymbolList(symbol.children, uri, lines, symbol.name)];
  });
}
