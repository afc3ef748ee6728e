// Program texts from files and from standard input, with a clear sentence for whatever is no text.
import { constants, fstatSync, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import process from 'node:process';
import { fileFault } from '../host/file-fault.ts';
import { largestText, tooLarge } from '../host/limits.ts';
import { decodeText, type Reading, unreadable } from '../host/text-file.ts';
import { nowhere, type Place } from './place.ts';

/** What was read, with the bytes that it was. */
export type ProgramText = Unreadable | (Exclude<Reading, Unreadable> & { readonly bytes: Buffer });
type Unreadable = Extract<Reading, { kind: 'unreadable' }>;

/** Reads a file, or standard input for `-`. Never rejects, and waits for nobody but who writes to standard input. */
export async function readProgram(place: Place): Promise<ProgramText> {
  const nothing = nowhere([place]);
  if (nothing !== undefined) return unreadable(nothing);
  try {
    return place === '-' ? await readInput() : await readFile(place);
  } catch (error) {
    return unreadable(fileFault(error));
  }
}

/** Why something is no file with a text, or undefined for a regular file. */
export function noFile(about: Stats): string | undefined {
  if (about.isFile()) return undefined;
  if (about.isDirectory()) return 'This is a folder, not a file.';
  const kind = about.isFIFO() ? 'pipe' : about.isSocket() ? 'socket' : 'device';
  return `This is a ${kind}, not a file; standard input is \`-\`.`;
}

/** So that opening what has become a pipe meanwhile does not wait for somebody who writes to it. */
export const withoutWaiting = constants.O_NONBLOCK ?? 0;

async function readInput(): Promise<ProgramText> {
  // Node reads nothing from a folder, and does not say so.
  if (fstatSync(0).isDirectory()) return unreadable('This is a folder, not a file.');
  return readStream(process.stdin);
}

async function readFile(place: Place): Promise<ProgramText> {
  // Asked first as well, since opening a device may do something to it.
  const before = noFile(await stat(place));
  if (before !== undefined) return unreadable(before);
  const handle = await open(place, constants.O_RDONLY | withoutWaiting);
  try {
    const about = await handle.stat();
    const reason = noFile(about);
    if (reason !== undefined) return unreadable(reason);
    if (about.size > largestText) return unreadable(tooLarge(about.size, 'bytes'));
    // A file may be longer than it says: one that grows, or one of the system's own.
    return await readStream(handle.createReadStream({ autoClose: false }));
  } finally {
    await handle.close();
  }
}

async function readStream(stream: AsyncIterable<Buffer | string>): Promise<ProgramText> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    chunks.push(bytes);
    size += bytes.length;
    if (size > largestText) return unreadable(tooLarge(size, 'bytes'));
  }
  const bytes = Buffer.concat(chunks);
  const reading = decodeText(bytes);
  return reading.kind === 'unreadable' ? reading : { ...reading, bytes };
}
