// `textDocument/formatting`, `rangeFormatting`, `rangesFormatting` and `onTypeFormatting`. The client says how wide an
// indentation is; the rest of the style is one for all.
import type { FormattingOptions, Range, ServerCapabilities } from 'vscode-languageserver';
import { union } from '../../host/languages.ts';
import type * as answers from '../../languages/answers.ts';
import { defaultFormatOptions } from '../../languages/format/options.ts';
import type { Analysis, Language } from '../../languages/language.ts';
import { toTextEdits } from '../convert.ts';
import type { OpenDocument } from '../document.ts';
import type { Feature } from '../feature.ts';

export const formatting: Feature = {
  capabilities: ({ capabilities: { textDocument } }, languages) => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: textDocument?.rangeFormatting?.rangesSupport
      ? { rangesSupport: true }
      : true,
    ...typeFormatting(languages),
  }),
  attach: host => {
    const { connection } = host;
    const ranges = (
      document: OpenDocument,
      analysis: Analysis,
      asked: readonly Range[],
      options: FormattingOptions,
    ) => {
      const { lines } = document;
      const spans = asked.map(({ start, end }) => ({
        start: lines.offsetAt(start),
        end: lines.offsetAt(end),
      }));
      return toTextEdits(analysis.formatting?.(toOptions(options), spans) ?? [], lines);
    };
    connection.onDocumentFormatting(({ textDocument, options }, token) =>
      host.answer('formatting', textDocument.uri, token, [], ({ lines }, analysis) =>
        toTextEdits(analysis.formatting?.(toOptions(options)) ?? [], lines),
      ),
    );
    connection.onDocumentRangeFormatting(({ textDocument, range, options }, token) =>
      host.answer('rangeFormatting', textDocument.uri, token, [], (document, analysis) =>
        ranges(document, analysis, [range], options),
      ),
    );
    connection.onDocumentRangesFormatting(({ textDocument, ranges: asked, options }, token) =>
      host.answer('rangesFormatting', textDocument.uri, token, [], (document, analysis) =>
        ranges(document, analysis, asked, options),
      ),
    );
    connection.onDocumentOnTypeFormatting(({ textDocument, position, ch, options }, token) =>
      host.answer('onTypeFormatting', textDocument.uri, token, [], ({ lines }, analysis) =>
        toTextEdits(analysis.typeFormatting?.(lines.offsetAt(position), ch, toOptions(options)) ?? [], lines),
      ),
    );
  },
};

function typeFormatting(languages: readonly Language[]): ServerCapabilities {
  const [first, ...more] = union(languages.map(({ formattingTriggers }) => formattingTriggers));
  if (first === undefined) return {};
  return { documentOnTypeFormattingProvider: { firstTriggerCharacter: first, moreTriggerCharacter: more } };
}

function toOptions({ tabSize, insertSpaces }: FormattingOptions): answers.FormatOptions {
  const { tabWidth, printWidth } = defaultFormatOptions;
  // Wider than a line is no indentation, and would make a text of any size.
  const isWidth = tabSize > 0 && tabSize <= printWidth;
  return {
    ...defaultFormatOptions,
    tabWidth: isWidth ? tabSize : tabWidth,
    useTabs: insertSpaces === false,
  };
}
