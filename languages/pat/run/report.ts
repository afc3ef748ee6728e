// What a run came to: its value or its error, and what was left over. Plain data, and what it says in words.

import { circlesOf, type Machine, type Mailbox, type Place } from '@behavioural/runtime';
import type { RunReport as Presented, RunRemark, Words } from '../../running.ts';
import type { RunError } from './fault.ts';
import { PatProcess } from './process.ts';
import { showValue, type Value } from './value.ts';

export interface MailboxReport {
  /** The variable that it was made for, if there is one. */
  readonly name?: string;
  readonly interface: string;
  readonly madeAt: Place;
}
/** Messages that nobody took: all of one tag, from one place, in mailboxes from one place. */
export interface Leftover {
  readonly mailbox: MailboxReport;
  readonly tag: string;
  /** The first such message, as the text that would send it: `Put(1)`. */
  readonly example: string;
  readonly sentAt: Place;
  readonly count: number;
}
/** Processes that wait for ever at one place. */
export interface Waiting {
  /** Whether the program's main process is among them. */
  readonly main: boolean;
  /** Where they were spawned, or the program's body. */
  readonly startedAt: Place;
  /** The guard where they wait. */
  readonly at: Place;
  readonly mailbox: MailboxReport;
  /** The tags that they wait for. */
  readonly tags: readonly string[];
  /** Whether they would also go on once nothing can come to the mailbox. */
  readonly empty: boolean;
  /** Tags of messages that lie in the mailbox, and that the guard does not receive. */
  readonly unhandled: readonly string[];
  readonly count: number;
}
export interface Unfreed {
  readonly mailbox: MailboxReport;
  readonly count: number;
}

/** Mailboxes that lie in each other's messages, so that nobody can reach them from outside. */
export interface Circle {
  /** At least one; those of one place once. */
  readonly mailboxes: readonly MailboxReport[];
  readonly count: number;
}

/** What a run came to. All places are absolute UTF-16 offsets. */
export interface RunReport {
  /** The value of the program's body, as text; absent when it did not get one. */
  readonly value?: string;
  /** What stopped the run. Then nothing is said about what was left over. */
  readonly error?: RunError;
  readonly leftovers: readonly Leftover[];
  readonly waiting: readonly Waiting[];
  readonly unfreed: readonly Unfreed[];
  /** Why some of these are left over. */
  readonly circles: readonly Circle[];
  /** No error, and nothing left over. */
  readonly clean: boolean;
  readonly steps: number;
  readonly processes: number;
  readonly mailboxes: number;
}

export function makeReport(
  machine: Machine,
  result: Value | undefined,
  error: RunError | undefined,
): RunReport {
  const totals = { steps: machine.steps, processes: machine.started, mailboxes: machine.made };
  if (error !== undefined) {
    return { error, leftovers: [], waiting: [], unfreed: [], circles: [], clean: false, ...totals };
  }
  const leftovers = new Groups<Leftover>();
  const unfreed = new Groups<Unfreed>();
  const waiting = new Groups<Waiting>();
  for (const mailbox of machine.mailboxes()) {
    const { madeAt } = mailbox.site;
    unfreed.add(`${madeAt.start}`, () => ({ mailbox: describeMailbox(mailbox), count: 1 }));
    for (const message of mailbox.messages()) {
      leftovers.add(`${madeAt.start} ${message.tag} ${message.sentAt.start}`, () => ({
        mailbox: describeMailbox(mailbox),
        tag: message.tag,
        // Only sends of this language put messages there.
        example: `${message.tag}(${(message.payload as readonly Value[]).map(v => showValue(v, 200)).join(', ')})`,
        sentAt: message.sentAt,
        count: 1,
      }));
    }
  }
  for (const process of machine.processes()) {
    const { mailbox, awaited } = process;
    if (!(process instanceof PatProcess) || mailbox === null || awaited === null) continue;
    const at = process.place();
    const unhandled = [...new Set(mailbox.messages().map(m => m.tag))];
    const key = `${process.origin.start} ${at.start} ${mailbox.site.madeAt.start} ${unhandled.join(' ')}`;
    waiting.add(key, () => ({
      main: process.id === 0,
      startedAt: process.origin,
      at,
      mailbox: describeMailbox(mailbox),
      tags: [...awaited.tags.keys()],
      empty: awaited.empty,
      unhandled,
      count: 1,
    }));
  }
  const circles = new Groups<Circle>();
  for (const circle of circlesOf(machine.mailboxes())) {
    const sites = new Map(circle.map(mailbox => [mailbox.site.madeAt.start, mailbox]));
    circles.add([...sites.keys()].join(' '), () => ({
      mailboxes: [...sites.values()].map(describeMailbox),
      count: 1,
    }));
  }
  const value = result === undefined ? {} : { value: showValue(result) };
  const lists = { leftovers: leftovers.all(), waiting: waiting.all(), unfreed: unfreed.all() };
  const clean = result !== undefined && Object.values(lists).every(list => list.length === 0);
  return { ...value, ...lists, circles: circles.all(), clean, ...totals };
}

