// What every other script needs first: the packages of the lock file. Needs nothing but Node.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The folder of the project, absolute. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Installs the packages of the lock file when they are missing or older than it. Exits the process with a sentence
 * when that fails. Packages' install scripts are not run: none that we use needs one.
 */
export function prepare() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 12)) {
    console.error(`This needs Node 20.12 or newer; this is Node ${process.versions.node}.`);
    process.exit(1);
  }
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const wanted = path.join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log('Installing packages (npm ci) …');
  const npm = run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  if (npm !== 0) {
    console.error('npm ci did not succeed; see above.');
    process.exit(1);
  }
}

/**
 * Runs a program with our input and output and waits for it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [cwd]
 * @returns {number} its exit code, 1 when it was killed or could not be started
 */
export function run(command, args, env = process.env, cwd = root) {
  // On Windows npm is a script for the shell.
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', env, shell });
  if (error) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}
