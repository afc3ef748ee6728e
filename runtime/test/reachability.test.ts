// Reference counts and traces against a model that searches everything again from the start.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Awaited, Frame, Holder, Mailbox, type Place, Process, Random, Reachability } from '../index.ts';

const here: Place = { start: 0, end: 0 };
const site = { name: undefined, interface: 'I', madeAt: here };
const untilEmpty: Awaited = { tags: new Map(), empty: true };
const forMessages: Awaited = { tags: new Map([['M', 0]]), empty: false };

class Data extends Holder {
  readonly parts: readonly Holder[];
  constructor(parts: readonly Holder[]) {
    super();
    this.parts = parts;
  }
  override references(visit: (holder: Holder) => void): void {
    for (const part of this.parts) visit(part);
  }
}
class Call extends Frame {
  readonly holds: readonly Holder[];
  constructor(parent: Frame | null, holds: readonly Holder[]) {
    super(parent);
    this.holds = holds;
  }
  override references(visit: (holder: Holder) => void): void {
    for (const holder of this.holds) visit(holder);
  }
}
class Agent extends Process {
  holds: Holder[] = [];
  override run(): number {
    return 0;
  }
  override references(visit: (holder: Holder) => void): void {
    for (const holder of this.holds) visit(holder);
  }
  override place(): Place {
    return here;
  }
}

/** A world that changes by chance, as processes of a program would change it. */
class World {
  readonly reachability = new Reachability();
  readonly agents: Agent[] = [];
  private readonly random: Random;
  private readonly cyclic: boolean;
  private ids = 0;

  /** @param cyclic whether a message may hold mailboxes made before the one that it is put into */
  constructor(seed: number, cyclic: boolean) {
    this.random = new Random(seed);
    this.cyclic = cyclic;
    this.start([]);
  }

  private pick<T>(from: readonly T[]): T | undefined {
    return from.length === 0 ? undefined : from[this.random.below(from.length)];
  }

  private start(holds: Holder[]): void {
    const agent = new Agent();
    agent.holds = holds;
    agent.previous = this.agents.at(-1) ?? null;
    if (agent.previous !== null) agent.previous.following = agent;
    this.agents.push(agent);
  }

  private end(agent: Agent): void {
    this.reachability.willChange(agent);
    agent.holds = [];
    agent.stack = null;
    if (agent.previous !== null) agent.previous.following = agent.following;
    if (agent.following !== null) agent.following.previous = agent.previous;
    this.agents.splice(this.agents.indexOf(agent), 1);
  }

  resume(agent: Process): void {
    this.reachability.willChange(agent);
    const { mailbox } = agent;
    if (mailbox === null || !(agent instanceof Agent)) throw new Error('only a process that waits goes on');
    if (mailbox.waiter === agent) mailbox.waiter = mailbox.others?.shift() ?? null;
    else mailbox.others = mailbox.others?.filter(p => p !== agent) ?? null;
    if (mailbox.others?.length === 0) mailbox.others = null;
    agent.mailbox = null;
    agent.awaited = null;
    agent.holds.push(mailbox);
  }

  private wait(agent: Agent, mailbox: Mailbox, awaited: Awaited): void {
    agent.mailbox = mailbox;
    agent.awaited = awaited;
    if (mailbox.waiter === null) mailbox.waiter = agent;
    else {
      mailbox.others ??= [];
      mailbox.others.push(agent);
    }
  }

  change(): void {
    const agent = this.pick(this.agents.filter(a => a.mailbox === null));
    if (agent === undefined) {
      const waiting = this.pick(this.agents);
      if (waiting === undefined) this.start([]);
      else this.resume(waiting);
      return;
    }
    this.reachability.willChange(agent);
    const { holds } = agent;
    const one = this.pick(holds);
    const mailbox = this.pick(holds.filter(h => h instanceof Mailbox));
    switch (this.random.below(11)) {
      case 0:
      case 1:
        holds.push(new Mailbox(this.ids++, site));
        return;
      case 2:
        if (one !== undefined) agent.holds = holds.filter(h => h !== one);
        return;
      case 3: {
        const parts = holds.filter(() => this.random.below(2) === 0);
        if (parts.length > 0) holds.push(new Data(parts));
        return;
      }
      case 4:
        if (one instanceof Data) {
          holds.splice(holds.indexOf(one), 1);
          holds.push(...one.parts);
        }
        return;
      case 5:
        agent.stack = new Call(
          agent.stack,
          holds.filter(() => this.random.below(2) === 0),
        );
        return;
      case 6:
        if (agent.stack instanceof Call) {
          agent.holds = [...agent.stack.holds];
          agent.stack = agent.stack.parent;
        }
        return;
      case 7:
        if (mailbox === undefined) return;
        this.send(mailbox, holds);
        return;
      case 8: {
        const message = mailbox?.take(new Set(['M']));
        if (message === undefined) return;
        this.reachability.received(message);
        holds.push(...message.payload.filter(v => v instanceof Holder));
        return;
      }
      case 9:
        if (this.agents.length < 6) this.start(holds.filter(() => this.random.below(2) === 0));
        else if (this.random.below(3) === 0) this.end(agent);
        return;
      default: {
        if (mailbox === undefined || mailbox.size > 0) return;
        // The guard is a use of its own; the variable often is used no more.
        if (this.random.below(4) > 0) agent.holds = holds.filter(h => h !== mailbox);
        this.wait(agent, mailbox, this.random.below(4) > 0 ? untilEmpty : forMessages);
      }
    }
  }

