// Another editor, run once with a script that does what a user does, and what the script saw. It has a home of its own,
// `pat` on its PATH, and the configuration that docs/editors.md tells users to copy.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
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
}

/**
 * Runs the editor until it ends and returns the JSON that its script left in the file that PAT_RESULT names. The script
 * finds the configuration in the file that PAT_CONFIGURATION names and the program in the one that PAT_PROGRAM names.
 * @throws {Error} with the editor's output when it leaves no result
 */
export async function runOtherEditor({ command, args, configuration, program }: OtherEditor): Promise<{
  readonly result: unknown;
  readonly output: string;
}> {
  const cli = await commandLine();
  const [name, text] = program;
  const folder = await makeFolder({ [name]: text, 'home/configuration': configuration });
  let editor: ChildProcess | undefined;
  try {
    const own = async (part: string): Promise<string> => {
      await mkdir(path.join(folder, part), { recursive: true });
      return path.join(folder, part);
    };
    const bin = await own('bin');
    await writeFile(path.join(bin, 'pat'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`);
    await chmod(path.join(bin, 'pat'), 0o755);
    const resultFile = path.join(folder, 'result.json');
    const started = spawn(command, args, {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: `${bin}:${process.env.PATH ?? ''}`,
        LANG: 'C.UTF-8',
        HOME: await own('home'),
        XDG_CONFIG_HOME: await own('config'),
        XDG_DATA_HOME: await own('data'),
        XDG_STATE_HOME: await own('state'),
        XDG_CACHE_HOME: await own('cache'),
        PAT_CONFIGURATION: path.join(folder, 'home', 'configuration'),
        PAT_PROGRAM: path.join(folder, name),
        PAT_RESULT: resultFile,
      },
    });
    editor = started;
    let output = '';
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', chunk => {
        output += String(chunk);
      });
    }
    await new Promise<void>((resolve, reject) => {
      started.once('error', reject);
      started.once('exit', () => resolve());
    });
    const left = await readFile(resultFile, 'utf8').catch(() => {
      throw new Error(`${command} left no result; it said:\n${output}`);
    });
    return { result: JSON.parse(left), output };
  } finally {
    if (editor?.pid !== undefined) {
      try {
        process.kill(-editor.pid, 'SIGKILL');
      } catch {
        // It has ended, and so has all that it started.
      }
    }
    await removeScratch(folder);
  }
}
