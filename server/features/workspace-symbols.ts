// `workspace/symbol`: interfaces, messages and definitions of all files, open or not, those that fit best first.
import { LSPErrorCodes, ResponseError, type WorkspaceSymbol } from 'vscode-languageserver';
import { matchSymbol } from '../../languages/ide/match-symbol.ts';
import { firstSymbolKinds } from '../client-abilities.ts';
import type { Feature } from '../feature.ts';
import { toSymbolKind } from './document-symbols.ts';

/** How many symbols are sent: nobody reads more, and the client asks again at the next key. */
const most = 500;

export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  attach: host => {
    host.connection.onWorkspaceSymbol(async ({ query }, token) => {
      const files = await host.symbols(token);
      if (token.isCancellationRequested) {
        return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
      }
      const known = host.client.capabilities.workspace?.symbol?.symbolKind?.valueSet ?? firstSymbolKinds;
      const found: { readonly quality: number; readonly symbol: WorkspaceSymbol }[] = [];
      for (const { uri, symbols } of files) {
        for (const { name, kind, container, range } of symbols) {
          const quality = matchSymbol(query, name);
          if (quality === undefined) continue;
          const symbol: WorkspaceSymbol = {
            name,
            kind: toSymbolKind(kind, known),
            location: { uri, range },
            ...(container === undefined ? {} : { containerName: container }),
          };
          found.push({ quality, symbol });
        }
      }
      return found
        .sort((a, b) => b.quality - a.quality || compare(a.symbol.name, b.symbol.name))
        .slice(0, most)
        .map(({ symbol }) => symbol);
    });
  },
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
