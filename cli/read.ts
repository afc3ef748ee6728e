// Program texts from files and from standard input, with a clear sentence for whatever is no text.
import { open } from 'node:fs/promises';
import process from 'node:process';
import { largestText, tooLarge } from '../server/limits.ts';

export type Reading =
  | { readonly kind: 'text'; readonly text: string }
  /** A sentence that says what is wrong, without the file's name. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads a file, or standard input for `-`. Never rejects. */
export async function readProgram(file: string): Promise<Reading> {
  try {
    return file === '-' ? await readStream(process.stdin) : await readFile(file);
  } catch (error) {
    return unreadable(explain(error));
  }
}

async function readFile(file: string): Promise<Reading> {
  const handle = await open(file, 'r');
  try {
    const about = await handle.stat();
    if (about.isDirectory()) return unreadable('This is a folder, not a file.');
    // Only a regular file knows its size; a pipe or a device is read until it ends or is too much.
    if (about.isFile() && about.size > largestText) return unreadable(tooLarge(about.size, 'bytes'));
    return await readStream(handle.createReadStream({ autoClose: false }));
  } finally {
    await handle.close();
  }
}

async function readStream(stream: AsyncIterable<Buffer | string>): Promise<Reading> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    chunks.push(bytes);
    size += bytes.length;
    if (size > largestText) return unreadable(tooLarge(size, 'bytes'));
  }
  return decode(Buffer.concat(chunks));
}

/** A byte-order mark is no part of the text. */
function decode(bytes: Buffer): Reading {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return unreadable('This file is in UTF-16; please save it as UTF-8.');
  }
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const at = firstBadByte(bytes);
    const line = bytes.subarray(0, at).toString('latin1').split('\n').length;
    const value = (bytes[at] ?? 0).toString(16).padStart(2, '0');
    return unreadable(
      `This is not a UTF-8 text: byte ${at + 1} (0x${value}, on line ${line}) fits no character.`,
    );
  }
}

/** The index of the first byte that begins no well-formed UTF-8 character (Unicode 15, table 3-7). */
function firstBadByte(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const more =
      lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
    if (more < 0) return at;
    const second = bytes[at + 1] ?? 0;
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    for (let i = 1; i <= more; i++) {
      const byte = bytes[at + i] ?? 0;
      if (i === 1 ? second < low || second > high : byte < 0x80 || byte > 0xbf) return at;
    }
    at += more + 1;
  }
  return at;
}

function unreadable(reason: string): Reading {
  return { kind: 'unreadable', reason };
}

const reasons: Record<string, string> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file: a part of its path is not a folder.',
  EISDIR: 'This is a folder, not a file.',
  EACCES: 'You are not allowed to read this file.',
  EPERM: 'You are not allowed to read this file.',
  ELOOP: 'This link leads back to itself.',
  ENAMETOOLONG: 'This name is too long for a file.',
};

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
}
