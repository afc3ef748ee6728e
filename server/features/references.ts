// `textDocument/references`.
import type { Feature } from '../feature.ts';

export const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  attach: host => {
    host.connection.onReferences(({ textDocument: { uri }, position, context }, token) =>
      host.answer('references', uri, token, [], ({ lines }, analysis) => {
        const declaration = context?.includeDeclaration !== false;
        const spans = analysis.references?.(lines.offsetAt(position), { declaration }) ?? [];
        return spans.map(span => ({ uri, range: lines.rangeOf(span) }));
      }),
    );
  },
};
