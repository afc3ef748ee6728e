// A language's grammar for a web worker.
import type { Language, Parser } from '../languages/language.ts';

/** Loads a language from a folder (a URL that ends in `/`). Rejects when a file cannot be fetched. */
export async function fetchLanguage(folder: string, language: Language): Promise<Parser> {
  const fetchBytes = async (name: string): Promise<Uint8Array> => {
    const answer = await fetch(new URL(name, folder));
    if (!answer.ok) throw new Error(`${name} could not be loaded: ${answer.status} ${answer.statusText}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const [treeSitter, grammar] = await Promise.all([
    fetchBytes('web-tree-sitter.wasm'),
    fetchBytes(language.grammar),
  ]);
  return language.load({ treeSitter, grammar });
}
