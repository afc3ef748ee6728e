// Plain data of `ide/` and the checker, as LSP values. Pure functions of the data and the document's line index.
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type Hover,
  MarkupKind,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import type * as pat from '../languages/pat/index.ts';
import { catalogueEntry } from '../languages/pat/index.ts';
import type { LineIndex } from './positions.ts';

const severities: Record<pat.Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** What a client can show of a diagnostic. */
export interface DiagnosticForm {
  readonly relatedInformation: boolean;
  /** The page that says what each code means. */
  readonly catalogue: string | undefined;
}

export function toDiagnostic(
  d: pat.Diagnostic,
  uri: string,
  lines: LineIndex,
  { relatedInformation, catalogue }: DiagnosticForm,
): Diagnostic {
  const out: Diagnostic = {
    range: lines.rangeOf(d.span),
    severity: severities[d.severity],
    code: d.code,
    source: 'pat',
    message: d.message,
  };
  if (catalogue !== undefined && catalogueEntry(d.code) !== undefined) {
    out.codeDescription = { href: `${catalogue}#${d.code.toLowerCase()}` };
  }
  if (d.unnecessary) out.tags = [DiagnosticTag.Unnecessary];
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

/** `markdown` is false for clients that show plain text only: then the fences around code go. */
export function toHover(hover: pat.Hover, lines: LineIndex, markdown: boolean): Hover {
  return {
    range: lines.rangeOf(hover.span),
    contents: markdown
      ? { kind: MarkupKind.Markdown, value: hover.markdown }
      : { kind: MarkupKind.PlainText, value: hover.markdown.replace(/^```.*\n?/gm, '').replace(/`/g, '') },
  };
}

const symbolKinds: Record<pat.DocumentSymbol['kind'], SymbolKind> = {
  interface: SymbolKind.Interface,
  message: SymbolKind.EnumMember,
  definition: SymbolKind.Function,
  body: SymbolKind.Module,
};

export function toDocumentSymbol(symbol: pat.DocumentSymbol, lines: LineIndex): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: lines.rangeOf(symbol.span),
    selectionRange: lines.rangeOf(symbol.selection),
    children: symbol.children.map(child => toDocumentSymbol(child, lines)),
  };
}

/** For clients without a tree of symbols: the same in one list, each with the name of what holds it. */
export function toSymbolList(
  symbols: readonly pat.DocumentSymbol[],
  uri: string,
  lines: LineIndex,
  holder?: string,
): SymbolInformation[] {
  return symbols.flatMap(symbol => {
    const own: SymbolInformation = {
      name: symbol.name,
      kind: symbolKinds[symbol.kind],
      location: { uri, range: lines.rangeOf(symbol.span) },
      ...(holder === undefined ? {} : { containerName: holder }),
    };
    return [own, ...toSymbolList(symbol.children, uri, lines, symbol.name)];
  });
}

/**
 * A fold of the brackets `{ … }`, or of comment lines. Clients that fold whole lines keep the line of the closing
 * brace in view; a fold that would then hide nothing is left out.
 */
export function toFoldingRange(
  fold: pat.FoldingRange,
  lines: LineIndex,
  wholeLines: boolean,
): FoldingRange | undefined {
  const { start, end } = lines.rangeOf(fold.span);
  const comment = fold.kind === 'comment';
  const endLine = wholeLines && !comment ? end.line - 1 : end.line;
  if (endLine <= start.line) return undefined;
  return {
    startLine: start.line,
    endLine,
    ...(wholeLines
      ? {}
      : { startCharacter: start.character + (comment ? 0 : 1), endCharacter: end.character }),
    ...(comment ? { kind: FoldingRangeKind.Comment } : {}),
  };
}

export function toCodeAction(
  fix: pat.Fix,
  diagnostic: Diagnostic,
  document: { readonly uri: string; readonly version: number; readonly lines: LineIndex },
  preferred: boolean,
  versioned: boolean,
): CodeAction {
  const { uri, version, lines } = document;
  const edits = fix.edits.map(({ span, text }) => ({ range: lines.rangeOf(span), newText: text }));
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: preferred,
    edit: versioned
      ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
      : { changes: { [uri]: edits } },
  };
}
