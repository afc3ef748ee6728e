// A VS Code that has no Node behind it: the page of `@vscode/test-web`, with the extension as it is packaged and a folder
// mounted as a virtual file system. One server for all tests of a process, started when a test first needs it.
import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { endProcessesAtExit, log, marked, note, type Place } from '../editor/browser.ts';
import { quietSettings } from '../editor/harness.ts';
import { until } from '../editor/page.ts';
import { stagedExtension } from '../editor/product.ts';
import { foldersFolder } from '../editor/programs.ts';
import { makeScratch } from '../editor/scratch.ts';
import { shared } from '../editor/shared.ts';
import type { Start } from '../editor/suite.ts';
import { buildsFolder, commit, prepareWeb } from './setup.mjs';

/** A server that runs. */
interface Server {
  readonly origin: string;
  /** The folder from which it serves the extension. */
  readonly extension: string;
}

/** @throws {Error} when it does not come up */
const server = shared(start);

/** A folder that `makeFolder` made, in a window. Writing to its files there changes nothing on the disk. */
async function place(folder: string): Promise<Place> {
  const { origin } = await server();
  const name = path.relative(await foldersFolder(), folder);
  return {
    url: `${origin}/?folder=${encodeURIComponent(`vscode-test-web://mount/${name}`)}`,
    options: { configurationDefaults: quietSettings },
  };
}

/**
 * A folder in a window whose extension host runs tests.
 * @param tests the path of a script that exports `run(): Promise<void>`
 */
export async function testedInWeb(folder: string, tests: string): Promise<Place> {
  const { origin, extension } = await server();
  const name = path.basename(tests);
  await cp(tests, path.join(extension, name));
  const { url, options } = await place(folder);
  const { protocol, host } = new URL(origin);
  const extensionTestsPath = {
    scheme: protocol.replace(':', ''),
    authority: host,
    path: `/static/devextensions/${name}`,
  };
  return { url, options: { ...options, developmentOptions: { extensionTestsPath } } };
}

/** For `useEditor`. @param isolated whether the page is cross-origin isolated */
export function inWeb({ isolated = false }: { readonly isolated?: boolean } = {}): Start {
  return async folder => ({ ...(await place(folder)), isolated });
}

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('the free port has no number'));
      });
    });
  });
}

async function start(gone: () => void): Promise<Server> {
  const staged = await stagedExtension();
  const cache = await prepareWeb(line => console.log(line));
  endProcessesAtExit();
  const home = await makeScratch('pat-web-');
  const extension = path.join(home, 'extension');
  await cp(staged, extension, { recursive: true });
  const port = await freePort();
  // A name of this host, not a number: pages of its subdomains host extensions, and browsers know them.
  const origin = `http://localhost:${port}`;
  const server = spawn(
    process.execPath,
    [
      path.join(cache, 'node_modules', '@vscode', 'test-web', 'out', 'server', 'index.js'),
      '--browser=none',
      '--quality=stable',
      `--commit=${commit}`,
      `--testRunnerDataDir=${buildsFolder(cache)}`,
      `--port=${port}`,
      `--extensionDevelopmentPath=${extension}`,
      await foldersFolder(),
    ],
    {
      env: { PATH: process.env.PATH ?? '', HOME: home, TMPDIR: home, ...marked },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let ended: string | undefined;
  server.once('exit', code => {
    ended = `the server ended with ${code}`;
    gone();
  });
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', chunk => note(String(chunk)));
  }
  await until(
    async () =>
      ended ?? (await fetch(`${origin}/static/build/package.json`).then(answer => answer.ok, String)),
    answer => answer === true || ended !== undefined,
    'the server to answer',
  );
  if (ended !== undefined) throw new Error(`${ended}:\n${log.join('\n')}`);
  return { origin, extension };
}
