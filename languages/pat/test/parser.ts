// The parser for tests in Node: the same two files that every host loads.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Parser } from '../../language.ts';
import { pat } from '../language.ts';
import { loadParser, type PatParser } from '../syntax/parse.ts';

const require = createRequire(import.meta.url);
const files = () => ({
  treeSitter: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
  grammar: readFileSync(new URL('../../../tree-sitter-pat/tree-sitter-pat.wasm', import.meta.url)),
});
let loading: Promise<PatParser> | undefined;
let language: Promise<Parser> | undefined;

/** The parser, loaded once per process. */
export function testParser(): Promise<PatParser> {
  loading ??= loadParser(files());
  return loading;
}

/** The language as hosts load it, once per process. */
export function testLanguage(): Promise<Parser> {
  language ??= pat.load(files());
  return language;
}
