// What an analysis answers, as plain data: the vocabulary that all languages share with the server, the command line and
// the extension. Spans are absolute UTF-16 offsets. Nothing here knows LSP or any one language.
import type { Diagnostic, Span, TextEdit } from './diagnostic.ts';

export interface Hover {
  readonly span: Span;
  /** Markdown: a code block, then sentences. */
  readonly markdown: string;
}

export interface Target {
  readonly span: Span;
  readonly selection: Span;
}
export interface Definition {
  /** What was asked about. */
  readonly origin: Span;
  /** At least one. */
  readonly targets: readonly Target[];
}

export interface Highlight {
  readonly span: Span;
  readonly kind: 'text' | 'read' | 'write';
}

/** Why something that the user wants is not done. */
export interface Refusal {
  readonly kind: 'refused';
  /** For the user: a plain sentence. */
  readonly reason: string;
}
export interface RenamePlace {
  readonly kind: 'place';
  /** The name to change. */
  readonly span: Span;
  readonly name: string;
}
export interface RenameEdits {
  readonly kind: 'edits';
  /** In source order; none when the new name is the old one. */
  readonly edits: readonly TextEdit[];
}

/** Places that are edited together. */
export interface LinkedPlaces {
  /** Of equal texts, in source order; at least two. */
  readonly spans: readonly Span[];
  /** A regular expression: what they may become. */
  readonly wordPattern: string;
}

export type SymbolKind = 'interface' | 'message' | 'definition' | 'body';
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  /** The whole construct. */
  readonly span: Span;
  /** Its name. */
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}
/** A declared name of a file, for the search over a workspace. */
export interface NamedSymbol {
  readonly name: string;
  readonly kind: Exclude<SymbolKind, 'body'>;
  /** What it is declared in. */
  readonly container?: string;
  /** The name, where it is declared. */
  readonly span: Span;
}

export interface FoldingRange {
  readonly span: Span;
  /** `brackets` ends with the closing one; `region` goes from the comment that begins it to the one that ends it. */
  readonly kind: 'brackets' | 'clause' | 'comment' | 'region';
}

export interface SemanticToken {
  readonly span: Span;
  /** One of the language's `tokens.types`. */
  readonly type: string;
  /** Of the language's `tokens.modifiers`. */
  readonly modifiers: readonly string[];
}

export interface HintPart {
  readonly text: string;
  /** The declaration that the text names. */
  readonly target?: Span;
}
export interface InlayHint {
  /** `type` is what could be written there; `remaining` is what holds from there on. */
  readonly kind: 'type' | 'remaining';
  readonly offset: number;
  readonly label: readonly HintPart[];
  /** Whether it is set off from what stands before it. */
  readonly spaced: boolean;
  /** Markdown. */
  readonly tooltip: string;
  /** Writes the hint into the source, where it has a place there. */
  readonly edits: readonly TextEdit[];
}

export type Lens =
  /** Above what can be run. */
  | { readonly kind: 'run'; readonly span: Span }
  /** Above a declared name: where else it stands. */
  | { readonly kind: 'references'; readonly span: Span; readonly references: readonly Span[] };

export interface SignatureParameter {
  /** Offsets of the parameter in the label. */
  readonly start: number;
  readonly end: number;
  /** Markdown. */
  readonly documentation: string | undefined;
}
export interface Signature {
  readonly label: string;
  readonly parameters: readonly SignatureParameter[];
  /** Markdown. */
  readonly documentation: string | undefined;
}
export interface SignatureHelp {
  /** At least one; several where it is not known which is meant. */
  readonly signatures: readonly Signature[];
  /** Counted from 0; as large as the commas say, even when there are fewer parameters. */
  readonly activeParameter: number;
}

/** A node of a hierarchy of calls. */
export interface HierarchyItem {
  /** Finds it again in another analysis of the text; plain data, of the language's own. */
  readonly key: unknown;
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  /** The whole construct. */
  readonly span: Span;
  /** Its name. */
  readonly selection: Span;
}
export interface HierarchyCall {
  /** Who calls, or is called. */
  readonly item: HierarchyItem;
  /** The places of the calls, in source order. */
  readonly places: readonly Span[];
}

/** A code of a diagnostic that a comment mentions. */
export interface CodeLink {
  readonly span: Span;
  /** As in the catalogue, whatever letters the comment has. */
  readonly code: string;
  readonly title: string;
}

/** A name that is bound and never used. */
export interface UnusedName {
  readonly span: Span;
  readonly name: string;
}

export interface CodeAction {
  readonly title: string;
  /** As in LSP, where a kind stands for all those that it begins: one of the language's `actionKinds`. */
  readonly kind: string;
  /** Without overlaps. */
  readonly edits: readonly TextEdit[];
  /** What it mends. */
  readonly diagnostic?: Diagnostic;
  /** The only thing to do about the diagnostic. */
  readonly preferred?: boolean;
  /** The offset, after the edits, of a name that was made up: the user will want to choose another. */
  readonly renameAt?: number;
}

export interface FormatOptions {
  /** Lines are broken, where they can be, when they would be longer; comments and strings may be longer. */
  readonly printWidth: number;
  /** Columns of one level of indentation. */
  readonly tabWidth: number;
  /** Indent with tabs. */
  readonly useTabs: boolean;
}
export interface FormattedText {
  readonly text: string;
  readonly edits: readonly TextEdit[];
  /** What has a syntax error and is left as it is, with what the first of them says. */
  readonly left: readonly { readonly span: Span; readonly fault: Span & { readonly message: string } }[];
}
