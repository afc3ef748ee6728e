// The corpus of the grammar, which `tree-sitter test` reads too.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { normalize, readCorpus } from './corpus.ts';

const grammar = new URL('../../../../tree-sitter-pat/', import.meta.url);
const corpus = new URL('test/corpus/', grammar);

describe('the tree-sitter grammar', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });
  for (const file of readdirSync(corpus)) {
    for (const { name, text, tree } of readCorpus(readFileSync(new URL(file, corpus), 'utf8'))) {
      it(`${file}: ${name}`, () => {
        const parsed = parser.parse(text, null);
        assert.equal(normalize(parsed.rootNode.toString()), tree);
        parsed.delete();
      });
    }
  }
});
