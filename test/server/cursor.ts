// Texts with a cursor: `‸` marks the position that a test asks about.
import type { Position } from 'vscode-languageserver/node';

export const uri = 'file:///programs/test.pat';

/** The text without its cursor, and where that was, in UTF-16. */
export function withCursor(marked: string): { readonly text: string; readonly position: Position } {
  const offset = marked.indexOf('‸');
  if (offset < 0) throw new Error('the text has no cursor');
  const before = marked.slice(0, offset).split('\n');
  return {
    text: marked.replace('‸', ''),
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  };
}
