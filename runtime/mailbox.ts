// Mailboxes: each a multiset of messages that keeps the order of arrival. Messages are queued per tag, so that the
// oldest one among some tags is found without looking at messages of other tags.
import { Holder, visitHolder } from './holder.ts';
import type { Process } from './process.ts';

/** Where something happened in a program's text: absolute UTF-16 offsets. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What the program says about a mailbox: one object for all mailboxes that the same `new` makes. */
export interface MailboxSite {
  /** The variable that it was made for, if there is one. */
  readonly name: string | undefined;
  readonly interface: string;
  readonly madeAt: Place;
}

export class Message {
  readonly tag: string;
  readonly payload: readonly unknown[];
  readonly sentAt: Place;
  /** Its number in the order of arrival at its mailbox, from 0. */
  readonly arrival: number;
  next: Message | null = null;
  /** Its payload is counted (see `reachability.ts`). */
  counted = false;

  constructor(tag: string, payload: readonly unknown[], sentAt: Place, arrival: number) {
    this.tag = tag;
    this.payload = payload;
    this.sentAt = sentAt;
    this.arrival = arrival;
  }
}

/** The messages of one tag, oldest first. Counted ones come before uncounted ones. */
class TagQueue {
  readonly tag: string;
  first: Message | null = null;
  last: Message | null = null;
  /** The first one whose payload is not counted. */
  uncounted: Message | null = null;

  constructor(tag: string) {
    this.tag = tag;
  }
}

export class Mailbox extends Holder {
  readonly id: number;
  readonly site: MailboxSite;
  /** How many messages are here. */
  size = 0;
  freed = false;
  /** The process that waits here; a second one is a fault that types exclude, and lands in `others`. */
  waiter: Process | null = null;
  others: Process[] | null = null;
  /** Its messages changed since references were counted. */
  changed = false;
  /** Neighbours among the mailboxes that are not freed. */
  previous: Mailbox | null = null;
  following: Mailbox | null = null;
  private arrivals = 0;
  private queues: TagQueue[] = noQueues;

  constructor(id: number, site: MailboxSite) {
    super();
    this.id = id;
    this.site = site;
  }

  /** Adds a message after all others. */
  put(tag: string, payload: readonly unknown[], sentAt: Place): Message {
    const message = new Message(tag, payload, sentAt, this.arrivals++);
    const queue = this.queueOf(tag);
    if (queue.last === null) queue.first = message;
    else queue.last.next = message;
    queue.last = message;
    queue.uncounted ??= message;
    this.size++;
    return message;
  }

  /** Takes out the oldest message whose tag `accepted` has. Time grows with the number of tags, not of messages. */
  take(accepted: { has(tag: string): boolean }): Message | undefined {
    let from: TagQueue | undefined;
    let oldest: Message | undefined;
    for (const queue of this.queues) {
      const { first } = queue;
      if (first === null || (oldest !== undefined && oldest.arrival < first.arrival)) continue;
      if (!accepted.has(queue.tag)) continue;
      oldest = first;
      from = queue;
    }
    if (from === undefined || oldest === undefined) return undefined;
    from.first = oldest.next;
    if (from.last === oldest) from.last = null;
    if (from.uncounted === oldest) from.uncounted = oldest.next;
    oldest.next = null;
    this.size--;
    return oldest;
  }

  /** The messages in order of arrival. */
  messages(): Message[] {
    const all: Message[] = [];
    this.each(message => all.push(message));
    return all.sort((a, b) => a.arrival - b.arrival);
  }

  /** Visits the messages, those of each tag in order of arrival. */
  each(visit: (message: Message) => void): void {
    for (const queue of this.queues) for (let m = queue.first; m !== null; m = m.next) visit(m);
  }

  override references(visit: (holder: Holder) => void): void {
    for (const queue of this.queues) {
      for (let m = queue.first; m !== null; m = m.next) for (const v of m.payload) visitHolder(v, visit);
    }
  }

  /** Marks the messages that are not yet counted as counted, and visits what they refer to. */
  countNew(visit: (holder: Holder) => void): void {
    for (const queue of this.queues) {
      for (let m = queue.uncounted; m !== null; m = m.next) {
        m.counted = true;
        for (const v of m.payload) visitHolder(v, visit);
      }
      queue.uncounted = null;
    }
  }

  /** Marks all messages as uncounted, and visits what the counted ones refer to. */
  uncountAll(visit: (holder: Holder) => void): void {
    for (const queue of this.queues) {
      for (let m = queue.first; m?.counted; m = m.next) {
        m.counted = false;
        for (const v of m.payload) visitHolder(v, visit);
      }
      queue.uncounted = queue.first;
    }
  }

  private queueOf(tag: string): TagQueue {
    for (const queue of this.queues) if (queue.tag === tag) return queue;
    const queue = new TagQueue(tag);
    if (this.queues === noQueues) this.queues = [queue];
    else this.queues.push(queue);
    return queue;
  }
}

/** Shared by all mailboxes that never got a message; never changed. */
const noQueues: TagQueue[] = [];
