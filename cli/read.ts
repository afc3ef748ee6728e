// Program texts from files and from standard input, with a clear sentence for whatever is no text.
import { open } from 'node:fs/promises';
import process from 'node:process';
import { largestText, tooLarge } from '../host/limits.ts';
import { explain } from '../server/node-files.ts';
import { decodeText, type Reading, unreadable } from '../host/text-file.ts';

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
  return decodeText(Buffer.concat(chunks));
}