function describeMailbox({ site }: Mailbox): MailboxReport {
  const named = site.name === undefined ? {} : { name: site.name };
  return { ...named, interface: site.interface, madeAt: site.madeAt };
}

/** Things of the same key, counted: a hundred thousand processes that wait at one place are one entry. */
class Groups<T extends { readonly count: number }> {
  private readonly groups = new Map<string, { first: T; count: number }>();
  add(key: string, make: () => T): void {
    const group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, { first: make(), count: 1 });
    else group.count++;
  }
  all(): T[] {
    return [...this.groups.values()].map(({ first, count }) => ({ ...first, count }));
  }
}

/** What the report says, for every host. */
export function presentReport(report: RunReport): Presented {
  const { error, value, clean, steps, processes } = report;
  const totals = { clean, failed: error !== undefined, steps, processes };
  if (error !== undefined) {
    const { code, span, message, related } = error;
    const notes = related.map(note => ({ span: note.span, words: [note.message] }));
    return { ...totals, remarks: [{ code, span, words: [message], notes }] };
  }
  return {
    ...totals,
    ...(value === undefined || value === '()' ? {} : { result: value }),
    remarks: [
      ...report.waiting.map(waitingRemark),
      ...report.circles.flatMap(circleRemark),
      ...report.leftovers.map(leftoverRemark),
      ...report.unfreed.map(unfreedRemark),
    ],
  };
}

function waitingRemark(w: Waiting): RunRemark {
  const spawned: Words = ['spawned at ', w.startedAt];
  const subject: Words =
    w.main && w.count === 1
      ? ['the main process waits']
      : w.count === 1
        ? ['the process ', ...spawned, ' waits']
        : [`${w.count} processes `, ...spawned, ' wait'];
  const unhandled =
    w.unhandled.length === 0
      ? []
      : [
          {
            words: [
              `${list(w.unhandled)} ${w.unhandled.length === 1 ? 'is' : 'are'} there, but no clause receives it.`,
            ],
          },
        ];
  return {
    span: w.at,
    words: [...subject, ` for ever at ${theMailbox(w.mailbox)}, ${awaits(w)}.`],
    notes: [...unhandled, { span: w.mailbox.madeAt, words: [`${shortName(w.mailbox)} was made here`] }],
  };
}

function circleRemark({ mailboxes, count }: Circle): RunRemark[] {
  const [first] = mailboxes;
  if (first === undefined) return [];
  const them = mailboxes.length === 1 ? 'it' : 'them';
  const times = count === 1 ? '' : ` (${count} times)`;
  const words = [`${inCircle(mailboxes)}, so nobody can reach ${them}${times}.`];
  return [{ span: first.madeAt, words, notes: [] }];
}

function leftoverRemark({ count, example, mailbox, sentAt }: Leftover): RunRemark {
  const messages = count === 1 ? `the message ${example} was` : `${count} messages such as ${example} were`;
  return { span: sentAt, words: [`${messages} never received from ${theMailbox(mailbox)}.`], notes: [] };
}

function unfreedRemark({ count, mailbox }: Unfreed): RunRemark {
  const what =
    count === 1
      ? `${theMailbox(mailbox)} was`
      : `${count} mailboxes of \`${mailbox.interface}\` made here were`;
  return { span: mailbox.madeAt, words: [`${what} never freed.`], notes: [] };
}

function inCircle(mailboxes: readonly MailboxReport[]): string {
  const [first] = mailboxes;
  if (first !== undefined && mailboxes.length === 1)
    return `${theMailbox(first)} lies in a message of its own`;
  const names = mailboxes.map(({ name, interface: of }) =>
    name === undefined ? `one of \`${of}\`` : `\`${name}\``,
  );
  return `the mailboxes ${names.slice(0, -1).join(', ')} and ${names.at(-1)} lie in each other's messages`;
}

function awaits({ tags, empty }: Waiting): string {
  if (tags.length === 0) return 'until nothing can come to it any more';
  return `for ${list(tags)}${empty ? ', or until nothing can come to it any more' : ''}`;
}

function list(tags: readonly string[]): string {
  return tags.map(t => `\`${t}\``).join(' or ');
}

function theMailbox({ name, interface: of }: MailboxReport): string {
  return name === undefined ? `a mailbox of \`${of}\`` : `the mailbox \`${name}\``;
}
function shortName({ name }: MailboxReport): string {
  return name === undefined ? 'it' : `\`${name}\``;
}
