// Run by scale.ts as a process of its own, with a number of futures: checks that program once, and prints as JSON
// what that added to the memory of the process, which had loaded everything and checked a small program before.
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PatDocument } from '../languages/pat/index.ts';
import { testParser } from '../languages/pat/test/parser.ts';
import { futures } from './programs.ts';

/** Bytes. */
export interface Memory {
  /** Resident memory after the check, with its results kept, less that before. */
  readonly growth: number;
  /** What the results themselves take, after a garbage collection. */
  readonly kept: number;
  /** The largest that the process was. */
  readonly peak: number;
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
/** Heap and buffers in use. */
function inUse(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const parser = await testParser();
const small = new PatDocument(parser, futures(1));
small.analysis();
const text = futures(Number(process.argv[2]));
const usedBefore = inUse();
const before = process.memoryUsage.rss();
const document = new PatDocument(parser, text);
const { accepted } = document.analysis();
const growth = process.memoryUsage.rss() - before;
if (!accepted) throw new Error('a benchmark is rejected');
const peak = process.resourceUsage().maxRSS * 1024;
const memory: Memory = { growth, kept: inUse() - usedBefore, peak };
document.dispose();
console.log(JSON.stringify(memory));
