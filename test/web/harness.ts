// Starts a VS Code that has no Node behind it: the page of `@vscode/test-web`, with the extension as it is packaged and a
// folder mounted as a virtual file system, in Chromium. What a user does in the window is in ../editor/window.ts.
import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { endProcesses, launchChromium, makeMark, newPage, note } from '../editor/browser.ts';
import { quietSettings } from '../editor/harness.ts';
import { until } from '../editor/page.ts';
import { stagedExtension } from '../editor/product.ts';
import { makeScratch, removeScratch } from '../editor/scratch.ts';
import { findChromium } from '../editor/setup.mjs';
import type { Start } from '../editor/suite.ts';
import { EditorWindow } from '../editor/window.ts';
import { buildsFolder, commit, prepareWeb } from './setup.mjs';

export interface WebOptions {
  /** Absolute path of the folder to mount. Writing to its files changes nothing on the disk. */
  readonly folder: string;
  /** A script to run inside the extension host, which exports `run(): Promise<void>`. */
  readonly tests?: string;
  /** Folders to be served with the extension, by the path that they get in it. */
  readonly additions?: Readonly<Record<string, string>>;
  /** Whether the page is cross-origin isolated, so that workers may share memory. */
  readonly isolated?: boolean;
  /** Whether the user trusts the folder. Default true. */
  readonly trusted?: boolean;
}

/** What the script with the tests is called when it is served, with the extension. */
const testsName = 'tests.js';

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

/** A running server for one extension and one folder, and a browser. */
export class WebEditor {
  readonly origin: string;
  readonly log: string[];
  readonly #browser: Browser;
  readonly #home: string;
  readonly #mark: string;
  readonly #trusted: boolean;

  constructor(
    origin: string,
    browser: Browser,
    home: string,
    mark: string,
    log: string[],
    { trusted = true }: WebOptions,
  ) {
    this.origin = origin;
    this.log = log;
    this.#browser = browser;
    this.#home = home;
    this.#mark = mark;
    this.#trusted = trusted;
  }

  /** Opens the folder as a user would, and waits until its files are listed. */
  async open(): Promise<EditorWindow> {
    const page = await this.#page();
    await page.goto(this.origin);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return new EditorWindow(page);
  }

  /**
   * Opens the folder and waits until the tests inside the extension host are done.
   * @param hear gets each line that the tests print
   * @returns the exit code that VS Code gives: 0 when `run` ended well
   */
  async openForTests(hear: (line: string) => void, deadline: number): Promise<number> {
    const page = await this.#page(true);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`the tests inside the extension host were not done after ${deadline} ms`)),
        deadline,
      );
      const open = async (): Promise<void> => {
        await page.exposeFunction('codeAutomationExit', (code: number) => {
          clearTimeout(timer);
          resolve(code);
        });
        await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
          const line = args.join(' ');
          note(this.log, `[host ${type}] ${line}`);
          hear(line);
        });
        await page.goto(this.origin);
      };
      open().catch(reject);
    });
  }

  /** Ends browser and server, and removes everything they wrote. Safe to call twice. */
  async close(): Promise<void> {
    await this.#browser.close().catch(() => {});
    endProcesses(this.#mark);
    await removeScratch(this.#home);
  }

  async #page(tested = false): Promise<Page> {
    const page = await newPage(this.#browser, this.log);
    // What embeds VS Code gives it its settings, and the tests to run; the server has no options for that.
    await page.route(`${this.origin}/`, async route => {
      const response = await route.fetch();
      const html = (await response.text())
        .replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/, (_, start, given) => {
          const options = JSON.parse(String(given).replaceAll('&quot;', '"'));
          options.configurationDefaults = quietSettings;
          if (tested) {
            const { protocol, host } = new URL(this.origin);
            const path = `/static/devextensions/${testsName}`;
            const scheme = protocol.replace(':', '');
            options.developmentOptions.extensionTestsPath = { scheme, authority: host, path };
          }
          return `${start}${JSON.stringify(options).replaceAll('"', '&quot;')}"`;
        })
        .replace('trusted = true', `trusted = ${this.#trusted}`);
      await route.fulfill({ response, body: html });
    });
    return page;
  }
}

/**
 * Starts a server and a browser.
 * @throws {Error} when there is no Chromium, or the server does not come up; nothing is left running then
 */
export async function startWeb(options: WebOptions): Promise<WebEditor> {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error('no Chromium was found (set PAT_CHROMIUM to one)');
  const cache = await prepareWeb(line => console.log(line));
  const home = await makeScratch('pat-web-');
  const mark = makeMark();
  const log: string[] = [];
  try {
    const extension = path.join(home, 'extension');
    await cp(await stagedExtension(), extension, { recursive: true });
    for (const [to, from] of Object.entries(options.additions ?? {})) {
      await cp(from, path.join(extension, to), { recursive: true });
    }
    if (options.tests !== undefined) await cp(options.tests, path.join(extension, testsName));
    const env = { PATH: process.env.PATH ?? '', HOME: home, TMPDIR: home, PAT_EDITOR_RUN: mark };
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
        ...(options.isolated === true ? ['--coi'] : []),
        options.folder,
      ],
      { env, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let ended: string | undefined;
    server.once('exit', code => {
      ended = `the server ended with ${code}`;
    });
    for (const stream of [server.stdout, server.stderr]) {
      stream.on('data', chunk => note(log, String(chunk)));
    }
    await until(
      async () =>
        ended ?? (await fetch(`${origin}/static/build/package.json`).then(answer => answer.ok, String)),
      answer => answer === true || ended !== undefined,
      'the server to answer',
    );
    if (ended !== undefined) throw new Error(`${ended}:\n${log.join('\n')}`);
    const browser = await launchChromium(executablePath, mark, env);
    return new WebEditor(origin, browser, home, mark, log, options);
  } catch (error) {
    endProcesses(mark);
    await removeScratch(home);
    throw error;
  }
}

/** For `useEditor`: a window of such an editor. */
export function inWeb(options: Omit<WebOptions, 'folder' | 'tests'> = {}): Start {
  return async folder => {
    const editor = await startWeb({ ...options, folder });
    return { editor, window: await editor.open() };
  };
}
