// The thread in which the extension runs programs, as it is built, and the pace at which its output is taken.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { OutputPace } from '../../client/output-pace.ts';
import type { Runner } from '../../client/run-terminal.ts';
import { startRunnerThread } from '../../client/runner-thread.ts';
import { forTerminal } from '../../client/terminal-output.ts';
import type { WorkerMessage } from '../../host/run-session.ts';
import { defaultSettings } from '../../languages/pat/index.ts';
import { showWords } from '../../languages/running.ts';
import { patience } from '../patience.ts';

const script = fileURLToPath(new URL('../../dist/runner.js', import.meta.url));

class Run {
  readonly heard: WorkerMessage[] = [];
  readonly ended: string[] = [];
  readonly runner: Runner;

  /** @param heap its megabytes; with `forgets` output is acknowledged and not kept */
  constructor(text: string, heap?: number, forgets = false) {
    this.runner = startRunnerThread(script, heap)(
      message => {
        if (message.kind !== 'output' || !forgets) this.heard.push(message);
        else this.runner.post({ kind: 'acknowledge', batch: message.batch });
      },
      why => this.ended.push(why),
    );
    this.runner.post({
      kind: 'start',
      language: 'pat',
      text,
      settings: { ...defaultSettings },
      seed: 1,
      sleep: 'real',
    });
  }

  /** The messages of a kind so far. */
  all<T extends WorkerMessage['kind']>(kind: T): Extract<WorkerMessage, { kind: T }>[] {
    return this.heard.filter((m): m is Extract<WorkerMessage, { kind: T }> => m.kind === kind);
  }

  /** Waits for the nth message of a kind. */
  async until<T extends WorkerMessage['kind']>(
    kind: T,
    nth = 1,
  ): Promise<Extract<WorkerMessage, { kind: T }>> {
    const end = Date.now() + patience;
    for (;;) {
      const found = this.all(kind)[nth - 1];
      if (found !== undefined) return found;
      if (Date.now() > end) {
        const heard = JSON.stringify(this.heard).slice(0, 2000);
        throw new Error(`no ${kind} number ${nth}; heard ${heard} ${this.ended}`);
      }
      await sleep(5);
    }
  }
}

describe('The runner thread', () => {
  let run: Run;
  afterEach(() => run.runner.end());

  it('checks a program, runs it, and reports', async () => {
    run = new Run('print("one"); print("two"); 3');
    const { report } = await run.until('finished');
    assert.deepEqual(
      run.heard.map(m => m.kind),
      ['checked', 'output', 'finished'],
    );
    assert.deepEqual((await run.until('output')).lines, ['one', 'two']);
    assert.equal(report.result, '3');
    assert.equal(report.clean, true);
  });

  it('does not run a program with errors', async () => {
    run = new Run('print("never"); nowhere');
    const { accepted, diagnostics } = await run.until('checked');
    assert.equal(accepted, false);
    assert.equal(diagnostics[0]?.span.start, 16);
    await sleep(50);
    assert.deepEqual(
      run.heard.map(m => m.kind),
      ['checked'],
    );
  });

  it('ends at once in an endless loop', async () => {
    run = new Run('def loop(n: Int): Unit { loop(n + 1) } print("x"); loop(0)');
    await run.until('output');
    run.runner.end();
    while (run.ended.length === 0) await sleep(1);
  });

  it('says why it ends a program that starts processes without end', async () => {
    run = new Run('def more(): Unit { spawn { sleep(100000000) }; more() } more()');
    const [remark] = (await run.until('finished')).report.remarks;
    assert.equal(remark?.code, 'pat-R507');
    assert.match(
      showWords(remark?.words ?? [], () => ''),
      /^More than 500,000 processes are alive/,
    );
    assert.deepEqual(run.ended, []);
  });

  it('says where a program was that needs more memory than the thread has, before the thread ends of it', async () => {
    for (const text of [
      'def grow(xs: List(Int)): Unit { grow((1 :: xs)) } grow((nil : List(Int)))',
      'def deep(n: Int): Int { 1 + deep(n + 1) } deep(0)',
      `interface M { A(String) }
       def send(m: M!(A*), s: String): Unit { m ! A(concat(s, s)); send(m, s) }
       def drain(m: M?(A*)): Unit { guard m : A* { free -> () receive A(s) from m -> drain(m) } }
       let m = new[M] in send(m, "0123456789"); drain(m)`,
      // Each string takes memory only when it is printed, which is when it becomes one piece.
      `def twice(s: String, n: Int): String { if (n == 0) { s } else { twice(concat(s, s), n - 1) } }
       def grow(xs: List(String), n: Int): Unit {
         let s = concat(twice("abcdefgh", 20), intToString(n)) in print(s); grow((s :: xs), n + 1)
       }
       grow((nil : List(String)), 0)`,
    ]) {
      run = new Run(text, 150, true);
      const [remark] = (await run.until('finished')).report.remarks;
      assert.equal(remark?.code, 'pat-R507');
      const words = showWords(remark?.words ?? [], () => '');
      assert.match(words, /^The program holds more than \d+ MB/);
      assert.deepEqual(run.ended, []);
      run.runner.end();
    }
  });

  it('waits when nobody acknowledges its output', async () => {
    run = new Run('def flood(n: Int): Unit { print("x"); flood(n + 1) } flood(0)');
    await run.until('output', 4);
    await sleep(300);
    assert.equal(run.all('output').length, 4, 'it went on without being acknowledged');
    run.runner.post({ kind: 'acknowledge', batch: 2 });
    await run.until('output', 6);
  });
});

describe('The pace of output', () => {
  it('acknowledges the first batch at once and the others one at a time, in order', async () => {
    const seen: { batch: number; at: number }[] = [];
    const pace = new OutputPace(batch => seen.push({ batch, at: performance.now() }));
    for (const batch of [1, 2, 3]) pace.shown(batch);
    assert.equal(seen.length, 1);
    while (seen.length < 3) await sleep(5);
    assert.deepEqual(
      seen.map(({ batch }) => batch),
      [1, 2, 3],
    );
    for (const [i, { at }] of seen.entries()) {
      // A timer may be early by the rounding of its clock.
      if (i > 0) assert.ok(at - (seen[i - 1]?.at ?? 0) > 45, `acknowledgement ${i + 1} came too early`);
    }
    for (const batch of [4, 5]) pace.shown(batch);
    pace.dispose();
    await sleep(100);
    assert.ok(
      seen.every(({ batch }) => batch < 5),
      'nothing comes after the end',
    );
  });
});

describe('The text of a program in the terminal', () => {
  it('cannot steer the terminal, and keeps its line breaks, tabs and colours', () => {
    assert.equal(
      forTerminal('a\u001b[2Jb\u0007\nc\td\u001b[31mred\u001b[0m').text,
      'a\\x1b[2Jb\\x07\nc\td\u001b[31mred\u001b[0m',
    );
  });
  it('is cut when a line is absurdly long', () => {
    const shown = forTerminal('x'.repeat(1_000_000)).text;
    assert.ok(shown.length < 30_000);
    assert.match(shown, /1000000 characters/);
  });
});
