// Z3 as the last resort, shared by the server and the command line. It is 35 MB of WebAssembly that lies beside the
// bundles: where it cannot be loaded, what the checker's own procedure leaves open stays open.
import { type LastResort, type LoadZ3, openZ3, type Z3Session } from '../languages/pat/index.ts';

/** Milliseconds after the last question until Z3 ends; it holds 140 MB and threads that keep a process alive. */
const idle = 5000;

/**
 * Milliseconds after which an answer is no longer waited for: about one question in ten thousand makes Z3 run far past
 * its limit of steps. The question then stays open, which is a warning and never an error.
 */
const patience = 60_000;

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
  readonly session: Z3Session;
  /** Rejects when Z3 has ended without being asked to. */
  readonly death: Promise<never>;
}

async function startZ3(load: LoadZ3, report: (fault: Error) => void): Promise<Running | undefined> {
  let died = (_: Error): void => {};
  const death = new Promise<never>((_, reject) => {
    died = reject;
  });
  death.catch(() => undefined);
  try {
    return { session: await Promise.race([openZ3(watched(load, died)), death]), death };
  } catch (error) {
    report(error instanceof Error ? error : new Error(String(error)));
    return undefined;
  }
}

/** One Z3 at a time, started at the first question and ended when there were none for a while. */
export class Z3LastResort {
  private readonly load: LoadZ3;
  private readonly report: (fault: Error) => void;
  private running: Promise<Running | undefined> | undefined;
  private previous: Promise<unknown> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param report hears why Z3 could not be started */
  constructor(load: LoadZ3, report: (fault: Error) => void = () => {}) {
    this.load = load;
    this.report = report;
  }

  /** Answers questions one after the other. Never rejects: without an answer the question stays open. */
  readonly decide: LastResort = (left, right) => {
    const answer = this.previous.then(async () => {
      clearTimeout(this.timer);
      let deadline: ReturnType<typeof setTimeout> | undefined;
      try {
        this.running ??= startZ3(this.load, this.report);
        const running = await this.running;
        if (running !== undefined) {
          const tired = new Promise<never>((_, reject) => {
            deadline = setTimeout(() => reject(new Error('Z3 takes too long')), patience);
          });
          return await Promise.race([running.session.decide(left, right), running.death, tired]);
        }
      } catch {
        await this.close();
      } finally {
        clearTimeout(deadline);
        this.timer = setTimeout(() => void this.close(), idle);
      }
      return { kind: 'undecided', spent: 0 } as const;
    });
    this.previous = answer;
    return answer;
  };

  /** Ends Z3's threads; a later question starts it again. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    const running = await this.running;
    if (running === undefined) return;
    this.running = undefined;
    await running.session.close().catch(() => undefined);
  }
}
