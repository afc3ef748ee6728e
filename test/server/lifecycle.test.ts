// What the server says to messages at the wrong time, messages that are none, and parameters that make no sense; and how
// its process ends when the client does. LSP 3.18, "Base protocol" and "Server lifecycle".
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { patience } from '../patience.ts';
import { frame, type Message, Wire, WireProcess } from './wire.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const parseError = -32700;
const invalidRequest = -32600;
const methodNotFound = -32601;
const invalidParams = -32602;
const notInitialized = -32002;

const uri = 'file:///a.pat';
const textDocument = { uri };
const position = { line: 0, character: 0 };
const document = { uri, languageId: 'pat', version: 1, text: 'def f(): Int { 1 }\n' };

describe('The server at the wrong time, or asked in the wrong way', () => {
  const servers: WireProcess[] = [];
  const start = (): WireProcess => {
    const server = new WireProcess([cli, 'serve', '--stdio']);
    servers.push(server);
    return server;
  };
  afterEach(() => {
    for (const { process: child } of servers.splice(0)) child.kill('SIGKILL');
  });
  const code = async (answer: Promise<Message>): Promise<number | undefined> => (await answer).error?.code;

  /** The server still answers, and ends as it should. */
  async function assertWell(server: WireProcess): Promise<void> {
    server.notify('textDocument/didOpen', { textDocument: { ...document, uri: 'file:///well.pat' } });
    const symbols = await server.result('textDocument/documentSymbol', {
      textDocument: { uri: 'file:///well.pat' },
    });
    assert.equal((symbols as unknown[]).length, 1);
    assert.equal(await server.result('shutdown'), null);
    server.notify('exit');
    assert.equal(await server.ended, 0);
    assert.equal(server.stderr, '');
  }

  it('answers nothing before initialize, and takes no notice of notifications', async () => {
    const server = start();
    server.notify('textDocument/didOpen', { textDocument: document });
    assert.equal(
      await code(server.request('textDocument/hover', { textDocument, position })),
      notInitialized,
    );
    assert.equal(await code(server.request('shutdown')), notInitialized);
    assert.equal(await code(server.request('no/such')), notInitialized);
    await server.initialize();
    assert.deepEqual(await server.result('textDocument/documentSymbol', { textDocument }), []);
    await assertWell(server);
  });

  it('takes up what comes while it initializes, in order', async () => {
    const server = start();
    server.send(
      { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
      { method: 'initialized', params: {} },
      { method: 'textDocument/didOpen', params: { textDocument: document } },
      { id: 2, method: 'textDocument/documentSymbol', params: { textDocument } },
      { id: 3, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
    );
    assert.equal(((await server.answer(2)).result as unknown[]).length, 1);
    assert.equal(await code(server.answer(3)), invalidRequest);
    assert.deepEqual(
      server.messages.filter(m => m.id !== undefined).map(m => m.id),
      [1, 3, 2],
    );
    await assertWell(server);
  });

  it('initializes once, and can be asked again after a mistake', async () => {
    const server = start();
    assert.equal(await code(server.request('initialize')), invalidParams);
    assert.equal(await code(server.request('initialize', { capabilities: 3 })), invalidParams);
    // It would end at once, with a process that there cannot be.
    for (const processId of [-1, 1.5, 1e300, 2 ** 31, '1', {}, true]) {
      const answer = server.request('initialize', { capabilities: {}, processId });
      assert.equal(await code(answer), invalidParams, String(processId));
    }
    await server.initialize();
    assert.equal(await code(server.request('initialize', { capabilities: {} })), invalidRequest);
    await assertWell(server);
  });

  it('answers nothing after shutdown, and takes no notice of notifications but exit', async () => {
    const server = start();
    await server.initialize();
    await server.result('shutdown');
    for (const method of ['shutdown', 'textDocument/hover', 'initialize', 'no/such']) {
      assert.equal(await code(server.request(method, { textDocument, position })), invalidRequest, method);
    }
    server.notify('textDocument/didOpen', { textDocument: document });
    server.notify('exit');
    assert.equal(await server.ended, 0);
    assert.ok(!server.messages.some(m => m.method === 'textDocument/publishDiagnostics'));
  });

  it('ends at exit at any time: with 0 after shutdown, otherwise with 1', async () => {
    const early = start();
    early.notify('exit');
    assert.equal(await early.ended, 1);
    const late = start();
    late.send(
      { id: 1, method: 'initialize', params: { capabilities: {} } },
      { id: 2, method: 'shutdown' },
      { method: 'exit' },
    );
    late.process.stdin.end();
    assert.equal(await late.ended, 0);
    assert.equal((await late.answer(2)).result, null);
  });

  it('answers a message that is no JSON, and batches, and lives on', async () => {
    const server = start();
    await server.initialize();
    const wrong: [string, number][] = [
      ['{"jsonrpc": "2.0", ', parseError],
      ['', parseError],
      ['\u0000', parseError],
      ['[]', invalidRequest],
      ['[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]', invalidRequest],
      ['7', invalidRequest],
      ['null', invalidRequest],
      ['{"jsonrpc":"2.0","id":null,"method":"shutdown"}', invalidRequest],
      ['{"jsonrpc":"2.0","id":1.5,"method":"shutdown"}', invalidRequest],
      ['{"jsonrpc":"2.0","method":5}', invalidRequest],
    ];
    for (const [body, expected] of wrong) {
      const answer = server.next(m => m.id === null, body);
      server.raw(frame(body));
      assert.equal((await answer).error?.code, expected, body);
    }
    server.raw(frame('{"jsonrpc":"2.0","id":77,"method":{}}'));
    assert.equal(await code(server.answer(77)), invalidRequest);
    // No message at all, and answers to nothing.
    for (const body of ['{}', '{"jsonrpc":"2.0","id":5}', '{"jsonrpc":"2.0","id":5,"result":1}'])
      server.raw(frame(body));
    await assertWell(server);
  });

  it('ends, and says why, when it cannot be told where messages begin', async () => {
    for (const header of ['Content-Size: 2\r\n\r\n{}', 'Content-Length: many\r\n\r\n{}', 'hello\r\n\r\n']) {
      const server = start();
      await server.initialize();
      server.raw(header);
      assert.equal(await server.ended, 1, header);
      assert.equal((await server.answer(null)).error?.code, parseError, header);
      assert.match(server.stderr, /^The client's messages can no longer be told apart: .*\n/);
    }
  });

  it('understands headers in other spellings, and messages in pieces', async () => {
    const server = start();
    const body = (id: number): string => JSON.stringify({ jsonrpc: '2.0', id, method: 'no/such' });
    await server.initialize();
    server.raw(
      `content-length: ${body(1).length}\r\nContent-Type: application/vscode-jsonrpc; charset=utf8\r\n\r\n${body(1)}`,
    );
    assert.equal(await code(server.answer(1)), methodNotFound);
    for (const byte of Buffer.from(frame(body(2)))) {
      server.raw(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    assert.equal(await code(server.answer(2)), methodNotFound);
    await assertWell(server);
  });

  it('does not know what it does not know, and takes no notice of what it need not', async () => {
    const server = start();
    await server.initialize();
    assert.equal(await code(server.request('no/such')), methodNotFound);
    assert.equal(await code(server.request('$/no/such', { a: 1 })), methodNotFound);
    const before = server.messages.length;
    server.notify('no/such', [1, 2]);
    server.notify('$/no/such');
    server.notify('$/cancelRequest', { id: 99_999 });
    server.notify('$/cancelRequest', { id: 'unknown' });
    server.notify('$/cancelRequest');
    server.notify('$/cancelRequest', { id: {} });
    server.notify('$/setTrace', { value: 'off' });
    server.notify('$/setTrace');
    server.notify('$/progress', { token: 'unknown', value: {} });
    server.notify('$/progress');
    server.notify('window/workDoneProgress/cancel', { token: 'unknown' });
    assert.equal(await code(server.request('no/such')), methodNotFound);
    assert.equal(server.messages.length, before + 1, JSON.stringify(server.messages.slice(before)));
    await assertWell(server);
  });

  it('refuses parameters that make no sense, and says what is wrong with them', async () => {
    const server = start();
    await server.initialize();
    server.notify('textDocument/didOpen', { textDocument: document });
    const wrong: [string, unknown, string][] = [
      ['textDocument/hover', undefined, 'missing'],
      ['textDocument/hover', null, 'missing'],
      ['textDocument/hover', [], 'missing'],
      ['textDocument/hover', [{ textDocument, position }], 'missing'],
      ['textDocument/hover', 7, 'missing'],
      ['textDocument/hover', {}, 'textDocument'],
      ['textDocument/hover', { textDocument: null, position }, 'textDocument'],
      ['textDocument/hover', { textDocument: { uri: 3 }, position }, 'textDocument.uri'],
      ['textDocument/hover', { textDocument }, 'position'],
      ['textDocument/hover', { textDocument, position: { line: '0', character: 0 } }, 'position.line'],
      ['textDocument/hover', { textDocument, position: { line: -1, character: 0 } }, 'position.line'],
      ['textDocument/hover', { textDocument, position: { line: 0, character: 0.5 } }, 'position.character'],
      ['textDocument/codeAction', { textDocument, range: {}, context: { diagnostics: [] } }, 'range.start'],
      ['textDocument/semanticTokens/range', { textDocument }, 'range'],
      ['textDocument/documentSymbol', {}, 'textDocument'],
      ['textDocument/foldingRange', null, 'missing'],
    ];
    for (const [method, params, part] of wrong) {
      const { error } = await server.request(method, params);
      const said = `${method} ${JSON.stringify(params)}: ${error?.message}`;
      assert.equal(error?.code, invalidParams, said);
      assert.ok(error?.message.includes(part), said);
    }
    await assertWell(server);
  });

  it('answers about places and documents that are not there with nothing', async () => {
    const server = start();
    await server.initialize();
    server.notify('textDocument/didOpen', { textDocument: document });
    const far = { line: 0, character: 2 ** 31 - 1 };
    const past = { line: 2 ** 31 - 1, character: 2 ** 31 - 1 };
    for (const there of [far, past, { line: 1e300, character: 0 }]) {
      assert.equal(await server.result('textDocument/hover', { textDocument, position: there }), null);
    }
    const other = { textDocument: { uri: 'untitled:nobody opened this' } };
    assert.equal(await server.result('textDocument/hover', { ...other, position }), null);
    assert.deepEqual(await server.result('textDocument/documentSymbol', other), []);
    await assertWell(server);
  });

  it('keeps to the text through notifications that make no sense, and logs those', async () => {
    const server = start();
    await server.initialize();
    const change = (version: unknown, contentChanges: unknown, at = uri): void =>
      server.notify('textDocument/didChange', { textDocument: { uri: at, version }, contentChanges });
    const open = (text: string, version = 1): void =>
      server.notify('textDocument/didOpen', { textDocument: { ...document, version, text } });
    change(1, [{ text: 'def g(): Int { 1 }' }]);
    server.notify('textDocument/didClose', { textDocument });
    open('def f(): Int { 1 }');
    const wrong: (() => void)[] = [
      () => server.notify('textDocument/didOpen'),
      () => server.notify('textDocument/didOpen', { textDocument: { uri, version: 2 } }),
      () => change(2, null),
      () => change(2, [{ text: 5 }]),
      () => change('2', [{ text: '' }]),
      () => change(2, [{ range: { start: position }, text: '' }]),
      () => server.notify('textDocument/didClose', {}),
    ];
    for (const send of wrong) {
      const logged = server.next(m => m.method === 'window/logMessage');
      send();
      await logged;
    }
    const names = async (): Promise<string[]> => {
      const symbols = await server.result('textDocument/documentSymbol', { textDocument });
      return (symbols as { name: string }[]).map(({ name }) => name);
    };
    assert.deepEqual(await names(), ['f']);
    // A place past the end is the end; a range that ends before it starts is empty; versions may go back.
    const end = { line: 7, character: 7 };
    change(9, [{ range: { start: end, end }, text: '\ndef h(): Int { 2 }' }]);
    assert.deepEqual(await names(), ['f', 'h']);
    change(3, [{ range: { start: { line: 0, character: 5 }, end: { line: 0, character: 4 } }, text: 'oo' }]);
    assert.deepEqual(await names(), ['foo', 'h']);
    open('def twice(): Int { 1 }', 1);
    assert.deepEqual(await names(), ['twice']);
    server.notify('textDocument/didClose', { textDocument });
    server.notify('textDocument/didClose', { textDocument });
    assert.deepEqual(await names(), []);
    await assertWell(server);
  });

  it('answers ten thousand requests that come at once, and those that are cancelled too', async () => {
    const server = start();
    await server.initialize();
    server.notify('textDocument/didOpen', { textDocument: document });
    const ids = Array.from({ length: 10_000 }, (_, i) => 2_000_000 + i);
    const answered = new Map<unknown, number | undefined>();
    server.onMessage(({ id, error }) => answered.set(id, error?.code));
    const last = server.next(() => ids.every(id => answered.has(id)), 'all answers');
    server.send(
      ...ids.map(id => ({
        id,
        method: 'textDocument/hover',
        params: { textDocument, position: { line: 0, character: id % 19 } },
      })),
      ...ids.filter(id => id % 2 === 0).map(id => ({ method: '$/cancelRequest', params: { id } })),
    );
    await last;
    assert.ok(ids.every(id => [undefined, -32800].includes(answered.get(id))));
    assert.ok(ids.some(id => answered.get(id) === -32800));
    await assertWell(server);
  });

  it('ends soon after its client closed the pipe, whatever it was doing', async () => {
    const moments: ((server: WireProcess) => unknown)[] = [
      () => undefined,
      server => server.raw('Content-Len'),
      server => server.raw('Content-Length: 100\r\n\r\n{'),
      server => server.send({ id: 1, method: 'initialize', params: { capabilities: {} } }),
      server => server.initialize(),
      async server => {
        await server.initialize();
        const text = document.text.repeat(4_000);
        server.notify('textDocument/didOpen', { textDocument: { ...document, text } });
        for (let id = 1; id < 50; id++) {
          server.send({ id, method: 'textDocument/documentSymbol', params: { textDocument } });
        }
      },
    ];
    for (const [i, moment] of moments.entries()) {
      for (const side of ['stdin', 'stdout', 'both'] as const) {
        const server = start();
        await moment(server);
        if (side !== 'stdin') server.process.stdout.destroy();
        if (side !== 'stdout') server.process.stdin.end();
        // Without a reader the server notices when it writes.
        if (side === 'stdout') server.send({ id: 999, method: 'no/such' }, { id: 998, method: 'no/such' });
        const ended = await Promise.race([
          server.ended,
          new Promise(resolve => setTimeout(resolve, patience, 'never')),
        ]);
        // Nobody has asked it to end, unless nobody listens any more.
        const codes = side === 'stdin' ? [1] : [0, 1];
        assert.ok(codes.includes(Number(ended)), `moment ${i}, ${side}: ${ended} ${server.stderr}`);
        assert.doesNotMatch(server.stderr, /EPIPE|at .*js/, `moment ${i}, ${side}`);
      }
    }
  });

  it('ends after the process that it was started for, even when its pipes stay open', async () => {
    const client = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const server = start();
    await server.initialize({}, { processId: client.pid });
    client.kill('SIGKILL');
    assert.equal(await server.ended, 1);
  });
});

describe('The client of these tests', () => {
  it('reads messages in pieces and several at once', async () => {
    const { PassThrough } = await import('node:stream');
    const input = new PassThrough();
    const wire = new Wire(input, new PassThrough());
    const bytes = Buffer.from([1, 2, 3].map(id => frame(JSON.stringify({ id, result: 'é' }))).join(''));
    for (let i = 0; i < bytes.length; i += 7) input.write(bytes.subarray(i, i + 7));
    await wire.answer(3);
    assert.deepEqual(
      wire.messages.map(({ id, result }) => [id, result]),
      [
        [1, 'é'],
        [2, 'é'],
        [3, 'é'],
      ],
    );
  });
});
