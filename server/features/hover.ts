// `textDocument/hover`.
import type { Hover, MarkupKind } from 'vscode-languageserver';
import type { LineIndex } from '../../host/positions.ts';
import type * as answers from '../../languages/answers.ts';
import { toMarkup } from '../convert.ts';
import type { Feature } from '../feature.ts';

export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  attach: host => {
    host.connection.onHover(({ textDocument, position }, token) =>
      host.answer('hover', textDocument.uri, token, null, ({ lines }, analysis) => {
        const found = analysis.hover?.(lines.offsetAt(position));
        return found === undefined
          ? null
          : toHover(found, lines, host.client.capabilities.textDocument?.hover?.contentFormat);
      }),
    );
  },
};

function toHover(found: answers.Hover, lines: LineIndex, formats: readonly MarkupKind[] | undefined): Hover {
  return { range: lines.rangeOf(found.span), contents: toMarkup(found.markdown, formats) };
}
