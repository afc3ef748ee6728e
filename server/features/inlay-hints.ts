// `textDocument/inlayHint`: what was left out of the text, where the client shows it.
import {
  type InlayHint,
  InlayHintKind,
  type InlayHintLabelPart,
  type MarkupKind,
} from 'vscode-languageserver';
import type * as answers from '../../languages/answers.ts';
import { toMarkup, toTextEdits } from '../convert.ts';
import type { OpenDocument } from '../document.ts';
import type { Client, Feature } from '../feature.ts';

export const inlayHints: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  attach: host => {
    host.connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
      host.answer('inlayHint', uri, token, [], (document, analysis) => {
        const { lines, configuration } = document;
        const span = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
        const links = linksParts(host.client);
        // There is no capability for tooltips: a client that shows Markdown beside the pointer shows it here too.
        const formats = host.client.capabilities.textDocument?.hover?.contentFormat;
        const hints = analysis.inlayHints?.(span, configuration.preferences) ?? [];
        return hints.map(hint => toHint(hint, document, links, formats));
      }),
    );
  },
};

/** Whether the client follows the links in a label: one that resolves them later can also have them now. */
function linksParts({ capabilities: { textDocument } }: Client): boolean {
  const { properties } = textDocument?.inlayHint?.resolveSupport ?? { properties: [] };
  return properties.some(property => property.startsWith('label'));
}

function toHint(
  hint: answers.InlayHint,
  { uri, lines }: OpenDocument,
  links: boolean,
  formats: readonly MarkupKind[] | undefined,
): InlayHint {
  const part = ({ text, target }: answers.HintPart): InlayHintLabelPart =>
    target === undefined ? { value: text } : { value: text, location: { uri, range: lines.rangeOf(target) } };
  return {
    position: lines.positionAt(hint.offset),
    label: links ? hint.label.map(part) : hint.label.map(({ text }) => text).join(''),
    tooltip: toMarkup(hint.tooltip, formats),
    ...(hint.kind === 'type' ? { kind: InlayHintKind.Type } : {}),
    ...(hint.spaced ? { paddingLeft: true } : {}),
    ...(hint.edits.length > 0 ? { textEdits: toTextEdits(hint.edits, lines) } : {}),
  };
}
