// A rule of the spec with programs that it accepts and programs that it rejects.
import type { Settings } from '../../settings.ts';

export interface Rejection {
  readonly program: string;
  /** The codes of its errors in order of position, without `pat-`. */
  readonly codes: readonly string[];
}
export interface Rule {
  readonly name: string;
  readonly settings: Partial<Settings>;
  readonly accepted: readonly string[];
  readonly rejected: readonly Rejection[];
}

export function rule(
  name: string,
  programs: { readonly accepted: readonly string[]; readonly rejected: readonly Rejection[] },
  settings: Partial<Settings> = {},
): Rule {
  return { name, settings, ...programs };
}
