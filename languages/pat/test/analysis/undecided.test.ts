// An inclusion that the budget of steps does not decide: a warning, never an error, until a last resort has an answer.
import assert from 'node:assert/strict';
import { type LastResort, PatDocument, settle } from '../../analysis.ts';
import { defaultSettings } from '../../settings.ts';
import { testParser } from '../parser.ts';

const program = `interface M { A(), B(), C() }
def f(m: M?((A . A . B)* . (B . B . C)* . (C . C . A)*)): Unit { g(m) }
def g(m: M?((A . B)* . (B . C)* . (C . A)* . (A + B + C))): Unit { f2(m) }
def f2(m: M?((A + B + C)*)): Unit { f2(m) }
()`;

async function withBudget<T>(budget: number, use: (document: PatDocument) => T): Promise<Awaited<T>> {
  const document = new PatDocument(await testParser(), program, defaultSettings, budget);
  try {
    return await use(document);
  } finally {
    document.dispose();
  }
}

const codes = (found: {
  readonly diagnostics: readonly { readonly code: string; readonly severity: string }[];
}) => found.diagnostics.map(d => `${d.code} ${d.severity}`);

describe('an inclusion that is not decided', () => {
  it('is decided within the ordinary budget', () =>
    withBudget(1_000_000, document => {
      assert.deepEqual(codes(document.analysis()), ['pat-E402 error']);
      assert.equal(document.analysis().undecided, 0);
    }));

  it('is a warning that says what was spent, and the program is not called wrong for it', () =>
    withBudget(1, document => {
      const analysis = document.analysis();
      assert.ok(analysis.undecided > 0);
      assert.ok(analysis.accepted);
      assert.ok(codes(analysis).includes('pat-W401 warning'));
      assert.match(
        analysis.diagnostics.find(d => d.code === 'pat-W401')?.message ?? '',
        /Not decided: .* after \d+ steps?\./,
      );
    }));

  it('is settled by the answer of a last resort, and stays open without one', () =>
    withBudget(1, async document => {
      const analysis = document.analysis();
      const holds: LastResort = async () => ({ kind: 'holds' });
      const open: LastResort = async () => ({ kind: 'undecided', spent: 7 });
      const fails: LastResort = async () => ({ kind: 'fails', counterexample: new Map([['A', 2]]) });
      assert.deepEqual(codes(await settle(analysis, holds)), []);
      assert.deepEqual(codes(await settle(analysis, open)), codes(analysis));
      const settled = await settle(analysis, fails);
      assert.equal(settled.accepted, false);
      assert.ok(settled.diagnostics.every(d => d.code !== 'pat-W401'));
    }));
});