  private send(mailbox: Mailbox, holds: readonly Holder[]): void {
    const payload = holds.filter(() => this.random.below(2) === 0);
    if (!this.cyclic && !payload.every(v => onlyAfter(v, mailbox.id))) return;
    mailbox.put('M', payload, here);
    this.reachability.arrived(mailbox);
    // A process that waits for an empty mailbox takes no messages here: now it is not empty.
    if (mailbox.waiter?.awaited === forMessages) this.resume(mailbox.waiter);
  }

  /** The model: who waits for an empty mailbox that nothing else reaches. */
  outOfReach(): Set<Process> {
    const found = new Set<Process>();
    for (const agent of this.agents) {
      const { mailbox } = agent;
      if (mailbox === null || agent.awaited?.empty !== true || mailbox.size > 0) continue;
      const seen = new Set<Holder>();
      const visit = (holder: Holder): void => {
        if (seen.has(holder)) return;
        seen.add(holder);
        if (holder instanceof Mailbox) {
          for (const m of holder.messages()) for (const v of m.payload) if (v instanceof Holder) visit(v);
        } else if (holder instanceof Data) holder.parts.forEach(visit);
      };
      for (const other of this.agents) {
        other.holds.forEach(visit);
        for (let f = other.stack; f instanceof Call; f = f.parent) f.holds.forEach(visit);
        if (other !== agent && other.mailbox !== null) visit(other.mailbox);
      }
      if (!seen.has(mailbox)) found.add(agent);
    }
    return found;
  }
}

function onlyAfter(holder: Holder, id: number): boolean {
  if (holder instanceof Mailbox) return holder.id > id && !holder.messages().some(m => m.payload.length > 0);
  return holder instanceof Data && holder.parts.every(p => onlyAfter(p, id));
}

describe('reachability', () => {
  it('counting finds exactly those out of reach as long as messages make no cycles', () => {
    let total = 0;
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, changes) => {
        const world = new World(seed, false);
        for (let round = 0; round < 25; round++) {
          for (let i = 0; i < changes; i++) world.change();
          const expected = world.outOfReach();
          const found = world.reachability.count(world.agents.at(-1) ?? null);
          assert.deepEqual(new Set(found), expected);
          for (const agent of found) world.resume(agent);
          total += found.length;
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(total > 300, `only ${total} were found`);
  });

  it('counting finds none that is in reach, and tracing finds all the others, whatever cycles there are', () => {
    let traced = 0;
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, changes) => {
        const world = new World(seed, true);
        for (let round = 0; round < 25; round++) {
          for (let i = 0; i < changes; i++) world.change();
          const expected = world.outOfReach();
          const counted = world.reachability.count(world.agents.at(-1) ?? null);
          for (const agent of counted) assert.ok(expected.has(agent));
          const { found } = world.reachability.trace(world.agents[0] ?? null);
          assert.deepEqual(new Set(found), expected);
          for (const agent of found) world.resume(agent);
          traced += found.length - counted.length;
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(traced > 0, 'no cycle was made');
  });

  it('sees through a chain of a hundred thousand cells without recursion', () => {
    const reachability = new Reachability();
    const mailbox = new Mailbox(0, site);
    const holder = new Agent();
    const waiter = new Agent();
    waiter.previous = holder;
    holder.following = waiter;
    let list = new Data([mailbox]);
    for (let i = 0; i < 100_000; i++) list = new Data([list]);
    holder.holds = [list];
    waiter.mailbox = mailbox;
    waiter.awaited = untilEmpty;
    mailbox.waiter = waiter;
    assert.deepEqual(reachability.count(waiter), []);
    assert.deepEqual(reachability.trace(holder).found, []);
    reachability.willChange(holder);
    holder.holds = [];
    assert.deepEqual(reachability.trace(holder).found, [waiter]);
    assert.deepEqual(reachability.count(waiter), [waiter]);
  });
});
