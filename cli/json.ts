// The result for one file as one line of JSON, for other programs. Ranges are as in LSP: zero-based lines and UTF-16
// characters.

import type { LineIndex, PlaceRange } from '../host/positions.ts';
import type { FormattedText } from '../languages/answers.ts';
import type { Diagnostic } from '../languages/diagnostic.ts';

/** What `pat check --json` prints for a file. */
export interface FileResult {
  readonly file: string;
  readonly accepted: boolean;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: Diagnostic['severity'];
    readonly message: string;
    readonly range: PlaceRange;
    readonly related: readonly { readonly range: PlaceRange; readonly message: string }[];
    readonly fixes: readonly {
      readonly title: string;
      readonly edits: readonly { readonly range: PlaceRange; readonly newText: string }[];
    }[];
  }[];
  /** Why there is nothing to say about the file: it could not be read. */
  readonly error?: string;
}

export function fileResult(
  file: string,
  accepted: boolean,
  diagnostics: readonly Diagnostic[],
  lines: LineIndex,
): FileResult {
  return {
    file,
    accepted,
    diagnostics: diagnostics.map(({ code, severity, message, span, related, fixes }) => ({
      code,
      severity,
      message,
      range: lines.rangeOf(span),
      related: related.map(r => ({ range: lines.rangeOf(r.span), message: r.message })),
      fixes: fixes.map(({ title, edits }) => ({
        title,
        edits: edits.map(e => ({ range: lines.rangeOf(e.span), newText: e.text })),
      })),
    })),
  };
}

export function unreadableResult(file: string, error: string): FileResult {
  return { file, accepted: false, diagnostics: [], error };
}

/** What `pat fmt --json` prints for a file. */
export interface FormatResult {
  readonly file: string;
  /** Whether formatting changes the text. */
  readonly changed: boolean;
  /** What stays as it is because of a syntax error, and the error. */
  readonly left: readonly {
    readonly range: PlaceRange;
    readonly error: { readonly range: PlaceRange; readonly message: string };
  }[];
  /** The formatted text of standard input. */
  readonly text?: string;
  /** Why nothing was done: the file could not be read or written. */
  readonly error?: string;
}

export function formatResult(
  file: string,
  changed: boolean,
  left: FormattedText['left'],
  lines: LineIndex,
  text: string | undefined,
): FormatResult {
  return {
    file,
    changed,
    left: left.map(({ span, fault }) => ({
      range: lines.rangeOf(span),
      error: { range: lines.rangeOf(fault), message: fault.message },
    })),
    ...(text === undefined ? {} : { text }),
  };
}

export function unreadableFormatResult(file: string, error: string): FormatResult {
  return { file, changed: false, left: [], error };
}
