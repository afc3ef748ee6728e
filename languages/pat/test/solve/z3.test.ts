// The second opinion: our answers against Z3's on seeded random pairs. `PAT_LONG=1` asks 20,000 pairs and more
// time; the ordinary run a few hundred small ones.
import assert from 'node:assert/strict';
import {
  contains,
  decideWithZ3,
  includes,
  type Multiset,
  openZ3,
  type Z3Session,
} from '../../solve/index.ts';
import { question } from '../../solve/z3.ts';
import { one, type Pattern, product, star, sum, tag, zero } from '../../types/pattern.ts';
import { showPattern } from '../../types/show.ts';
import { randomPair, seeded } from './random.ts';

const load = () => import('z3-solver');
const [a, b] = ['A', 'B'].map(tag) as [Pattern, Pattern];

/** Words that sort as counterexamples do: by size, then by the sorted list of tags. */
function inOrder(multiset: Multiset): string {
  const list = [...multiset].flatMap(([t, n]) => new Array<string>(n).fill(t)).sort();
  return `${String(list.length).padStart(6, '0')} ${list.join(' ')}`;
}

describe('Z3 as the last resort', () => {
  let session: Z3Session;
  before(async () => {
    session = await openZ3(load);
  });
  after(async () => {
    await session.close();
  });

  it('gives the smallest counterexample, confirmed', async () => {
    const answer = await session.decide(star(sum([a, b])), sum([star(a), star(product([b, b]))]));
    assert.deepEqual(answer, { kind: 'fails', counterexample: new Map([['B', 1]]) });
    const even = await session.decide(product([a, star(a)]), sum([a, product([a, a])]));
    assert.deepEqual(even, { kind: 'fails', counterexample: new Map([['A', 3]]) });
  });

  it('says holds and knows 0 and 1', async () => {
    assert.deepEqual(await session.decide(star(product([a, a])), star(a)), { kind: 'holds' });
    assert.deepEqual(await session.decide(zero, zero), { kind: 'holds' });
    assert.deepEqual(await session.decide(one, zero), { kind: 'fails', counterexample: new Map() });
  });

  it('says undecided when its own count of work runs out', async () => {
    const hard = star(
      sum([product([a, star(product([b, a, a]))]), product([b, b, star(product([a, b, b, b]))])]),
    );
    const answer = await session.decide(hard, star(sum([product([a, a, b]), product([b, b]), a])), {
      rlimit: 100,
    });
    assert.deepEqual(answer, { kind: 'undecided', spent: 100 });
  });

  it('answers undecided to what is open when it is closed, and to what comes later', async () => {
    const other = await openZ3(load);
    const hard = star(
      sum([product([a, star(product([b, a, a]))]), product([b, b, star(product([a, b, b, b]))])]),
    );
    const open = [hard, a].map(left => other.decide(left, star(product([a, a]))));
    await other.close();
    open.push(other.decide(a, a));
    assert.deepEqual(await Promise.all(open), new Array(3).fill({ kind: 'undecided', spent: 0 }));
  });

  it('takes questions one after the other, however they are asked', async () => {
    const answers = await Promise.all(
      [one, a, star(a)].map(left => session.decide(left, star(product([a, a])))),
    );
    assert.deepEqual(
      answers.map(answer => answer.kind),
      ['holds', 'fails', 'fails'],
    );
  });

  it('is asked about shared patterns in a question that grows with their nodes, not with their paths', () => {
    const grown = (depth: number): number => {
      let shared: Pattern = product([a, b]);
      for (let i = 0; i < depth; i++) shared = { kind: 'sum', parts: [star(shared), shared] };
      return question(star(shared), star(a), ['A', 'B']).length;
    };
    assert.ok(grown(24) < 8 * grown(12), `${grown(12)} and ${grown(24)} characters`);
  });

  const long = process.env.PAT_LONG === '1';
  const pairs = long ? 20_000 : 250;
  const patience = 20_000;
  const deepest = long ? 6 : 4;
  it(`agrees with ours on ${pairs} random pairs of up to six tags and depth ${deepest}`, async function () {
    if (long) this.timeout(4 * 3_600_000);
    const random = seeded(2025);
    const tally = { holds: 0, fails: 0, open: 0, z3Open: 0, givenUp: 0, same: 0, smaller: 0 };
    for (let i = 0; i < pairs; i++) {
      const tags = 1 + Math.floor(random() * 6);
      const depth = 1 + Math.floor(random() * deepest);
      const [left, right] = randomPair(random, tags, depth);
      const words = `pair ${i}: ${showPattern(left)} and ${showPattern(right)}`;
      const ours = includes(left, right);
      if (ours.kind === 'fails') {
        assert.ok(contains(left, ours.counterexample) && !contains(right, ours.counterexample), words);
      }
      const asked = session.decide(left, right, { rlimit: 100_000, smallest: i % 10 === 0 });
      // Z3 does not count all that it does: a question that takes long is given up, with the session.
      const waiting = setTimeout(() => void session.close(), patience);
      const theirs = await asked;
      clearTimeout(waiting);
      if (theirs.kind === 'undecided' && theirs.spent === 0) {
        tally.givenUp++;
        session = await openZ3(load);
      }
      if (long && i % 2000 === 1999) console.log(`    ${i + 1} pairs: ${JSON.stringify(tally)}`);
      if (ours.kind === 'undecided') tally.open++;
      else tally[ours.kind]++;
      if (theirs.kind === 'undecided') tally.z3Open++;
      if (ours.kind === 'undecided' || theirs.kind === 'undecided') continue;
      assert.equal(ours.kind, theirs.kind, words);
      if (i % 10 === 0 && ours.kind === 'fails' && theirs.kind === 'fails') {
        // Z3 may stop short of the smallest, where it does not know whether there is a smaller one.
        const [we, they] = [ours, theirs].map(({ counterexample }) => inOrder(counterexample));
        assert.ok(we !== undefined && they !== undefined && we <= they, `${words}: ${we} and ${they}`);
        if (we === they) tally.same++;
        else tally.smaller++;
      }
    }
    if (long) console.log(`    ${JSON.stringify(tally)}`);
    assert.ok(tally.open <= pairs / 1000, `${tally.open} undecided by us`);
    assert.ok(tally.same >= 20 * tally.smaller, `${tally.same} the same, ${tally.smaller} smaller`);
    assert.ok(tally.z3Open <= pairs / 20, `${tally.z3Open} undecided by Z3`);
    assert.ok(tally.holds > pairs / 10 && tally.fails > pairs / 10);
  });
});

describe('one question to Z3', () => {
  it('ends its threads, so that a process can exit', async () => {
    assert.deepEqual(await decideWithZ3(a, star(a), load), { kind: 'holds' });
  });
});
