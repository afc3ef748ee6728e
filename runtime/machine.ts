// The machine: runs processes one slice at a time, in an order that is a function of the seed alone (and not of how the
// host cuts the run into calls of `step`), with a virtual clock for those who sleep.
import { Mailbox, type MailboxSite, type Message, type Place } from './mailbox.ts';
import type { Awaited, Process } from './process.ts';
import { Random } from './random.ts';
import { Reachability } from './reachability.ts';
import { Sleepers } from './sleepers.ts';
import type { Happening, TraceListener } from './trace.ts';

/** How many steps pass in a virtual millisecond while somebody can run; about what an interpreter does in a real one. */
const stepsPerMillisecond = 20_000;
/** A slice is 1 to this many steps. */
const longestSlice = 128;
/** References are counted this often, in steps, and up to twice that, while somebody waits for an empty mailbox. */
const countingInterval = 512;
/** Steps that must have been taken for each reference that a trace follows. */
const stepsPerTracedReference = 4;

export type Pause =
  /** There is more to do. */
  | { readonly state: 'running' }
  /** Everybody sleeps for so long; the next call of `step` goes on as if that time had passed. */
  | { readonly state: 'sleeping'; readonly milliseconds: number }
  /** A process asked the host to act before it goes on. */
  | { readonly state: 'paused' }
  /** Nothing can happen any more. */
  | { readonly state: 'finished' };

export interface MachineOptions {
  readonly seed: number;
  readonly onTrace?: TraceListener | undefined;
}

export class Machine {
  /** All steps that were taken so far. */
  steps = 0;
  /** For programs: a stream of its own, so that asking for a number does not change the schedule. */
  readonly random: Random;
  private readonly schedule: Random;
  private readonly listener: TraceListener | undefined;
  private readonly reachability = new Reachability();
  private readonly ready: Process[] = [];
  private readonly sleepers = new Sleepers();
  private current: Process | null = null;
  /** The process that ran last. */
  last: Process | null = null;
  private slice = 0;
  /** The steps before the current slice: what happens in it has this time, however `step` cuts it. */
  private sliceStart = 0;
  private pausing = false;
  private halted = false;
  /** Steps that nobody took: the time that was slept through, in steps. It has no bound. */
  private skipped = 0n;
  /** The count of steps at which the next sleeper wakes, if no more time is slept through. */
  private due = Number.POSITIVE_INFINITY;
  private announced = false;
  /** How many processes wait for an empty mailbox. */
  private hopeful = 0;
  private nextCount = 0;
  /** The count of steps at which a trace is due; time that is slept through brings it nearer. */
  private nextTrace = 0;
  private traceCost = 0;
  private oldest: Process | null = null;
  private newest: Process | null = null;
  private processCount = 0;
  private liveCount = 0;
  private firstMailbox: Mailbox | null = null;
  private lastMailbox: Mailbox | null = null;
  private mailboxCount = 0;

  constructor({ seed, onTrace }: MachineOptions) {
    this.schedule = new Random(seed, 1);
    this.random = new Random(seed, 2);
    this.listener = onTrace;
  }

  /** Somebody listens to trace events. */
  get traced(): boolean {
    return this.listener !== undefined;
  }

  /** The virtual time, in milliseconds since the start. */
  get now(): number {
    return (this.sliceStart + Number(this.skipped)) / stepsPerMillisecond;
  }

  /** How many processes were started. */
  get started(): number {
    return this.processCount;
  }

  /** How many processes have not ended. */
  get live(): number {
    return this.liveCount;
  }

  /** How many mailboxes were made. */
  get made(): number {
    return this.mailboxCount;
  }

  /** The processes that have not ended, and those that were retained, oldest first. */
  *processes(): Generator<Process> {
    for (let p = this.oldest; p !== null; p = p.following) yield p;
  }

  /** The mailboxes that were not freed, oldest first. */
  *mailboxes(): Generator<Mailbox> {
    for (let m = this.firstMailbox; m !== null; m = m.following) yield m;
  }

  /** Tells whoever listens; ask `traced` first where making the event costs. */
  tell(happening: Happening): void {
    this.listener?.({ ...happening, step: this.sliceStart });
  }

  // ---------------------------------------------------------------------------------- what processes do

  /** Starts a process. */
  spawn(process: Process, by: Process | undefined, at: Place): void {
    process.id = this.processCount++;
    this.liveCount++;
    process.previous = this.newest;
    if (this.newest === null) this.oldest = process;
    else this.newest.following = process;
    this.newest = process;
    this.ready.push(process);
    if (this.traced) this.tell({ kind: 'spawn', process: process.id, by: by?.id, at });
  }

