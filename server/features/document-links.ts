// `textDocument/documentLink`: from a code in a comment to what it means.
import type { DocumentLink } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';

export const documentLinks: Feature = {
  capabilities: () => ({ documentLinkProvider: {} }),
  attach: host => {
    host.connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
      host.answer('documentLink', uri, token, [], ({ lines }, analysis) => {
        const tooltips = host.client.capabilities.textDocument?.documentLink?.tooltipSupport === true;
        return (analysis.codeLinks?.() ?? []).flatMap(({ span, code, title }): DocumentLink[] => {
          const target = host.explanation(code);
          if (target === undefined) return [];
          return [{ range: lines.rangeOf(span), target, ...(tooltips ? { tooltip: title } : {}) }];
        });
      }),
    );
  },
};
