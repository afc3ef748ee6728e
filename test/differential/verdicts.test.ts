// Two implementations of the same page give the same verdicts. A few hundred programs each time; `run.ts` does more.
import assert from 'node:assert/strict';
import type { Settings } from '../../languages/pat/index.ts';
import { testParser } from '../../languages/pat/test/parser.ts';
import { compare } from './compare.ts';
import { findOracle, oracleFlags } from './oracle.ts';

const settings: readonly Settings[] = [
  { aliasCheck: 'interface', quasiLinearity: true, joinNotCombine: false, liberalDatatypes: false },
  { aliasCheck: 'strict', quasiLinearity: true, joinNotCombine: false, liberalDatatypes: true },
  { aliasCheck: 'none', quasiLinearity: false, joinNotCombine: false, liberalDatatypes: false },
  { aliasCheck: 'none', quasiLinearity: true, joinNotCombine: true, liberalDatatypes: true },
];

describe('the second implementation', () => {
  const oracle = findOracle();
  for (const [i, chosen] of settings.entries()) {
    const title = `gives the same verdicts with ${oracleFlags(chosen).slice(2).join(' ')}`;
    if ('missing' in oracle) {
      it.skip(`${title} (skipped: ${oracle.missing})`);
      continue;
    }
    it(title, async () => {
      const parser = await testParser();
      const report = compare({
        parser,
        oracle: oracle.path,
        count: 120,
        seed: 100 + i,
        settings: [chosen],
        shrinking: false,
      });
      const shown = report.differences.map(
        ({ text, ours, oracle: theirs }) =>
          `ours: ${ours.verdict} ${ours.codes.join(' ')}; oracle: ${theirs.verdict} ${theirs.kind} ${theirs.message}\n${text}`,
      );
      assert.deepEqual(shown, []);
      assert.ok(report.accepted > 20);
      assert.ok(report.undecided + report.unknown < 6);
    });
  }
});
