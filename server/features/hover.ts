// `textDocument/hover`.
import { type Hover, MarkupKind } from 'vscode-languageserver';
import * as pat from '../../languages/pat/index.ts';
import type { Feature } from '../feature.ts';
import type { LineIndex } from '../positions.ts';

export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  attach: host => {
    host.connection.onHover(({ textDocument, position }, token) =>
      host.answer('hover', textDocument.uri, token, null, ({ lines }, analysis) => {
        const found = pat.hover(analysis, lines.offsetAt(position));
        return found === undefined ? null : toHover(found, lines, host.client.abilities.markdownHover);
      }),
    );
  },
};

/** `markdown` is false for clients that show plain text only: then the fences around code go. */
function toHover(found: pat.Hover, lines: LineIndex, markdown: boolean): Hover {
  return {
    range: lines.rangeOf(found.span),
    contents: markdown
      ? { kind: MarkupKind.Markdown, value: found.markdown }
      : { kind: MarkupKind.PlainText, value: found.markdown.replace(/^```.*\n?/gm, '').replace(/`/g, '') },
  };
}
