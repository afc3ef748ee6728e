// `textDocument/formatting`, `rangeFormatting`, `rangesFormatting` and `onTypeFormatting`. The client says how wide an
// indentation is; the rest of the style is one for all.
import type { FormattingOptions, Range } from 'vscode-languageserver';
import type * as answers from '../../languages/answers.ts';
import type { Analysis } from '../../languages/language.ts';
import { toTextEdits } from '../convert.ts';
import type { OpenDocument } from '../document.ts';
import type { Feature } from '../feature.ts';

export const formatting: Feature = {
  capabilities: ({ capabilities: { textDocument } }) => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: textDocument?.rangeFormatting?.rangesSupport
      ? { rangesSupport: true }
      : true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: [';'] },
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
      return toTextEdits(analysis.rangesFormatting?.(spans, toOptions(options)), lines);
    };
    connection.onDocumentFormatting(({ textDocument, options }, token) =>
      host.answer('formatting', textDocument.uri, token, [], ({ lines }, analysis) =>
        toTextEdits(analysis.formatting?.(toOptions(options)), lines),
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
        toTextEdits(analysis.typeFormatting?.(lines.offsetAt(position), ch, toOptions(options)), lines),
      ),
    );
  },
};

function toOptions({ tabSize, insertSpaces }: FormattingOptions): answers.FormatOptions {
  const { tabWidth, printWidth } = pat.defaultFormatOptions;
  // Wider than a line is no indentation, and would make a text of any size.
  const isWidth = tabSize > 0 && tabSize <= printWidth;
  return {
    ...pat.defaultFormatOptions,
    tabWidth: isWidth ? tabSize : tabWidth,
    useTabs: insertSpaces === false,
  };
}
