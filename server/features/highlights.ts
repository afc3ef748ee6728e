// `textDocument/documentHighlight`.
import { DocumentHighlightKind } from 'vscode-languageserver';
import * as pat from '../../languages/pat/index.ts';
import type { Feature } from '../feature.ts';

const kinds: Record<pat.Highlight['kind'], DocumentHighlightKind> = {
  text: DocumentHighlightKind.Text,
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
};

export const highlights: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  attach: host => {
    host.connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) =>
      host.answer('documentHighlight', uri, token, [], ({ lines }, analysis) =>
        pat
          .highlights(analysis, lines.offsetAt(position))
          .map(({ span, kind }) => ({ range: lines.rangeOf(span), kind: kinds[kind] })),
      ),
    );
  },
};
