// Loaded before a server (`node --expose-gc --import …`): says over the channel to the parent process, when it is sent the
// name of a file, what memory is in use after a garbage collection and how much processor time was spent. The file
// gets V8's heap snapshot, unless the name is empty.
import process from 'node:process';
import { writeHeapSnapshot } from 'node:v8';

process.on('message', file => {
  // V8 keeps compiled code that was not run since a few collections ago.
  for (let i = 0; i < 12; i++) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  if (typeof file === 'string' && file !== '') writeHeapSnapshot(file);
  process.send?.({ heapUsed, external, rss, processor: (user + system) / 1000 });
});
// The channel is no reason to live on.
process.channel?.unref();
