// The parser's two WebAssembly modules, which lie beside the bundle that needs them.
import { readFile } from 'node:fs/promises';
import { loadParser, type PatParser } from '../languages/pat/index.ts';

/** Loads the parser from a folder (a `file:` URL that ends in `/`). Rejects when a module is missing. */
export async function loadParserFrom(folder: URL): Promise<PatParser> {
  const [treeSitter, grammar] = await Promise.all([
    readFile(new URL('web-tree-sitter.wasm', folder)),
    readFile(new URL('tree-sitter-pat.wasm', folder)),
  ]);
  return loadParser({ treeSitter, grammar });
}
