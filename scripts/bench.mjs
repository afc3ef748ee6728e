// `npm run bench [-- NAME…]`: runs the benchmarks bench/NAME.ts, by default all that take minutes at most. They print numbers
// and assert nothing. `npm run bench -- plot` measures against Z3 and draws bench/check-time.svg; `npm run bench -- growth …`
// shows how time grows with the text, and takes arguments of its own (bench/growth.ts).
import path from 'node:path';
import process from 'node:process';
import { prepare, run } from './prepare.mjs';

prepare();
const printing = ['check', 'scale', 'completion', 'run', 'soak', 'workspace'];
const known = [...printing, 'plot'];
const given = process.argv.slice(2);
if (given[0] === 'growth') process.exit(bench(...given));
const wanted = given.length > 0 ? given : printing;
if (wanted.some(name => name === 'soak' || name === 'workspace')) {
  const { buildAll } = await import('./build.mjs');
  await buildAll();
}
for (const name of wanted) {
  if (!known.includes(name)) {
    console.error(`There is no benchmark ${name}; there are: ${[...known, 'growth'].join(', ')}.`);
    process.exit(2);
  }
  console.log(`── ${name}`);
  const code = bench(name);
  if (code !== 0) process.exitCode = code;
}

/** @param {string} name @param {string[]} args */
function bench(name, ...args) {
  return run(process.execPath, ['--import', 'tsx', path.join('bench', `${name}.ts`), ...args]);
}
