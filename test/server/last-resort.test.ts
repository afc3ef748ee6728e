// Z3 as the last resort, as the server and the command line use it. It is an optional package; without it there is
// nothing to test here, and the first test says so.
import assert from 'node:assert/strict';
import type { LoadZ3 } from '../../languages/pat/index.ts';
import { product, star, sum, tag } from '../../languages/pat/types/pattern.ts';
import { Z3LastResort } from '../../server/last-resort.ts';

const a = tag('A');
const b = tag('B');

describe('The last resort', function () {
  this.timeout(60_000);
  const z3 = new Z3LastResort();
  before(async function () {
    if ((await import('z3-solver').catch(() => undefined)) === undefined) this.skip();
  });
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

type Module = Awaited<ReturnType<LoadZ3>>;

describe('The last resort that is not there', () => {
  it('leaves questions open when the package is not installed', async () => {
    const z3 = new Z3LastResort(() => Promise.reject(new Error('Cannot find package')));
    assert.deepEqual(await z3.decide(a, b), { kind: 'undecided', spent: 0 });
    await z3.close();
  });

  it('leaves questions open when Z3 ends in the middle, which only its output tells', async () => {
    const init = ({ printErr }: { printErr: (line: string) => void }): Promise<never> => {
      setImmediate(() => printErr('program exited (with status: 101)'));
      return new Promise(() => {});
    };
    const z3 = new Z3LastResort(async () => ({ init }) as unknown as Module);
    assert.deepEqual(await z3.decide(a, b), { kind: 'undecided', spent: 0 });
    await z3.close();
  });
});
