// `npm run bench [-- NAME…]`: runs the benchmarks bench/NAME.ts, by default all that only print. They print numbers
// and assert nothing. `npm run bench -- plot` measures against Z3 and draws bench/check-time.svg (minutes).
import path from 'node:path';
import process from 'node:process';
import { prepare, run } from './prepare.mjs';

prepare();
const printing = ['check', 'scale', 'completion', 'run', 'soak', 'workspace'];
const known = [...printing, 'plot'];
const wanted = process.argv.length > 2 ? process.argv.slice(2) : printing;
if (wanted.some(name => name === 'soak' || name === 'workspace')) {
  const { buildAll } = await import('./build.mjs');
  await buildAll();
}
for (const name of wanted) {
  if (!known.includes(name)) {
    console.error(`There is no benchmark ${name}; there are: ${known.join(', ')}.`);
    process.exit(2);
  }
  console.log(`── ${name}`);
  const code = run(process.execPath, ['--import', 'tsx', path.join('bench', `${name}.ts`)]);
  if (code !== 0) process.exitCode = code;
}
