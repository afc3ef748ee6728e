// What a language is to the tools: a plain value. The server, the command line and the extension work with a list of these
// (`all.ts`) and name none of them. A language that has no answer to a question leaves it out.
import type {
  CodeAction,
  CodeLink,
  Definition,
  DocumentSymbol,
  FoldingRange,
  FormatOptions,
  FormattedText,
  HierarchyCall,
  HierarchyItem,
  Highlight,
  Hover,
  InlayHint,
  Lens,
  LinkedPlaces,
  NamedSymbol,
  Refusal,
  RenameEdits,
  RenamePlace,
  SemanticToken,
  SignatureHelp,
  UnusedName,
} from './answers.ts';
import type { Diagnostic, Span, TextEdit } from './diagnostic.ts';
import type { Catalogue } from './explain/catalogue.ts';
import type { Completions } from './ide/completion.ts';
import type { Run, RunOptions } from './running.ts';
import type { Preference, Setting, SettingValues } from './settings.ts';
import type { Ask, OpenSolver } from './solver.ts';

/** What can be said of a language without its checker: all that an editor's own side needs, which stays small so. */
export interface Description {
  /** As in LSP (`languageId`). Its settings and codes begin with it: `pat.aliasCheck`, `pat-E401`. */
  readonly id: string;
  /** As people write it. */
  readonly name: string;
  /** With the dot. No two languages share one. */
  readonly extensions: readonly string[];
  readonly settings: readonly Setting[];
  readonly preferences: readonly Preference[];
  readonly catalogue: Catalogue;
}

export interface Language extends Description {
  /** The file of its compiled grammar, which lies beside the bundles. */
  readonly grammar: string;
  readonly tokens: { readonly types: readonly string[]; readonly modifiers: readonly string[] };
  /** Characters after which an editor asks for completions, or for formatting, by itself. */
  readonly completionTriggers: readonly string[];
  readonly formattingTriggers: readonly string[];
  /** As in LSP: `quickfix`, `refactor.extract`, … */
  readonly actionKinds: readonly string[];
  /** Opens what decides the questions that an analysis leaves open. */
  readonly openSolver?: OpenSolver;
  /** Loads the grammar; called once. Rejects when it cannot be loaded. */
  readonly load: (files: GrammarFiles) => Promise<Parser>;
}

export interface GrammarFiles {
  /** `web-tree-sitter.wasm`. */
  readonly treeSitter: Uint8Array;
  /** The language's grammar. */
  readonly grammar: Uint8Array;
}

/** A language that is loaded: opens documents, and answers what needs no check. */
export interface Parser {
  readonly open: (text: string, settings: SettingValues) => Document;
  /** The declared names of a text, in source order. */
  readonly symbols?: (text: string) => readonly NamedSymbol[];
  readonly format?: (text: string, options: FormatOptions) => FormattedText;
}

/** A text that changes, and what is known of it. */
export interface Document {
  readonly text: string;
  /** Replaces the text between two offsets. */
  readonly edit: (start: number, end: number, replacement: string) => void;
  readonly setSettings: (settings: SettingValues) => void;
  /** The results for the text as it is now: the same object until the text or the settings change. Never throws for any text. */
  readonly analysis: () => Analysis;
  /** What the results would be after edits of the text, which do not overlap. The document stays as it is. */
  readonly whatIf: (edits: readonly TextEdit[]) => Analysis;
  /** Frees what is outside the garbage-collected heap. */
  readonly dispose: () => void;
}

/** The results for one state of a text. Immutable. */
export interface Analysis {
  readonly text: string;
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
  /** No diagnostic is an error. */
  readonly accepted: boolean;
  /** How many questions are still open. */
  readonly undecided: number;
  /** How much there was to check, in words: for `check --verbose`. */
  readonly effort: string;
  /** The analysis with its open questions put to a solver. What that leaves open stays so. */
  readonly settle?: (ask: Ask) => Promise<Analysis>;
  readonly unusedNames?: () => readonly UnusedName[];
  readonly hover?: (offset: number) => Hover | undefined;
  /** `trigger`: the character that made the editor ask. */
  readonly completions?: (offset: number, trigger: string | undefined) => Completions;
  readonly signatureHelp?: (offset: number) => SignatureHelp | undefined;
  readonly definition?: (offset: number) => Definition | undefined;
  readonly typeDefinition?: (offset: number) => Definition | undefined;
  /** The places of what is named at the offset, in source order; `declaration`: where it is declared too. */
  readonly references?: (offset: number, wanted: { readonly declaration: boolean }) => readonly Span[];
  readonly highlights?: (offset: number) => readonly Highlight[];
  readonly prepareRename?: (offset: number) => RenamePlace | Refusal;
  readonly rename?: (offset: number, name: string) => RenameEdits | Refusal;
  readonly documentSymbols?: () => readonly DocumentSymbol[];
  readonly namedSymbols?: () => readonly NamedSymbol[];
  readonly foldingRanges?: () => readonly FoldingRange[];
  /** From the innermost to the whole text. */
  readonly selectionRanges?: (offset: number) => readonly Span[];
  readonly semanticTokens?: () => readonly SemanticToken[];
  /** `preferences`: values of the language's own. */
  readonly inlayHints?: (span: Span, preferences: SettingValues) => readonly InlayHint[];
  readonly lenses?: (preferences: SettingValues) => readonly Lens[];
  readonly linkedEditing?: (offset: number) => LinkedPlaces | undefined;
  readonly codeLinks?: () => readonly CodeLink[];
  readonly hierarchyItemAt?: (offset: number) => HierarchyItem | undefined;
  readonly incomingCalls?: (key: unknown) => readonly HierarchyCall[];
  readonly outgoingCalls?: (key: unknown) => readonly HierarchyCall[];
  readonly codeActions?: (request: ActionRequest) => readonly CodeAction[];
  /** The edits that format all of the text, or the parts of it that are given. */
  readonly formatting?: (options: FormatOptions, spans?: readonly Span[]) => readonly TextEdit[];
  /** After a character was typed before the offset. */
  readonly typeFormatting?: (offset: number, typed: string, options: FormatOptions) => readonly TextEdit[];
  /** Gets the program ready to run. Only of an accepted text. */
  readonly run?: (options: RunOptions) => Run | Refusal;
}

/** Which actions are asked for. */
export interface ActionRequest {
  /** The selection; empty for a cursor. */
  readonly span: Span;
  /** Whether actions of a kind are asked for. */
  readonly wants: (kind: string) => boolean;
}
