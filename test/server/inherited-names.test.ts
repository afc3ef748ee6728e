// Names that every object has (`__proto__`, `constructor`, `valueOf`, …) are names like others, wherever a client can write
// one: nothing fails, and each request is answered under its own id.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { defaultSettings } from '../../languages/pat/index.ts';
import { fingerprint, resultId } from '../../server/result-id.ts';
import { visualStudioCode } from './conformance/profiles.ts';
import { serverHere } from './conformance/watched.ts';
import { inherited } from './odd-values.ts';
import { type Message, type Wire, WireProcess } from './wire.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const uri = 'file:///a.pat';
const text = 'def f(): Int { 1 }\nf()\n';
const textDocument = { uri };
const position = { line: 0, character: 4 };
const range = { start: position, end: position };

async function start(options: object = {}): Promise<Wire> {
  const wire = await serverHere();
  wire.onRequest = () => null;
  await wire.initialize(visualStudioCode, options);
  wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'pat', version: 1, text } });
  return wire;
}

async function isWell(wire: Wire, settings = defaultSettings): Promise<void> {
  const report = (await wire.result('textDocument/diagnostic', { textDocument })) as DocumentDiagnosticReport;
  assert.equal(report.resultId, resultId(fingerprint(text), 'pat', { ...settings }));
  const failed = wire.messages.filter(
    ({ method, params, error }) =>
      error?.code === -32603 ||
      (method === 'window/logMessage' && !/The parameters of/.test(JSON.stringify(params))),
  );
  assert.deepEqual(failed, []);
}

