// What can be wrong with, or unusual about, the form of a text. Values only: `explain/` finds the words.
import type { Range } from './ast.ts';

/** A replacement of text; `range` is relative to the same start as the fault that carries it. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** Codes are stable and documented in docs/errors.md: E1xx errors, W1xx warnings, I1xx accepted spellings. */
export interface SyntaxFault {
  /** Such as `E101`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly at: Range;
  /** A plain sentence for the user, in terms of what they wrote. */
  readonly message: string;
  readonly related?: readonly { readonly at: Range; readonly message: string }[];
  readonly fixes?: readonly SyntaxFix[];
}

export interface SyntaxFix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** It only spells what is meant as it should be spelt: no one needs to look at it before it is applied. */
  readonly spelling?: true;
}
