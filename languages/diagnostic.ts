// A diagnostic as data: what every front end shows. Positions are absolute UTF-16 offsets into the text.

export interface Span {
  readonly start: number;
  readonly end: number;
}
export type Severity = 'error' | 'warning' | 'information';

export interface Related {
  readonly span: Span;
  readonly message: string;
}
/** The text of a span replaced. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}
export interface Fix {
  readonly title: string;
  /** Of the same text, without overlaps. */
  readonly edits: readonly TextEdit[];
  /**
   * It only spells what is meant as it should be spelt, where that is clear: an accepted spelling, a misspelt name with
   * one candidate. Such fixes can be applied together, without anyone looking at each.
   */
  readonly spelling?: true;
}
export interface Diagnostic {
  /** Stable: `pat-E401`, `pat-W101`, …; catalogue in docs/errors.md. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** Set when the text at `span` does nothing: editors grey it out. */
  readonly unnecessary?: boolean;
}
