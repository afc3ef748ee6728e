// How processor time grows with the text: every family of texts (`growth/families.ts`) at 16 KB and at 64 KB, through everything
// that the command line and an editor ask. What takes more than eight times as long for four times the text, or more
// than a second at 64 KB, is marked. Nothing is asserted.
//
//     npm run bench -- growth                    all families (an hour)
//     npm run bench -- growth NAME…              those whose names have one of these words in them
//     npm run bench -- growth --marked           prints only what is marked
//     npm run bench -- growth --check            asks for nothing but a check
import process from 'node:process';
import { parseArgs } from 'node:util';
import { families } from './growth/families.ts';
import { type Growth, growthOf, isTooMuch, Measuring, ratio } from './growth/measuring.ts';

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '65536' },
    marked: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});
const size = Number(flags.size);
const chosen = [...families].filter(
  ([name]) => names.length === 0 || names.some(part => name.includes(part)),
);
const measuring = new Measuring(flags.check ? 'check' : undefined);
const ms = (n: number): string => (Number.isFinite(n) ? n.toFixed(n < 10 ? 1 : 0) : '∞').padStart(7);

function by(pick: (growth: Growth) => number, all: readonly Growth[]): Growth | undefined {
  return all.reduce<Growth | undefined>(
    (most, one) => (most === undefined || pick(one) > pick(most) ? one : most),
    undefined,
  );
}

function show(name: string, growth: Growth): string {
  const factor = ratio(growth) === 0 ? '' : `${ratio(growth).toFixed(1)}x`;
  const mark = isTooMuch(growth) ? '  ←' : '';
  return `${name.padEnd(44)}${growth.question.padEnd(22)}${ms(growth.small)}${ms(growth.large)}${factor.padStart(8)}${mark}`;
}

console.log(
  'Milliseconds of processor time. Of each family the slowest question, and all that grows too fast.',
);
console.log(
  `${''.padEnd(66)}${`${size / 4096}K`.padStart(7)}${`${size / 1024}K`.padStart(7)}${'ratio'.padStart(8)}`,
);
let marked = 0;
for (const [name, family] of chosen) {
  try {
    const all = await growthOf(measuring, family, size);
    const tooMuch = all.filter(isTooMuch).sort((a, b) => b.large - a.large);
    if (tooMuch.length > 0) marked++;
    const slowest = by(({ large }) => large, all);
    const lines = tooMuch.length > 0 ? tooMuch : flags.marked || slowest === undefined ? [] : [slowest];
    for (const growth of lines) console.log(show(name, growth));
  } catch (error) {
    console.log(`${name.padEnd(44)}${String(error)}  ←`);
    marked++;
  }
}
measuring.stop();
console.log(`${chosen.length} families, ${marked} of them marked.`);
process.exit(0);
