// One piece of a text printed and compared with its source: an item, or some of the steps or clauses in one.

import { printer } from 'prettier/doc';
import type { FormatOptions } from '../../answers.ts';
import type { TextEdit } from '../../diagnostic.ts';
import { editsTo, type Lines } from './edits.ts';
import { type Doc, Tokens, UnexpectedText } from './tokens.ts';

export interface Piece {
  /** Where the ranges of the AST count from. Like the others an offset into the text. */
  readonly origin: number;
  readonly start: number;
  /** The end of its last token; when `open`, that may also come before. */
  readonly end: number;
  readonly open?: boolean;
  readonly print: (tokens: Tokens) => Doc;
}

export interface FormattedPiece {
  readonly edits: readonly TextEdit[];
  /** The end of its last token. */
  readonly end: number;
  /** The token that ends at an offset. */
  readonly tokenEnding: (offset: number) => string | undefined;
  /** Whether it has more than one line now. */
  readonly severalLines: boolean;
}

/** The edits that format a piece; undefined when its text is not what its tree says, and so is left alone. */
export function formatPiece(
  text: string,
  { origin, start, end, open, print }: Piece,
  options: FormatOptions,
  lines: Lines,
): FormattedPiece | undefined {
  const source = text.slice(origin, end);
  const tokens = new Tokens(source, start - origin);
  let doc: Doc;
  try {
    doc = print(tokens);
  } catch (error) {
    if (error instanceof UnexpectedText) return undefined;
    throw error;
  }
  if (tokens.end !== source.length && !open) return undefined;
  const printWidth = Math.max(1, options.printWidth - columns(lines.base, options.tabWidth));
  const { formatted } = printer.printDocToString(doc, { ...options, printWidth });
  const edits = editsTo(formatted, tokens.taken, source, start - origin, tokens.end, lines);
  return (
    edits && {
      edits: edits.map(({ span, text: replacement }) => ({
        span: { start: origin + span.start, end: origin + span.end },
        text: replacement,
      })),
      end: origin + tokens.end,
      tokenEnding: offset => tokens.taken.find(token => origin + token.end === offset)?.text,
      severalLines: formatted.includes('\n'),
    }
  );
}

/** How wide white space at the start of a line is. */
export function columns(space: string, tabWidth: number): number {
  let column = 0;
  for (const character of space) column += character === '\t' ? tabWidth - (column % tabWidth) : 1;
  return column;
}

/** How the lines of a text end: as its first one does. */
export function lineBreakOf(text: string): Lines['lineBreak'] {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}
