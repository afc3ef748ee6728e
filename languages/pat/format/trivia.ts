// What stands between two tokens: spaces, line breaks and comments. Offsets are those of the text that is scanned.

export interface Comment {
  readonly start: number;
  readonly end: number;
  /** From `#` on, without spaces at the end. */
  readonly text: string;
  /** No token stands before it on its line. */
  readonly own: boolean;
  /** A blank line stands right above it. */
  readonly blankAbove: boolean;
}

export interface Trivia {
  readonly comments: readonly Comment[];
  /** A blank line stands right above what follows. */
  readonly blankAbove: boolean;
  /** There is a line break in it. */
  readonly breaksLine: boolean;
  /** Where the next token begins, or the end of the text. */
  readonly end: number;
}

// The white space of the grammar, which is not all that `\s` stands for.
const space = /[ \t\r\n\f\v]*/y;

/** The trivia from `start` on. `atLineStart`: no token stands before it on its line. */
export function triviaAt(text: string, start: number, atLineStart = false): Trivia {
  const comments: Comment[] = [];
  let at = start;
  let breaksLine = false;
  for (;;) {
    space.lastIndex = at;
    space.exec(text);
    const breaks = lineBreaks(text, at, space.lastIndex);
    at = space.lastIndex;
    breaksLine ||= breaks > 0;
    if (text[at] !== '#') return { comments, blankAbove: breaks > 1, breaksLine, end: at };
    const lineEnd = text.indexOf('\n', at);
    const written = text
      .slice(at, lineEnd === -1 ? text.length : lineEnd)
      .replace(/(?<![ \t\r\f\v])[ \t\r\f\v]+$/, '');
    const own = breaks > 0 || comments.length > 0 || atLineStart;
    comments.push({ start: at, end: at + written.length, text: written, own, blankAbove: breaks > 1 });
    at += written.length;
  }
}

function lineBreaks(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (text[i] === '\n') count++;
  return count;
}
