// The server as a process: how it starts, how it ends, and what it survives.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { frame, type Message, Wire, WireProcess } from './wire.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const server = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

describe('The server process', () => {
  const clients: WireProcess[] = [];
  const start = (args: readonly string[] = [cli, 'serve', '--stdio']): WireProcess => {
    const client = new WireProcess(args);
    clients.push(client);
    return client;
  };
  afterEach(() => {
    for (const client of clients.splice(0)) client.process.kill('SIGKILL');
  });

  it('serves over standard input and output, and ends with 0 after shutdown and exit', async () => {
    const client = start();
    await client.initialize({ textDocument: { publishDiagnostics: { versionSupport: true } } });
    const uri = 'file:///a.pat';
    client.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'pat', version: 3, text: 'nowhere' } },
    });
    const published = await client.until(m => m.method === 'textDocument/publishDiagnostics');
    const { version, diagnostics } = published.params as { version: number; diagnostics: unknown[] };
    assert.equal(version, 3);
    assert.equal(diagnostics.length, 1);
    client.send({ id: 2, method: 'shutdown' });
    assert.equal((await client.answer(2)).result, null);
    client.send({ method: 'exit' });
    assert.equal(await client.ended, 0);
    assert.equal(client.stderr, '');
  });

  it('ends with 1 on exit without shutdown', async () => {
    const client = start();
    await client.initialize();
    client.send({ method: 'exit' });
    assert.equal(await client.ended, 1);
  });

  it('ends when its input is closed', async () => {
    const client = start();
    await client.initialize();
    client.process.stdin.end();
    assert.equal(await client.ended, 1);
    assert.equal(client.stderr, '');
  });

  it('ends without a crash when nobody reads its output', async () => {
    const client = start();
    await client.initialize();
    client.process.stdout.destroy();
    for (let id = 10; id < 40; id++) {
      client.send({ id, method: 'textDocument/documentSymbol', params: { textDocument: { uri: 'x:y' } } });
    }
    client.process.stdin.end();
    assert.equal(typeof (await client.ended), 'number');
    assert.doesNotMatch(client.stderr, /EPIPE|at .*\.js/);
  });

  it('lives on after messages that are no JSON, no object, or of no known kind', async () => {
    const client = start();
    await client.initialize();
    for (const body of ['{"jsonrpc": "2.0", ', '[]', '7', '"x"', 'null', '{}', '{"jsonrpc":"2.0","id":5}']) {
      client.raw(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    }
    client.send({ method: 'no/suchNotification', params: {} });
    client.send({ method: 'textDocument/didChange', params: { textDocument: null } });
    client.send({ method: 'textDocument/didOpen' });
    client.send({ id: 6, method: 'no/suchRequest' });
    client.send({ id: 7, method: 'textDocument/hover', params: {} });
    client.send({ id: 8, method: 'textDocument/documentSymbol', params: { textDocument: { uri: 'x:y' } } });
    assert.deepEqual((await client.answer(8)).result, []);
    await client.answer(6);
    await client.answer(7);
    client.send({ id: 9, method: 'shutdown' });
    await client.answer(9);
    client.send({ method: 'exit' });
    assert.equal(await client.ended, 0);
  });

  it('answers from the text that the question was about, or not at all, whatever the versions are', async () => {
    const client = start();
    await client.initialize();
    const textDocument = { uri: 'file:///a.pat', languageId: 'pat', version: 1, text: 'def f(): Int { 1 }' };
    client.send({ method: 'textDocument/didOpen', params: { textDocument } });
    const ask = (id: number, version: number, contentChanges: object[]): Promise<Message> => {
      client.send(
        { id, method: 'textDocument/documentSymbol', params: { textDocument } },
        {
          method: 'textDocument/didChange',
          params: { textDocument: { ...textDocument, version }, contentChanges },
        },
      );
      return client.answer(id);
    };
    assert.equal((await ask(2, 2, [{ text: '' }])).error?.code, -32801);
    assert.equal((await ask(3, 2, [{ text: 'def f(): Int { 1 }' }])).error?.code, -32801);
    // A change that changes nothing is no reason to ask again.
    assert.equal(((await ask(4, 3, [])).result as unknown[]).length, 1);
  });

  it('completes for who types on meanwhile, but not behind a change before the place', async () => {
    const client = start();
    await client.initialize();
    const uri = 'file:///a.pat';
    const text = 'interface Future { Put(Int) }\ndef f(x: F)';
    client.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'pat', version: 1, text } },
    });
    const position = { line: 1, character: 10 };
    const ask = (id: number) => ({
      id,
      method: 'textDocument/completion',
      params: { textDocument: { uri }, position },
    });
    const insert = (version: number, at: object, typed: string) => ({
      method: 'textDocument/didChange',
      params: {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: at, end: at }, text: typed }],
      },
    });
    client.send(ask(2), insert(2, position, 'ut'));
    assert.match(JSON.stringify((await client.answer(2)).result), /"Future!"/);
    client.send(ask(3), insert(3, { line: 0, character: 0 }, '\n'));
    assert.equal((await client.answer(3)).error?.code, -32801);
  });

  it('says how to call it when it is not told how to talk', async () => {
    const client = start([cli, 'serve']);
    assert.equal(await client.ended, 2);
    assert.match(client.stderr, /--stdio/);
  });

  it('serves over a pipe and over a socket, lives on after what is no JSON, and ends with the connection', async function () {
    if (process.platform === 'win32') this.skip();
    const pipe = path.join(mkdtempSync(path.join(os.tmpdir(), 'pat-pipe-')), 'pipe');
    for (const kind of ['pipe', 'socket']) {
      for (const isPolite of [true, false]) {
        const listening = net.createServer();
        const connected = new Promise<net.Socket>(resolve => listening.once('connection', resolve));
        await new Promise<void>(resolve =>
          listening.listen(
            ...((kind === 'pipe' ? [pipe, resolve] : [0, '127.0.0.1', resolve]) as [string, () => void]),
          ),
        );
        const address = listening.address();
        const where = typeof address === 'string' ? address : address?.port;
        const { ended } = start([server, `--${kind}=${where}`]);
        const socket = await connected;
        const client = new Wire(socket, socket);
        await client.initialize();
        for (const body of ['{"jsonrpc": "2.0", ', '[]', 'nonsense']) client.raw(frame(body));
        assert.equal((await client.request('no/such')).error?.code, -32601, kind);
        if (isPolite) {
          assert.equal((await client.request('shutdown')).result, null);
          client.notify('exit');
        } else socket.end();
        assert.equal(await ended, isPolite ? 0 : 1, kind);
        socket.destroy();
        listening.close();
      }
    }
    rmSync(path.dirname(pipe), { recursive: true });
  });

  it('serves over the channel to a Node process', async () => {
    for (const [file, args] of [
      [server, ['--node-ipc']],
      [cli, ['serve', '--node-ipc']],
    ] as const) {
      const child = fork(file, args, { silent: true });
      try {
        const answer = new Promise<Message>(resolve => child.once('message', m => resolve(m as Message)));
        child.send({
          jsonrpc: '2.0',
          id: 1,
          method: 'initialize',
          params: { processId: process.pid, rootUri: null, capabilities: {} },
        });
        assert.equal((await answer).id, 1);
      } finally {
        child.kill('SIGKILL');
      }
    }
  });
});
