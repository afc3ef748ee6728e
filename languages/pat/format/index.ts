// Formatting a text by itself, without checking it: for the command line and for Prettier.
import type { FormatOptions, FormattedText } from '../../answers.ts';
import { type PatParser, SyntaxDocument } from '../syntax/parse.ts';
import { applyEdits } from './edits.ts';
import { formatProgram } from './program.ts';

/** The text, formatted. Never throws for any text. */
export function formatText(parser: PatParser, text: string, options: FormatOptions): FormattedText {
  const document = new SyntaxDocument(parser, text);
  try {
    const program = document.program();
    const { edits, left } = formatProgram(text, program, options);
    const errors = [
      ...program.items.flatMap(({ item, start }) =>
        item.faults
          .filter(fault => fault.severity === 'error')
          .map(({ at, message }) => ({ start: start + at.start, end: start + at.end, message })),
      ),
      ...program.faults
        .filter(fault => fault.severity === 'error')
        .map(({ at, message }) => ({ ...at, message })),
    ];
    return {
      text: applyEdits(text, edits),
      edits,
      left: left.map(span => ({
        span,
        fault: errors.find(e => e.start <= span.end && e.end >= span.start) ?? {
          ...span,
          message: 'This cannot be read.',
        },
      })),
    };
  } finally {
    document.dispose();
  }
}
