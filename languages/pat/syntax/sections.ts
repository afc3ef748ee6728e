// A text cut into sections, each parsed on its own: a section begins at a line that begins with `def` or `interface`,
// with the comment lines right above it, since nothing but an item can begin so. What one section holds depends on its
// own text alone, so an edit costs what it touches and half-typed code damages no other section.

/** The sections of a text, in order; together they are the text. The first may begin with anything. */
export function splitSections(text: string): string[] {
  const starts = [0];
  // Not `^` with the flag `m`: lines, and comments with them, end at a line feed only.
  const keyword = /(?<![^\n])(?:def|interface)(?![A-Za-z0-9_'])/g;
  for (let match = keyword.exec(text); match !== null; match = keyword.exec(text)) {
    const start = aboveComments(text, match.index, starts[starts.length - 1] ?? 0);
    if (start > 0) starts.push(start);
  }
  return starts.map((start, i) => text.slice(start, starts[i + 1]));
}

/** The start of the comment lines right above a line that starts at `lineStart`, not before `least`. */
function aboveComments(text: string, lineStart: number, least: number): number {
  let start = lineStart;
  while (start > least) {
    const before = start === 1 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
    if (before < least || !/^[ \t]*#/.test(text.slice(before, start))) break;
    start = before;
  }
  return start;
}

/** Which sections an edit replaces, and by what. */
export interface Replacement {
  /** Sections `first` up to, but not including, `end` go. */
  readonly first: number;
  readonly end: number;
  readonly texts: readonly string[];
}

/**
 * Cuts a text again after an edit of the old offsets `from` to `to`. `sections` are those of the old text; `text` is
 * the new one. Sections that stay as they were are left out of the answer.
 */
export function resplit(
  sections: readonly { readonly text: string }[],
  text: string,
  from: number,
  to: number,
): Replacement {
  let first = 0;
  let start = 0;
  let offset = 0;
  let last = 0;
  for (const [i, section] of sections.entries()) {
    if (offset <= from && i > 0) {
      // The edit may take away the line that this section begins with: the one before it is cut again too.
      first = i - 1;
      start = offset - (sections[i - 1]?.text.length ?? 0);
    }
    if (offset <= to) last = i;
    else break;
    offset += section.text.length;
  }
  // Or make a comment of the line right above the next one.
  let end = Math.min(sections.length, last + 2);
  const behind = sections.slice(end).reduce((sum, s) => sum + s.text.length, 0);
  let texts = splitSections(text.slice(start, text.length - behind));
  while (texts.length > 0 && first < end && texts[0] === sections[first]?.text) {
    texts = texts.slice(1);
    first++;
  }
  while (texts.length > 0 && first < end && texts[texts.length - 1] === sections[end - 1]?.text) {
    texts = texts.slice(0, -1);
    end--;
  }
  return { first, end, texts };
}
