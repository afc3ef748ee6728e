// Run-time errors: what an accepted program never does, except to divide by zero, to ask `rand` for nothing, or to
// outgrow the machine. The checker excludes the others; they are reported all the same.
import type { Mailbox, Place } from '@behavioural/runtime';
import { describeKind, type Value } from './value.ts';

export interface RunError {
  /** `pat-R501`, …; catalogue in docs/running.md. */
  readonly code: string;
  readonly message: string;
  readonly span: Place;
  readonly related: readonly { readonly span: Place; readonly message: string }[];
}

/** Thrown by a step of a program; ends the run. */
export class RunFault extends Error {
  readonly error: RunError;
  constructor(code: string, message: string, span: Place, related: RunError['related'] = []) {
    super(message);
    this.error = { code, message, span, related };
  }
}

/** How a mailbox is named to the user: by the variable that it was made for, else by its interface. */
export function nameMailbox({ site }: { readonly site: Mailbox['site'] }): string {
  return site.name === undefined ? `a mailbox of \`${site.interface}\`` : `the mailbox \`${site.name}\``;
}

function made(mailbox: Mailbox): RunError['related'] {
  const { name, madeAt } = mailbox.site;
  return [{ span: madeAt, message: name === undefined ? 'it was made here' : `\`${name}\` was made here` }];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function sendToFreed(mailbox: Mailbox, tag: string, at: Place): RunFault {
  const message = `\`${tag}\` is sent to ${nameMailbox(mailbox)}, which was already freed.`;
  return new RunFault('pat-R501', message, at, made(mailbox));
}

export function freeOfNonEmpty(mailbox: Mailbox, at: Place): RunFault {
  const tags = mailbox.messages().map(m => `\`${m.tag}\``);
  const shown = tags.length > 5 ? [...tags.slice(0, 5), '…'] : tags;
  const many = tags.length === 1 ? 'a message' : `${tags.length} messages`;
  const message = `${capital(nameMailbox(mailbox))} is freed, but it still holds ${many}: ${shown.join(', ')}.`;
  const sent = mailbox.messages().slice(0, 3);
  return new RunFault('pat-R502', message, at, [
    ...made(mailbox),
    ...sent.map(m => ({ span: m.sentAt, message: `\`${m.tag}\` was sent here` })),
  ]);
}

export function failReached(mailbox: Mailbox, at: Place): RunFault {
  const message = `This guard on ${nameMailbox(mailbox)} has nothing but a \`fail\` clause, which must never be reached.`;
  return new RunFault('pat-R503', message, at, made(mailbox));
}

export function divisionByZero(at: Place): RunFault {
  return new RunFault('pat-R504', 'Division by zero.', at);
}

export function badRandomBound(bound: number | bigint, at: Place): RunFault {
  const message = `\`rand(n)\` gives a number from 0 to n - 1, so n must be at least 1; here it is ${bound}.`;
  return new RunFault('pat-R505', message, at);
}

export function damaged(at: Place): RunFault {
  const message = 'The program got to a part that could not be read; see the errors in its text.';
  return new RunFault('pat-R506', message, at);
}

export function unbound(name: string, at: Place): RunFault {
  return new RunFault('pat-R506', `The program got to \`${name}\`, which nothing defines.`, at);
}

export function tooDeep(limit: number, at: Place): RunFault {
  const message = `More than ${limit.toLocaleString('en')} calls are waiting for one another here: a recursion that does not end, or that should be a tail call.`;
  return new RunFault('pat-R507', message, at);
}

export function tooManyProcesses(limit: number, at: Place): RunFault {
  const message = `More than ${limit.toLocaleString('en')} processes are alive: here they are started faster than they end.`;
  return new RunFault('pat-R507', message, at);
}

export function tooManyMessages(mailbox: Mailbox, limit: number, at: Place): RunFault {
  const message = `More than ${limit.toLocaleString('en')} messages wait in ${nameMailbox(mailbox)}: they are sent faster than they are received.`;
  return new RunFault('pat-R507', message, at, made(mailbox));
}

export function tooLong(limit: number, at: Place): RunFault {
  const message = `This string would be longer than ${limit.toLocaleString('en')} characters.`;
  return new RunFault('pat-R507', message, at);
}

export function outOfMemory(megabytes: number, processes: number, at: Place): RunFault {
  const those = processes === 1 ? 'one process' : `${processes.toLocaleString('en')} processes`;
  const message = `The program holds more than ${megabytes.toLocaleString('en')} MB, which is all that it may have. It was here when that was noticed, with ${those} alive: something grows, such as a list, a recursion, or the messages and mailboxes that nobody takes.`;
  return new RunFault('pat-R507', message, at);
}

export function wrongKind(expected: string, value: Value, at: Place): RunFault {
  return new RunFault('pat-R508', `Here ${expected} is needed, but the value is ${describeKind(value)}.`, at);
}

/** A call with too many or too few arguments. */
export function wrongArguments(what: string, expected: number, given: number, at: Place): RunFault {
  const wanted = `${expected} ${expected === 1 ? 'argument' : 'arguments'}`;
  return new RunFault('pat-R508', `${what} takes ${wanted}, but gets ${given} here.`, at);
}

/** A message with more or fewer values than the clause that receives it has names for. */
export function wrongPayload(tag: string, names: number, values: number, at: Place): RunFault {
  const message = `This clause receives \`${tag}\` with ${names} ${names === 1 ? 'name' : 'names'}, but the message carries ${values}.`;
  return new RunFault('pat-R508', message, at);
}

export function useOfFreed(mailbox: Mailbox, use: 'guarded' | 'freed', at: Place): RunFault {
  const message = `${capital(nameMailbox(mailbox))} is ${use} here, but it was already freed.`;
  return new RunFault('pat-R509', message, at, made(mailbox));
}
