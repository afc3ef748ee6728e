// A server process at which somebody types: each keystroke is sent as an editor sends it, and its diagnostics and, where
// an editor would ask, its completions are waited for.
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { ClientCapabilities, Diagnostic, ServerCapabilities } from 'vscode-languageserver/node';
import { applied, type Keystroke } from './typist.ts';
import { WireProcess } from './wire.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const probe = new URL('./memory-probe.mjs', import.meta.url).href;

export interface Memory {
  /** Bytes. */
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
  /** Milliseconds of processor time since the start. */
  readonly processor: number;
}

/** Milliseconds that a keystroke took to its answers. */
export interface Latency {
  readonly diagnostics: number;
  readonly completion: number | undefined;
}

const capabilities: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    completion: {
      contextSupport: true,
      completionItem: {
        snippetSupport: true,
        labelDetailsSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
      },
    },
  },
};

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

export class TypingSession {
  readonly wire = new WireProcess(['--expose-gc', '--import', probe, cli, 'serve', '--stdio'], {
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  private triggers: readonly string[] | undefined;
  private waiting: ((published: Published) => void) | undefined;
  private version = 0;
  private text = '';
  private uri = '';

  static async start(): Promise<TypingSession> {
    const session = new TypingSession();
    const { wire } = session;
    const { result } = await wire.initialize(capabilities);
    const { completionProvider } = (result as { capabilities: ServerCapabilities }).capabilities;
    if (completionProvider !== undefined) session.triggers = completionProvider.triggerCharacters ?? [];
    wire.onMessage(({ method, params }) => {
      if (method === 'textDocument/publishDiagnostics') session.waiting?.(params as Published);
      // What has been heard is not kept: in a long session it would be most of the test's memory.
      wire.messages.length = 0;
    });
    return session;
  }

  get completes(): boolean {
    return this.triggers !== undefined;
  }

  async open(uri: string, text = ''): Promise<readonly Diagnostic[]> {
    this.uri = uri;
    this.text = text;
    this.version = 1;
    const published = this.published();
    this.wire.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'pat', version: 1, text },
    });
    return (await published).diagnostics;
  }

  close(): void {
    this.wire.notify('textDocument/didClose', { textDocument: { uri: this.uri } });
  }

  get content(): string {
    return this.text;
  }

  /** Sends a keystroke and waits for what an editor shows after it. */
  async press({ change, cursor, typed }: Keystroke): Promise<Latency & { shown: readonly Diagnostic[] }> {
    const range = { start: this.position(change.start), end: this.position(change.end) };
    this.text = applied(this.text, change);
    const textDocument = { uri: this.uri, version: ++this.version };
    const contentChanges = [{ range, text: change.text }];
    const published = this.published();
    const began = performance.now();
    const shown = published.then(({ diagnostics }) => ({ diagnostics, at: performance.now() - began }));
    this.wire.notify('textDocument/didChange', { textDocument, contentChanges });
    let completed: Promise<number> | undefined;
    if (this.asksAfter(typed)) {
      const trigger = this.triggers?.includes(typed ?? '') ? { triggerCharacter: typed } : {};
      completed = this.wire
        .result('textDocument/completion', {
          textDocument: { uri: this.uri },
          position: this.position(cursor),
          context: { triggerKind: 'triggerCharacter' in trigger ? 2 : 1, ...trigger },
        })
        .then(() => performance.now() - began);
    }
    const completion = await completed;
    const { diagnostics, at } = await shown;
    return { diagnostics: at, completion, shown: diagnostics };
  }

  /** What the server's process holds after a garbage collection. Writes a heap snapshot to a file when there is a name. */
  async memory(snapshot = ''): Promise<Memory> {
    const { process: child } = this.wire;
    // The channel may overtake messages: the server has taken up all when it answers this.
    await this.wire.request('no/such');
    return new Promise(resolve => {
      child.once('message', memory => resolve(memory as unknown as Memory));
      child.send(snapshot);
    });
  }

  async stop(): Promise<void> {
    await this.wire.request('shutdown');
    this.wire.notify('exit');
    await this.wire.ended;
  }

  private asksAfter(typed: string | undefined): boolean {
    if (this.triggers === undefined || typed === undefined) return false;
    return /^\w$/.test(typed) || this.triggers.includes(typed);
  }

  private published(): Promise<Published> {
    const { version, uri } = this;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no diagnostics of version ${version}`)), 20_000);
      this.waiting = published => {
        if (published.uri !== uri || published.version !== version) return;
        clearTimeout(timer);
        resolve(published);
      };
    });
  }

  /** Programs that are typed have lines that end in `\n` only. */
  private position(offset: number): { line: number; character: number } {
    let line = 0;
    let start = 0;
    for (;;) {
      const end = this.text.indexOf('\n', start);
      if (end < 0 || end >= offset) return { line, character: offset - start };
      start = end + 1;
      line++;
    }
  }
}