  /** Ends a process. When `retained`, it stays among the live ones for what its result refers to. */
  end(process: Process, retained: boolean): void {
    this.reachability.willChange(process);
    process.status = 'ended';
    process.stack = null;
    this.liveCount--;
    if (!retained) {
      if (process.previous === null) this.oldest = process.following;
      else process.previous.following = process.following;
      if (process.following === null) this.newest = process.previous;
      else process.following.previous = process.previous;
    }
    if (this.traced) this.tell({ kind: 'end', process: process.id });
  }

  createMailbox(process: Process, site: MailboxSite): Mailbox {
    const mailbox = new Mailbox(this.mailboxCount++, site);
    mailbox.previous = this.lastMailbox;
    if (this.lastMailbox === null) this.firstMailbox = mailbox;
    else this.lastMailbox.following = mailbox;
    this.lastMailbox = mailbox;
    if (this.traced) this.tell({ kind: 'new', process: process.id, mailbox: mailbox.id, at: site.madeAt });
    return mailbox;
  }

  /** Ends a mailbox, which must not be freed yet. What is still in it is lost. */
  free(process: Process, mailbox: Mailbox): void {
    mailbox.freed = true;
    if (mailbox.previous === null) this.firstMailbox = mailbox.following;
    else mailbox.previous.following = mailbox.following;
    if (mailbox.following === null) this.lastMailbox = mailbox.previous;
    else mailbox.following.previous = mailbox.previous;
    mailbox.previous = null;
    mailbox.following = null;
    if (this.traced) {
      this.tell({ kind: 'free', process: process.id, mailbox: mailbox.id, at: process.place() });
    }
  }

  /** Puts a message into a mailbox, which must not be freed, and wakes the process that waits for its tag. */
  send(process: Process, mailbox: Mailbox, tag: string, payload: readonly unknown[], at: Place): void {
    const message = mailbox.put(tag, payload, at);
    this.reachability.arrived(mailbox);
    if (this.traced) {
      const { arrival } = message;
      this.tell({
        kind: 'send',
        process: process.id,
        mailbox: mailbox.id,
        tag,
        message: arrival,
        payload,
        at,
      });
    }
    if (mailbox.waiter?.awaited?.tags.has(tag) === true) this.stopWaiting(mailbox.waiter);
    else if (mailbox.others !== null) {
      const other = mailbox.others.find(p => p.awaited?.tags.has(tag) === true);
      if (other !== undefined) this.stopWaiting(other);
    }
  }

  /** The oldest message that fits, taken out; nothing when there is none. */
  take(process: Process, mailbox: Mailbox, awaited: Awaited): Message | undefined {
    const message = mailbox.take(awaited.tags);
    if (message === undefined) return undefined;
    this.reachability.received(message);
    if (this.traced) {
      const { tag, payload, arrival } = message;
      const at = process.place();
      this.tell({
        kind: 'receive',
        process: process.id,
        mailbox: mailbox.id,
        tag,
        message: arrival,
        payload,
        at,
      });
    }
    return message;
  }

  /** Lets a process wait until a message fits or, when `awaited` says so, until nothing can come any more. */
  wait(process: Process, mailbox: Mailbox, awaited: Awaited): void {
    process.status = 'waiting';
    process.mailbox = mailbox;
    process.awaited = awaited;
    if (mailbox.waiter === null) mailbox.waiter = process;
    else {
      mailbox.others ??= [];
      mailbox.others.push(process);
    }
    if (awaited.empty) this.hopeful++;
    if (this.traced) {
      const tags = [...awaited.tags.keys()];
      this.tell({ kind: 'wait', process: process.id, mailbox: mailbox.id, tags, at: process.place() });
    }
  }

  /** Lets a process sleep for a whole number of milliseconds; one that is not positive only lets others go first. */
  sleep(process: Process, milliseconds: number | bigint): void {
    const time = milliseconds > 0 ? milliseconds : 0;
    process.status = 'sleeping';
    const steps = BigInt(time) * BigInt(stepsPerMillisecond) + BigInt(this.sliceStart);
    this.sleepers.add(process, steps + this.skipped);
    this.due = Math.min(this.due, Number(steps));
    if (this.traced) {
      this.tell({ kind: 'sleep', process: process.id, milliseconds: Number(time), at: process.place() });
    }
  }

  private setDue(): void {
    const { next } = this.sleepers;
    this.due = next === undefined ? Number.POSITIVE_INFINITY : Number(next - this.skipped);
  }

