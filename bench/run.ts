// How fast programs run, and how much memory a process takes. Prints numbers and asserts nothing.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadParser, PatDocument, start } from '../languages/pat/index.ts';

const require = createRequire(import.meta.url);
const parser = await loadParser({
  treeSitter: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
  grammar: readFileSync(new URL('../tree-sitter-pat/tree-sitter-pat.wasm', import.meta.url)),
});

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

function prepare(text: string): ReturnType<typeof start> {
  const document = new PatDocument(parser, text);
  const { accepted, core, diagnostics } = document.analysis();
  document.dispose();
  if (!accepted) throw new Error(`a benchmark is rejected: ${diagnostics[0]?.message}\n${text}`);
  return start(core, { seed: 1, onOutput: () => undefined });
}

/** Milliseconds of a run to its end: the best of several. */
function time(text: string, runs = 5): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const execution = prepare(text);
    const began = performance.now();
    for (;;) {
      const progress = execution.step(1_000_000);
      if (progress.state !== 'finished') continue;
      if (!progress.report.clean) throw new Error(`a benchmark leaves something over:\n${text}`);
      break;
    }
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

function show(name: string, value: string): void {
  console.log(`${name.padEnd(56)} ${value}`);
}
const count = (n: number): string => Math.round(n).toLocaleString('en');
const perSecond = (n: number, milliseconds: number): string =>
  `${count((n / milliseconds) * 1000)} per second`;

const fib = time('def fib(n: Int): Int { if (n < 2) { n } else { fib(n - 1) + fib(n - 2) } } fib(25)');
show('fib(25)', `${fib.toFixed(1)} ms`);

const loop = time('def loop(n: Int): Int { if (n == 0) { 0 } else { loop(n - 1) } } loop(10000000)', 2);
show('a loop of ten million tail calls', `${loop.toFixed(0)} ms`);

const deep = time('def deep(n: Int): Int { if (n == 0) { 0 } else { 1 + deep(n - 1) } } deep(1000000)', 3);
show('a recursion one million calls deep', `${deep.toFixed(0)} ms`);

const rounds = 100_000;
const pingPong = time(`
  interface Ping { Ping(Pong!) }
  interface Pong { Pong() }
  def answer(me: Ping?(Ping*)): Unit {
    guard me : Ping* { free -> () receive Ping(client) from me -> client ! Pong(); answer(me) }
  }
  def ask(me: Pong?, other: Ping!(Ping*), n: Int): Unit {
    if (n == 0) { free(me) } else {
      other ! Ping(me);
      guard me : Pong { receive Pong() from me -> ask(me, other, n - 1) }
    }
  }
  let ping = new[Ping] in
  spawn { answer(ping) };
  let pong = new[Pong] in ask(pong, ping, ${rounds})`);
show('messages, ping-pong between two processes', perSecond(2 * rounds, pingPong));

const many = 100_000;
const spawns = time(`
  interface Box { Done() }
  def start(n: Int, box: Box!): Unit { if (n == 0) { () } else { spawn { box ! Done() }; start(n - 1, box) } }
  def collect(box: Box?(Done*), n: Int): Int {
    guard box : Done* { free -> n receive Done() from box -> collect(box, n + 1) }
  }
  let box = new[Box] in start(${many}, box); collect(box, 0)`);
show('processes started, each with one message', perSecond(many, spawns));

const chain = `
  interface Link { Hold() }
  def stage(n: Int, up: Link!Hold): Unit {
    if (n == 0) { up ! Hold() } else {
      let mine = new[Link] in
      spawn { stage(n - 1, mine) };
      guard mine : Hold { receive Hold() from mine -> guard mine : 1 { free -> up ! Hold() } }
    }
  }
  let top = new[Link] in
  spawn { stage(${many}, top) };
  guard top : Hold { receive Hold() from top -> guard top : 1 { free -> () } }`;
show('empty clauses along a chain of as many processes', perSecond(many, time(chain, 2)));

const alive = `
  interface Gate { Open() }
  def wait(me: Gate?Open): Unit { guard me : Open { receive Open() from me -> free(me) } }
  def open(gate: Gate!): Unit { sleep(1000000); gate ! Open() }
  def start(n: Int): Unit {
    if (n == 0) { () } else {
      let gate = new[Gate] in
      spawn { wait(gate) };
      spawn { open(gate) };
      start(n - 1)
    }
  }
  start(${many})`;
const execution = prepare(alive);
collect();
const before = process.memoryUsage().heapUsed;
while (execution.step(1_000_000).state === 'running');
collect();
const bytes = (process.memoryUsage().heapUsed - before) / execution.liveProcesses;
show(
  'bytes per live process, half of them with a mailbox',
  `${count(bytes)} (${count(execution.liveProcesses)} live)`,
);
