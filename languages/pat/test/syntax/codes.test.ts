import assert from 'node:assert/strict';
import { SYNTAX_CODES } from '../../syntax/codes.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { applyEdits, faultsOf, parseText } from './faults.ts';

describe('syntax codes', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });
  for (const [code, { title, bad, good }] of Object.entries(SYNTAX_CODES)) {
    it(`${code} (${title}) is reported for its bad example, and nothing for its good one`, () => {
      const codes = faultsOf(parseText(parser, bad)).map(fault => fault.code);
      assert.ok(codes.includes(code), `reported: ${codes.join(', ')}`);
      assert.deepEqual(
        faultsOf(parseText(parser, good)).map(fault => `${fault.code} ${fault.message}`),
        [],
      );
    });
    it(`the fixes of ${code} mend its example`, () => {
      for (const fault of faultsOf(parseText(parser, bad))) {
        for (const fix of fault.fixes ?? []) {
          const mended = applyEdits(bad, fix.edits);
          const left = faultsOf(parseText(parser, mended)).filter(other => other.code === fault.code);
          assert.deepEqual(left, [], `${fix.title}: ${mended}`);
        }
      }
    });
  }
});
