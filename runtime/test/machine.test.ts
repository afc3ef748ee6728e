// The machine, with processes whose steps are written out as generator functions.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Awaited,
  type Holder,
  Machine,
  Mailbox,
  type Place,
  Process,
  type TraceEvent,
  visitHolder,
} from '../index.ts';

const here: Place = { start: 0, end: 0 };
const site = { name: 'box', interface: 'Box', madeAt: here };

type Script = Generator<'step' | 'stop', void, void>;

class Scripted extends Process {
  holds: Holder[] = [];
  private readonly script: Script;
  private readonly machine: Machine;
  constructor(machine: Machine, script: (self: Scripted) => Script) {
    super();
    this.machine = machine;
    this.script = script(this);
  }
  override run(steps: number): number {
    for (let taken = 0; taken < steps; taken++) {
      const { done, value } = this.script.next();
      if (done === true) {
        this.machine.end(this, false);
        return taken + 1;
      }
      if (value === 'stop') return taken + 1;
    }
    return steps;
  }
  override references(visit: (holder: Holder) => void): void {
    for (const holder of this.holds) visitHolder(holder, visit);
  }
  override place(): Place {
    return here;
  }
}

function spawn(machine: Machine, script: (self: Scripted) => Script): Scripted {
  const process = new Scripted(machine, script);
  machine.spawn(process, undefined, here);
  return process;
}

function finish(machine: Machine, stepsAtOnce = 1000): void {
  for (let i = 0; i < 100_000; i++) if (machine.step(stepsAtOnce).state === 'finished') return;
  assert.fail('it does not finish');
}

/** Three processes write their names, step by step. */
function race(seed: number, stepsAtOnce: number): { written: string; events: TraceEvent[] } {
  const events: TraceEvent[] = [];
  const machine = new Machine({ seed, onTrace: e => events.push(e) });
  let written = '';
  for (const name of ['a', 'b', 'c']) {
    spawn(machine, function* () {
      for (let i = 0; i < 300; i++) {
        written += name;
        yield 'step';
      }
    });
  }
  finish(machine, stepsAtOnce);
  return { written, events };
}

