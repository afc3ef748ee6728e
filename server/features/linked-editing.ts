// `textDocument/linkedEditingRange`.
import type { Feature } from '../feature.ts';

/** The name may be empty for a moment, while it is typed anew. */
const wordPattern = "([a-z][A-Za-z0-9_']*)?";

export const linkedEditing: Feature = {
  capabilities: () => ({ linkedEditingRangeProvider: true }),
  attach: host => {
    host.connection.languages.onLinkedEditingRange(({ textDocument: { uri }, position }, token) =>
      host.answer('linkedEditingRange', uri, token, null, ({ lines }, analysis) => {
        const spans = analysis.linkedEditing?.(lines.offsetAt(position));
        return spans.length < 2 ? null : { ranges: spans.map(span => lines.rangeOf(span)), wordPattern };
      }),
    );
  },
};
