// Check time against program size: a full check of ours, and Z3 asked each inclusion alone, on the same programs.
// Prints the times and draws them to check-time.svg beside this file. Takes minutes.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { PatDocument } from '../languages/pat/index.ts';
import { testParser } from '../languages/pat/test/parser.ts';
import { drawChart, type Panel, type Point } from './chart.ts';
import { median, repeated, timed } from './measure.ts';
import { type Family, lines, program } from './programs.ts';
import type { ByZ3 } from './z3.ts';

/** Seconds for one point of Z3's, all rounds together, before it is given up with all larger ones. */
const patience = 120;

const parser = await testParser();

/** Milliseconds of processor time from text to diagnostics. */
function ours(text: string): number {
  const check = (): void => {
    const document = new PatDocument(parser, text);
    const { accepted } = document.analysis();
    document.dispose();
    if (!accepted) throw new Error('a benchmark is rejected');
  };
  return median(repeated(() => timed(check).cpu, { warmUp: 3, least: 7, atLeast: 400 }));
}

/** What Z3 took, or why there is no such number. */
function byZ3(family: Family, size: number): ByZ3 | string {
  const script = fileURLToPath(new URL('z3.ts', import.meta.url));
  const { stdout, stderr, status, error } = spawnSync(
    process.execPath,
    ['--import', 'tsx', script, family, String(size)],
    { encoding: 'utf8', timeout: patience * 1000, killSignal: 'SIGKILL' },
  );
  if (error !== undefined) return `at ${size.toLocaleString('en')}, gave up after ${patience} s`;
  if (status !== 0) throw new Error(`Z3 ended without an answer: ${stderr}`);
  const result: ByZ3 = JSON.parse(stdout);
  return result.open > 0 ? `at ${size.toLocaleString('en')}, leaves ${result.open} open` : result;
}

function measure(family: Family, sizes: readonly number[]): Panel['series'] {
  const own: Point[] = [];
  const theirs: Point[] = [];
  let ending: string | undefined;
  console.log(`${family.padEnd(10)}   lines  inclusions    ours, ms      Z3, ms`);
  for (const size of sizes) {
    const text = program(family, size);
    const time = ours(text);
    own.push({ x: size, y: time });
    const answer = ending ?? byZ3(family, size);
    if (typeof answer === 'string') ending = answer;
    else theirs.push({ x: size, y: answer.cpu });
    const [count, z3] =
      typeof answer === 'string' ? ['', answer] : [String(answer.inclusions), answer.cpu.toFixed(1)];
    console.log(
      `${String(size).padStart(10)}${String(lines(text)).padStart(8)}${count.padStart(12)}${time.toFixed(2).padStart(12)}${z3.padStart(12)}`,
    );
  }
  return [
    { name: 'ours, from text to diagnostics', colour: '#1668c7', marker: 'circle', points: own },
    {
      name: 'Z3, the inclusions alone, one question each',
      colour: '#c2410c',
      marker: 'square',
      points: theirs,
      ...(ending === undefined ? {} : { ending }),
    },
  ];
}

const panels: Panel[] = [
  {
    title: 'Independent futures',
    xLabel: 'futures, of 31 lines each',
    xTicks: [1, 10, 100, 1000],
    series: measure('futures', [1, 2, 5, 10, 20, 40, 80, 160, 320, 640]),
    targets: [
      { x: 80, y: 40 },
      { x: 640, y: 400 },
    ],
  },
  {
    title: 'A server that takes (A + B + …)*',
    xLabel: 'kinds of message, of 2 lines each',
    xTicks: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    series: measure('server', [1, 2, 4, 8, 16, 32, 64, 128, 256]),
    targets: [
      { x: 8, y: 2 },
      { x: 64, y: 20 },
      { x: 256, y: 200 },
    ],
  },
];
const svg = drawChart({
  title: 'Check time against program size',
  subtitle: 'Processor time, warm, medians. Z3 is given patterns that are already solved.',
  panels,
});
writeFileSync(new URL('check-time.svg', import.meta.url), svg);
console.log('The plot is in bench/check-time.svg.');
