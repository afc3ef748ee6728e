// Measures texts in a process of their own, which is ended when a question takes too long, and says how the times of a
// family grow from one size to another.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Asked } from './requests.ts';
import type { Family } from './texts.ts';
import type { FromWorker } from './worker.ts';

/** The most milliseconds that a question took at any place; infinite for one that was given up. */
export type Times = ReadonlyMap<string, number>;

/** Milliseconds on the clock after which a question is given up, and of processor time after which nothing more is asked. */
const patience = 15_000;
const enough = 4000;

/** How many texts a process measures: a new one is cold, but an old one may be slow for reasons of its own. */
const mostTexts = 400;

export class Measuring {
  private child: ChildProcess | undefined;
  private texts = 0;
  private readonly only: Asked['only'];

  /** @param only what is asked, when it is not everything */
  constructor(only?: Asked['only']) {
    this.only = only;
  }

  async times(text: string): Promise<Times> {
    if (this.texts++ >= mostTexts) this.stop();
    const child = this.child ?? (await this.begin());
    return this.asked(child, text);
  }

  stop(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
    this.texts = 0;
  }

  private async begin(): Promise<ChildProcess> {
    const child = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', code => reject(new Error(`measuring ended with ${code}`)));
    });
    // What is not compiled yet would make the smaller text look slow.
    for (let i = 0; i < 3; i++) await this.asked(child, warmUp);
    return child;
  }

  private asked(child: ChildProcess, text: string): Promise<Times> {
    const most = new Map<string, number>();
    let question = 'opening';
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        child.off('message', hear);
        child.off('exit', gone);
      };
      const gone = (): void => {
        end();
        this.stop();
        reject(new Error(`measuring ended during ${question}`));
      };
      const late = (): void => {
        end();
        this.stop();
        resolve(most.set(question, Number.POSITIVE_INFINITY));
      };
      let timer = setTimeout(late, patience);
      const hear = (message: FromWorker): void => {
        clearTimeout(timer);
        if (message.kind === 'asks') question = message.question;
        if (message.kind === 'took')
          most.set(question, Math.max(most.get(question) ?? 0, message.milliseconds));
        const isEnough = message.kind === 'took' && message.milliseconds > enough;
        if (message.kind === 'done' || isEnough) {
          end();
          if (isEnough) this.stop();
          resolve(most);
          return;
        }
        timer = setTimeout(late, patience);
      };
      child.on('message', hear);
      child.on('exit', gone);
      child.send({ text, only: this.only } satisfies Asked);
    });
  }
}

const warmUp = `interface A { M(), N(Int) }
def f(a: A?, n: Int): Unit { guard a : M + N { receive M() from a -> free(a) receive N(x) from a -> free(a) } }
let a = new[A] in a ! M(); let b = (1, "x") in spawn { f(a, 1) }; print(intToString(undefined));
`.repeat(20);

/** What is written of the growth of a family. */
export interface Growth {
  readonly question: string;
  readonly small: number;
  readonly large: number;
}

/** A time that is too short to say how it grows. */
const short = 80;

/** No more than this many times as long for a text of four times the size. */
export const mostGrowth = 8;
/** No more than this many milliseconds. */
export const mostTime = 1000;

export function ratio({ small, large }: Growth): number {
  return large < short ? 0 : large / Math.max(small, short / mostGrowth);
}

export function isTooMuch(growth: Growth): boolean {
  return ratio(growth) > mostGrowth || growth.large > mostTime;
}

/** How the times of a family grow to a size, from a quarter of it; what seems too much is measured again. */
export async function growthOf(
  measuring: Measuring,
  family: Family,
  size: number,
): Promise<readonly Growth[]> {
  const measure = async (): Promise<Growth[]> => {
    const small = await measuring.times(family(size / 4));
    // What takes long already would take for ever.
    if ([...small.values()].some(time => time > enough)) {
      return [...small].map(([question, time]) => ({
        question,
        small: time,
        large: time > mostTime ? Number.POSITIVE_INFINITY : time,
      }));
    }
    const large = await measuring.times(family(size));
    return [...large].map(([question, time]) => ({
      question,
      small: small.get(question) ?? time,
      large: time,
    }));
  };
  let best = await measure();
  if (best.some(g => isTooMuch(g) && g.large < 2 * mostTime)) {
    const again = new Map((await measure()).map(g => [g.question, g]));
    best = best.map(one => {
      const other = again.get(one.question) ?? one;
      return { ...one, small: Math.min(one.small, other.small), large: Math.min(one.large, other.large) };
    });
  }
  return best;
}
