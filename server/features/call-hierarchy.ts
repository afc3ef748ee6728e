// `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `…/outgoingCalls`: of definitions and of
// messages. An item carries what finds it again, since the text may change between the questions.
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
        const key = readKey(item.data);
        const calls = key === undefined ? [] : analysis.incomingCalls?.(key);
        return calls.map(call => ({
          from: toItem(call.item, document, host.client.abilities.symbolKinds),
          fromRanges: call.places.map(place => document.lines.rangeOf(place)),
        }));
      }),
    );
    requests.onOutgoingCalls(({ item }, token) =>
      host.answer('callHierarchy/outgoingCalls', item.uri, token, [], (document, analysis) => {
        const key = readKey(item.data);
        const calls = key === undefined ? [] : analysis.outgoingCalls?.(key);
        return calls.map(call => ({
          to: toItem(call.item, document, host.client.abilities.symbolKinds),
          fromRanges: call.places.map(place => document.lines.rangeOf(place)),
        }));
      }),
    );
  },
};

function toItem(
  { key, name, detail, span, selection }: answers.HierarchyItem,
  { uri, lines }: OpenDocument,
  known: readonly SymbolKind[],
): CallHierarchyItem {
  return {
    name,
    kind: toSymbolKind(key.kind, known),
    detail,
    uri,
    range: lines.rangeOf(span),
    selectionRange: lines.rangeOf(selection),
    data: key,
  };
}

/** What the client gives back of an item of ours. */
function readKey(data: unknown): answers.HierarchyKey | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return undefined;
  if (data.kind === 'body') return { kind: 'body' };
  if (data.kind === 'definition' && 'name' in data && typeof data.name === 'string')
    return { kind: 'definition', name: data.name };
  if (data.kind !== 'message' || !('interface' in data) || !('tag' in data)) return undefined;
  const { interface: owner, tag } = data;
  if (typeof owner !== 'string' || typeof tag !== 'string') return undefined;
  return { kind: 'message', interface: owner, tag };
}
