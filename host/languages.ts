// Finding a language in the list of them.
import type { Description } from '../languages/language.ts';

/** The language of a file, by the end of its path or URI. */
export function languageOfFile<L extends Description>(languages: readonly L[], name: string): L | undefined {
  return languages.find(({ extensions }) => extensions.some(extension => name.endsWith(extension)));
}

/** For people: `Pat`, `Pat and Ling`, `Pat, Ling and Libretto`. */
export function languageNames(languages: readonly Description[]): string {
  return new Intl.ListFormat('en-GB').format(languages.map(({ name }) => name));
}

/** Each thing once, in the order in which they first come: what all languages together have. */
export function union<T>(lists: readonly (readonly T[])[]): T[] {
  return [...new Set(lists.flat())];
}
