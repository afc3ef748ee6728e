// What the client said it can do, read once from `initialize`, with an answer for each question the server has.
import { type ClientCapabilities, DiagnosticTag, SymbolKind } from 'vscode-languageserver';
import type { Encoding } from '../host/positions.ts';

export interface ClientAbilities {
  readonly encoding: Encoding;
  /** Asks for diagnostics itself; then none are pushed, or a client would show each twice. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  /** Makes use of the version that pushed diagnostics belong to. */
  readonly pushedVersions: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  /** Shows what is unnecessary as such: greyed out. */
  readonly unnecessary: boolean;
  readonly symbolTree: boolean;
  readonly symbolKinds: readonly SymbolKind[];
  readonly codeActions: boolean;
  readonly versionedEdits: boolean;
  readonly foldsWholeLines: boolean;
  readonly foldLimit: number;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  /** Watches files when it is asked to. */
  readonly watchesFiles: boolean;
  readonly changesFolders: boolean;
}

/** Those of LSP's first version, which every client knows. */
export const firstSymbolKinds: readonly SymbolKind[] = Object.values(SymbolKind).filter(
  k => k <= SymbolKind.Array,
);

export function abilitiesOf({ general, textDocument, workspace }: ClientCapabilities): ClientAbilities {
  const encodings: readonly string[] = general?.positionEncodings ?? [];
  return {
    // The client lists what it likes best first; UTF-16 is always allowed, and what we count in.
    encoding: encodings.find(e => e === 'utf-8' || e === 'utf-16') === 'utf-8' ? 'utf-8' : 'utf-16',
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    pushedVersions: textDocument?.publishDiagnostics?.versionSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    relatedInformation:
      (textDocument?.diagnostic?.relatedInformation ??
        textDocument?.publishDiagnostics?.relatedInformation) === true,
    codeDescription:
      (textDocument?.diagnostic?.codeDescriptionSupport ??
        textDocument?.publishDiagnostics?.codeDescriptionSupport) === true,
    unnecessary:
      (
        textDocument?.diagnostic?.tagSupport ?? textDocument?.publishDiagnostics?.tagSupport
      )?.valueSet.includes(DiagnosticTag.Unnecessary) === true,
    symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    symbolKinds: textDocument?.documentSymbol?.symbolKind?.valueSet ?? firstSymbolKinds,
    codeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    foldsWholeLines: textDocument?.foldingRange?.lineFoldingOnly === true,
    foldLimit: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
  };
}
