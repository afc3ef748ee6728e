// `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `…/outgoingCalls`. An item carries
// what finds it again, since the text may change between the questions.
import type { CallHierarchyItem, SymbolKind } from 'vscode-languageserver';
import type * as answers from '../../languages/answers.ts';
import type { OpenDocument } from '../document.ts';
import type { Feature } from '../feature.ts';
import { toSymbolKind } from './document-symbols.ts';

export const callHierarchy: Feature = {
  capabilities: () => ({ callHierarchyProvider: true }),
  attach: host => {
    const { callHierarchy: requests } = host.connection.languages;
    requests.onPrepare(({ textDocument: { uri }, position }, token) =>
      host.answer('prepareCallHierarchy', uri, token, null, (document, analysis) => {
        const found = analysis.hierarchyItemAt?.(document.lines.offsetAt(position));
        return found === undefined ? null : [toItem(found, document, host.client.abilities.symbolKinds)];
      }),
    );
    requests.onIncomingCalls(({ item }, token) =>
      host.answer('callHierarchy/incomingCalls', item.uri, token, [], (document, analysis) => {
        const calls = analysis.incomingCalls?.(item.data) ?? [];
        return calls.map(call => ({
          from: toItem(call.item, document, host.client.abilities.symbolKinds),
          fromRanges: call.places.map(place => document.lines.rangeOf(place)),
        }));
      }),
    );
    requests.onOutgoingCalls(({ item }, token) =>
      host.answer('callHierarchy/outgoingCalls', item.uri, token, [], (document, analysis) => {
        const calls = analysis.outgoingCalls?.(item.data) ?? [];
        return calls.map(call => ({
          to: toItem(call.item, document, host.client.abilities.symbolKinds),
          fromRanges: call.places.map(place => document.lines.rangeOf(place)),
        }));
      }),
    );
  },
};

function toItem(
  { key, name, detail, kind, span, selection }: answers.HierarchyItem,
  { uri, lines }: OpenDocument,
  known: readonly SymbolKind[],
): CallHierarchyItem {
  return {
    name,
    kind: toSymbolKind(kind, known),
    detail,
    uri,
    range: lines.rangeOf(span),
    selectionRange: lines.rangeOf(selection),
    data: key,
  };
}
