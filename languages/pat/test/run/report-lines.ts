// What a run came to, as lines for tests, with `line:column` places (from 1) in the program's text.

import { LineIndex } from '../../../../host/positions.ts';
import type { Span } from '../../../diagnostic.ts';
import { type RunReport, showWords } from '../../../running.ts';

export function reportLines({ result, remarks }: RunReport, text: string): string[] {
  const lines = new LineIndex(text);
  const at = ({ start }: Span): string => {
    const { line, character } = lines.positionAt(start);
    return `${line + 1}:${character + 1}`;
  };
  const said = remarks.flatMap(({ code, span, words, notes }) => [
    `${at(span)}: ${code === undefined ? '' : `error ${code}: `}${showWords(words, at)}`,
    ...notes.map(
      note => `  ${note.span === undefined ? '' : `${at(note.span)}: `}${showWords(note.words, at)}`,
    ),
  ]);
  return result === undefined ? said : [`Result: ${result}`, ...said];
}
