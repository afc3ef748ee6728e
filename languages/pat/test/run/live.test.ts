// Reachability trusts what code says that it still reads. Here everything else is erased at every step.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { start } from '../../run/index.ts';
import { Live } from '../../run/live.ts';
import { CallFrame, PatProcess } from '../../run/process.ts';
import { coreOf, finish, loadRunning } from './running.ts';

/** Empties the slots that are not live. Returns how many held something. */
function erase(slots: unknown[], live: Live): number {
  const kept = new Set(live.slots);
  let erased = 0;
  for (const i of slots.keys()) {
    if (kept.has(i) || slots[i] === undefined) continue;
    slots[i] = undefined;
    erased++;
  }
  return erased;
}

describe('the slots that are still read', () => {
  before(loadRunning);

  it('are all that a program needs: the examples give the same with all others erased at every step', () => {
    const folder = new URL('../../../../examples/', import.meta.url);
    const names = readdirSync(folder).filter(n => n.endsWith('.pat'));
    assert.ok(names.length > 20);
    const cores = names.map(name => ({ name, core: coreOf(readFileSync(new URL(name, folder), 'utf8')) }));
    const runAll = (): unknown[] =>
      cores.map(({ name, core }) => {
        const output: string[] = [];
        const report = finish(start(core, { seed: 3, onOutput: line => output.push(line) }));
        return { name, output, report };
      });
    const expected = runAll();
    const { run } = PatProcess.prototype;
    let erased = 0;
    PatProcess.prototype.run = function (steps) {
      let taken = 0;
      do {
        taken += run.call(this, 1);
        if (this.status === 'ended') break;
        assert.ok(this.node.live !== null);
        erased += erase(this.slots, this.node.live);
        if (this.stack instanceof CallFrame) erased += erase(this.stack.slots, this.stack.call.liveAfter);
      } while (taken < steps && this.status === 'ready');
      return taken;
    };
    try {
      assert.deepEqual(runAll(), expected);
    } finally {
      PatProcess.prototype.run = run;
    }
    assert.ok(erased > 10_000, `only ${erased} slots were erased`);
  });

  it('are the same whether kept as differences or in full', () => {
    const slots = fc.array(fc.nat(20), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(slots, slots, fc.boolean()), { maxLength: 200 }), changes => {
        let live = Live.empty;
        const model = new Set<number>();
        for (const [removed, added, asked] of changes) {
          live = live.change(removed, added);
          for (const slot of removed) model.delete(slot);
          for (const slot of added) model.add(slot);
          if (asked) assert.deepEqual(new Set(live.slots), model);
        }
        assert.deepEqual(new Set(live.slots), model);
        assert.equal(live.slots.length, model.size);
        assert.deepEqual(
          new Set(Live.union([live, Live.empty.change([], [21])]).slots),
          new Set([...model, 21]),
        );
      }),
    );
  });
});
