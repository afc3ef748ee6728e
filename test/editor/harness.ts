// Starts the real VS Code (code-server) with nothing but a fresh home, installs a packaged extension into it and opens
// a folder in Chromium. Every process is started in a group of its own and marked through its environment, so that
// nothing is left running, whatever way a test ends. What a user does in the window is in window.ts.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { editorPrograms, findChromium, prepareEditor } from './setup.mjs';
import { EditorWindow } from './window.ts';

/** Settings without which the window would greet, update, recommend or phone home. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'git.enabled': false,
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.editor.empty.hint': 'hidden',
  // Rows of text in the page instead of pixels on a canvas: the tests read them.
  'terminal.integrated.gpuAcceleration': 'off',
  'files.autoSave': 'off',
};

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Adds a message to a log, with the first lines of its stack only. Left out is what VS Code says over and over: that
 * native modules are missing, which are not built here and not needed, and that there is no gallery.
 */
function note(log: string[], message: string): void {
  if (/spdlog|native-watchdog|from gallery/.test(message)) return;
  log.push(message.split('\n').slice(0, 8).join('\n').trimEnd());
}

export interface EditorOptions {
  /** Absolute path of the packaged extension to install. */
  readonly vsix?: string;
  /** Added to the quiet settings of the test editor. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Lets `openForTests` load a test module into the extension host. */
  readonly automated?: boolean;
  /** Added to the environment of the server, which the extension host inherits. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Ends a process and everything that it started in its group. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** The ids of the processes whose environment holds the mark. */
function markedProcesses(mark: string): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => {
      try {
        return pid !== process.pid && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(mark);
      } catch {
        return false;
      }
    });
}

const running = new Set<Editor>();
let watchesExit = false;

/** Makes sure that an interrupted test run takes its editors with it. */
function endEditorsOnExit(): void {
  if (watchesExit) return;
  watchesExit = true;
  process.on('exit', () => {
    for (const editor of running) editor.endProcesses();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1));
  }
}

/** A running editor: one server, one browser, any number of windows. */
export class Editor {
  readonly origin: string;
  readonly #server: ChildProcess;
  readonly #browser: Browser;
  readonly #home: string;
  readonly #mark: string;
  readonly #log: string[];

  constructor(
    origin: string,
    server: ChildProcess,
    browser: Browser,
    home: string,
    mark: string,
    log: string[],
  ) {
    this.origin = origin;
    this.#server = server;
    this.#browser = browser;
    this.#home = home;
    this.#mark = mark;
    this.#log = log;
    running.add(this);
    endEditorsOnExit();
  }

  /** What the server and the pages have logged so far, oldest first. */
  get log(): readonly string[] {
    return this.#log;
  }

  /** Opens a folder as a user would, and waits until its files are listed. */
  async open(folder: string): Promise<EditorWindow> {
    const page = await this.#page();
    await page.goto(`${this.origin}/?folder=${encodeURIComponent(folder)}`);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return new EditorWindow(page);
  }

