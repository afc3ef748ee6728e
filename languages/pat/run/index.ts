// Running Pat programs (spec §8): core terms are compiled once, then run on the machine of `runtime/`.
export type { TraceEvent, TraceListener } from '@behavioural/runtime';
export { Execution, type Progress, type RunOptions, start } from './execution.ts';
export type { RunError } from './fault.ts';
export type { MemoryLimit } from './memory.ts';
export {
  describeReport,
  type Leftover,
  type MailboxReport,
  type RunReport,
  type Unfreed,
  type Waiting,
} from './report.ts';
export {
  type HostMessage,
  type Port,
  type Prepare,
  type StartMessage,
  serve,
  type WorkerMessage,
} from './session.ts';
