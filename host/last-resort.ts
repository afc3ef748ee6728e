// Z3 as the last resort, shared by the server and the command line. It is 35 MB of WebAssembly that lies beside the
// bundles: where it cannot be loaded, what a checker's own procedure leaves open stays open.
import type { Analysis, Language } from '../languages/language.ts';
import type { Ask, LoadZ3, OpenSolver, Solver } from '../languages/solver.ts';

/** Milliseconds after the last question until Z3 ends; it holds 140 MB and threads that keep a process alive. */
const idle = 5000;

/**
 * Milliseconds after which an answer is no longer waited for: about one question in ten thousand makes Z3 run far past
 * its limit of steps. The question then stays open, which is a warning and never an error.
 */
const patience = 60_000;

/** Who answers what a language's analyses leave open; undefined when nobody does. */
export type AskOf = (language: Language) => Ask | undefined;

/** Whether an analysis leaves questions open, and there is somebody to ask. */
export function isOpen({ undecided, settle }: Analysis, ask: Ask | undefined): ask is Ask {
  return ask !== undefined && settle !== undefined && undecided > 0;
}

/** An analysis with its open questions answered, as far as somebody answers them. Rejects when asking fails. */
export async function settled(analysis: Analysis, ask: Ask | undefined): Promise<Analysis> {
  return (isOpen(analysis, ask) && (await analysis.settle?.(ask))) || analysis;
}

/** One solver for each language that has one. */
export class LastResort {
  private readonly load: LoadZ3;
  private readonly report: (fault: Error) => void;
  private readonly helpers = new Map<Language, Helper>();

  /** @param report hears why Z3 could not be started */
  constructor(load: LoadZ3, report: (fault: Error) => void = () => {}) {
    this.load = load;
    this.report = report;
  }

  readonly askOf: AskOf = language => {
    if (language.openSolver === undefined) return undefined;
    let helper = this.helpers.get(language);
    if (helper === undefined) {
      helper = new Helper(language.openSolver, this.load, this.report);
      this.helpers.set(language, helper);
    }
    return helper.ask;
  };

  /** Ends all solvers; a later question starts one again. */
  async close(): Promise<void> {
    await Promise.all([...this.helpers.values()].map(helper => helper.close()));
  }
}

/**
 * Loads Z3 so that its end is noticed. When it runs out of memory its threads stop without an answer and without an
 * error: all that its module does is to print a line, which must not reach the user's terminal either.
 */
function watched(load: LoadZ3, died: (reason: Error) => void): LoadZ3 {
  return async () => {
    const z3 = await load();
    const onAbort = (reason: unknown): void => died(new Error(String(reason)));
    const printErr = (line: string): void => {
      if (/program exited|abort/i.test(line)) onAbort(line);
    };
    return { ...z3, init: overrides => z3.init({ ...overrides, printErr, onAbort }) };
  };
}

interface Running {
  readonly solver: Solver;
  /** Rejects when the solver has ended without being asked to. */
  readonly death: Promise<never>;
}

/** A solver, started at the first question and ended when there were none for a while. */
class Helper {
  private readonly open: OpenSolver;
  private readonly load: LoadZ3;
  private readonly report: (fault: Error) => void;
  private running: Promise<Running | undefined> | undefined;
  private previous: Promise<unknown> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(open: OpenSolver, load: LoadZ3, report: (fault: Error) => void) {
    this.open = open;
    this.load = load;
    this.report = report;
  }

  /** Puts questions one after the other. Never rejects: without an answer the question stays open. */
  readonly ask: Ask = question => {
    const answer = this.previous.then(async () => {
      clearTimeout(this.timer);
      let deadline: ReturnType<typeof setTimeout> | undefined;
      try {
        this.running ??= this.start();
        const running = await this.running;
        if (running === undefined) return undefined;
        const tired = new Promise<never>((_, reject) => {
          deadline = setTimeout(() => reject(new Error('The solver takes too long')), patience);
        });
        return await Promise.race([running.solver.ask(question), running.death, tired]);
      } catch {
        await this.close();
        return undefined;
      } finally {
        clearTimeout(deadline);
        this.timer = setTimeout(() => void this.close(), idle);
      }
    });
    this.previous = answer;
    return answer;
  };

  async close(): Promise<void> {
    clearTimeout(this.timer);
    const running = await this.running;
    if (running === undefined) return;
    this.running = undefined;
    await running.solver.close().catch(() => undefined);
  }

  private async start(): Promise<Running | undefined> {
    let died = (_: Error): void => {};
    const death = new Promise<never>((_, reject) => {
      died = reject;
    });
    death.catch(() => undefined);
    try {
      return { solver: await Promise.race([this.open(watched(this.load, died)), death]), death };
    } catch (error) {
      this.report(error instanceof Error ? error : new Error(String(error)));
      return undefined;
    }
  }
}
