// Programs that run in a worker, as seen by a host: once with a port in this thread, once in a real worker thread.

import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { type HostMessage, type Port, serveRun, type WorkerMessage } from '../../../../host/run-session.ts';
import { defaultsOf } from '../../../settings.ts';
import { settingsTable } from '../../settings.ts';
import { testLanguage } from '../parser.ts';

const defaults = defaultsOf(settingsTable);

const flood = 'def flood(n: Int): Unit { print(intToString(n)); flood(n + 1) } flood(0)';

/** The host's side of a session in this thread. */
class Host {
  readonly messages: WorkerMessage[] = [];
  private readonly port: Port;
  private arrived: (() => void) | undefined;

  constructor(text: string, sleep: 'real' | 'skip' = 'skip') {
    this.port = {
      onmessage: null,
      postMessage: message => {
        this.messages.push(structuredClone(message));
        this.arrived?.();
      },
    };
    serveRun(this.port, testLanguage);
    this.send({ kind: 'start', language: 'pat', text, settings: defaults, seed: 1, sleep });
  }

  send(data: HostMessage): void {
    this.port.onmessage?.({ data });
  }

  /** The first message of a kind, as soon as it is here. */
  async get<K extends WorkerMessage['kind']>(kind: K): Promise<Extract<WorkerMessage, { kind: K }>> {
    for (;;) {
      for (const message of this.messages) {
        if (isKind(message, kind)) return message;
      }
      await new Promise<void>(resolve => {
        this.arrived = resolve;
      });
    }
  }

  /** Returns as soon as so many batches of output are here. */
  async batch(count: number): Promise<void> {
    while (this.batches.length < count) {
      await new Promise<void>(resolve => {
        this.arrived = resolve;
      });
    }
  }

  get batches(): Extract<WorkerMessage, { kind: 'output' }>[] {
    return this.messages.filter(m => m.kind === 'output');
  }
}

function isKind<K extends WorkerMessage['kind']>(
  message: WorkerMessage,
  kind: K,
): message is Extract<WorkerMessage, { kind: K }> {
  return message.kind === kind;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

describe('a session', () => {
  it('says what checking found, then gives the output, then the report', async () => {
    const host = new Host('print("one"); print("two"); 3');
    const { report } = await host.get('finished');
    assert.deepEqual(
      host.messages.map(m => m.kind),
      ['checked', 'output', 'finished'],
    );
    assert.deepEqual(host.batches[0]?.lines, ['one', 'two']);
    assert.equal(report.result, '3');
  });

  it('is throttled by acknowledgements: a flood stops until the host has shown what it got', async () => {
    const host = new Host(flood);
    await host.batch(4);
    await pause(100);
    assert.equal(host.batches.length, 4, 'more came without an acknowledgement');
    host.send({ kind: 'acknowledge', batch: 2 });
    await host.batch(6);
    await pause(100);
    assert.equal(host.batches.length, 6);
    const lines = host.batches.flatMap(b => b.lines);
    assert.deepEqual(lines.slice(-1), [String(lines.length - 1)]);
    host.send({ kind: 'stop' });
    await host.get('stopped');
  });

  it('stops an endless loop', async () => {
    const host = new Host('def spin(n: Int): Unit { spin(n + 1) } spin(0)');
    await host.get('checked');
    await pause(50);
    host.send({ kind: 'stop' });
    await host.get('stopped');
    assert.equal(host.messages.at(-1)?.kind, 'stopped');
  });

  it('stops at once while everybody sleeps, and otherwise sleeps in real time', async () => {
    const asleep = new Host('sleep(100000000000); print("never")', 'real');
    await asleep.get('checked');
    await pause(50);
    asleep.send({ kind: 'stop' });
    await asleep.get('stopped');

    const began = performance.now();
    const short = new Host('print("before"); sleep(120); print("after")', 'real');
    await short.get('output');
    // What was printed does not wait for the end of the sleep.
    assert.deepEqual(
      short.batches.flatMap(b => b.lines),
      ['before'],
    );
    await short.get('finished');
    assert.ok(performance.now() - began >= 115);
    assert.deepEqual(
      short.batches.flatMap(b => b.lines),
      ['before', 'after'],
    );
  });

  it('skips sleeping when asked to', async () => {
    const { report } = await new Host('sleep(3600000); 1', 'skip').get('finished');
    assert.equal(report.result, '1');
  });

  it('says so when checking itself breaks', async () => {
    const messages: WorkerMessage[] = [];
    const port: Port = { onmessage: null, postMessage: m => void messages.push(m) };
    serveRun(port, () => Promise.reject(new Error('no parser')));
    port.onmessage?.({
      data: { kind: 'start', language: 'pat', text: '', settings: defaults, seed: 1, sleep: 'skip' },
    });
    await pause(10);
    assert.deepEqual(messages, [{ kind: 'broken', message: 'no parser' }]);
  });
});

describe('a session in a worker thread', () => {
  const workers: Worker[] = [];
  afterEach(async () => {
    await Promise.all(workers.splice(0).map(w => w.terminate()));
  });

  function work(text: string): Worker {
    // TypeScript has to be made known to each thread.
    const url = JSON.stringify(new URL('./worker.ts', import.meta.url).href);
    const code = `import('tsx/esm/api').then(({ register }) => { register(); return import(${url}); });`;
    const worker = new Worker(code, { eval: true });
    workers.push(worker);
    const start: HostMessage = {
      kind: 'start',
      language: 'pat',
      text,
      settings: defaults,
      seed: 1,
      sleep: 'real',
    };
    worker.postMessage(start);
    return worker;
  }

  function next(worker: Worker, kind: WorkerMessage['kind']): Promise<WorkerMessage> {
    return new Promise((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === kind) resolve(message);
      });
    });
  }

  it('runs a program from its text', async () => {
    const worker = work('print("hello"); 1 + 1');
    const output = next(worker, 'output');
    const finished = await next(worker, 'finished');
    assert.ok(finished.kind === 'finished' && finished.report.result === '2');
    assert.deepEqual(await output, { kind: 'output', batch: 1, lines: ['hello'] });
  });

  it('does not run a program with errors, and says what they are', async () => {
    const worker = work('print("hello"); 1 + missing');
    const checked = await next(worker, 'checked');
    assert.ok(checked.kind === 'checked' && !checked.accepted && checked.diagnostics.length === 1);
  });

  it('is ended at once in an endless loop, with the output until then', async () => {
    const worker = work('def spin(n: Int): Unit { spin(n + 1) } print("spinning"); spin(0)');
    await next(worker, 'output');
    await worker.terminate();
  });
});
