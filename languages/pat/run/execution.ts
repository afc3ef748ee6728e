// One run of a program: the host calls `step` until it is finished, and takes the output as it comes.
import { Machine, type Pause, type Place, type TraceListener } from '@behavioural/runtime';
import type { MemoryLimit } from '../../running.ts';
import type { CoreProgram } from '../core/term.ts';
import { compile } from './compile.ts';
import { outOfMemory, type RunError, type RunFault } from './fault.ts';
import { Memory } from './memory.ts';
import { PatProcess, type World } from './process.ts';
import { makeReport, type RunReport } from './report.ts';

export interface RunOptions {
  /** Everything that is left to chance depends on this alone. */
  readonly seed: number;
  /** Gets each line at once; otherwise lines wait for `takeOutput`. A line may hold line breaks of its own. */
  readonly onOutput?: (line: string) => void;
  readonly onTrace?: TraceListener;
  /** How much output may wait before the run pauses. Default: 1,000 lines, 100,000 UTF-16 units. */
  readonly outputLimit?: { readonly lines: number; readonly characters: number };
  /** How much memory the program may have. By default as much as there is. */
  readonly memory?: MemoryLimit | undefined;
}

/** How many steps there may be between two looks at the memory: they use a few megabytes. */
const stepsBetweenLooks = 20_000;

export type Progress =
  /** There is more to do. */
  | { readonly state: 'running' }
  /** Everybody sleeps for so long; the next `step` goes on as if that time had passed, whether it did or not. */
  | { readonly state: 'sleeping'; readonly milliseconds: number }
  /** A process must print, and too much output waits: call `takeOutput` first. */
  | { readonly state: 'output-full' }
  | { readonly state: 'finished'; readonly report: RunReport };

/** Gets a program ready to run. Damaged parts are errors only when they are reached. */
export function start(program: CoreProgram, options: RunOptions): Execution {
  return new Execution(program, options);
}

export class Execution {
  private readonly machine: Machine;
  private readonly main: PatProcess;
  private readonly limit: { readonly lines: number; readonly characters: number };
  private output: string[] = [];
  private outputSize = 0;
  private error: RunError | undefined;
  private report: RunReport | undefined;
  private readonly memory: Memory | undefined;
  /** The steps after which the memory is looked at. */
  private nextLook = stepsBetweenLooks;

  constructor(program: CoreProgram, { seed, onOutput, onTrace, outputLimit, memory }: RunOptions) {
    const machine = new Machine({ seed, onTrace });
    this.machine = machine;
    this.limit = outputLimit ?? { lines: 1_000, characters: 100_000 };
    const world: World = {
      machine,
      print: (process, line) => {
        if (onOutput === undefined && !this.keep(line)) return false;
        onOutput?.(line);
        if (machine.traced) machine.tell({ kind: 'output', process: process.id, line, at: process.place() });
        return true;
      },
      fail: error => {
        this.error = error;
        machine.halt();
      },
      claim: (words, at) => {
        if (this.memory?.claims(words) === true) throw this.outOfMemory(at);
      },
    };
    this.memory = memory === undefined ? undefined : new Memory(memory, machine);
    const code = compile(program);
    this.main = new PatProcess(world, code.place, code.start, new Array(code.size));
    machine.spawn(this.main, undefined, code.place);
  }

  /** How many steps all processes took so far. */
  get steps(): number {
    return this.machine.steps;
  }

  /** How many processes have not ended. */
  get liveProcesses(): number {
    return this.machine.live;
  }

  /** Runs for about `maxSteps` steps, unless there is a reason to pause before. Never throws for what a program does. */
  step(maxSteps: number): Progress {
    if (this.report === undefined) {
      const pause = this.advance(maxSteps);
      if (pause.state === 'paused') return { state: 'output-full' };
      if (pause.state !== 'finished') return pause;
      this.report = makeReport(this.machine, this.main.result, this.error);
    }
    return { state: 'finished', report: this.report };
  }

  /** As the machine does, with a look at the memory now and then. */
  private advance(maxSteps: number): Pause {
    const { machine, memory } = this;
    if (memory === undefined) return machine.step(maxSteps);
    for (let left = maxSteps; ; left -= stepsBetweenLooks) {
      const pause = machine.step(Math.min(left, stepsBetweenLooks));
      if (pause.state === 'finished') return pause;
      if (machine.steps >= this.nextLook) {
        this.nextLook = machine.steps + stepsBetweenLooks;
        if (memory.isSpent()) {
          this.error = this.outOfMemory((machine.last ?? this.main).place()).error;
          machine.halt();
          return { state: 'finished' };
        }
      }
      if (pause.state !== 'running' || left <= stepsBetweenLooks) return pause;
    }
  }

  private outOfMemory(at: Place): RunFault {
    return outOfMemory(this.memory?.megabytes ?? 0, this.machine.live, at);
  }

  /** The lines that were printed since the last call, oldest first. */
  takeOutput(): string[] {
    const { output } = this;
    this.output = [];
    this.outputSize = 0;
    return output;
  }

  private keep(line: string): boolean {
    // One line fits however long it is.
    if (this.output.length > 0) {
      const full = this.output.length >= this.limit.lines;
      if (full || this.outputSize + line.length > this.limit.characters) {
        this.machine.pause();
        return false;
      }
    }
    this.output.push(line);
    this.outputSize += line.length;
    return true;
  }
}
