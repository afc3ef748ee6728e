// Runs the built `pat` command as a user would: with pipes, in a terminal, from a shell, as somebody without rights.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Context } from 'mocha';
import { patience } from '../patience.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  readonly milliseconds: number;
}

export interface PatOptions {
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Arguments of Node, before the command. */
  readonly node?: readonly string[];
  /** Another copy of the command. */
  readonly cli?: string;
  /** Who runs it. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** Called with all output so far; may send a signal. */
  readonly onOutput?: (out: string, kill: (signal: NodeJS.Signals) => void) => void;
  /** How long it may take, in milliseconds, before it is killed. */
  readonly patience?: number;
}

/** The environment without what decides about colour, and with a folder for state that is nobody's. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...env } = process.env;
  return { ...env, TERM: 'xterm', XDG_STATE_HOME: path.join(os.tmpdir(), 'pat-tests') };
}

/** The outcome of `pat ARGS…`. */
export function pat(args: readonly string[], options: PatOptions = {}): Promise<Outcome> {
  const begin = Date.now();
  const child = spawn(process.execPath, [...(options.node ?? []), options.cli ?? cli, ...args], {
    cwd: options.cwd ?? root,
    env: { ...plainEnvironment(), ...options.env },
    ...options.user,
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
    options.onOutput?.(out, signal => child.kill(signal));
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(options.stdin ?? '');
  const timer = setTimeout(() => child.kill('SIGKILL'), options.patience ?? patience);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, out, err, milliseconds: Date.now() - begin });
    });
  });
}

/** What a POSIX shell does with a script in which `pat` is the command, and `$1`, `$2`, … are what is given. */
export function shell(script: string, given: readonly string[] = [], options: PatOptions = {}): Outcome {
  const begin = Date.now();
  const whole = `pat() { "$PAT_NODE" "$PAT_CLI" "$@"; }\n${script}`;
  const { status, signal, stdout, stderr } = spawnSync('bash', ['-c', whole, 'bash', ...given], {
    cwd: options.cwd ?? root,
    env: {
      ...plainEnvironment(),
      PAT_NODE: process.execPath,
      PAT_CLI: options.cli ?? cli,
      ...options.env,
    },
    encoding: 'utf8',
    timeout: options.patience ?? patience,
    maxBuffer: 1 << 28,
    killSignal: 'SIGKILL',
  });
  return { code: status, signal, out: stdout, err: stderr, milliseconds: Date.now() - begin };
}

/** A program in Python that runs a command with some of its streams on a terminal, and tells what came out, as JSON. */
const onTerminal = `
import json, os, pty, select, signal, subprocess, sys, termios, time
request = json.load(sys.stdin)
files, streams = {}, {}
for name in ('stdout', 'stderr'):
    if name in request['terminals']:
        ours, theirs = pty.openpty()
        mode = termios.tcgetattr(theirs)
        mode[1] &= ~termios.OPOST
        termios.tcsetattr(theirs, termios.TCSANOW, mode)
    else:
        ours, theirs = os.pipe()
    files[ours], streams[name] = name, theirs
child = subprocess.Popen(request['command'], stdin=subprocess.DEVNULL, env=request['env'], cwd=request['cwd'], **streams)
for theirs in streams.values(): os.close(theirs)
result = {'stdout': b'', 'stderr': b''}
if request.get('signal'):
    # Once something has come, nothing is read until the process has ended.
    ours = next(iter(files))
    result[files[ours]] += os.read(ours, 1)
    time.sleep(request['after'])
    child.send_signal(getattr(signal, request['signal']))
    try: child.wait(request['patience'])
    except subprocess.TimeoutExpired: child.kill()
while files:
    for ours in select.select(list(files), [], [])[0]:
        try: data = os.read(ours, 65536)
        except OSError: data = b''
        if data: result[files[ours]] += data
        else: del files[ours]
print(json.dumps({'code': child.wait(), 'out': result['stdout'].decode(), 'err': result['stderr'].decode()}))
`;

type Stream = 'stdout' | 'stderr';

/** What `pat ARGS…` does when some of its streams are a terminal; with a signal, one that is read no more after a character. */
export function patOnTerminal(
  args: readonly string[],
  terminals: readonly Stream[],
  options: PatOptions & { readonly signal?: NodeJS.Signals; readonly after?: number } = {},
): Pick<Outcome, 'code' | 'out' | 'err'> {
  const request = {
    command: [process.execPath, ...(options.node ?? []), cli, ...args],
    terminals,
    cwd: options.cwd ?? root,
    env: { ...plainEnvironment(), ...options.env },
    signal: options.signal,
    after: options.after,
    patience: patience / 1000,
  };
  const { stdout, stderr } = spawnSync('python3', ['-c', onTerminal], {
    input: JSON.stringify(request),
    encoding: 'utf8',
    timeout: options.patience ?? 2 * patience,
    maxBuffer: 1 << 28,
  });
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`python3: ${stderr}`);
  }
}

/** Skips a test when a program is not there, or with CI=true fails it: there everything is installed. */
export function needs(context: Context, program: string, ...args: readonly string[]): void {
  if (spawnSync(program, args).status === 0) return;
  const reason = `${[program, ...args].join(' ')} does not work here`;
  if (process.env.CI === 'true' && args.length <= 1) throw new Error(reason);
  console.log(`      skipped: ${reason}`);
  context.skip();
}

/** A new folder that anybody may use. */
export function openFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pat-cli-'));
  spawnSync('chmod', ['755', folder]);
  return folder;
}

/** Somebody who is not root, and a copy of the command that they may read; in a folder of their own. */
export function somebody(folder: string): Pick<PatOptions, 'user' | 'cli'> & { readonly home: string } {
  const dist = path.join(folder, 'dist');
  cpSync(path.join(root, 'dist'), dist, { recursive: true });
  const home = path.join(folder, 'home');
  mkdirSync(home);
  if (process.getuid?.() !== 0) return { cli: path.join(dist, 'cli.js'), user: undefined, home };
  const user = { uid: 65534, gid: 65534 };
  spawnSync('chown', ['65534:65534', home]);
  return { cli: path.join(dist, 'cli.js'), user, home };
}

export function write(folder: string, name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}
