// `textDocument/linkedEditingRange`.
import type { Feature } from '../feature.ts';

export const linkedEditing: Feature = {
  capabilities: () => ({ linkedEditingRangeProvider: true }),
  attach: host => {
    host.connection.languages.onLinkedEditingRange(({ textDocument: { uri }, position }, token) =>
      host.answer('linkedEditingRange', uri, token, null, ({ lines }, analysis) => {
        const linked = analysis.linkedEditing?.(lines.offsetAt(position));
        if (linked === undefined) return null;
        const { spans, wordPattern } = linked;
        return { ranges: spans.map(span => lines.rangeOf(span)), wordPattern };
      }),
    );
  },
};
