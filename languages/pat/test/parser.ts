// The parser for tests in Node: the same two files that every host loads.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadParser, type PatParser } from '../syntax/parse.ts';

const require = createRequire(import.meta.url);
let loading: Promise<PatParser> | undefined;

/** The parser, loaded once per process. */
export function testParser(): Promise<PatParser> {
  loading ??= loadParser({
    treeSitter: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(new URL('../../../tree-sitter-pat/tree-sitter-pat.wasm', import.meta.url)),
  });
  return loading;
}
