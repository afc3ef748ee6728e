// The result for one file as one line of JSON, for other programs. Ranges are as in LSP: zero-based lines and UTF-16
// characters.
import type { Diagnostic } from '../languages/pat/index.ts';
import type { LineIndex, PlaceRange } from '../server/positions.ts';

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
