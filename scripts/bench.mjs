// `npm run bench [-- NAME…]`: runs the benchmarks bench/NAME.ts, by default all. They print numbers and assert nothing.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { prepare, root, run } from './prepare.mjs';

prepare();
const known = readdirSync(path.join(root, 'bench'))
  .filter(name => name.endsWith('.ts'))
  .map(name => name.slice(0, -3));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : known;
for (const name of wanted) {
  if (!known.includes(name)) {
    console.error(`There is no benchmark ${name}; there are: ${known.join(', ')}.`);
    process.exit(2);
  }
  console.log(`── ${name}`);
  const code = run(process.execPath, ['--import', 'tsx', path.join('bench', `${name}.ts`)]);
  if (code !== 0) process.exitCode = code;
}
