// The queries that editors use with the grammar: colours, folds, indentation, text objects.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Query } from 'web-tree-sitter';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const queries = path.join(root, 'tree-sitter-pat', 'queries');
const examples = path.join(root, 'examples');

/** What no example has. */
const rest = `def odd(x: Box?(*A), y: Box?(0 + A)): Unit {
  let s = "a\\n" in print(s) §; guard x : A { receive A[z] from x -> free(x) }
}`;

function programs(): string[] {
  const files = readdirSync(examples).filter(name => name.endsWith('.pat'));
  return [rest, ...files.map(name => readFileSync(path.join(examples, name), 'utf8'))];
}

describe('the tree-sitter queries', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });

  function capturesOf(file: string, text: string): { readonly name: string; readonly text: string }[] {
    const tree = parser.parse(text, null);
    const query = new Query(tree.language, readFileSync(path.join(queries, file), 'utf8'));
    const found = query
      .captures(tree.rootNode)
      .map(({ name, node }) => ({ name, text: text.slice(node.startIndex, node.endIndex) }));
    query.delete();
    tree.delete();
    return found;
  }

  const files = readdirSync(queries, { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.scm'));
  for (const file of files) {
    it(`${file} has only patterns that the grammar can match, and each is found in some program`, () => {
      const source = readFileSync(path.join(queries, file), 'utf8');
      const unused = new Set<number>();
      programs().forEach((text, i) => {
        const tree = parser.parse(text, null);
        const query = new Query(tree.language, source);
        if (i === 0) for (let p = 0; p < query.patternCount(); p++) unused.add(p);
        for (const { patternIndex } of query.matches(tree.rootNode)) unused.delete(patternIndex);
        query.delete();
        tree.delete();
      });
      assert.deepEqual([...unused], [], 'patterns, counted from 0, that match nothing');
    });
  }

  it('colour a tag where it is sent as one, a call as a call, and a built-in as built in', () => {
    const found = capturesOf('highlights.scm', 'def f(x: Box!): Unit { x ! Put(g(1)); print("") }');
    /** The last pattern that matches counts. */
    const colourOf = (text: string): string | undefined => found.findLast(c => c.text === text)?.name;
    assert.equal(colourOf('f'), 'function');
    assert.equal(colourOf('Put'), 'constructor');
    assert.equal(colourOf('Box'), 'type');
    assert.equal(colourOf('Unit'), 'type.builtin');
    assert.equal(colourOf('g'), 'function.call');
    assert.equal(colourOf('print'), 'function.builtin');
    assert.equal(colourOf('!'), 'operator');
  });

  it('take a clause for a text object, in Neovim a block and in Helix an entry', () => {
    const clause = 'receive A(y) from x -> free(x)';
    const text = `guard x : A { ${clause} }`;
    for (const [file, around, inside] of [
      ['textobjects.scm', 'block.outer', 'block.inner'],
      ['helix/textobjects.scm', 'entry.around', 'entry.inside'],
    ] as const) {
      const found = capturesOf(file, text);
      assert.deepEqual(
        found.filter(c => c.name === around).map(c => c.text),
        [clause],
      );
      assert.deepEqual(
        found.filter(c => c.name === inside).map(c => c.text),
        ['free(x)'],
      );
    }
  });
});
