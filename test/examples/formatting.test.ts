// The examples show the style: the formatter leaves every one of them as it is, and any other layout of one means the same.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { PatParser } from '../../languages/pat/index.ts';
import { formatted, wholeFormatted } from '../../languages/pat/test/format/meaning.ts';
import { testParser } from '../../languages/pat/test/parser.ts';

const examples = new URL('../../examples/', import.meta.url);
const wrong = new URL('errors/', examples);

/** Those that are about a syntax error: it stays, and all around it is formatted. */
const withSyntaxErrors = new Set([
  'empty-guard.pat',
  'integer-out-of-range.pat',
  'lower-case-interface.pat',
  'missing-brace.pat',
  'missing-else.pat',
  'missing-in.pat',
  'unary-minus.pat',
  'unfinished-send.pat',
  'unterminated-string.pat',
]);

const programs = [examples, wrong].flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.pat'))
    .map(name => ({ name, text: readFileSync(new URL(name, folder), 'utf8') })),
);

describe('formatting the examples', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });

  for (const { name, text } of programs) {
    it(`leaves ${name} as it is`, () => {
      const result = formatted(parser, text);
      assert.equal(result.text, text);
      assert.equal(result.left.length > 0, withSyntaxErrors.has(name));
    });
  }

  it('gives them back from a text without indentation and with one space for each run of them', () => {
    for (const { name, text } of programs) {
      if (withSyntaxErrors.has(name)) continue;
      const flat = text.replace(/^[ ]+/gm, '').replace(/(?<=[^"\n]) {2,}(?=[^"]*$)/gm, ' ');
      assert.equal(wholeFormatted(parser, flat), text, name);
    }
  });
});
