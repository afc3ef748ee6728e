// The catalogue of diagnostics is true: each bad program has its diagnostic, each good one is accepted without it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cataloguePage, findEntry } from '../../../explain/catalogue.ts';
import { PatDocument } from '../../analysis.ts';
import { catalogue, typeCatalogue } from '../../explain/catalogue.ts';
import { runCatalogue } from '../../explain/run-catalogue.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { loadRunning, run } from '../run/running.ts';

describe('catalogue of diagnostics', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
    await loadRunning();
  });

  function codes(program: string): { all: string[]; accepted: boolean } {
    const document = new PatDocument(parser, program);
    try {
      const { diagnostics, accepted } = document.analysis();
      return { all: diagnostics.map(d => d.code), accepted };
    } finally {
      document.dispose();
    }
  }

  for (const [code, { bad, good }] of Object.entries(typeCatalogue)) {
    it(`${code} is reported for its bad program, alone`, () => {
      assert.deepEqual([...new Set(codes(bad).all)], [`pat-${code}`]);
    });
    it(`${code} is not reported for its good program`, () => {
      const { all, accepted } = codes(good);
      assert.ok(accepted, all.join());
      assert.ok(!all.includes(`pat-${code}`));
    });
  }

  for (const [code, { bad, good }] of Object.entries(runCatalogue)) {
    if (bad === undefined || good === undefined) continue;
    it(`${code} ends its bad program, which is accepted`, () => {
      assert.equal(run(bad).report.error?.code, `pat-${code}`);
    });
    it(`${code} does not end its good program`, () => assert.ok(run(good).report.clean));
  }

  it('has every code that a run can end with', () => {
    const source = readFileSync(new URL('../../run/fault.ts', import.meta.url), 'utf8');
    const codes = new Set([...source.matchAll(/new RunFault\('pat-(R\d+)'/g)].map(([, code]) => code));
    assert.deepEqual([...codes].sort(), Object.keys(runCatalogue));
  });

  it('is the page docs/errors.md, which `npm run docs` writes', () => {
    const page = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
    assert.equal(page, cataloguePage(catalogue));
  });

  it('finds a code however it is written', () => {
    for (const written of ['pat-E401', 'E401', 'e401'])
      assert.equal(findEntry(catalogue, written)?.code, 'pat-E401');
    assert.equal(findEntry(catalogue, 'E999'), undefined);
  });
});
