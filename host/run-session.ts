// The messages between a host and the worker in which a program runs, and the worker's side of them. The host sends
// `start` once, acknowledges output as it shows it, and stops a run by ending the worker (at once, also in an endless
// loop) or by `stop` (when the program next lets go, some tens of milliseconds later). All messages are plain data.
import type { Refusal } from '../languages/answers.ts';
import type { Diagnostic } from '../languages/diagnostic.ts';
import type { Parser } from '../languages/language.ts';
import type { MemoryLimit, Run, RunReport } from '../languages/running.ts';
import type { SettingValues } from '../languages/settings.ts';

export interface StartMessage {
  readonly kind: 'start';
  /** The id of the program's language. */
  readonly language: string;
  readonly text: string;
  readonly settings: SettingValues;
  readonly seed: number;
  /** Whether `sleep` takes as long as it says, or the clock is put forward when everybody sleeps. */
  readonly sleep: 'real' | 'skip';
}

export type HostMessage =
  | StartMessage
  /** The host has shown the output up to this batch, and is ready for more. */
  | { readonly kind: 'acknowledge'; readonly batch: number }
  | { readonly kind: 'stop' };

export type WorkerMessage =
  /** What checking said. The program runs if nothing in it is of error level. */
  | { readonly kind: 'checked'; readonly diagnostics: readonly Diagnostic[]; readonly accepted: boolean }
  /** Lines that were printed; to be acknowledged. Batches count from 1. */
  | { readonly kind: 'output'; readonly batch: number; readonly lines: readonly string[] }
  /** The run is over. Comes after all output. */
  | { readonly kind: 'finished'; readonly report: RunReport }
  /** The program is not run, and why. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The run was stopped by `stop`. */
  | { readonly kind: 'stopped' }
  /** The program could not be checked or run, and not by its own fault: memory ran out, or there is a bug. */
  | { readonly kind: 'broken'; readonly message: string };

/** What Web Workers (`self`) and Node's worker threads (`parentPort`) have in common. */
export interface Port {
  postMessage(message: WorkerMessage): void;
  onmessage: ((event: { readonly data: HostMessage }) => void) | null;
}

/** Loads a language by its id. Rejects when there is no such language, or when it cannot be loaded. */
export type Load = (language: string) => Promise<Parser>;

/** How many batches of output may wait for the host's acknowledgement. */
const unacknowledgedLimit = 4;
/** How long the program runs before messages from the host are looked at, in milliseconds. */
const slice = 25;
const stepsAtOnce = 10_000;
/** The longest time that timers take. */
const longestTimer = 0x7fff_ffff;

/**
 * Makes the port a place where a program can be run: once, after its `start` message.
 * @param memory says how much the program may have, just before it is started
 */
export function serveRun(port: Port, load: Load, memory?: () => MemoryLimit): void {
  let session: Session | undefined;
  port.onmessage = ({ data }) => {
    switch (data.kind) {
      case 'start':
        if (session === undefined) {
          session = new Session(port);
          void session.run(data, load, memory);
        }
        return;
      case 'acknowledge':
        session?.acknowledge(data.batch);
        return;
      case 'stop':
        session?.stop();
        return;
      default:
        data satisfies never;
    }
  };
}

/** For programs of a language that has only a checker. */
export const cannotRun: Refusal = {
  kind: 'refused',
  reason: 'There is nothing to run: programs in this language are checked only.',
};

class Session {
  private readonly port: Port;
  private sent = 0;
  private acknowledged = 0;
  private stopped = false;
  /** Ends the pause that the session is in. */
  private goOn: (() => void) | undefined;

  constructor(port: Port) {
    this.port = port;
  }

  acknowledge(batch: number): void {
    this.acknowledged = Math.max(this.acknowledged, batch);
    if (this.mayOutput) this.goOn?.();
  }

  stop(): void {
    this.stopped = true;
    this.goOn?.();
  }

  async run(message: StartMessage, load: Load, memory?: () => MemoryLimit): Promise<void> {
    const { language, text, settings, seed } = message;
    try {
      const { diagnostics, accepted, run } = (await load(language)).open(text, settings).analysis();
      this.port.postMessage({ kind: 'checked', diagnostics, accepted });
      if (!accepted) return;
      const started = run?.({ seed, memory: memory?.() }) ?? cannotRun;
      if ('kind' in started) {
        this.port.postMessage(started);
        return;
      }
      const report = await this.execute(started, message.sleep === 'real');
      this.port.postMessage(report === undefined ? { kind: 'stopped' } : { kind: 'finished', report });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.port.postMessage({ kind: 'broken', message: reason });
    }
  }

  private async execute(execution: Run, real: boolean): Promise<RunReport | undefined> {
    for (;;) {
      const until = performance.now() + slice;
      let progress = execution.step(stepsAtOnce);
      while (performance.now() < until) {
        if (progress.state === 'running' || (progress.state === 'sleeping' && !real)) {
          progress = execution.step(stepsAtOnce);
        } else break;
      }
      await this.flush(execution);
      if (this.stopped) return undefined;
      if (progress.state === 'finished') return progress.report;
      await this.pause(progress.state === 'sleeping' && real ? progress.milliseconds : 0);
      if (this.stopped) return undefined;
    }
  }

  /** Sends what was printed, once the host has kept up with what it got before. */
  private async flush(execution: Run): Promise<void> {
    while (!this.mayOutput && !this.stopped) await this.untilWoken();
    const lines = execution.takeOutput();
    if (lines.length > 0) this.port.postMessage({ kind: 'output', batch: ++this.sent, lines });
  }

  private get mayOutput(): boolean {
    return this.sent - this.acknowledged < unacknowledgedLimit;
  }

  /** Lets the host's messages in, for so long; ends at once when stopped. */
  private async pause(milliseconds: number): Promise<void> {
    let left = milliseconds;
    do {
      const time = Math.min(left, longestTimer);
      left -= time;
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, time);
        this.goOn = () => {
          if (!this.stopped) return;
          clearTimeout(timer);
          resolve();
        };
      });
      this.goOn = undefined;
    } while (left > 0 && !this.stopped);
  }

  private async untilWoken(): Promise<void> {
    await new Promise<void>(resolve => {
      this.goOn = resolve;
    });
    this.goOn = undefined;
  }
}
