// All that other packages may import of Pat.
export type * from '../answers.ts';
export type { Diagnostic, Fix, Related, Severity, Span, TextEdit } from '../diagnostic.ts';
export { defaultFormatOptions } from '../format/options.ts';
export {
  type AnalysedItem,
  type Analysis,
  type Effort,
  type LastResort,
  PatDocument,
  settle,
} from './analysis.ts';
export type { CoreProgram } from './core/term.ts';
export { catalogue } from './explain/catalogue.ts';
export { formatText } from './format/index.ts';
export { type ActionKind, actionKinds, codeActions } from './ide/actions/index.ts';
export {
  hierarchyItemAt,
  incomingCalls,
  outgoingCalls,
} from './ide/call-hierarchy.ts';
export { codeLinks } from './ide/code-links.ts';
export {
  type CompletionItem,
  type CompletionKind,
  type Completions,
  completions,
  completionTriggers,
  type Template,
} from './ide/completion.ts';
export { definition, typeDefinition } from './ide/definition.ts';
export { foldingRanges } from './ide/folding.ts';
export { formatting, rangesFormatting, typeFormatting } from './ide/formatting.ts';
export { highlights } from './ide/highlights.ts';
export { hover } from './ide/hover.ts';
export { inlayHints, type WantedHints } from './ide/inlay-hints.ts';
export { lenses } from './ide/lenses.ts';
export { linkedEditing } from './ide/linked-editing.ts';
export { type Entity, entities, type Reference, references } from './ide/references.ts';
export { prepareRename, rename } from './ide/rename.ts';
export { selectionRanges } from './ide/selection.ts';
export { signatureHelp } from './ide/signature-help.ts';
export { documentSymbols } from './ide/symbols.ts';
export { semanticTokens, tokenModifiers, tokenTypes } from './ide/tokens.ts';
export { unusedNames } from './ide/unused.ts';
export { namedSymbols, symbolsOfText } from './ide/workspace-symbols.ts';
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