  /** Makes the current call of `step` return `paused` as soon as the process that runs has stopped. */
  pause(): void {
    this.pausing = true;
  }

  /** Ends everything. */
  halt(): void {
    this.halted = true;
  }

  // -------------------------------------------------------------------------------------- the scheduler

  /** Goes on for at least `maxSteps` steps (and a few more), unless there is a reason to return before. */
  step(maxSteps: number): Pause {
    let left = maxSteps;
    for (;;) {
      if (this.halted) return { state: 'finished' };
      if (this.current === null) {
        const pause = this.choose();
        if (pause !== undefined) return pause;
      }
      const process = this.current;
      if (process === null) continue;
      if (left <= 0) return { state: 'running' };
      const taken = process.run(Math.min(left, this.slice));
      left -= taken;
      this.slice -= taken;
      this.steps += taken;
      if (process.status !== 'ready') this.current = null;
      else if (this.slice <= 0) {
        this.ready.push(process);
        this.current = null;
      }
      if (this.pausing) {
        this.pausing = false;
        return { state: 'paused' };
      }
    }
  }

  /** Decides who runs next. Returns a reason to pause when nobody can. */
  private choose(): Pause | undefined {
    const { ready, sleepers, schedule } = this;
    while (this.due <= this.steps) {
      const process = sleepers.take();
      this.setDue();
      if (process !== undefined) this.wake(process);
    }
    if (this.hopeful > 0 && this.steps >= this.nextCount) {
      this.nextCount = this.steps + countingInterval + schedule.below(countingInterval);
      this.look(this.steps >= this.nextTrace);
    }
    if (ready.length === 0) return this.idle();
    const at = ready.length === 1 ? 0 : schedule.below(ready.length);
    const process = ready[at];
    const last = ready.pop();
    if (process === undefined || last === undefined) return undefined;
    if (at < ready.length) ready[at] = last;
    this.sliceStart = this.steps;
    this.slice = 1 + (schedule.bits() % longestSlice);
    this.reachability.willChange(process);
    this.current = process;
    this.last = process;
    this.announced = false;
    if (this.traced) this.tell({ kind: 'run', process: process.id });
    return undefined;
  }

  /** Nobody is ready: somebody's mailbox may be out of reach, the next sleeper wakes, or all is over. */
  private idle(): Pause | undefined {
    const nobodySleeps = this.sleepers.size === 0;
    if (this.hopeful > 0 && !this.announced) {
      // A long sleep pays for a trace as well as work does.
      if (this.look(nobodySleeps || this.due >= this.nextTrace)) return undefined;
    }
    if (nobodySleeps) return { state: 'finished' };
    const left = this.due - this.steps;
    if (!this.announced) {
      this.announced = true;
      return { state: 'sleeping', milliseconds: left / stepsPerMillisecond };
    }
    this.skipped = (this.sleepers.next ?? 0n) - BigInt(this.steps);
    this.nextTrace -= left;
    this.setDue();
    return undefined;
  }

  /** Lets those go on whose mailbox is out of reach. Says whether there were any. */
  private look(mayTrace: boolean): boolean {
    let found = this.reachability.count(this.newest);
    if (found.length === 0 && mayTrace) {
      const traced = this.reachability.trace(this.oldest);
      found = traced.found;
      this.traceCost = traced.cost;
      this.nextTrace = this.steps + 10_000 + this.traceCost * stepsPerTracedReference;
    }
    for (const process of found) {
      process.nothingComes = true;
      if (this.traced && process.mailbox !== null) {
        const at = process.place();
        this.tell({ kind: 'empty', process: process.id, mailbox: process.mailbox.id, at });
      }
      this.stopWaiting(process);
    }
    return found.length > 0;
  }

  private wake(process: Process): void {
    process.status = 'ready';
    this.ready.push(process);
    if (this.traced) this.tell({ kind: 'wake', process: process.id });
  }

  private stopWaiting(process: Process): void {
    const { mailbox, awaited } = process;
    if (mailbox !== null) {
      if (mailbox.waiter === process) mailbox.waiter = mailbox.others?.shift() ?? null;
      else mailbox.others = mailbox.others?.filter(p => p !== process) ?? null;
      if (mailbox.others?.length === 0) mailbox.others = null;
    }
    if (awaited?.empty === true) this.hopeful--;
    // The process runs before it is counted again, and its references changed: it no longer waits.
    this.reachability.willChange(process);
    process.mailbox = null;
    process.awaited = null;
    process.status = 'ready';
    this.ready.push(process);
  }
}
