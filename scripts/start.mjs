// `npm start [-- FILE]`: sets up what is missing, builds, checks and runs a program, and says how to go on.
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { prepare, root, run } from './prepare.mjs';

const arguments_ = process.argv.slice(2);
if (arguments_.length > 1) {
  console.error('Give at most one file: npm start [-- FILE]');
  process.exit(2);
}
// npm starts scripts in the project's folder; INIT_CWD is where the user was.
const file = path.resolve(
  process.env.INIT_CWD ?? root,
  arguments_[0] ?? path.join(root, 'examples', 'tour.pat'),
);
if (!existsSync(file)) {
  console.error('There is no such file.');
  process.exit(2);
}

prepare();
const { buildAll } = await import('./build.mjs');
try {
  await buildAll();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

console.log('\nRunning the program\n');
const place = path.relative(process.cwd(), file) || file;
const code = run(process.execPath, [path.join('dist', 'cli.js'), 'run', place]);
console.log(`
To check and run programs from here:  node dist/cli.js --help
To work in VS Code:
  npm run package
  code --install-extension behavioural-types-*.vsix
  code examples`);
process.exit(code);
