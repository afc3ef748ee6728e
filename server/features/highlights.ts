// `textDocument/documentHighlight`.
import { DocumentHighlightKind } from 'vscode-languageserver';
import type * as answers from '../../languages/answers.ts';
import type { Feature } from '../feature.ts';

const kinds: Record<answers.Highlight['kind'], DocumentHighlightKind> = {
  text: DocumentHighlightKind.Text,
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
};

export const highlights: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  attach: host => {
    host.connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) =>
      host.answer('documentHighlight', uri, token, [], ({ lines }, analysis) =>
        (analysis.highlights?.(lines.offsetAt(position)) ?? []).map(({ span, kind }) => ({
          range: lines.rangeOf(span),
          kind: kinds[kind],
        })),
      ),
    );
  },
};
