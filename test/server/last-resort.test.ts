// Z3 as the last resort, as the server and the command line use it: from the files beside the bundles.
import assert from 'node:assert/strict';
import type { Z3Module } from '../../languages/pat/index.ts';
import { product, star, sum, tag } from '../../languages/pat/types/pattern.ts';
import { Z3LastResort } from '../../server/last-resort.ts';
import { loadZ3From } from '../../server/node-z3.ts';

const a = tag('A');
const b = tag('B');

describe('The last resort', () => {
  const z3 = new Z3LastResort(loadZ3From(new URL('../../dist/', import.meta.url)));
  afterEach(() => z3.close());

  it('decides inclusions, asked one after the other or all at once', async () => {
    const answers = await Promise.all([
      z3.decide(a, sum([a, b])),
      z3.decide(product([a, star(a)]), sum([a, b])),
      z3.decide(product([star(a), star(b)]), star(sum([a, b]))),
    ]);
    assert.deepEqual(
      answers.map(answer => answer.kind),
      ['holds', 'fails', 'holds'],
    );
    assert.deepEqual(answers[1], { kind: 'fails', counterexample: new Map([['A', 2]]) });
  });

  it('starts again after it was closed', async () => {
    assert.equal((await z3.decide(a, b)).kind, 'fails');
    await z3.close();
    assert.equal((await z3.decide(a, a)).kind, 'holds');
  });
});

describe('The last resort that is not there', () => {
  it('leaves questions open when its files are missing, and says once why', async () => {
    const faults: string[] = [];
    const nowhere = loadZ3From(new URL('nowhere/', import.meta.url));
    const z3 = new Z3LastResort(nowhere, ({ message }) => faults.push(message));
    assert.deepEqual(await z3.decide(a, b), { kind: 'undecided', spent: 0 });
    assert.deepEqual(await z3.decide(a, a), { kind: 'undecided', spent: 0 });
    await z3.close();
    assert.equal(faults.length, 1);
    assert.match(faults.join(), /nowhere/);
  });

  it('leaves questions open when Z3 ends in the middle, which only its output tells', async () => {
    const init = ({ printErr }: { printErr: (line: string) => void }): Promise<never> => {
      setImmediate(() => printErr('program exited (with status: 101)'));
      return new Promise(() => {});
    };
    const z3 = new Z3LastResort(async () => ({ init }) as unknown as Z3Module);
    assert.deepEqual(await z3.decide(a, b), { kind: 'undecided', spent: 0 });
    await z3.close();
  });
});
