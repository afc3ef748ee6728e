// Plain data that several features convert, as LSP values. Pure functions of the data and the document's line index.
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type MarkupContent,
  MarkupKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { LineIndex } from '../host/positions.ts';
import type * as answers from '../languages/answers.ts';
import type * as checked from '../languages/diagnostic.ts';
import { findEntry } from '../languages/explain/catalogue.ts';
import type { Language } from '../languages/language.ts';

const severities: Record<checked.Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** What a client can show of a diagnostic. */
export interface DiagnosticForm {
  readonly unnecessary: boolean;
  readonly relatedInformation: boolean;
  /** Where a code is explained, for clients that show such links. */
  readonly explanation: ((code: string) => string | undefined) | undefined;
}

/** The document that something is about. */
interface Place {
  readonly uri: string;
  readonly lines: LineIndex;
  readonly language: Language;
}

export function toDiagnostic(
  d: checked.Diagnostic,
  { uri, lines, language }: Place,
  { relatedInformation, unnecessary, explanation }: DiagnosticForm,
): Diagnostic {
  const out: Diagnostic = {
    range: lines.rangeOf(d.span),
    severity: severities[d.severity],
    code: d.code,
    source: language.id,
    message: d.message,
  };
  const href = findEntry(language.catalogue, d.code) === undefined ? undefined : explanation?.(d.code);
  if (href !== undefined) out.codeDescription = { href };
  if (d.unnecessary && unnecessary) out.tags = [DiagnosticTag.Unnecessary];
  if (d.related.length > 0) {
    if (relatedInformation) {
      out.relatedInformation = d.related.map(({ span, message }) => ({
        location: { uri, range: lines.rangeOf(span) },
        message,
      }));
    } else {
      const notes = d.related.map(({ span, message }) => {
        const { line, character } = lines.positionAt(span.start);
        return `${line + 1}:${character + 1}: ${message}`;
      });
      out.message = [d.message, ...notes].join('\n');
    }
  }
  return out;
}

/** What only makes a name fainter, for clients that show what is unnecessary so: nobody has to do anything about it. */
export function toHint({ span, name }: answers.UnusedName, { lines, language }: Place): Diagnostic {
  return {
    range: lines.rangeOf(span),
    severity: DiagnosticSeverity.Hint,
    source: language.id,
    message: `\`${name}\` is never used.`,
    tags: [DiagnosticTag.Unnecessary],
  };
}

/** Edits of one document; `versioned` for clients that refuse edits of a text that has changed since. */
export function toWorkspaceEdit(
  edits: readonly checked.TextEdit[],
  { uri, version, lines }: { readonly uri: string; readonly version: number; readonly lines: LineIndex },
  versioned: boolean,
): WorkspaceEdit {
  const converted = toTextEdits(edits, lines);
  return versioned
    ? { documentChanges: [{ textDocument: { uri, version }, edits: converted }] }
    : { changes: { [uri]: converted } };
}

export function toTextEdits(edits: readonly checked.TextEdit[], lines: LineIndex): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: lines.rangeOf(span), newText: text }));
}

/**
 * Markdown in the format that the client likes best: as such, or as plain text without the fences around code. A client
 * that names no format may not know that there is a choice: it gets a string.
 */
export function toMarkup(
  markdown: string,
  formats: readonly MarkupKind[] | undefined,
): MarkupContent | string {
  if (formats?.[0] === MarkupKind.Markdown) return { kind: MarkupKind.Markdown, value: markdown };
  const value = markdown.replace(/^```.*\n?/gm, '').replace(/`|\\(?=<)/g, '');
  return formats === undefined ? value : { kind: MarkupKind.PlainText, value };
}
