// Work that goes on side by side while what it prints appears one after the other: that of the first as it comes, that of
// each other when all before it are done.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { root } from './prepare.mjs';

/**
 * @typedef {object} Options
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(pid: number) => void} [started]
 */

/** The work before, until it is done and its output shown. */
let before = Promise.resolve();

/**
 * Begins work whose output has a title.
 * @template T
 * @param {string} title
 * @param {(run: (command: string, args: readonly string[], options?: Options) => Promise<number>) => Promise<T>} work
 *   gets a function that runs a program to its end and answers its exit code, 1 when it was killed or could not be started
 * @returns {Promise<T>} what the work resolves with
 */
export function beside(title, work) {
  /** @type {(string | Buffer)[]} */
  const held = [`\n── ${title}\n`];
  let shown = false;
  /** @param {string | Buffer} text */
  const print = text => {
    if (shown) process.stdout.write(text);
    else held.push(text);
  };
  const done = work(
    (command, args, { env = process.env, started } = {}) =>
      new Promise(resolve => {
        const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
        if (child.pid !== undefined) started?.(child.pid);
        child.stdout.on('data', print);
        child.stderr.on('data', print);
        child.on('error', error => {
          print(`${command}: ${error.message}\n`);
          resolve(1);
        });
        child.on('close', code => resolve(code ?? 1));
      }),
  );
  before = before.then(async () => {
    shown = true;
    for (const text of held) process.stdout.write(text);
    await done.catch(() => {});
  });
  return done;
}

/** Resolves when all output has been shown. */
export function allShown() {
  return before;
}
