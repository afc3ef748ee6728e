// All that other packages may import of Pat.
export {
  type AnalysedItem,
  type Analysis,
  type Effort,
  type LastResort,
  PatDocument,
  settle,
} from './analysis.ts';
export type { CoreProgram } from './core/term.ts';
export type { Diagnostic, Fix, Related, Severity, Span, TextEdit } from './diagnostic.ts';
export {
  type CatalogueEntry,
  catalogueCodes,
  catalogueEntry,
  cataloguePage,
  explanationPage,
} from './explain/catalogue.ts';
export { type FormattedText, formatText } from './format/index.ts';
export { defaultFormatOptions, type FormatOptions } from './format/options.ts';
export { type ActionKind, actionKinds, type CodeAction, codeActions } from './ide/actions/index.ts';
export {
  type HierarchyCall,
  type HierarchyItem,
  type HierarchyKey,
  hierarchyItemAt,
  incomingCalls,
  outgoingCalls,
} from './ide/call-hierarchy.ts';
export { type CodeLink, codeLinks } from './ide/code-links.ts';
export {
  type CompletionItem,
  type CompletionKind,
  type Completions,
  completions,
  completionTriggers,
  type Template,
} from './ide/completion.ts';
export { type Definition, definition, typeDefinition } from './ide/definition.ts';
export { type FoldingRange, foldingRanges } from './ide/folding.ts';
export { formatting, rangesFormatting, typeFormatting } from './ide/formatting.ts';
export { type Highlight, highlights } from './ide/highlights.ts';
export { type Hover, hover } from './ide/hover.ts';
export { type HintPart, type InlayHint, inlayHints, type WantedHints } from './ide/inlay-hints.ts';
export { type Lens, lenses } from './ide/lenses.ts';
export { linkedEditing } from './ide/linked-editing.ts';
export { type Entity, entities, type Reference, references } from './ide/references.ts';
export { prepareRename, type Refusal, rename } from './ide/rename.ts';
export { selectionRanges } from './ide/selection.ts';
export { type Signature, type SignatureHelp, signatureHelp } from './ide/signature-help.ts';
export { type DocumentSymbol, documentSymbols } from './ide/symbols.ts';
export { type SemanticToken, semanticTokens, tokenModifiers, tokenTypes } from './ide/tokens.ts';
export { type UnusedName, unusedNames } from './ide/unused.ts';
export { matchSymbol, type NamedSymbol, namedSymbols, symbolsOfText } from './ide/workspace-symbols.ts';
export * from './run/index.ts';
export { defaultSettings, type Settings } from './settings.ts';
export {
  defaultBudget,
  type Inclusion,
  type LoadZ3,
  openZ3,
  type Z3Module,
  type Z3Session,
} from './solve/index.ts';
export { loadParser, type ParserFiles, type PatParser } from './syntax/parse.ts';
