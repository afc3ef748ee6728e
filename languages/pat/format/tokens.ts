// The tokens of a well-formed piece of text, taken one by one in the order in which the printer meets them. The AST
// says which token comes next; what it leaves out (comments, blank lines, parentheses, spellings) is found here. All
// that is taken is recorded, so that `edits.ts` can prove that the printed text differs in white space alone.
import { builders } from 'prettier/doc';
import type { Range } from '../syntax/ast.ts';
import { type Comment, type Trivia, triviaAt } from './trivia.ts';

export type Doc = builders.Doc;
const { hardline, indent, line, lineSuffix, softline } = builders;

/** A token or comment of the source and how it is written: differently for a spelling that is not the canonical one. */
export interface Taken {
  readonly start: number;
  readonly end: number;
  /** Empty for a token that goes. */
  readonly text: string;
}

/** What stands between two tokens where no comment does. */
export type Separator = 'nothing' | 'space' | 'softline' | 'line' | 'hardline';
/** Where an author's blank line is kept: `between` two things, or only `inside`, between or under comments. */
export type Blanks = 'none' | 'inside' | 'between';

const SEPARATORS: Readonly<Record<Separator, Doc>> = {
  nothing: '',
  space: ' ',
  softline,
  line,
  hardline,
};

/** The text is not what the AST says. It is left alone then; in a piece without syntax errors this cannot happen. */
export class UnexpectedText extends Error {}

export class Tokens {
  /** Everything taken so far, comments too, in order. */
  readonly taken: Taken[] = [];
  private readonly source: string;
  /** The end of the last token or comment. */
  private position: number;
  /** Trivia that was passed and is not printed yet. */
  private pending: Trivia | undefined;

  /** Takes tokens of `source`, which ranges count in, from `start` on. */
  constructor(source: string, start = 0) {
    this.source = source;
    this.position = start;
    this.pending = { comments: [], blankAbove: false, breaksLine: false, end: start };
  }

  /** Where the next token begins. */
  get next(): number {
    return this.trivia.end;
  }
  /** Where the last token or comment ended. */
  get end(): number {
    return this.position;
  }
  /** Whether the author broke the line before the next token. */
  get breaksLine(): boolean {
    return this.trivia.breaksLine;
  }
  get hasComments(): boolean {
    return this.trivia.comments.length > 0;
  }
  /** Whether the next token begins with this. */
  at(text: string): boolean {
    return this.source.startsWith(text, this.next);
  }

  /** The next token, which is `text`; `written` in its place. */
  take(text: string, written = text): Doc {
    const before = this.gap('nothing');
    if (!this.at(text)) throw new UnexpectedText(`\`${text}\` expected at ${this.next}`);
    return before === '' ? this.advance(text.length, written) : [before, this.advance(text.length, written)];
  }
  /** The token at a range, as it is in the source; `written` in its place. */
  verbatim({ start, end }: Range, written = this.source.slice(start, end)): Doc {
    const before = this.gap('nothing');
    if (this.next !== start || end <= start) throw new UnexpectedText(`a token expected at ${start}`);
    return before === '' ? this.advance(end - start, written) : [before, this.advance(end - start, written)];
  }
  /** Leaves the next token out. Comments before it come before the token behind it. */
  drop(text: string): void {
    if (!this.at(text)) throw new UnexpectedText(`\`${text}\` expected at ${this.next}`);
    const { comments, blankAbove, breaksLine } = this.trivia;
    this.advance(text.length, '');
    const behind = this.trivia;
    // What followed the token on its line would follow a comment now.
    const moved = comments.length === 0 ? behind.comments : behind.comments.map(c => ({ ...c, own: true }));
    this.pending = {
      comments: [...comments, ...moved],
      blankAbove: behind.blankAbove || (blankAbove && behind.comments.length === 0),
      breaksLine: breaksLine || behind.breaksLine,
      end: behind.end,
    };
  }
  /** Puts in a token that is not in the source. */
  insert(text: string, separator: Separator): Doc {
    const before = this.gap(separator);
    this.taken.push({ start: this.position, end: this.position, text });
    return [before, text];
  }

  /** What stands before the next token. Inside a line, what follows a comment is indented. */
  gap(separator: Separator, blanks: Blanks = 'none', indented = isInline(separator)): Doc {
    const { comments, blankAbove } = this.printed();
    const keeps = blankAbove && (comments.length > 0 ? blanks !== 'none' : blanks === 'between');
    if (comments.length === 0) return keeps ? [hardline, hardline] : SEPARATORS[separator];
    const all = [...comments.map((c, i) => commentDoc(c, blanks, i)), hardline, keeps ? hardline : ''];
    return indented ? indent(all) : all;
  }

  /** What stands before a closing bracket: comments belong to what is inside. */
  closing(separator: Separator): Doc {
    const { comments } = this.printed();
    if (comments.length === 0) return SEPARATORS[separator];
    return [indent(comments.map((c, i) => commentDoc(c, 'between', i))), hardline];
  }

  /**
   * What stands before the next of several things whose bodies go on below them: comments that stand further right
   * than it belong to the body of the one before.
   */
  nextOf(): Doc {
    const { comments, blankAbove, end } = this.trivia;
    const column = this.column(end);
    const first = comments.findIndex(({ own, start }) => own && this.column(start) <= column);
    const inner = first === -1 ? comments.length : first;
    this.printed();
    const outer = comments.slice(inner).map(c => commentDoc(c, 'between', 1));
    return [
      indent(comments.slice(0, inner).map(c => commentDoc(c, 'between', 1))),
      outer,
      hardline,
      blankAbove ? hardline : '',
    ];
  }

  private get trivia(): Trivia {
    if (this.pending === undefined) {
      this.pending = triviaAt(this.source, this.position);
      for (const { start, end, text } of this.pending.comments) {
        this.taken.push({ start, end, text });
        this.position = end;
      }
    }
    return this.pending;
  }

  private printed(): Trivia {
    const { trivia } = this;
    this.pending = { comments: [], blankAbove: false, breaksLine: false, end: trivia.end };
    return trivia;
  }

  private advance(length: number, written: string): Doc {
    const start = this.next;
    this.position = start + length;
    this.taken.push({ start, end: this.position, text: written });
    this.pending = undefined;
    return written;
  }

  private column(offset: number): number {
    return offset - (this.source.lastIndexOf('\n', offset - 1) + 1);
  }
}

function isInline(separator: Separator): boolean {
  return separator === 'nothing' || separator === 'space';
}

function commentDoc({ own, blankAbove, text }: Comment, blanks: Blanks, index: number): Doc {
  // A comment behind a token does not count in the width of its line.
  if (!own) return lineSuffix([' ', text]);
  const keeps = blankAbove && (blanks === 'between' || (blanks === 'inside' && index > 0));
  return [hardline, keeps ? hardline : '', text];
}
