// A workspace of a thousand files of a hundred lines, given to the server's process as an editor would: how long until the
// diagnostics of all are there, what the server then holds in memory, and how long an answer for the file in the editor
// takes meanwhile. Needs a build; memory is Linux's (`/proc`). Prints numbers and asserts nothing.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  ProgressType,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { futures } from './programs.ts';

const files = 1000;
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const folder = mkdtempSync(path.join(os.tmpdir(), 'pat-bench-'));
const text = futures(3);

function show(name: string, value: string): void {
  console.log(`${name.padEnd(56)} ${value}`);
}

/** Megabytes that a process holds; NaN where the system does not say. */
function residentOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Seconds of processor time that a process has taken, all its threads together. */
function processorTimeOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

for (let i = 0; i < files; i++) {
  const file = path.join(folder, `part${i % 20}`, `file${i}.pat`);
  mkdirSync(path.dirname(file), { recursive: true });
  // No two are alike, and one in ten is wrong.
  const program = text.replaceAll('Future', `Future${i}x`);
  writeFileSync(file, i % 10 === 0 ? program.replace('a + b', 'a + nothing') : program);
}

const server = spawn(process.execPath, [cli, 'serve', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const client = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
);
client.onRequest('client/registerCapability', () => null);
client.onRequest('window/workDoneProgress/create', () => null);
client.listen();
const rootUri = pathToFileURL(folder).href;
await client.sendRequest('initialize', {
  processId: process.pid,
  rootUri,
  workspaceFolders: [{ uri: rootUri, name: 'bench' }],
  capabilities: {
    textDocument: { diagnostic: {} },
    workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
    window: { workDoneProgress: true },
  },
});
await client.sendNotification('initialized', {});

// One file is open, and asked about all the time: an answer waits as long as the server is busy with something else.
const uri = `${rootUri}/part0/file0.pat`;
await client.sendNotification('textDocument/didOpen', {
  textDocument: { uri, languageId: 'pat', version: 1, text },
});
const hover = (): Promise<unknown> =>
  client.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 11 } });
for (let i = 0; i < 20; i++) await hover();
const before = residentOf(server.pid);
const processorBefore = processorTimeOf(server.pid);

const known = new Set<string>();
let faults = 0;
const began = performance.now();
let first = Number.NaN;
const finished = new Promise<number>(resolve => {
  client.onProgress(new ProgressType<WorkspaceDiagnosticReport>(), 'partial', ({ items }) => {
    if (Number.isNaN(first)) first = performance.now() - began;
    for (const item of items) {
      if (known.has(item.uri)) continue;
      known.add(item.uri);
      if (item.kind === 'full') faults += item.items.length;
    }
    if (known.size === files) resolve(performance.now() - began);
  });
});
client
  .sendRequest('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'partial' })
  .catch(() => undefined);
const symbolsBegan = performance.now();
const symbols = client
  .sendRequest<unknown[]>('workspace/symbol', { query: 'user' })
  .then(() => performance.now() - symbolsBegan);
const waits: number[] = [];
let busy = true;
const asking = (async () => {
  while (busy) {
    const asked = performance.now();
    await hover();
    waits.push(performance.now() - asked);
    await new Promise(resolve => setTimeout(resolve, 15));
  }
})();
const all = await finished;
const processor = processorTimeOf(server.pid) - processorBefore;
busy = false;
await asking;
waits.sort((a, b) => a - b);
const at = (share: number): string => `${(waits[Math.floor(share * (waits.length - 1))] ?? 0).toFixed(1)} ms`;
const lines = text.split('\n').length - 1;
show(`${files} files of ${lines} lines: the first diagnostics`, `${first.toFixed(0)} ms`);
show(
  `all diagnostics (${faults} faults)`,
  `${(all / 1000).toFixed(1)} s, ${processor.toFixed(1)} s of processor time`,
);
show('symbols, asked for at the start', `${((await symbols) / 1000).toFixed(1)} s`);
const again = performance.now();
await client.sendRequest('workspace/symbol', { query: 'user' });
show('symbols, when all is known', `${(performance.now() - again).toFixed(0)} ms`);
show(
  `an answer meanwhile (${waits.length} asked): median, 95 %, longest`,
  `${at(0.5)}, ${at(0.95)}, ${at(1)}`,
);
show(
  'memory of the server before and after',
  `${before.toFixed(0)} MB, ${residentOf(server.pid).toFixed(0)} MB`,
);
server.kill();
client.dispose();
rmSync(folder, { recursive: true, force: true });
