// Temporary folders that go away with the process, however it ends (short of being killed outright).
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

const folders = new Set<string>();

/** Makes an empty folder, to be removed by `removeScratch` or when the process exits. */
export async function makeScratch(prefix: string): Promise<string> {
  if (folders.size === 0) process.once('exit', removeAll);
  const folder = await mkdtemp(path.join(os.tmpdir(), prefix));
  folders.add(folder);
  return folder;
}

/** Removes a folder with all it holds; one that is gone already is fine. */
export async function removeScratch(folder: string): Promise<void> {
  // What was just killed may still be writing.
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  folders.delete(folder);
  if (folders.size === 0) process.off('exit', removeAll);
}

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
