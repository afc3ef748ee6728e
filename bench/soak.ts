// A long session at the keyboard: programs typed key by key through the server's process, with what the user waits for
// after each key (diagnostics; completions), and the memory that the server holds before and after. Prints, asserts
// nothing. `npm run bench -- soak`
import { readFileSync } from 'node:fs';
import { type Latency, TypingSession } from '../test/server/typing-session.ts';
import { typing } from '../test/server/typist.ts';
import { type Heap, heapOf } from './heap.ts';
import { percentile } from './measure.ts';
import { futures, lines } from './programs.ts';

const example = (name: string): string =>
  readFileSync(new URL(`../examples/${name}.pat`, import.meta.url), 'utf8');

const typed = ['tour', 'auction', 'key-value-map'];
const keystrokes = 5000;

/** Milliseconds: the targets at 300 lines. */
const targets = { p95: 20, p99: 50 };

class Soak {
  private readonly session: TypingSession;

  constructor(session: TypingSession) {
    this.session = session;
  }

  /** Types a program into a text, at most so many keystrokes. */
  async type(uri: string, program: string, around: string, at: number, most: number): Promise<Latency[]> {
    await this.session.open(uri, around);
    const latencies: Latency[] = [];
    for (const keystroke of typing(program, 1, at)) {
      if (latencies.length >= most) break;
      latencies.push(await this.session.press(keystroke));
    }
    return latencies;
  }

  close(): void {
    this.session.close();
  }
}

function show(name: string, latencies: readonly Latency[], target: boolean): void {
  const row = (what: string, times: readonly number[]): void => {
    if (times.length === 0) return;
    const [p50, p95, p99, most] = [0.5, 0.95, 0.99, 1].map(p => percentile(times, p).toFixed(1).padStart(6));
    const wanted = target ? `  (wanted: p95 ${targets.p95}, p99 ${targets.p99})` : '';
    console.log(
      `${name.padEnd(38)} ${what.padEnd(12)} p50 ${p50}  p95 ${p95}  p99 ${p99}  max ${most} ms  of ${times.length}${wanted}`,
    );
  };
  row(
    'diagnostics',
    latencies.map(({ diagnostics }) => diagnostics),
  );
  row(
    'completion',
    latencies.flatMap(({ completion }) => completion ?? []),
  );
}

const mega = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MB`;

/** Prints what the server holds, beside what it held at the start, and gives it. */
async function showMemory(when: string, start?: Heap): Promise<Heap> {
  const heap = await heapOf(file => session.memory(file));
  const growth = (now: number, before: number): string =>
    start === undefined ? '' : ` (${now >= before ? '+' : ''}${((now / before - 1) * 100).toFixed(1)} %)`;
  const data = growth(heap.data, start?.data ?? 0);
  const all = growth(heap.data + heap.code, (start?.data ?? 0) + (start?.code ?? 0));
  console.log(
    `${when.padEnd(38)} heap ${mega(heap.data + heap.code)}${all}, of that data ${mega(heap.data)}${data}, compiled code ${mega(heap.code)}`,
  );
  return heap;
}

const session = await TypingSession.start();
const soak = new Soak(session);
if (!session.completes) console.log('The server offers no completion: diagnostics only.');

await soak.type('file:///warm-up.pat', example('bounded-queue'), '', 0, keystrokes);
soak.close();
const start = await showMemory('memory at the start');
const { processor: before } = await session.memory();

const small: Latency[] = [];
for (const name of typed) {
  small.push(...(await soak.type(`file:///${name}.pat`, example(name), '', 0, keystrokes - small.length)));
  soak.close();
}
const { processor: after } = await session.memory();
show('three programs, from nothing', small, true);
console.log(
  `${''.padEnd(38)} the server’s processor time: ${((after - before) / small.length).toFixed(2)} ms a keystroke`,
);
await showMemory('memory after that', start);

for (const [count, most] of [
  [9, 1500],
  [80, 500],
] as const) {
  const around = futures(count);
  const at = around.indexOf(`interface Future${Math.floor(count / 2)} `);
  const times = await soak.type(`file:///futures${count}.pat`, example('auction'), around, at, most);
  show(`into a program of ${lines(around)} lines`, times, count === 9);
  await showMemory('memory with that open', start);
  soak.close();
  await showMemory('memory with that closed', start);
}
await session.stop();