  /**
   * Opens a folder and runs a test module inside the extension host.
   * @param folder the workspace, an absolute path
   * @param extension the folder of the extension under development, an absolute path
   * @param tests a CommonJS file that exports `run(): Promise<void>`
   * @param deadline milliseconds after which the run counts as hung
   * @returns the exit code that VS Code gives: 0 when `run` ended well
   */
  async openForTests(folder: string, extension: string, tests: string, deadline: number): Promise<number> {
    const page = await this.#page();
    const authority = new URL(this.origin).host;
    const ended = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`the tests inside the extension host were not done after ${deadline} ms`)),
        deadline,
      );
      const settle = (code: number): void => {
        clearTimeout(timer);
        resolve(code);
      };
      void page.exposeFunction('codeAutomationExit', settle);
      void page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
        note(this.#log, `[host ${type}] ${args.join(' ')}`);
      });
    });
    ended.catch(() => {});
    const payload = JSON.stringify([
      ['extensionDevelopmentPath', `vscode-remote://${authority}${extension}`],
      ['extensionTestsPath', `vscode-remote://${authority}${tests}`],
      ['skipWelcome', 'true'],
    ]);
    await page.goto(
      `${this.origin}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(payload)}`,
    );
    return ended;
  }

  /** Ends browser and server, and removes everything they wrote. Safe to call twice. */
  async close(): Promise<void> {
    if (!running.delete(this)) return;
    await this.#browser.close().catch(() => {});
    this.endProcesses();
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Kills what this editor started, and only that, by process id. Synchronous, for use while the process exits. */
  endProcesses(): void {
    endGroup(this.#server);
    for (const pid of markedProcesses(this.#mark)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Ended meanwhile.
      }
    }
  }

  async #page(): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', message => note(this.#log, `[page ${message.type()}] ${message.text()}`));
    page.on('pageerror', error => note(this.#log, `[page error] ${error.message}`));
    return page;
  }
}

/** Waits until code-server says where it listens. */
function listening(server: ChildProcess, log: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`code-server did not start within 30 s:\n${log.join('\n')}`)),
      30_000,
    );
    let said = '';
    const read = (chunk: Buffer): void => {
      const text = chunk.toString();
      note(log, text);
      if (said.length < 10_000) said += text;
      const found = /server listening on (http:\/\/[\d.]+:\d+)/.exec(said);
      if (found?.[1] === undefined) return;
      clearTimeout(timer);
      resolve(found[1]);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', code => {
      clearTimeout(timer);
      reject(new Error(`code-server ended with ${code}:\n${log.join('\n')}`));
    });
  });
}

/** Runs code-server once to its end, for instance to install an extension. */
function runToEnd(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', chunk => {
      output += String(chunk);
    });
    child.stderr.on('data', chunk => {
      output += String(chunk);
    });
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) resolve();
      else reject(new Error(`${args.join(' ')} ended with ${code}:\n${output}`));
    });
  });
}

/**
 * Starts an editor with fresh settings, extensions, home and temporary folder.
 * @throws {Error} when there is no Chromium, or the server does not come up; nothing is left running then
 */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error('no Chromium was found (set PAT_CHROMIUM to one)');
  const programs = editorPrograms(await prepareEditor(line => console.log(line)));

  const home = await mkdtemp(path.join(os.tmpdir(), 'pat-editor-'));
  const folder = async (name: string): Promise<string> => {
    const made = path.join(home, name);
    await mkdir(made, { recursive: true });
    return made;
  };
  const mark = `PAT_EDITOR_RUN=${randomUUID()}`;
  const log: string[] = [];
  let server: ChildProcess | undefined;
  try {
    const userData = await folder('user-data');
    const settings = { ...quietSettings, ...options.settings };
    await writeFile(path.join(await folder('user-data/User'), 'settings.json'), JSON.stringify(settings));
    await writeFile(path.join(home, 'config.yaml'), '');
    const env: NodeJS.ProcessEnv = {
      PATH: `${path.dirname(programs.node)}${path.delimiter}${process.env.PATH ?? ''}`,
      LANG: 'C.UTF-8',
      SHELL: '/bin/sh',
      HOME: await folder('home'),
      TMPDIR: await folder('tmp'),
      EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}',
      PAT_EDITOR_RUN: mark.slice(mark.indexOf('=') + 1),
      ...options.environment,
    };
    const common = [
      programs.codeServer,
      '--config',
      path.join(home, 'config.yaml'),
      '--user-data-dir',
      userData,
      '--extensions-dir',
      await folder('extensions'),
    ];
    if (options.vsix !== undefined) {
      await runToEnd(programs.node, [...common, '--install-extension', options.vsix], env);
    }
    server = spawn(
      programs.node,
      [
        ...common,
        '--bind-addr',
        '127.0.0.1:0',
        '--auth',
        'none',
        '--disable-telemetry',
        '--disable-update-check',
        '--disable-workspace-trust',
        '--disable-getting-started-override',
        '--disable-proxy',
        '--reconnection-grace-time',
        '1',
        ...(options.automated === true ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
      ],
      { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const origin = await listening(server, log);
    const browser = await chromium.launch({
      executablePath,
      args: chromiumFlags,
      env: { PATH: process.env.PATH ?? '', HOME: env.HOME ?? '', TMPDIR: env.TMPDIR ?? '' },
    });
    return new Editor(origin, server, browser, home, mark, log);
  } catch (error) {
    if (server !== undefined) endGroup(server);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}
