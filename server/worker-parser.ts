// The parser's two WebAssembly modules for a web worker.
import { loadParser, type PatParser } from '../languages/pat/index.ts';

/** Loads the parser from a folder (a URL that ends in `/`). Rejects when a module cannot be fetched. */
export async function fetchParser(folder: string): Promise<PatParser> {
  const fetchBytes = async (name: string): Promise<Uint8Array> => {
    const answer = await fetch(new URL(name, folder));
    if (!answer.ok) throw new Error(`${name} could not be loaded: ${answer.status} ${answer.statusText}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const [treeSitter, grammar] = await Promise.all([
    fetchBytes('web-tree-sitter.wasm'),
    fetchBytes('tree-sitter-pat.wasm'),
  ]);
  return loadParser({ treeSitter, grammar });
}
