// `textDocument/foldingRange`.
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import * as pat from '../../languages/pat/index.ts';
import type { Feature } from '../feature.ts';
import type { LineIndex } from '../positions.ts';

export const folding: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  attach: host => {
    host.connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
      host.answer('foldingRange', uri, token, [], ({ lines }, analysis) => {
        const { foldsWholeLines, foldLimit } = host.client.abilities;
        return pat
          .foldingRanges(analysis)
          .map(fold => toFoldingRange(fold, lines, foldsWholeLines))
          .filter(fold => fold !== undefined)
          .slice(0, foldLimit);
      }),
    );
  },
};

/**
 * A fold of the brackets `{ … }`, or of comment lines. Clients that fold whole lines keep the line of the closing
 * brace in view; a fold that would then hide nothing is left out.
 */
function toFoldingRange(
  fold: pat.FoldingRange,
  lines: LineIndex,
  wholeLines: boolean,
): FoldingRange | undefined {
  const { start, end } = lines.rangeOf(fold.span);
  const comment = fold.kind === 'comment';
  const endLine = wholeLines && !comment ? end.line - 1 : end.line;
  if (endLine <= start.line) return undefined;
  return {
    startLine: start.line,
    endLine,
    ...(wholeLines
      ? {}
      : { startCharacter: start.character + (comment ? 0 : 1), endCharacter: end.character }),
    ...(comment ? { kind: FoldingRangeKind.Comment } : {}),
  };
}
