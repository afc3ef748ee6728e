// How checking scales: full checks of growing programs, the time from one edit to its diagnostics, and memory, each
// beside its target. Medians of warm rounds, one after the other in one run; nothing is asserted.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { PatDocument } from '../languages/pat/index.ts';
import { testParser } from '../languages/pat/test/parser.ts';
import { median, percentile, type Rounds, repeated, type Time, timed } from './measure.ts';
import type { Memory } from './memory.ts';
import { medianPhases, type Phases, phases } from './phases.ts';
import { futures, lines, ring, server } from './programs.ts';

const parser = await testParser();
const ms = (n: number): string => n.toFixed(n < 9.995 ? 2 : n < 99.95 ? 1 : 0).padStart(7);
const label = (name: string, text: string): string => `${name} (${lines(text).toLocaleString('en')} lines)`;

/** One line: what was measured, the time, the processor time, the target, and what else there is to say. */
function row(name: string, { wall, cpu }: Time, target: string, more: string): void {
  console.log(`${name.padEnd(46)}${ms(wall)} ${ms(cpu)}   ${target.padEnd(10)} ${more}`.trimEnd());
}

/** A full check from nothing to diagnostics. */
function check(text: string): Time {
  return timed(() => {
    const document = new PatDocument(parser, text);
    const { accepted, diagnostics } = document.analysis();
    document.dispose();
    if (!accepted) throw new Error(`a benchmark is rejected: ${diagnostics[0]?.message}`);
  });
}

function medianTime(times: readonly Time[]): Time {
  return { wall: median(times.map(t => t.wall)), cpu: median(times.map(t => t.cpu)) };
}

function fullCheck(name: string, text: string, target: string, rounds: Rounds = {}): Phases {
  const split = medianPhases(repeated(() => phases(parser, text), rounds));
  row(label(name, text), medianTime(repeated(() => check(text), rounds)), target, showPhases(split));
  return split;
}

function showPhases({ parse, check, solve, explain }: Phases): string {
  return [parse, check, solve, explain].map(ms).join(' ');
}

/** Every file in examples/, each as a program of its own. */
function examples(): void {
  const folder = new URL('../examples/', import.meta.url);
  const texts = readdirSync(folder)
    .filter(name => name.endsWith('.pat'))
    .map(name => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
  // Code that was compiled for the first few programs is compiled again when others use it differently.
  for (let i = 0; i < 20; i++) for (const { text } of texts) check(text);
  const measured = texts.map(({ name, text }) => {
    const rounds = { warmUp: 20, least: 25, atLeast: 50 };
    return {
      name,
      time: medianTime(repeated(() => check(text), rounds)),
      split: medianPhases(repeated(() => phases(parser, text), rounds)),
    };
  });
  measured.sort((a, b) => a.time.wall - b.time.wall);
  const middle = measured[measured.length >> 1];
  const slowest = measured[measured.length - 1];
  if (middle === undefined || slowest === undefined) throw new Error('there are no examples');
  row(`examples/, the median of ${texts.length}`, middle.time, '5', showPhases(middle.split));
  row(`examples/, the slowest: ${slowest.name}`, slowest.time, '5', showPhases(slowest.split));
}

/** Places in the text that are spread evenly, or where each of some phrases stands, in a fixed order. */
function evenly(text: string, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) / count) * text.length));
}
function inDefinitions(text: string, count: number): number[] {
  const found = [...text.matchAll(/Put\d+\(x\) from|user ! Reply|let mb = new|\{\n {2}guard/g)];
  return evenly(text, count).map(wanted => {
    const after = found.find(m => m.index >= wanted) ?? found[found.length - 1];
    return after === undefined ? 0 : after.index;
  });
}

/** From one-character edits (each typed, then removed again) to the diagnostics of the text with it. */
function edits(
  name: string,
  text: string,
  target: string,
  places: readonly number[],
  character: string,
): void {
  const document = new PatDocument(parser, text);
  document.analysis();
  let effort = '';
  const edit = (start: number, end: number, typed: string): Time & { readonly broken: boolean } => {
    const time = timed(() => {
      document.edit(start, end, typed);
      document.analysis();
    });
    const { effort: counted, diagnostics } = document.analysis();
    if (typed !== '') effort = `the last one: ${counted.lowered} items lowered, ${counted.checked} checked`;
    return { ...time, broken: diagnostics.some(d => d.code.startsWith('pat-E1')) };
  };
  const round = (): ReturnType<typeof edit>[] =>
    places.flatMap(at => [edit(at, at, character), edit(at, at + character.length, '')]);
  const times = repeated(round, { warmUp: 1, least: 2, atLeast: 2000 }).flat();
  document.dispose();
  const of = (p: number): Time => ({
    wall: percentile(
      times.map(t => t.wall),
      p,
    ),
    cpu: percentile(
      times.map(t => t.cpu),
      p,
    ),
  });
  const share = Math.round((100 * times.filter(t => t.broken).length) / times.length);
  row(`${name}, p50`, of(0.5), '', `${times.length} edits; ${effort}`);
  row(`${name}, p95`, of(0.95), target, `${share} % leave a syntax error`);
}

function allEdits(name: string, text: string, target: string): void {
  edits(`${name}: a letter anywhere`, text, target, evenly(text, 60), 'x');
  edits(`${name}: a space in a definition`, text, target, inDefinitions(text, 60), ' ');
  edits(
    `${name}: a new line at the top`,
    text,
    target,
    Array.from({ length: 30 }, () => 0),
    '\n',
  );
}

/** What a full check in a process of its own adds to its memory. */
function memory(count: number): void {
  const script = fileURLToPath(new URL('memory.ts', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', script, String(count)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`measuring memory failed: ${stderr}`);
  const { growth, peak, kept }: Memory = JSON.parse(stdout);
  const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  console.log(
    `${`${count} futures, memory added by a full check`.padEnd(46)}${mb(growth).padStart(10)}         300 MB     of which ${mb(kept)} in use; the process at its largest ${mb(peak)}`,
  );
}

const { model } = os.cpus()[0] ?? { model: 'unknown' };
console.log(
  `Node ${process.versions.node}; ${os.cpus().length} × ${model}; load ${(os.loadavg()[0] ?? 0).toFixed(1)}`,
);
console.log('Milliseconds: on the clock, of processor, the target; then the phases of a full check.');
console.log(`${''.padEnd(46)}  clock     cpu   target       parse   check   solve explain`);
examples();
fullCheck('server, 8 kinds of message', server(8), '2');
fullCheck('server, 64 kinds of message', server(64), '20');
fullCheck('server, 256 kinds of message', server(256), '200');
fullCheck('80 futures', futures(80), '40');
const large = { warmUp: 3, least: 7, atLeast: 0 };
fullCheck('640 futures', futures(640), '400', large);
fullCheck('ring of 200 states', ring(200), '40');
memory(640);
allEdits('80 futures', futures(80), '10');
allEdits('640 futures', futures(640), '30');
