// Compares the verdicts of this checker with those of the second implementation, on generated and mutated programs:
//   node --import tsx test/differential/run.ts --count 1000 --seed 1 [--settings all|default|strict,liberal,…] [--keep FOLDER]
// Prints every difference with the smallest program that shows it. Exit code 1 when there is one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultSettings, type Settings } from '../../languages/pat/index.ts';
import { testParser } from '../../languages/pat/test/parser.ts';
import { compare, type Difference } from './compare.ts';
import { findOracle, oracleFlags } from './oracle.ts';

/** Every combination of settings. */
const combinations: readonly Settings[] = (['interface', 'strict', 'none'] as const).flatMap(aliasCheck =>
  [true, false].flatMap(quasiLinearity =>
    [false, true].flatMap(joinNotCombine =>
      [false, true].map(liberalDatatypes => ({
        aliasCheck,
        quasiLinearity,
        joinNotCombine,
        liberalDatatypes,
      })),
    ),
  ),
);

/** `default`, `all`, or words that change the default, joined by commas. */
function parseSettings(words: string): readonly Settings[] {
  if (words === 'all') return combinations;
  const changes: Readonly<Record<string, Partial<Settings>>> = {
    default: {},
    strict: { aliasCheck: 'strict' },
    none: { aliasCheck: 'none' },
    'no-quasi': { quasiLinearity: false },
    join: { joinNotCombine: true },
    liberal: { liberalDatatypes: true },
  };
  let settings = defaultSettings;
  for (const word of words.split(',')) {
    const change = changes[word];
    if (change === undefined)
      throw new RangeError(`unknown setting ${word}; known: ${Object.keys(changes).join(', ')}`);
    settings = { ...settings, ...change };
  }
  return [settings];
}

function print(difference: Difference): void {
  const { settings, ours, oracle, smallest } = difference;
  console.log(`--- ${oracleFlags(settings).slice(2).join(' ')}`);
  console.log(`    ours:   ${ours.verdict} ${ours.codes.join(' ')}`);
  console.log(`    oracle: ${oracle.verdict} ${oracle.kind} ${oracle.message}`);
  console.log(smallest.trimEnd());
}

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    settings: { type: 'string', default: 'default' },
    keep: { type: 'string' },
    'no-shrink': { type: 'boolean', default: false },
  },
});
const oracle = findOracle();
if ('missing' in oracle) {
  console.log(`skipped: ${oracle.missing}`);
} else {
  const parser = await testParser();
  let number = 0;
  const report = compare({
    parser,
    oracle: oracle.path,
    count: Number(values.count),
    seed: Number(values.seed),
    settings: parseSettings(values.settings),
    shrinking: !values['no-shrink'],
    onDifference: difference => {
      print(difference);
      if (values.keep === undefined) return;
      mkdirSync(values.keep, { recursive: true });
      number += 1;
      writeFileSync(join(values.keep, `${number}.pat`), difference.smallest);
      writeFileSync(join(values.keep, `${number}.whole.pat`), difference.text);
    },
  });
  const { programs, accepted, undecided, unknown, kinds, differences } = report;
  console.log(`programs: ${programs}; accepted by both: ${accepted}; differences: ${differences.length}`);
  console.log(`left open by us: ${undecided}; no answer from the oracle: ${unknown}`);
  console.log(
    `rejections: ${[...kinds]
      .sort((a, b) => b[1] - a[1])
      .map(([kind, n]) => `${kind} ${n}`)
      .join(', ')}`,
  );
  process.exitCode = differences.length === 0 ? 0 : 1;
}
