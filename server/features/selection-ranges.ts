// `textDocument/selectionRange`: what expanding and shrinking the selection goes through.
import type { SelectionRange } from 'vscode-languageserver';
import type { LineIndex } from '../../host/positions.ts';
import type { Span } from '../../languages/diagnostic.ts';
import type { Feature } from '../feature.ts';

export const selectionRanges: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  attach: host => {
    host.connection.onSelectionRanges(({ textDocument: { uri }, positions }, token) =>
      host.answer('selectionRange', uri, token, null, ({ lines }, analysis) =>
        positions.map(position =>
          toSelectionRange(analysis.selectionRanges?.(lines.offsetAt(position)) ?? [], lines),
        ),
      ),
    );
  },
};

/** From the smallest: each is the parent of the one before. */
function toSelectionRange(spans: readonly Span[], lines: LineIndex): SelectionRange {
  const whole = { range: lines.rangeOf({ start: 0, end: lines.text.length }) };
  return (
    spans.reduceRight<SelectionRange | undefined>(
      (parent, span) => ({ range: lines.rangeOf(span), ...(parent === undefined ? {} : { parent }) }),
      undefined,
    ) ?? whole
  );
}
