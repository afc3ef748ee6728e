// Comments that document what stands below them: the `#` lines right above, without a blank line between.

/**
 * The comment lines right above the line of `offset`, without their `#`, if nothing but space stands before `offset`
 * on its line; otherwise the empty string.
 */
export function documentationAbove(text: string, offset: number): string {
  let lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  if (/\S/.test(text.slice(lineStart, offset))) return '';
  const comment: string[] = [];
  while (lineStart > 0) {
    const end = lineStart - 1;
    const start = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    if (!/^[ \t]*#/.test(line)) break;
    comment.push(line.replace(/^[ \t]*#+ ?/, '').trimEnd());
    lineStart = start;
  }
  return comment.reverse().join('\n');
}
