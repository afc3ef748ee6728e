// How much of a process's heap is data, and how much is code that V8 has compiled, by a heap snapshot. Code grows for
// thousands of keystrokes after the start, as more and more of it is found worth optimizing; data must not.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Bytes. */
export interface Heap {
  readonly data: number;
  readonly code: number;
}

interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] } };
  readonly nodes: readonly number[];
}

/** What `write` leaves in the file that it is given. */
export async function heapOf(write: (file: string) => Promise<unknown>): Promise<Heap> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pat-heap-'));
  try {
    const file = path.join(folder, 'server.heapsnapshot');
    await write(file);
    return sizes(JSON.parse(readFileSync(file, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sizes({ snapshot: { meta }, nodes }: Snapshot): Heap {
  const width = meta.node_fields.length;
  const type = meta.node_fields.indexOf('type');
  const size = meta.node_fields.indexOf('self_size');
  const names = meta.node_types[0];
  let data = 0;
  let code = 0;
  for (let i = 0; i < nodes.length; i += width) {
    const bytes = nodes[i + size] ?? 0;
    switch (names[nodes[i + type] ?? -1]) {
      // Shapes of objects come with the code that makes them; native memory is not on the heap.
      case 'code':
      case 'hidden':
      case 'object shape':
        code += bytes;
        break;
      case 'native':
        break;
      default:
        data += bytes;
    }
  }
  return { data, code };
}
