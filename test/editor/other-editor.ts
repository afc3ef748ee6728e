// Another editor, run once with a script that does what a user does, and what the script saw. It has a home of its own,
// `pat` on its PATH, and the configuration that docs/editors.md tells users to copy.
import { type ChildProcess, spawn } from 'node:child_process';
import { access, chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { commandLine } from './product.ts';
import { makeFolder } from './programs.ts';
import { removeScratch } from './scratch.ts';

export interface OtherEditor {
  readonly command: string;
  readonly args: readonly string[];
  /** The text of its configuration file. */
  readonly configuration: string;
  /** The program that it opens: its name and text. */
  readonly program: readonly [string, string];
  /**
   * What is typed once the file that PAT_READY names is there. The editor then has a terminal, made by `script`; without keys
   * it has none.
   */
  readonly bursts?: readonly Burst[];
}

/** Milliseconds, beside those between keys, after which an editor will not end by itself any more. */
const patience = 120_000;

/** Keys that come at once, and the milliseconds until the next ones. */
export interface Burst {
  readonly keys: string;
  readonly pause: number;
}

/**
 * Runs the editor until it ends and returns the JSON that its script left in the file that PAT_RESULT names. The script
 * finds the configuration in the file that PAT_CONFIGURATION names and the program in the one that PAT_PROGRAM names.
 * @throws {Error} with the editor's output when it leaves no result
 */
export async function runOtherEditor({
  command,
  args,
  configuration,
  program,
  bursts,
}: OtherEditor): Promise<{
  readonly result: unknown;
  readonly output: string;
}> {
  const cli = await commandLine();
  const [name, text] = program;
  const folder = await makeFolder({ [name]: text, 'home/configuration': configuration });
  let editor: ChildProcess | undefined;
  let tired: ReturnType<typeof setTimeout> | undefined;
  try {
    const own = async (part: string): Promise<string> => {
      await mkdir(path.join(folder, part), { recursive: true });
      return path.join(folder, part);
    };
    const bin = await own('bin');
    await writeFile(path.join(bin, 'pat'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`);
    await chmod(path.join(bin, 'pat'), 0o755);
    const resultFile = path.join(folder, 'result.json');
    const readyFile = path.join(folder, 'ready');
    const [file, ...rest] =
      bursts === undefined
        ? [command, ...args]
        : ['script', '-qfec', [command, ...args].map(quoted).join(' '), '/dev/null'];
    const started = spawn(file, rest, {
      cwd: folder,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: `${bin}:${process.env.PATH ?? ''}`,
        LANG: 'C.UTF-8',
        TERM: 'xterm',
        HOME: await own('home'),
        XDG_CONFIG_HOME: await own('config'),
        XDG_DATA_HOME: await own('data'),
        XDG_STATE_HOME: await own('state'),
        XDG_CACHE_HOME: await own('cache'),
        PAT_CONFIGURATION: path.join(folder, 'home', 'configuration'),
        PAT_PROGRAM: path.join(folder, name),
        PAT_RESULT: resultFile,
        PAT_READY: readyFile,
      },
    });
    editor = started;
    const pauses = (bursts ?? []).reduce((sum, { pause }) => sum + pause, 0);
    tired = setTimeout(() => end(started), patience + 10 * pauses);
    let output = '';
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', chunk => {
        output += String(chunk);
      });
    }
    const ended = new Promise<void>((resolve, reject) => {
      started.once('error', reject);
      started.once('exit', () => resolve());
    });
    started.stdin?.on('error', () => {});
    if (bursts === undefined) started.stdin?.end();
    else await Promise.race([type(bursts, readyFile, keys => started.stdin?.write(keys)), ended]);
    await ended;
    const left = await readFile(resultFile, 'utf8').catch(() => {
      throw new Error(`${command} left no result; it said:\n${output}`);
    });
    return { result: JSON.parse(left), output };
  } finally {
    clearTimeout(tired);
    end(editor);
    await removeScratch(folder);
  }
}

/** Ends an editor with all that it started. */
function end(editor: ChildProcess | undefined): void {
  if (editor?.pid === undefined) return;
  try {
    process.kill(-editor.pid, 'SIGKILL');
  } catch {
    // It has ended, and so has all that it started.
  }
}

function quoted(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

async function type(
  bursts: readonly Burst[],
  readyFile: string,
  write: (keys: string) => void,
): Promise<void> {
  const wait = (milliseconds: number): Promise<void> =>
    new Promise(resolve => setTimeout(resolve, milliseconds));
  while (
    await access(readyFile).then(
      () => false,
      () => true,
    )
  ) {
    await wait(100);
  }
  for (const { keys, pause } of bursts) {
    write(keys);
    await wait(pause);
  }
}
