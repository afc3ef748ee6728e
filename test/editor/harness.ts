// The real VS Code (code-server) with nothing but a fresh home, into which the packaged extension is installed: one server for
// all tests of a process, started when a test first needs it. What a user does in a window of it is in window.ts.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { endProcessesAtExit, log, marked, note, type Place } from './browser.ts';
import { packagedExtension, projectRoot } from './product.ts';
import { makeScratch } from './scratch.ts';
import { editorPrograms, prepareEditor } from './setup.mjs';
import { shared } from './shared.ts';

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
  'security.workspace.trust.startupPrompt': 'never',
  // Rows of text in the page instead of pixels on a canvas: the tests read them.
  'terminal.integrated.gpuAcceleration': 'off',
  'files.autoSave': 'off',
};

export interface EditorOptions {
  /** Added to the quiet settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Leaves it to the user to trust the folder, as VS Code does by itself; otherwise every folder is trusted. */
  readonly asksForTrust?: boolean;
}

/** The address of the server. @throws {Error} when it does not come up */
const origin = shared(start);

/** A folder, an absolute path, in a window of VS Code. */
export async function inCodeServer(folder: string, options: EditorOptions = {}): Promise<Place> {
  return {
    url: `${await origin()}/?folder=${encodeURIComponent(folder)}`,
    options: {
      configurationDefaults: { ...quietSettings, ...options.settings },
      enableWorkspaceTrust: options.asksForTrust === true,
    },
  };
}

/**
 * A folder in a window whose extension host runs tests, with the extension as it lies in the project.
 * @param tests the absolute path of a CommonJS file that exports `run(): Promise<void>`
 */
export async function testedInCodeServer(folder: string, tests: string): Promise<Place> {
  const { url, options } = await inCodeServer(folder);
  const { host } = new URL(url);
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', `vscode-remote://${host}${projectRoot}`],
    ['extensionTestsPath', `vscode-remote://${host}${tests}`],
    ['skipWelcome', 'true'],
  ]);
  return {
    url: `${url}&payload=${encodeURIComponent(payload)}`,
    options: { ...options, developmentOptions: { enableSmokeTestDriver: true } },
  };
}

/** Waits until code-server says where it listens. */
function listening(server: ChildProcess, gone: () => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`code-server did not start within 30 s:\n${log.join('\n')}`)),
      30_000,
    );
    let said = '';
    const read = (chunk: Buffer): void => {
      const text = chunk.toString();
      note(text);
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
      gone();
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

async function start(gone: () => void): Promise<string> {
  const vsix = await packagedExtension();
  const programs = editorPrograms(await prepareEditor(line => console.log(line)));
  endProcessesAtExit();
  const home = await makeScratch('pat-editor-');
  const folder = async (name: string): Promise<string> => {
    const made = path.join(home, name);
    await mkdir(made, { recursive: true });
    return made;
  };
  await writeFile(path.join(home, 'config.yaml'), '');
  const env: NodeJS.ProcessEnv = {
    PATH: `${path.dirname(programs.node)}${path.delimiter}${process.env.PATH ?? ''}`,
    LANG: 'C.UTF-8',
    SHELL: '/bin/sh',
    HOME: await folder('home'),
    TMPDIR: await folder('tmp'),
    EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}',
    ...marked,
  };
  const common = [
    programs.codeServer,
    '--config',
    path.join(home, 'config.yaml'),
    '--user-data-dir',
    await folder('user-data'),
    '--extensions-dir',
    await folder('extensions'),
  ];
  await runToEnd(programs.node, [...common, '--install-extension', vsix], env);
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
      '--disable-getting-started-override',
      '--disable-proxy',
      '--reconnection-grace-time',
      '1',
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return listening(server, gone);
}
