// A client that reads and writes LSP's frames itself: it sees each message as it was sent, and can send what no
// well-behaved client would.
import { type ChildProcessWithoutNullStreams, type SpawnOptions, spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { patience } from '../patience.ts';

export interface Message {
  readonly jsonrpc?: unknown;
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

export class Wire {
  /** Everything that the server has sent, in order. */
  readonly messages: Message[] = [];
  /** Answers requests of the server; undefined is the answer that the method is unknown. */
  onRequest: (method: string, params: unknown) => unknown = () => undefined;
  private readonly output: Writable;
  private readonly listeners = new Set<(message: Message) => void>();
  private chunks: Buffer[] = [];
  private length = 0;
  /** Bytes of the frame that is being read, or 0 when its length is not yet known. */
  private needed = 0;
  private lastId = 1000;

  /** `input`: what the server writes; `output`: what it reads. */
  constructor(input: Readable, output: Writable) {
    this.output = output;
    output.on('error', () => {});
    input.on('data', (chunk: Buffer) => this.read(chunk));
  }

  raw(text: string | Buffer): void {
    this.output.write(text);
  }

  /** Sends messages together, so that the server has all of them before it takes up the first. */
  send(...messages: readonly object[]): void {
    this.raw(messages.map(message => frame(JSON.stringify({ jsonrpc: '2.0', ...message }))).join(''));
  }

  notify(method: string, params?: unknown): void {
    this.send({ method, params });
  }

  /** Sends a request and gives its response, error or not. */
  request(method: string, params?: unknown): Promise<Message> {
    return this.start(method, params).answer;
  }

  /** Sends a request that may be cancelled before it is answered. */
  start(method: string, params?: unknown): { readonly id: number; readonly answer: Promise<Message> } {
    const id = ++this.lastId;
    const answer = this.until(m => m.id === id && m.method === undefined, `the answer to ${method}`);
    this.send({ id, method, params });
    return { id, answer };
  }

  /** What a request gives. Rejects with an error's message. */
  async result(method: string, params?: unknown): Promise<unknown> {
    const { error, result } = await this.request(method, params);
    if (error !== undefined) throw new Error(`${method}: ${error.message} (${error.code})`);
    return result;
  }

  answer(id: number | string | null): Promise<Message> {
    return this.until(m => m.id === id && m.method === undefined, `the answer to ${id}`);
  }

  /** A message that has come or will come. */
  until(wanted: (message: Message) => boolean, what = 'a message'): Promise<Message> {
    const found = this.messages.find(wanted);
    return found === undefined ? this.next(wanted, what) : Promise.resolve(found);
  }

  /** A message that will come. */
  next(wanted: (message: Message) => boolean, what = 'a message'): Promise<Message> {
    return new Promise((resolve, reject) => {
      const listener = (message: Message): void => {
        if (!wanted(message)) return;
        clearTimeout(timer);
        this.listeners.delete(listener);
        resolve(message);
      };
      const timer = setTimeout(() => {
        this.listeners.delete(listener);
        reject(new Error(`waited in vain for ${what}`));
      }, patience);
      this.listeners.add(listener);
    });
  }

  /** Calls `listener` with each message from now on. */
  onMessage(listener: (message: Message) => void): void {
    this.listeners.add(listener);
  }

  async initialize(capabilities: object = {}, more: object = {}): Promise<Message> {
    const answer = await this.request('initialize', {
      processId: null,
      rootUri: null,
      capabilities,
      ...more,
    });
    this.notify('initialized', {});
    return answer;
  }

  private read(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    while (this.length >= this.needed && this.length > 0) {
      const buffer = Buffer.concat(this.chunks);
      this.chunks = [buffer];
      const head = buffer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const header = /^Content-Length: (\d+)$/m.exec(
        buffer.subarray(0, head).toString().replaceAll('\r', ''),
      );
      if (header === null) throw new Error(`no frame of LSP: ${buffer.subarray(0, 100)}`);
      const end = head + 4 + Number(header[1]);
      this.needed = end;
      if (buffer.length < end) return;
      this.needed = 0;
      this.length = buffer.length - end;
      const rest = buffer.subarray(end);
      this.chunks = rest.length === 0 ? [] : [rest];
      this.heard(JSON.parse(buffer.subarray(head + 4, end).toString()));
    }
  }

  private heard(message: Message): void {
    this.messages.push(message);
    for (const listener of [...this.listeners]) listener(message);
    const { id, method, params } = message;
    if (method === undefined || id === undefined) return;
    const result = this.onRequest(method, params);
    if (result === undefined) this.send({ id, error: { code: -32601, message: `unknown: ${method}` } });
    else this.send({ id, result });
  }
}

/** A server in a process of its own. */
export class WireProcess extends Wire {
  readonly process: ChildProcessWithoutNullStreams;
  readonly started = performance.now();
  /** The exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  stderr = '';

  constructor(args: readonly string[], options: SpawnOptions = {}) {
    const child = spawn(process.execPath, [...args], options) as ChildProcessWithoutNullStreams;
    super(child.stdout, child.stdin);
    this.process = child;
    child.stderr.on('data', chunk => (this.stderr += chunk));
    this.ended = new Promise(resolve => child.on('exit', resolve));
  }
}

export function frame(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
