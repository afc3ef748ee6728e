// Who can still reach a mailbox. An `empty` clause may be taken when nothing can: docs/running.md says what that means.
//
// Two ways, both exact about what they claim. *Deferred reference counts* (after Deutsch and Bobrow 1976): from time to
// time, what changed since the last time is counted: running calls, new stack frames, new messages. Processes run
// without any bookkeeping in between, so the cost is that of what changed, at most of the steps that were taken. A
// mailbox whose only reference is that of the process that waits there is out of reach. *Tracing* from all processes,
// through messages of mailboxes that are reached, also sees through cycles of messages in mailboxes that nobody can
// receive from any more; it costs as much as everything alive, so it is done only when counting finds nothing and
// either nobody can run or enough steps have paid for it.
import { type Frame, type Holder, visitHolder } from './holder.ts';
import { Mailbox, type Message } from './mailbox.ts';
import type { Process } from './process.ts';

export class Reachability {
  /** Processes that were counted and ran or ended since. */
  private readonly changedProcesses: Process[] = [];
  /** Counted mailboxes that got messages since. */
  private readonly changedMailboxes: Mailbox[] = [];
  /** Messages that were counted and taken since. */
  private readonly taken: Message[] = [];
  private epoch = 0;

  /** Must be called before a process runs, and when it ends. */
  willChange(process: Process): void {
    if (process.countedTop === null || process.changed) return;
    process.changed = true;
    this.changedProcesses.push(process);
  }

  /** Must be called after a message arrived. */
  arrived(mailbox: Mailbox): void {
    if (mailbox.count === 0 || mailbox.changed) return;
    mailbox.changed = true;
    this.changedMailboxes.push(mailbox);
  }

  /** Must be called after a message was taken. */
  received(message: Message): void {
    if (message.counted) this.taken.push(message);
  }

  /**
   * Counts what changed, then returns the processes that wait for an empty mailbox and whose mailbox has no
   * other reference, in the order in which that was found.
   * @param newest the newest live process: those that were never counted are the last ones
   */
  count(newest: Process | null): Process[] {
    const found: Mailbox[] = [];
    const acquired: Holder[] = [];
    const released: Holder[] = [];
    const acquire = (holder: Holder): void => void acquired.push(holder);
    const release = (holder: Holder): void => void released.push(holder);

    // First everything that is new, so that what is only handed on never drops to nothing in between.
    const processes = this.changedProcesses.splice(0);
    for (let p = newest; p !== null && p.countedTop === null; p = p.previous) processes.push(p);
    for (const p of processes) {
      const before = p.countedTop;
      const top = topOf(p);
      for (const holder of top) acquired.push(holder);
      p.countedTop = top;
      p.changed = false;
      let frame: Frame | null = p.stack;
      for (; frame !== null && frame.counted === null; frame = frame.parent) {
        const refers: Holder[] = [];
        frame.references(holder => refers.push(holder));
        frame.counted = refers;
        for (const holder of refers) acquired.push(holder);
      }
      // Frames under a counted one were counted with it: what lies above it on the old stack is gone.
      for (let old = p.countedStack; old !== frame && old !== null; old = old.parent) {
        for (const holder of old.counted ?? []) released.push(holder);
      }
      p.countedStack = p.stack;
      for (const holder of before ?? []) released.push(holder);
      if (p.mailbox !== null) found.push(p.mailbox);
    }
    for (const mailbox of this.changedMailboxes.splice(0)) {
      mailbox.changed = false;
      if (mailbox.count > 0) mailbox.countNew(acquire);
    }
    for (let h = acquired.pop(); h !== undefined; h = acquired.pop()) {
      if (h.count++ > 0) continue;
      if (h instanceof Mailbox) h.countNew(acquire);
      else h.references(acquire);
    }

    for (const message of this.taken.splice(0)) {
      message.counted = false;
      for (const value of message.payload) visitHolder(value, release);
    }
    for (let h = released.pop(); h !== undefined; h = released.pop()) {
      h.count--;
      if (h instanceof Mailbox) {
        if (h.count === 1) found.push(h);
        else if (h.count === 0) h.uncountAll(release);
      } else if (h.count === 0) h.references(release);
    }

    const processesFound = new Set<Process>();
    for (const mailbox of found) {
      // The one reference is that of the process that waits.
      if (mailbox.count === 1 && waitsForNothing(mailbox)) processesFound.add(mailbox.waiter);
    }
    return [...processesFound];
  }

  /**
   * Traces from all live processes. Returns those that wait for an empty mailbox that nothing else reaches, oldest
   * first, and how many references were followed.
   */
  trace(oldest: Process | null): { readonly found: Process[]; readonly cost: number } {
    const epoch = ++this.epoch;
    let cost = 0;
    const open: Holder[] = [];
    const visit = (holder: Holder): void => {
      cost++;
      if (holder.mark === epoch) return;
      holder.mark = epoch;
      open.push(holder);
    };
    const candidates: Mailbox[] = [];
    for (let p = oldest; p !== null; p = p.following) {
      cost++;
      p.references(visit);
      for (let frame = p.stack; frame !== null; frame = frame.parent) frame.references(visit);
      if (p.mailbox === null) continue;
      if (waitsForNothing(p.mailbox)) candidates.push(p.mailbox);
      else visit(p.mailbox);
    }
    for (let h = open.pop(); h !== undefined; h = open.pop()) h.references(visit);
    const found: Process[] = [];
    for (const mailbox of candidates) {
      if (mailbox.mark !== epoch && mailbox.waiter !== null) found.push(mailbox.waiter);
    }
    return { found, cost };
  }
}

/** Whether exactly one process waits here, its guard has an `empty` clause, and no message is here. */
function waitsForNothing(mailbox: Mailbox): mailbox is Mailbox & { waiter: Process } {
  const { waiter } = mailbox;
  return mailbox.size === 0 && mailbox.others === null && waiter !== null && waiter.awaited?.empty === true;
}

/** What a process refers to outside its stack, the mailbox where it waits included. */
function topOf(process: Process): Holder[] {
  const top: Holder[] = [];
  process.references(holder => top.push(holder));
  if (process.mailbox !== null) top.push(process.mailbox);
  return top;
}
