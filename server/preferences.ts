// What the user wants to see beside the text, out of whatever a client sends: unknown keys are ignored, unknown values
// are the default. The checker knows nothing of these.

import { own } from './own.ts';

export interface Preferences {
  readonly inlayHints: {
    /** The solved pattern where the user left it out. */
    readonly patterns: boolean;
    /** What remains in the mailbox after each guard clause. */
    readonly remaining: boolean;
  };
  readonly codeLens: {
    /** Run, above the body. */
    readonly run: boolean;
    /** How often, above definitions and interfaces. */
    readonly references: boolean;
  };
}

export const defaultPreferences: Preferences = {
  inlayHints: { patterns: true, remaining: true },
  codeLens: { run: true, references: true },
};

/** Reads the `pat` section of a configuration. Never throws. */
export function readPreferences(section: unknown): Preferences {
  const hints = own(section, 'inlayHints');
  const lenses = own(section, 'codeLens');
  const standard = defaultPreferences;
  return {
    inlayHints: {
      patterns: flag(hints, 'patterns', standard.inlayHints.patterns),
      remaining: flag(hints, 'remaining', standard.inlayHints.remaining),
    },
    codeLens: {
      run: flag(lenses, 'run', standard.codeLens.run),
      references: flag(lenses, 'references', standard.codeLens.references),
    },
  };
}

export function samePreferences(a: Preferences, b: Preferences): boolean {
  return (
    a.inlayHints.patterns === b.inlayHints.patterns &&
    a.inlayHints.remaining === b.inlayHints.remaining &&
    a.codeLens.run === b.codeLens.run &&
    a.codeLens.references === b.codeLens.references
  );
}

function flag(of: unknown, key: string, otherwise: boolean): boolean {
  const value = own(of, key);
  return typeof value === 'boolean' ? value : otherwise;
}
