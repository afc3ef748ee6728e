// Writing a program back into its own file, so that it stays the file that it is: its links, owner, mode, access lists and
// attributes, in a folder that need not be writable. Nothing is lost on the way:
//
// - What the file held is on the disk a second time, in a file of its own (`recovery.ts`), before the file is touched.
// - What the new text is longer by is written first, behind the old one: when the disk is full the old text is still there.
// - When writing fails, the old text is put back. When the process ends in between, the next `pat fmt` does that.
import { Buffer } from 'node:buffer';
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  realpathSync,
  writeSync,
} from 'node:fs';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { reasonOf } from '../host/file-fault.ts';
import { type Shown, shown } from '../terminal/shown.ts';
import type { Place } from './place.ts';
import { noFile, withoutWaiting } from './read.ts';
import { dropOldText, keepOldText, type OldText, sync } from './recovery.ts';

/**
 * Writes `after` into a file that holds `before`. Gives a sentence when that fails: then the file holds what it held, or the
 * sentence says where that is.
 */
export async function rewrite(place: Place, before: Buffer, after: Buffer): Promise<Shown | undefined> {
  return uninterrupted(() => {
    try {
      return withFile(place, handle => replace(handle, place, before, after));
    } catch (error) {
      return refusal(error);
    }
  });
}

function replace(handle: number, place: Place, before: Buffer, after: Buffer): Shown | undefined {
  const content = contentOf(handle, Math.max(before.length, after.length));
  // Another pat fmt was faster.
  if (content.equals(after)) return undefined;
  if (!content.equals(before)) {
    return shown`It was changed while it was being formatted, and is left as it is.`;
  }
  let old: OldText;
  try {
    old = keepOldText(realpathSync.native(place, 'buffer'), before);
  } catch (error) {
    return shown`It is left as it is, since there is nowhere to keep a copy while it is written: ${reasonOf(error)}.`;
  }
  try {
    overwrite(handle, before, after);
  } catch (error) {
    try {
      putBack(handle, before);
    } catch {
      return shown`It could not be written: ${reasonOf(error)}. What it held is in ${old.keptIn}.`;
    }
    dropOldText(old);
    return shown`It cannot be written: ${reasonOf(error)}. It is as it was.`;
  }
  dropOldText(old);
  return undefined;
}

/** What became of a file whose rewriting was interrupted. */
export type Aftermath =
  /** It holds the old or the new text. */
  | 'whole'
  /** It held something in between, and has its old text again. */
  | 'restored'
  /** It holds something in between, and was to stay as it is. */
  | 'broken'
  /** It holds something else, or is not there any more. */
  | 'changed';

/** Looks after a file whose rewriting to `after` was interrupted. Throws when the old text cannot be put back. */
export async function repair(
  { target, text }: OldText,
  after: Buffer,
  mayWrite: boolean,
): Promise<Aftermath> {
  return uninterrupted(() => {
    const longest = Math.max(text.length, after.length);
    try {
      return withFile(
        target,
        handle => {
          const content = contentOf(handle, longest);
          if (content.equals(text) || content.equals(after)) return 'whole';
          if (!isBetween(content, text, after)) return 'changed';
          if (mayWrite) putBack(handle, text);
          return mayWrite ? 'restored' : 'broken';
        },
        mayWrite,
      );
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return 'changed';
      throw error;
    }
  });
}

/** Whether each byte is that of the one text or the other, or never reached the disk. */
function isBetween(content: Buffer, a: Buffer, b: Buffer): boolean {
  if (content.length < Math.min(a.length, b.length) || content.length > Math.max(a.length, b.length)) {
    return false;
  }
  return content.every((byte, i) => byte === a[i] || byte === b[i] || byte === 0);
}

function overwrite(handle: number, before: Buffer, after: Buffer): void {
  if (after.length > before.length) {
    writeFrom(handle, after, before.length, after.length);
    // Some file systems find out only now that there is no room.
    sync(handle);
  }
  writeFrom(handle, after, 0, Math.min(before.length, after.length));
  ftruncateSync(handle, after.length);
  sync(handle);
}

function putBack(handle: number, text: Buffer): void {
  writeFrom(handle, text, 0, text.length);
  ftruncateSync(handle, text.length);
  sync(handle);
}

function writeFrom(handle: number, text: Buffer, start: number, end: number): void {
  for (let at = start; at < end; ) at += writeSync(handle, text, at, end - at, at);
}

/** The content of a file, or of a longer one a piece that is longer than `longest`. */
function contentOf(handle: number, longest: number): Buffer {
  const content = Buffer.alloc(longest + 1);
  let size = 0;
  for (let read = 1; read > 0 && size < content.length; size += read) {
    read = readSync(handle, content, size, content.length - size, size);
  }
  return content.subarray(0, size);
}

function withFile<T>(place: Place, act: (handle: number) => T, forWriting = true): T {
  const access = forWriting ? constants.O_RDWR : constants.O_RDONLY;
  const handle = openSync(place, access | withoutWaiting);
  try {
    const reason = noFile(fstatSync(handle));
    if (reason !== undefined) throw new Error(reason);
    return act(handle);
  } finally {
    closeSync(handle);
  }
}

function refusal(error: unknown): Shown {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return shown`You are not allowed to write this file.`;
  if (code === 'ENOENT') return shown`It was removed while it was being formatted.`;
  return shown`It cannot be written: ${reasonOf(error)}.`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Does something at once, and lets signals that came meanwhile end the process only then. */
async function uninterrupted<T>(act: () => T): Promise<T> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let caught: NodeJS.Signals | undefined;
  const remember = (signal: NodeJS.Signals): void => {
    caught ??= signal;
  };
  for (const signal of signals) process.on(signal, remember);
  try {
    return act();
  } finally {
    // They are heard of when the event loop comes by.
    await setImmediate();
    await setImmediate();
    for (const signal of signals) process.off(signal, remember);
    if (caught !== undefined) process.kill(process.pid, caught);
  }
}
