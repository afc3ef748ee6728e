// Starts the real VS Code (code-server) with nothing but a fresh home, installs a packaged extension into it and opens
// a folder in Chromium. Every process carries a mark in its environment, by which it is found and ended: nothing is
// left running, whatever way a test ends. What a user does in the window is in window.ts.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { endProcesses, launchChromium, makeMark, newPage, note } from './browser.ts';
import { makeScratch, removeScratch } from './scratch.ts';
import { editorPrograms, findChromium, prepareEditor } from './setup.mjs';
import { EditorWindow } from './window.ts';

/** Settings without which the window would greet, update, recommend or phone home. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
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

export interface EditorOptions {
  /** Absolute path of the packaged extension to install. */
  readonly vsix?: string;
  /** Added to the quiet settings of the test editor. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Lets `openForTests` load a test module into the extension host. */
  readonly automated?: boolean;
  /** Leaves it to the user to trust the folder, as VS Code does by itself; otherwise every folder is trusted. */
  readonly asksForTrust?: boolean;
  /** Added to the environment of the server, which the extension host inherits. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A running editor: one server, one browser, any number of windows. */
export class Editor {
  readonly origin: string;
  readonly #browser: Browser;
  readonly #home: string;
  readonly #mark: string;
  readonly #log: string[];

  constructor(origin: string, browser: Browser, home: string, mark: string, log: string[]) {
    this.origin = origin;
    this.#browser = browser;
    this.#home = home;
    this.#mark = mark;
    this.#log = log;
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
    await this.#browser.close().catch(() => {});
    endProcesses(this.#mark);
    await removeScratch(this.#home);
  }

  #page(): Promise<Page> {
    return newPage(this.#browser, this.#log);
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

  const home = await makeScratch('pat-editor-');
  const folder = async (name: string): Promise<string> => {
    const made = path.join(home, name);
    await mkdir(made, { recursive: true });
    return made;
  };
  const mark = makeMark();
  const log: string[] = [];
  try {
    const userData = await folder('user-data');
    const trust = options.asksForTrust === true;
    const settings = {
      ...quietSettings,
      'security.workspace.trust.enabled': trust,
      'security.workspace.trust.startupPrompt': 'never',
      ...options.settings,
    };
    await writeFile(path.join(await folder('user-data/User'), 'settings.json'), JSON.stringify(settings));
    await writeFile(path.join(home, 'config.yaml'), '');
    const env: NodeJS.ProcessEnv = {
      PATH: `${path.dirname(programs.node)}${path.delimiter}${process.env.PATH ?? ''}`,
      LANG: 'C.UTF-8',
      SHELL: '/bin/sh',
      HOME: await folder('home'),
      TMPDIR: await folder('tmp'),
      EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}',
      PAT_EDITOR_RUN: mark,
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
    const server = spawn(
      programs.node,
      [
        ...common,
        '--bind-addr',
        '127.0.0.1:0',
        '--auth',
        'none',
        '--disable-telemetry',
        '--disable-update-check',
        ...(trust ? [] : ['--disable-workspace-trust']),
        '--disable-getting-started-override',
        '--disable-proxy',
        '--reconnection-grace-time',
        '1',
        ...(options.automated === true ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
      ],
      { env, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const origin = await listening(server, log);
    const browser = await launchChromium(executablePath, mark, env);
    return new Editor(origin, browser, home, mark, log);
  } catch (error) {
    endProcesses(mark);
    await removeScratch(home);
    throw error;
  }
}
