// What a file held before `pat fmt` began to rewrite it, kept on the disk until the new text is there: in the user's folder for
// state, or where that cannot be written in a folder for temporary files. One that is found later tells of a `pat fmt` that was
// killed, or of a machine that lost its power. Each begins with a comment that says whose text it is; the rest is that text.
import { Buffer, isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  type Stats,
  unlinkSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { type Place, placeOf } from './place.ts';
import { withoutWaiting } from './read.ts';

/** The old text of a file, as it is kept. */
export interface OldText {
  /** The file that is, or was, rewritten. */
  readonly target: Place;
  readonly text: Buffer;
  /** Where the text is kept. */
  readonly keptIn: string;
}

const comment = '# Kept by pat fmt while it rewrites a file: ';
const fileName = /^fmt-\d+-[0-9a-f]+\.pat$/;

/** Puts the old text of a file onto the disk. Throws the reason when that is possible nowhere. */
export function keepOldText(target: Buffer, text: Buffer): OldText {
  const about = {
    file: isUtf8(target) ? target.toString() : { base64: target.toString('base64') },
    bytes: text.length,
    process: process.pid,
    host: os.hostname(),
  };
  const content = Buffer.concat([Buffer.from(`${comment}${JSON.stringify(about)}\n`), text]);
  const name = `fmt-${process.pid}-${randomBytes(8).toString('hex')}.pat`;
  let failure: unknown;
  for (const folder of folders()) {
    const keptIn = path.join(folder, name);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (!isOurs(lstatSync(folder))) throw new Error(`${folder} belongs to somebody else`);
      writeDurably(keptIn, content);
      return { target: placeOf(target), text, keptIn };
    } catch (error) {
      failure ??= error;
      dropOldText({ keptIn });
    }
  }
  throw failure;
}

/** Removes what is kept; nothing happens when that is not possible. */
export function dropOldText({ keptIn }: Pick<OldText, 'keptIn'>): void {
  try {
    unlinkSync(keptIn);
  } catch {
    // What says nothing new is found again, and then dropped.
  }
}

/** What is kept although nobody is rewriting its file any more. */
export function forgottenTexts(): OldText[] {
  return folders().flatMap(folder => {
    try {
      if (!isOurs(lstatSync(folder))) return [];
      return readdirSync(folder)
        .filter(name => fileName.test(name))
        .flatMap(name => forgottenText(path.join(folder, name)) ?? []);
    } catch {
      return [];
    }
  });
}

function folders(): string[] {
  const { XDG_STATE_HOME = '', LOCALAPPDATA = '' } = process.env;
  const home = (...names: string[]): string[] => {
    try {
      const folder = os.homedir();
      // Somebody without a home does not get one.
      return existsSync(folder) ? [path.join(folder, ...names)] : [];
    } catch {
      return [];
    }
  };
  const state = path.isAbsolute(XDG_STATE_HOME)
    ? [path.join(XDG_STATE_HOME, 'pat')]
    : process.platform === 'win32' && LOCALAPPDATA !== ''
      ? [path.join(LOCALAPPDATA, 'pat')]
      : home('.local', 'state', 'pat');
  const user = process.getuid?.() ?? 'user';
  return [...state, path.join(os.tmpdir(), `pat-${user}`)];
}

/** Nobody else can have put something there: what is found is written into files. */
function isOurs(about: Stats): boolean {
  const user = process.getuid?.();
  return about.isDirectory() && (user === undefined || (about.uid === user && (about.mode & 0o022) === 0));
}

function writeDurably(file: string, content: Buffer): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    for (let at = 0; at < content.length; ) at += writeSync(handle, content, at);
    sync(handle);
  } finally {
    closeSync(handle);
  }
  if (process.platform === 'win32') return;
  // Its name must be on the disk as well.
  const folder = openSync(path.dirname(file), 'r');
  try {
    sync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Waits until what was written is on the disk, where the file system knows such a thing. */
export function sync(handle: number): void {
  try {
    fsyncSync(handle);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EINVAL' && code !== 'ENOSYS' && code !== 'ENOTSUP') throw error;
  }
}

/** Rewriting takes no longer than this, in milliseconds. */
const longestRewrite = 10 * 60_000;

function forgottenText(keptIn: string): OldText | undefined {
  let content: Buffer;
  let age: number;
  try {
    const handle = openSync(keptIn, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | withoutWaiting);
    try {
      const about = fstatSync(handle);
      if (!about.isFile()) return undefined;
      age = Date.now() - about.mtimeMs;
      content = readFileSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
  const end = content.indexOf('\n');
  const text = content.subarray(end + 1);
  const about = aboutOf(content.subarray(0, Math.max(0, end)).toString());
  const writer = about?.process ?? Number(path.basename(keptIn).split('-')[1]);
  const here = about === undefined || about.host === os.hostname();
  if (age < longestRewrite && (!here || isRunning(writer))) return undefined;
  // It was not yet complete, so the file itself had not been touched.
  if (about === undefined || text.length !== about.bytes) {
    dropOldText({ keptIn });
    return undefined;
  }
  return { target: about.target, text, keptIn };
}

function aboutOf(
  line: string,
):
  | { readonly target: Place; readonly bytes: number; readonly process: number; readonly host: string }
  | undefined {
  if (!line.startsWith(comment)) return undefined;
  try {
    const { file, bytes, process: writer, host } = JSON.parse(line.slice(comment.length));
    const target = typeof file === 'string' ? file : Buffer.from(String(file.base64), 'base64');
    return { target, bytes: Number(bytes), process: Number(writer), host: String(host) };
  } catch {
    return undefined;
  }
}

function isRunning(id: number): boolean {
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
