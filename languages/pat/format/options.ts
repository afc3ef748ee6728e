// What may differ between two formatted texts of the same program; everything else is one style.

export interface FormatOptions {
  /** Lines are broken, where they can be, when they would be longer; comments and strings may be longer. */
  readonly printWidth: number;
  /** Columns of one level of indentation. */
  readonly tabWidth: number;
  /** Indent with tabs. */
  readonly useTabs: boolean;
}

export const defaultFormatOptions: FormatOptions = { printWidth: 100, tabWidth: 2, useTabs: false };
