// The examples: every one is accepted and runs to its end with nothing left over, whatever the seed; every one in
// `errors/` is rejected, and running it all the same breaks nothing.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import {
  describeReport,
  PatDocument,
  type PatParser,
  type RunReport,
  start,
} from '../languages/pat/index.ts';
import { testParser } from '../languages/pat/test/parser.ts';

const folder = new URL('../examples/', import.meta.url);
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

function programs(place: URL): { readonly name: string; readonly text: string }[] {
  return readdirSync(place)
    .filter(name => name.endsWith('.pat'))
    .sort()
    .map(name => ({ name, text: readFileSync(new URL(name, place), 'utf8') }));
}

describe('examples', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });

  function analysis(text: string) {
    const document = new PatDocument(parser, text);
    try {
      return document.analysis();
    } finally {
      document.dispose();
    }
  }

  /** Runs a program, sleeping no real time; undefined when it is not done after so many steps. */
  function run(text: string, seed: number, most: number): RunReport | undefined {
    const execution = start(analysis(text).core, { seed, onOutput: () => undefined });
    while (execution.steps < most) {
      const pause = execution.step(100_000);
      if (pause.state === 'finished') return pause.report;
    }
    return undefined;
  }

  const accepted = programs(folder);
  const rejected = programs(new URL('errors/', folder));

  it('are at least 25, and at least 30 with a fault', () => {
    assert.ok(accepted.length >= 25, String(accepted.length));
    assert.ok(rejected.length >= 30, String(rejected.length));
  });

  for (const { name, text } of accepted) {
    it(`${name} says what it shows, is accepted and ends with nothing left over under ten seeds`, () => {
      assert.match(text, /^# \S/);
      const { diagnostics } = analysis(text);
      assert.deepEqual(
        diagnostics.map(d => d.message),
        [],
      );
      for (const seed of seeds) {
        const report = run(text, seed, 50_000_000);
        assert.ok(report !== undefined, `seed ${seed}: not done`);
        assert.ok(report.clean, `seed ${seed}: ${describeReport(report, text).join('\n')}`);
      }
    });
  }

  for (const { name, text } of rejected) {
    it(`errors/${name} says what is wrong, is rejected, and running it breaks nothing`, () => {
      assert.match(text, /^# \S/);
      assert.equal(analysis(text).accepted, false);
      for (const seed of seeds) {
        const report = run(text, seed, 100_000);
        if (report !== undefined) assert.ok(Array.isArray(describeReport(report, text)));
      }
    });
  }
});
