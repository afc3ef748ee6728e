// Z3 as the last resort, as the server and the command line use it: from the files beside the bundles.
import assert from 'node:assert/strict';
import { LastResort } from '../../host/last-resort.ts';
import { loadZ3From } from '../../host/node-z3.ts';
import type { LastResort as Decide } from '../../languages/pat/index.ts';
import { pat } from '../../languages/pat/language.ts';
import { inclusionBy } from '../../languages/pat/last-resort.ts';
import { product, star, sum, tag } from '../../languages/pat/types/pattern.ts';
import type { Z3Module } from '../../languages/solver.ts';

const decide = (z3: LastResort): Decide => {
  const ask = z3.askOf(pat);
  assert.ok(ask !== undefined);
  return inclusionBy(ask);
};

const a = tag('A');
const b = tag('B');

describe('The last resort', () => {
  const z3 = new LastResort(loadZ3From(new URL('../../dist/', import.meta.url)));
  afterEach(() => z3.close());

  it('decides inclusions, asked one after the other or all at once', async () => {
    const answers = await Promise.all([
      decide(z3)(a, sum([a, b])),
      decide(z3)(product([a, star(a)]), sum([a, b])),
      decide(z3)(product([star(a), star(b)]), star(sum([a, b]))),
    ]);
    assert.deepEqual(
      answers.map(answer => answer.kind),
      ['holds', 'fails', 'holds'],
    );
    assert.deepEqual(answers[1], { kind: 'fails', counterexample: new Map([['A', 2]]) });
  });

  it('starts again after it was closed', async () => {
    assert.equal((await decide(z3)(a, b)).kind, 'fails');
    await z3.close();
    assert.equal((await decide(z3)(a, a)).kind, 'holds');
  });
});

describe('The last resort that is not there', () => {
  it('leaves questions open when its files are missing, and says once why', async () => {
    const faults: string[] = [];
    const nowhere = loadZ3From(new URL('nowhere/', import.meta.url));
    const z3 = new LastResort(nowhere, ({ message }) => faults.push(message));
    assert.deepEqual(await decide(z3)(a, b), { kind: 'undecided', spent: 0 });
    assert.deepEqual(await decide(z3)(a, a), { kind: 'undecided', spent: 0 });
    await z3.close();
    assert.equal(faults.length, 1);
    assert.match(faults.join(), /nowhere/);
  });

  it('leaves questions open when Z3 ends in the middle, which only its output tells', async () => {
    const init = ({ printErr }: { printErr: (line: string) => void }): Promise<never> => {
      setImmediate(() => printErr('program exited (with status: 101)'));
      return new Promise(() => {});
    };
    const z3 = new LastResort(async () => ({ init }) as unknown as Z3Module);
    assert.deepEqual(await decide(z3)(a, b), { kind: 'undecided', spent: 0 });
    await z3.close();
  });
});