describe('the machine', () => {
  it('runs the same way for the same seed, however the host cuts the run into calls of step', () => {
    for (const seed of [1, 2, 3]) {
      const whole = race(seed, 1_000_000);
      for (const stepsAtOnce of [1, 7, 100]) assert.deepEqual(race(seed, stepsAtOnce), whole);
    }
  });

  it('runs another way for another seed', () => {
    const runs = new Set([1, 2, 3, 4, 5].map(seed => race(seed, 100).written));
    assert.ok(runs.size >= 4);
  });

  it('returns from step after a bounded number of steps when a process never stops', () => {
    const machine = new Machine({ seed: 0 });
    spawn(machine, function* () {
      for (;;) yield 'step';
    });
    for (let i = 1; i <= 10; i++) {
      assert.deepEqual(machine.step(1000), { state: 'running' });
      assert.equal(machine.steps, i * 1000);
    }
  });

  it('wakes sleepers in the order of their times, and says how long everybody sleeps', () => {
    const machine = new Machine({ seed: 5 });
    const woken: string[] = [];
    for (const time of [30, 10, 20, 10]) {
      spawn(machine, function* (self) {
        machine.sleep(self, time);
        yield 'stop';
        woken.push(`${time} at ${Math.round(machine.now)}`);
      });
    }
    const slept: number[] = [];
    for (let pause = machine.step(1000); pause.state !== 'finished'; pause = machine.step(1000)) {
      if (pause.state === 'sleeping') slept.push(Math.round(pause.milliseconds));
    }
    assert.deepEqual(woken, ['10 at 10', '10 at 10', '20 at 20', '30 at 30']);
    // The two of equal time may be a step apart.
    assert.deepEqual(
      slept.filter(t => t > 0),
      [10, 10, 10],
    );
  });

  it('goes on when time has passed what a double counts exactly, and further', () => {
    const longest = 4_611_686_018_427_387_903n;
    for (const time of [100_000_000_000, 99_999_999_999, 2 ** 53, longest]) {
      const machine = new Machine({ seed: 5 });
      let woken = 0;
      spawn(machine, function* (self) {
        for (;;) {
          machine.sleep(self, time);
          yield 'stop';
          woken++;
        }
      });
      // Each call of step returns, and each second one wakes the sleeper.
      for (let i = 0; i < 1000; i++) assert.equal(machine.step(1000).state, 'sleeping');
      assert.equal(woken, 999);
    }
  });

  it('wakes sleepers in the order of their times however long those are, those of equal time as they fell asleep', () => {
    const time = fc.oneof(
      fc.bigInt({ min: -2n, max: 3n }),
      fc.bigInt({ min: 2n ** 53n - 2n, max: 2n ** 53n + 2n }),
      fc.bigInt({ min: 2n ** 62n - 3n, max: 2n ** 62n - 1n }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(time, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        all => {
          const machine = new Machine({ seed: 1 });
          const woken: bigint[] = [];
          for (const times of all) {
            spawn(machine, function* (self) {
              let now = 0n;
              for (const each of times) {
                machine.sleep(self, each);
                yield 'stop';
                now += each > 0n ? each : 0n;
                woken.push(now);
              }
            });
          }
          finish(machine);
          // A few steps lie between two sleeps, less than a millisecond.
          const sorted = [...woken].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
          assert.deepEqual(woken, sorted);
        },
      ),
    );
  });

  it('lets time pass while somebody works, so that a sleeper wakes beside a process that never stops', () => {
    const machine = new Machine({ seed: 5 });
    let woken = false;
    spawn(machine, function* () {
      for (;;) yield 'step';
    });
    spawn(machine, function* (self) {
      machine.sleep(self, 2);
      yield 'stop';
      woken = true;
    });
    for (let i = 0; i < 100 && !woken; i++) machine.step(10_000);
    assert.ok(woken);
  });

  it('wakes a process for a message that it waits for, and not for others', () => {
    const machine = new Machine({ seed: 1 });
    const wanted: Awaited = { tags: new Map([['Wanted', 0]]), empty: false };
    let got: unknown;
    const receiver = spawn(machine, function* (self) {
      const mailbox = machine.createMailbox(self, site);
      spawn(machine, function* (other) {
        machine.send(other, mailbox, 'Other', [1], here);
        yield 'step';
        machine.send(other, mailbox, 'Wanted', [2], here);
      });
      for (;;) {
        const message = machine.take(self, mailbox, wanted);
        if (message !== undefined) {
          got = message.payload[0];
          return;
        }
        machine.wait(self, mailbox, wanted);
        yield 'stop';
      }
    });
    finish(machine);
    assert.equal(got, 2);
    assert.equal(receiver.status, 'ended');
    assert.deepEqual(
      [...machine.mailboxes()].map(m => m.size),
      [1],
    );
  });

  it('finds an empty mailbox soon beside a process that never stops, and not while someone may send', () => {
    const machine = new Machine({ seed: 1 });
    const untilEmpty: Awaited = { tags: new Map(), empty: true };
    let sure = false;
    let found = false;
    spawn(machine, function* () {
      for (;;) yield 'step';
    });
    spawn(machine, function* (self) {
      const mailbox = machine.createMailbox(self, site);
      const sender = spawn(machine, function* (other) {
        for (let i = 0; i < 20_000; i++) yield 'step';
        other.holds = [];
        sure = true;
        for (;;) yield 'step';
      });
      sender.holds = [mailbox];
      machine.wait(self, mailbox, untilEmpty);
      yield 'stop';
      assert.ok(self.nothingComes && sure);
      found = true;
    });
    for (let i = 0; i < 60 && !found; i++) machine.step(1000);
    assert.ok(found);
  });

  it('finds a mailbox whose name is only in messages that nobody can receive, beside a process that never stops', () => {
    const machine = new Machine({ seed: 1 });
    const untilEmpty: Awaited = { tags: new Map(), empty: true };
    let found = false;
    spawn(machine, function* () {
      for (;;) yield 'step';
    });
    spawn(machine, function* (self) {
      const [mailbox, a, b] = [0, 1, 2].map(() => machine.createMailbox(self, site));
      assert.ok(mailbox instanceof Mailbox && a instanceof Mailbox && b instanceof Mailbox);
      machine.send(self, a, 'M', [b, mailbox], here);
      machine.send(self, b, 'M', [a], here);
      // Both are held for a while, so that they are counted, then nobody holds them.
      const holder = spawn(machine, function* (other) {
        for (let i = 0; i < 3000; i++) yield 'step';
        other.holds = [];
      });
      holder.holds = [a];
      machine.wait(self, mailbox, untilEmpty);
      yield 'stop';
      found = true;
    });
    for (let i = 0; i < 100 && !found; i++) machine.step(1000);
    assert.ok(found);
  });

  it('pauses when a process asks for it, and goes on where it stopped', () => {
    const machine = new Machine({ seed: 1 });
    let passed = 0;
    spawn(machine, function* () {
      machine.pause();
      yield 'stop';
      passed++;
    });
    assert.deepEqual(machine.step(100), { state: 'paused' });
    assert.equal(passed, 0);
    assert.deepEqual(machine.step(100), { state: 'finished' });
    assert.equal(passed, 1);
  });
});
