// A language's grammar, which lies beside the bundle that needs it, for Node.
import { readFile } from 'node:fs/promises';
import type { Language, Parser } from '../languages/language.ts';

/** Loads a language from a folder (a `file:` URL that ends in `/`). Rejects when a file is missing. */
export async function loadLanguageFrom(folder: URL, language: Language): Promise<Parser> {
  const [treeSitter, grammar] = await Promise.all([
    readFile(new URL('web-tree-sitter.wasm', folder)),
    readFile(new URL(language.grammar, folder)),
  ]);
  return language.load({ treeSitter, grammar });
}
