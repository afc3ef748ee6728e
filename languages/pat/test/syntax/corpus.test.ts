// The corpus of the grammar (which `tree-sitter test` reads too), and its queries.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Query } from 'web-tree-sitter';
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
  for (const file of readdirSync(new URL('queries/', grammar))) {
    it(`queries/${file} names only nodes and fields that the grammar has, and finds some`, () => {
      const text =
        'def f(x: Int): Unit {\n  guard mb : A . B {\n    receive A(y) from mb -> print("a\\n"); let z = (1, x) in g(z)\n  }\n}';
      const tree = parser.parse(text, null);
      const query = new Query(tree.language, readFileSync(new URL(`queries/${file}`, grammar), 'utf8'));
      assert.ok(query.captures(tree.rootNode).length > 0);
      query.delete();
      tree.delete();
    });
  }
});