describe('A name that objects inherit', () => {
  it('is no method', async () => {
    const wire = await start();
    const codes = async (method: string, params?: unknown) =>
      (await wire.request(method, params)).error?.code;
    for (const name of inherited) {
      for (const params of [undefined, null, {}, [], [name], { [name]: name }, { textDocument }]) {
        for (const method of [name, `$/${name}`, `workspace/${name}`]) {
          wire.notify(method, params);
          assert.equal(await codes(method, params), -32601, method);
        }
        wire.notify(`textDocument/${name}`, params);
        assert.ok([-32601, -32602].includes((await codes(`textDocument/${name}`, params)) ?? 0));
      }
    }
    await isWell(wire);
  });

  it('is no method of a server that is its own process, before it is initialized and after', async () => {
    const wire = new WireProcess([cli, 'serve', '--stdio']);
    try {
      for (const name of inherited) wire.notify(name, {});
      for (const name of inherited) assert.equal((await wire.request(name, {})).error?.code, -32002);
      await wire.initialize();
      for (const name of inherited) wire.notify(name, {});
      for (const name of inherited) assert.equal((await wire.request(name, {})).error?.code, -32601);
      await wire.request('shutdown');
      wire.notify('exit');
      assert.equal(await wire.ended, 0);
      assert.equal(wire.stderr, '');
    } finally {
      wire.process.kill('SIGKILL');
    }
  });

  it('is an id like any other, and so are a number and its text, and an id that is used twice', async () => {
    const wire = await start();
    const ids = [...inherited, '', '1', 1, '1.0', -1, 0, 2 ** 53, 1e300, ' ', '\u0000', '\ud800'];
    const ask = (id: string | number): object => ({
      id,
      method: 'textDocument/documentSymbol',
      params: { textDocument },
    });
    const heard: unknown[] = [];
    wire.onMessage(({ id, result }) => {
      if (result !== undefined) heard.push(id);
    });
    // Together, so that all are waiting when the first is taken up.
    wire.send(...ids.map(ask), ...ids.map(ask));
    await wire.request('no/such');
    await wire.request('no/such');
    const count = (id: unknown): number => heard.filter(one => one === id).length;
    assert.deepEqual(
      ids.map(id => [id, count(id)]),
      ids.map(id => [id, 2]),
    );
    await isWell(wire);
  });

  it('can be cancelled as an id, and only that id is', async () => {
    const wire = await start();
    for (const [cancelled, other] of [
      ...inherited.map(name => [name, `${name} `] as const),
      ['1', 1] as const,
    ]) {
      const answers = new Map<unknown, Message>();
      wire.onMessage(message => answers.set(message.id, message));
      const ask = { method: 'textDocument/documentSymbol', params: { textDocument } };
      wire.send(
        { id: cancelled, ...ask },
        { id: other, ...ask },
        { method: '$/cancelRequest', params: { id: cancelled } },
      );
      await wire.request('no/such');
      await wire.request('no/such');
      assert.equal(answers.get(cancelled)?.error?.code, -32800, String(cancelled));
      assert.ok(Array.isArray(answers.get(other)?.result), String(other));
    }
    await isWell(wire);
  });

  it('answers nothing as the id of an answer, whatever the answer is', async () => {
    const wire = await start();
    for (const id of [...inherited, 1, null, 1.5, {}, { toString: 1 }, []]) {
      for (const answer of [
        ...[{ result: null }, { result: {} }, {}, { error: null }, { error: 1 }, { error: {} }],
        ...[
          { error: { code: {}, message: { toString: 1 } } },
          { error: { code: 1, message: 'x' }, result: 1 },
        ],
      ]) {
        wire.send({ id, ...answer });
      }
    }
    assert.equal((await wire.request('no/such')).error?.code, -32601);
    const { resultId: id } = (await wire.result('textDocument/diagnostic', {
      textDocument,
    })) as DocumentDiagnosticReport;
    assert.equal(id, resultId(fingerprint(text), 'pat', { ...defaultSettings }));
  });

  it('is nothing in particular wherever else a client can write a name', async () => {
    const wire = await start();
    for (const name of inherited) {
      const messages: readonly (readonly [string, object])[] = [
        ['textDocument/documentSymbol', { textDocument: { uri: name } }],
        [
          'textDocument/completion',
          { textDocument, position, context: { triggerKind: 2, triggerCharacter: name } },
        ],
        ['textDocument/onTypeFormatting', { textDocument, position, ch: name, options: { tabSize: 2 } }],
        ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [], only: [name, ''] } }],
        ['textDocument/rename', { textDocument, position, newName: name }],
        ['textDocument/semanticTokens/full/delta', { textDocument, previousResultId: name }],
        ['textDocument/diagnostic', { textDocument, identifier: name, previousResultId: name }],
        ['workspace/symbol', { query: name }],
        ['workspace/executeCommand', { command: name, arguments: [name] }],
        ...[
          { kind: name },
          { kind: 'definition', name },
          { kind: 'message', interface: name, tag: name },
          { [name]: name },
        ].map(data => ['callHierarchy/incomingCalls', { item: { uri, data } }] as const),
      ];
      for (const [method, params] of messages) await wire.request(method, params);
      const { id, answer } = wire.start('workspace/diagnostic', {
        previousResultIds: [{ uri: name, value: name }],
        workDoneToken: name,
        partialResultToken: name,
      });
      wire.notify('$/progress', { token: name, value: { [name]: 1 } });
      wire.notify('window/workDoneProgress/cancel', { token: name });
      wire.notify('$/cancelRequest', { id });
      await answer;
      wire.notify('textDocument/didOpen', {
        textDocument: { uri: name, languageId: name, version: 1, text: name },
      });
      wire.notify('textDocument/didChange', { textDocument: { uri: name, version: 2 }, contentChanges: [] });
      wire.notify('textDocument/didClose', { textDocument: { uri: name } });
      wire.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: name, type: 1 }] });
      wire.notify('$/setTrace', { value: name });
    }
    await isWell(wire);
  });

  it('sets nothing, wherever it stands among the settings', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const strict = {
      aliasCheck: 'strict',
      workspace: { exclude: { '**': true } },
      inlayHints: { patterns: false },
    };
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      // As `JSON.parse` makes it: a property of the object itself.
      const odd = JSON.parse(`{ "${name}": ${JSON.stringify(strict)}, "toString": 1, "valueOf": null }`);
      const all = { ...odd, workspace: odd, inlayHints: odd, codeLens: odd };
      Object.assign(all.workspace, { exclude: JSON.parse(`{ "${name}": true, "toString": false }`) });
      const wire = await start({ initializationOptions: all });
      await isWell(wire);
      wire.onRequest = (method, params) =>
        method === 'workspace/configuration' ? (params as { items: unknown[] }).items.map(() => all) : null;
      wire.notify('workspace/didChangeConfiguration', { settings: { pat: all, [name]: strict } });
      await wire.request('no/such');
      await isWell(wire);
    }
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before);
    assert.equal(({} as { aliasCheck?: unknown }).aliasCheck, undefined);
  });
});
