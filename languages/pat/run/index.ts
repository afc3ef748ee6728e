// Running Pat programs (spec §8): core terms are compiled once, then run on the machine of `runtime/`.
export type { TraceEvent, TraceListener } from '@behavioural/runtime';
export { Execution, type Progress, type RunOptions, start } from './execution.ts';
export type { RunError } from './fault.ts';
export type {
  Leftover,
  MailboxReport,
  RunReport,
  Unfreed,
  Waiting,
} from './report.ts';
