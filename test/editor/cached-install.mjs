// Installs the packages of a test folder's own lock file into a cache, under a stamp of its versions, so that a second
// call returns at once. No install script is run. Kept apart from the root's packages, so that `npm ci` there stays small.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/**
 * Runs a program to its end; its output is shown only when it fails.
 * @param {string} command @param {readonly string[]} args @param {string} cwd @param {NodeJS.ProcessEnv} env
 */
function run(command, args, cwd, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', chunk => (output += chunk));
    child.stderr.on('data', chunk => (output += chunk));
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve(undefined);
      else
        reject(
          new Error(`${command} ${args.join(' ')} (in ${cwd}) ended with ${code}:\n${output.slice(-4000)}`),
        );
    });
  });
}

/** npm run by an npm script hands its settings on as npm_config_*: those of the root do not concern this install. */
function plainEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command)/.test(name)),
  );
}

/** What an install must have been made from to be used again. @param {string} from @param {number} layout */
async function wantedStamp(from, layout) {
  const manifest = JSON.parse(await readFile(path.join(from, 'package.json'), 'utf8'));
  const lock = await readFile(path.join(from, 'package-lock.json'));
  const stamp = {
    layout,
    dependencies: manifest.dependencies,
    lock: createHash('sha256').update(lock).digest('hex'),
  };
  return `${JSON.stringify(stamp, null, 2)}\n`;
}

/**
 * @typedef {object} Installing
 * @property {string} folder where the install is being made
 * @property {NodeJS.ProcessEnv} env for programs that are run there
 * @property {(text: string) => void} step says what is being done
 * @property {(args: readonly string[], cwd?: string, env?: NodeJS.ProcessEnv) => Promise<unknown>} npm runs npm quietly
 * @property {typeof run} run
 *
 * @typedef {object} Install
 * @property {string} name for what it says
 * @property {string} what words for what it is, with its size
 * @property {string} from the folder with package.json and package-lock.json
 * @property {string} cache the folder to install into
 * @property {number} layout raised whenever what the install leaves on the disk changes: old caches are then rebuilt
 * @property {(installing: Installing) => Promise<void>} finish what is done after `npm ci`
 */

/**
 * Installs unless the cache already holds these versions. An install is made in a folder of its own and moved into
 * place when complete, so an interrupted one is never mistaken for a good one.
 * @param {Install} install
 * @param {(line: string) => void} say receives one line of progress at a time
 * @returns {Promise<string>} the cache folder
 * @throws {Error} with npm's output when a step fails
 */
export async function cachedInstall({ name, what, from, cache, layout, finish }, say) {
  const stamp = await wantedStamp(from, layout);
  if ((await readFile(path.join(cache, 'stamp.json'), 'utf8').catch(() => '')) === stamp) return cache;

  const started = Date.now();
  /** @param {string} text */
  const step = text => say(`[${name}] ${((Date.now() - started) / 1000).toFixed(0).padStart(3)} s  ${text}`);
  step(`installing ${what} into ${path.relative(process.cwd(), cache) || cache}`);
  const folder = `${cache}.${process.pid}.partial`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    for (const file of ['package.json', 'package-lock.json']) {
      await copyFile(path.join(from, file), path.join(folder, file));
    }
    const env = plainEnvironment();
    /** @type {Installing['npm']} */
    const npm = (args, cwd = folder, environment = env) =>
      run(
        'npm',
        [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
        cwd,
        environment,
      );
    await npm(['ci']);
    await finish({ folder, env, step, npm, run });
    await writeFile(path.join(folder, 'stamp.json'), stamp);
    await rm(cache, { recursive: true, force: true });
    await mkdir(path.dirname(cache), { recursive: true });
    await rename(folder, cache);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  step('done');
  return cache;
}
