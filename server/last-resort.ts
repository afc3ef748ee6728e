// Z3 as the last resort, shared by the server and the command line. It is an optional package of 35 MB: where it is
// not installed, what the checker's own procedure leaves open stays open.
import { type LastResort, type LoadZ3, openZ3, type Z3Session } from '../languages/pat/index.ts';

/** Milliseconds after the last question until Z3 ends; it holds 140 MB and threads that keep a process alive. */
const idle = 5000;

const loadZ3: LoadZ3 = () => import('z3-solver');

/** One Z3 at a time, started at the first question and ended when there were none for a while. */
export class Z3LastResort {
  private session: Promise<Z3Session | undefined> | undefined;
  private previous: Promise<unknown> = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Answers questions one after the other. Never rejects: without an answer the question stays open. */
  readonly decide: LastResort = (left, right) => {
    const answer = this.previous.then(async () => {
      clearTimeout(this.timer);
      try {
        this.session ??= openZ3(loadZ3).catch(() => undefined);
        const session = await this.session;
        if (session !== undefined) return await session.decide(left, right);
      } catch {
        await this.close();
      } finally {
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
    const session = await this.session;
    if (session === undefined) return;
    this.session = undefined;
    await session.close().catch(() => undefined);
  }
}
