// `textDocument/references`.
import type { Feature } from '../feature.ts';

export const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  attach: host => {
    host.connection.onReferences(({ textDocument: { uri }, position, context }, token) =>
      host.answer('references', uri, token, [], ({ lines }, analysis) =>
        analysis.references?.(lines.offsetAt(position), {
            declaration: context?.includeDeclaration !== false,
          })
          .map(span => ({ uri, range: lines.rangeOf(span) })),
      ),
    );
  },
};
