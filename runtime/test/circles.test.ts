// Circles of mailboxes: found exactly where mailboxes can be reached from each other through their messages.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { circlesOf } from '../circles.ts';
import { Holder, visitHolder } from '../holder.ts';
import { Mailbox } from '../mailbox.ts';

const at = { start: 0, end: 1 };
const site = { name: undefined, interface: 'I', madeAt: at };

class Data extends Holder {
  readonly parts: readonly Holder[];
  constructor(parts: readonly Holder[]) {
    super();
    this.parts = parts;
  }
  override references(visit: (holder: Holder) => void): void {
    for (const part of this.parts) visitHolder(part, visit);
  }
}

/** Mailboxes, and messages between them: each pair says in whose message a name lies, at some depth of data. */
function mailboxes(size: number, edges: readonly (readonly [number, number, number])[]): Mailbox[] {
  const all = Array.from({ length: size }, (_, id) => new Mailbox(id, site));
  for (const [from, to, depth] of edges) {
    let value: Holder | undefined = all[to % size];
    for (let i = 0; i < depth && value !== undefined; i++) value = new Data([value]);
    all[from % size]?.put('M', [value, 1], at);
  }
  return all;
}

/** The same by what can be reached from where. */
function expected(size: number, edges: readonly (readonly [number, number, number])[]): number[][] {
  const reached = Array.from({ length: size }, () => new Set<number>());
  for (const [from, to] of edges) reached[from % size]?.add(to % size);
  for (let middle = 0; middle < size; middle++)
    for (const from of reached) if (from.has(middle)) for (const to of reached[middle] ?? []) from.add(to);
  const circles = new Map<string, number[]>();
  for (let i = 0; i < size; i++) {
    const circle = [...(reached[i] ?? [])].filter(j => reached[j]?.has(i) === true).sort((a, b) => a - b);
    if (circle.includes(i)) circles.set(circle.join(' '), circle);
  }
  return [...circles.values()].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

describe('circles of mailboxes', () => {
  it('are those whose mailboxes can be reached from each other', () => {
    const edge = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }), fc.nat({ max: 2 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.array(edge, { maxLength: 14 }), (size, edges) => {
        const found = circlesOf(mailboxes(size, edges)).map(circle => circle.map(({ id }) => id));
        assert.deepEqual(found, expected(size, edges));
      }),
      { numRuns: 500 },
    );
  });

  it('are found in a chain of any length', () => {
    const size = 100_000;
    const chain = Array.from({ length: size }, (_, i) => [i, (i + 1) % size, 1] as const);
    assert.equal(circlesOf(mailboxes(size, chain.slice(1))).length, 0);
    assert.deepEqual(
      circlesOf(mailboxes(size, chain)).map(circle => circle.length),
      [size],
    );
  });
});
