// The one table of the language's words: that of the grammar, and what is made of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { textMateGrammar } from '../../ide/textmate.ts';
import { reservedWords, words } from '../../syntax/words.ts';

const read = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
const sorted = (some: Iterable<string>): string[] => [...some].sort();

describe('the words of the language', () => {
  it('are the tokens of the grammar', () => {
    const nodes: readonly { readonly type: string; readonly named: boolean }[] = JSON.parse(
      read('tree-sitter-pat/src/node-types.json'),
    );
    const tokens = nodes.flatMap(({ type, named }) => (named || type === '"' ? [] : [type]));
    assert.deepEqual(sorted(words.keys()), sorted(tokens));
  });

  it('are reserved as the grammar reserves them', () => {
    const { reserved }: { reserved: { global: readonly { readonly value: string }[] } } = JSON.parse(
      read('tree-sitter-pat/src/grammar.json'),
    );
    // `List` is told from other capital names by its place.
    assert.deepEqual(sorted(reservedWords), sorted([...reserved.global.map(({ value }) => value), 'List']));
  });

  it('have a colour in editors with tree-sitter', () => {
    const queries = read('tree-sitter-pat/queries/highlights.scm');
    // These are nodes of their own, and operators are captured by their field.
    const others = new Set(['true', 'false', 'nil']);
    for (const [word, { kind }] of words) {
      if (others.has(word) || /^(?:logical|comparison|operator|capability)$/.test(kind)) continue;
      assert.ok(queries.includes(`"${word}"`), word);
    }
  });

  it('are in the TextMate grammar, which `npm run docs` writes', () => {
    assert.equal(read('syntaxes/pat.tmLanguage.json'), textMateGrammar());
  });
});
