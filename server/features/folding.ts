// `textDocument/foldingRange`.
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import type { LineIndex } from '../../host/positions.ts';
import type * as answers from '../../languages/answers.ts';
import type { Feature } from '../feature.ts';

export const folding: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  attach: host => {
    host.connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
      host.answer('foldingRange', uri, token, [], ({ lines }, analysis) => {
        const { foldsWholeLines, foldLimit } = host.client.abilities;
        return (analysis.foldingRanges?.() ?? [])
          .map(fold => toFoldingRange(fold, lines, foldsWholeLines))
          .filter(fold => fold !== undefined)
          .slice(0, foldLimit);
      }),
    );
  },
};

const kinds: Partial<Record<answers.FoldingRange['kind'], FoldingRangeKind>> = {
  comment: FoldingRangeKind.Comment,
  region: FoldingRangeKind.Region,
};

/**
 * Clients that fold whole lines keep the line of the closing bracket in view; a fold that would then hide nothing is
 * left out. For others brackets fold from one to the other, and the rest from the end of its first line.
 */
function toFoldingRange(
  { span, kind }: answers.FoldingRange,
  lines: LineIndex,
  wholeLines: boolean,
): FoldingRange | undefined {
  const { start, end } = lines.rangeOf(span);
  const brackets = kind === 'brackets';
  const endLine = wholeLines && brackets ? end.line - 1 : end.line;
  if (endLine <= start.line) return undefined;
  const lspKind = kinds[kind];
  return {
    startLine: start.line,
    endLine,
    ...(wholeLines ? {} : { endCharacter: end.character }),
    ...(!wholeLines && brackets ? { startCharacter: start.character + 1 } : {}),
    ...(lspKind === undefined ? {} : { kind: lspKind }),
  };
}
