// What running means, for every language: processes, mailboxes, a deterministic scheduler, virtual time and traces.
export { circlesOf } from './circles.ts';
export { Frame, Holder, holdsNames, plain, visitHolder } from './holder.ts';
export { Machine, type MachineOptions, type Pause } from './machine.ts';
export { Mailbox, type MailboxSite, Message, type Place } from './mailbox.ts';
export { type Awaited, Process, type Status } from './process.ts';
export { Random } from './random.ts';
export { Reachability } from './reachability.ts';
export type { Happening, TraceEvent, TraceListener } from './trace.ts';
