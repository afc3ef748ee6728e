// Expanding a selection follows the structure, and grows at every place of every text.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { PatDocument } from '../../analysis.ts';
import { selectionRanges } from '../../ide/selection.ts';
import { testParser } from '../parser.ts';
import { withFixture } from './fixture.ts';

/** The texts that the selection grows through, smallest first. */
function steps(fixture: string): Promise<string[]> {
  return withFixture(fixture, ({ document, offset }) =>
    selectionRanges(document.analysis(), offset).map(({ start, end }) => document.text.slice(start, end)),
  );
}

const examples = new URL('../../../../examples/', import.meta.url);

describe('expanding a selection', () => {
  it('goes from the word over the expression, the arguments and the call to the statement and beyond', async () => {
    const block = 'let n = v + rand(1, v * 2) in\n  print("a");\n  n';
    assert.deepEqual(await steps(`def f(v: Int): Int {\n  ${block.replace('v *', '‸v *')}\n}\nf(1)`), [
      'v',
      'v * 2',
      '1, v * 2',
      '(1, v * 2)',
      'rand(1, v * 2)',
      'v + rand(1, v * 2)',
      'let n = v + rand(1, v * 2) in',
      block,
      `{\n  ${block}\n}`,
      `def f(v: Int): Int {\n  ${block}\n}`,
      `def f(v: Int): Int {\n  ${block}\n}\nf(1)`,
    ]);
  });

  it('goes from a clause over all clauses to the guard', async () => {
    const first = 'receive A(x) from m -> free(m); x';
    const both = `${first}\n  receive B() from m -> free(m); 2`;
    assert.deepEqual(
      await steps(
        `interface I { A(Int), B() }\ndef f(m: I?): Int { guard m : A + B {\n  ${both.replace('; x', '; ‸x')}\n} }`,
      ).then(found => found.slice(0, 6)),
      ['x', 'free(m); x', first, both, `{\n  ${both}\n}`, `guard m : A + B {\n  ${both}\n}`],
    );
  });

  it('goes through types: the pattern, the mailbox type, the parameter, all parameters', async () => {
    const found = await steps('interface I { A() }\ndef f(n: Int, m: I?(A‸ . A*)): Int { n }');
    assert.deepEqual(found.slice(0, 7), [
      'A',
      'A . A*',
      '(A . A*)',
      'I?(A . A*)',
      'm: I?(A . A*)',
      'n: Int, m: I?(A . A*)',
      '(n: Int, m: I?(A . A*))',
    ]);
  });

  it('takes a string from the word to its inside to its quotes', async () => {
    const found = await steps('print("hello th‸ere")');
    assert.deepEqual(found, [
      'there',
      'hello there',
      '"hello there"',
      '("hello there")',
      'print("hello there")',
    ]);
  });

  it('takes a comment from the word to the line to all its lines to what it documents', async () => {
    const found = await steps('1\n# One ‸two.\n# Three.\ndef f(): Int { 1 }');
    assert.deepEqual(found, [
      'two',
      'One two.',
      '# One two.',
      '# One two.\n# Three.',
      '# One two.\n# Three.\ndef f(): Int { 1 }',
      '1\n# One two.\n# Three.\ndef f(): Int { 1 }',
    ]);
  });

  it('follows the brackets where the text is no program', async () => {
    const found = await steps('let ) = f((1, ‸2], 3');
    assert.deepEqual(found.slice(0, 1), ['2']);
    assert.equal(found.at(-1), 'let ) = f((1, 2], 3');
    assert.ok((await steps('@ ( 1 ; ‸2 )')).includes('( 1 ; 2 )'));
  });

  it('is the whole text in an empty one, and nothing smaller than that on blank lines', async () => {
    assert.deepEqual(await steps('‸'), ['']);
    assert.deepEqual(await steps('1\n\n‸\n\ndef f(): Int { 1 }'), ['1\n\n\n\ndef f(): Int { 1 }']);
  });

  it('only grows, from a span around the place to the whole text, everywhere in the examples and in broken texts', async () => {
    const parser = await testParser();
    const programs = readdirSync(examples, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.pat'))
      .map(name => readFileSync(new URL(name, examples), 'utf8'));
    assert.ok(programs.length > 0);
    const broken = programs.map((text, i) =>
      i % 3 === 0
        ? text.slice(0, Math.floor(text.length * 0.6))
        : i % 3 === 1
          ? text.replaceAll(/[)}]/g, found => (found === ')' ? '' : found))
          : text.replaceAll(/\bin\b|;|"/g, ''),
    );
    for (const text of [
      ...programs,
      ...broken,
      '{{(([[',
      '"\\',
      '#',
      '\r\n# a\r\n\r\n"x\r\n',
      '💥 f("💥")',
    ]) {
      const document = new PatDocument(parser, text);
      const analysis = document.analysis();
      const step = programs.includes(text) || text.length < 100 ? 1 : 7;
      for (let offset = 0; offset <= text.length; offset += step) {
        const spans = selectionRanges(analysis, offset);
        const where = () =>
          `at ${offset} of ${JSON.stringify(text.slice(Math.max(0, offset - 20), offset + 20))}`;
        for (const [i, { start, end }] of spans.entries()) {
          assert.ok(start <= offset && offset <= end, `the place is not inside, ${where()}`);
          const inner = spans[i - 1];
          if (inner === undefined) continue;
          assert.ok(start <= inner.start && inner.end <= end, `does not hold the one before, ${where()}`);
          assert.ok(end - start > inner.end - inner.start, `does not grow, ${where()}`);
        }
        assert.deepEqual(spans.at(-1), { start: 0, end: text.length }, where());
      }
      document.dispose();
    }
  });
});
