// Run by plot.ts as a process of its own, which can be ended from outside: decides every inclusion of a program by Z3,
// one question for each, over patterns that are already solved. Arguments: the family and the size. Prints JSON.
import process from 'node:process';
import { openZ3, PatDocument } from '../languages/pat/index.ts';
import { testParser } from '../languages/pat/test/parser.ts';
import { one, type Pattern, star, substitute, sum, tag } from '../languages/pat/types/pattern.ts';
import { median } from './measure.ts';
import { isFamily, program } from './programs.ts';

export interface ByZ3 {
  readonly inclusions: number;
  /** How many of them Z3 left open. */
  readonly open: number;
  /** Milliseconds of processor time for all of them: the median of the rounds. */
  readonly cpu: number;
}

/** More rounds are made until they have taken this long together, in milliseconds. */
const longEnough = 3000;
/** Z3 may work for as long as this process lives. */
const unlimited = 4_000_000_000;

function inclusions(text: string, parser: Awaited<ReturnType<typeof testParser>>): [Pattern, Pattern][] {
  const document = new PatDocument(parser, text);
  const { items, solution, accepted } = document.analysis();
  document.dispose();
  if (!accepted) throw new Error('a benchmark is rejected');
  return items
    .flatMap(({ checked }) => checked?.constraints ?? [])
    .filter(({ upper }) => upper.kind !== 'variable')
    .map(({ lower, upper }) => [substitute(lower, solution.values), upper]);
}

const [family = '', size = ''] = process.argv.slice(2);
if (!isFamily(family)) throw new Error(`there is no family of programs ${family}`);
const pairs = inclusions(program(family, Number(size)), await testParser());
const session = await openZ3(() => import('z3-solver'));
const [a, b] = [tag('A'), tag('B')];
for (let i = 0; i < 20; i++) await session.decide(star(sum([a, b])), sum([star(a), one, b]));

const rounds: number[] = [];
let open = 0;
for (let spent = 0; spent < longEnough; ) {
  const before = process.cpuUsage();
  open = 0;
  for (const [left, right] of pairs) {
    const { kind } = await session.decide(left, right, { rlimit: unlimited, smallest: false });
    if (kind === 'fails') throw new Error('Z3 rejects what was accepted');
    if (kind === 'undecided') open++;
  }
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1000;
  rounds.push(cpu);
  spent += Math.max(cpu, 1);
}
const result: ByZ3 = { inclusions: pairs.length, open, cpu: median(rounds) };
console.log(JSON.stringify(result));
await session.close();
