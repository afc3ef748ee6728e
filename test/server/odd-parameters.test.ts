// What is let through can be done: each message that a client can send, with each place of its parameters changed into
// something odd, is refused in words or answered, and nothing fails. The text and its version are then what they were, or
// what the client said.
import assert from 'node:assert/strict';
import type { ClientCapabilities, DocumentDiagnosticReport, WorkspaceEdit } from 'vscode-languageserver/node';
import { defaultSettings } from '../../languages/pat/index.ts';
import { fingerprint, resultId } from '../../server/result-id.ts';
import { exerciseAll } from './conformance/exercises.ts';
import { instanceOf } from './conformance/instances.ts';
import { metaModel } from './conformance/meta-model.ts';
import { visualStudioCode } from './conformance/profiles.ts';
import { sheetOf } from './conformance/sheets.ts';
import { isObject } from './conformance/validator.ts';
import { serverHere, Watched } from './conformance/watched.ts';
import { oddValues, placesIn, withAt } from './odd-values.ts';
import type { Message, Wire } from './wire.ts';

const long = process.env.PAT_LONG === '1';

const uri = 'file:///a.pat';
const text = `# See pat-E401.
interface Future { Put(Int) }
def put(f: Future!): Unit { f ! Put(5) }
def get(f: Future?): Unit {
  guard f : Put { receive Put(n) from f -> free(f); print(intToString(n)) }
}
let f = new[Future] in spawn { put(f) }; get(f); nowhere(1)
`;

/** One that asks for everything. */
const client: ClientCapabilities = {
  ...visualStudioCode,
  experimental: { commands: ['pat.run', 'pat.showReferences', 'pat.rename'] },
};

interface Sent {
  readonly method: string;
  readonly params: unknown;
}

const textDocument = { uri };
const position = { line: 2, character: 5 };
const range = { start: position, end: { line: 3, character: 2 } };
const item = {
  name: 'put',
  kind: 12,
  uri,
  range,
  selectionRange: range,
  data: { kind: 'definition', name: 'put' },
};

/** What clients tell a server, with everything that is optional. */
const notifications: readonly Sent[] = [
  { method: 'initialized', params: {} },
  {
    method: 'textDocument/didOpen',
    params: { textDocument: { uri: 'file:///b.pat', languageId: 'pat', version: 1, text } },
  },
  {
    method: 'textDocument/didChange',
    params: {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, rangeLength: 3, text: 'x' }, { range, text: 'é' }, { text }],
    },
  },
  { method: 'textDocument/willSave', params: { textDocument, reason: 1 } },
  { method: 'textDocument/didSave', params: { textDocument, text } },
  { method: 'textDocument/didClose', params: { textDocument: { uri: 'file:///b.pat' } } },
  { method: 'workspace/didChangeConfiguration', params: { settings: { pat: { aliasCheck: 'interface' } } } },
  { method: 'workspace/didChangeWatchedFiles', params: { changes: [{ uri: 'file:///no/c.pat', type: 1 }] } },
  {
    method: 'workspace/didChangeWorkspaceFolders',
    params: {
      event: { added: [{ uri: 'file:///no', name: 'no' }], removed: [{ uri: 'file:///no', name: 'no' }] },
    },
  },
  { method: '$/setTrace', params: { value: 'off' } },
  { method: '$/cancelRequest', params: { id: 1 } },
  { method: '$/progress', params: { token: 1, value: {} } },
  { method: 'window/workDoneProgress/cancel', params: { token: 'x' } },
];

/** What clients ask beside what the exercises do, with everything that is optional. */
const questions: readonly Sent[] = [
  {
    method: 'textDocument/completion',
    params: { textDocument, position, context: { triggerKind: 2, triggerCharacter: '.' } },
  },
  {
    method: 'textDocument/signatureHelp',
    params: {
      textDocument,
      position,
      context: {
        triggerKind: 1,
        isRetrigger: true,
        activeSignatureHelp: { signatures: [{ label: 'put' }], activeSignature: 0, activeParameter: 0 },
      },
    },
  },
  {
    method: 'textDocument/codeAction',
    params: {
      textDocument,
      range,
      context: { diagnostics: [{ range, message: 'x' }], only: ['quickfix'], triggerKind: 1 },
    },
  },
  { method: 'textDocument/diagnostic', params: { textDocument, identifier: 'pat', previousResultId: 'x' } },
  { method: 'textDocument/semanticTokens/full/delta', params: { textDocument, previousResultId: '1' } },
  { method: 'callHierarchy/incomingCalls', params: { item } },
  { method: 'callHierarchy/outgoingCalls', params: { item } },
];

/** Requests that are answered only when there is something new. */
const staysOpen = new Set(['workspace/diagnostic']);

/** Of each method what the exercises ask first, the questions above, and an example of the model where it is at hand. */
async function seeds(): Promise<Sent[]> {
  const watched = await Watched.start(await serverHere(), client);
  await watched.open(uri, text);
  const asked = new Map<string, unknown>();
  await exerciseAll(
    watched.capabilities,
    async (method, params) => {
      if (!asked.has(method)) asked.set(method, params);
      return null;
    },
    sheetOf(uri, text, 'utf-16', 3),
  );
  const model = metaModel();
  const modelled = [...(model?.requests ?? []), ...(model?.notifications ?? [])]
    .filter(({ messageDirection, method }) => messageDirection !== 'serverToClient' && !isSession(method))
    .map(({ method, params }) => ({
      method,
      params: params === undefined || model === undefined ? undefined : instanceOf(model, params),
    }));
  return [
    ...[...asked].map(([method, params]) => ({ method, params })),
    ...questions,
    ...notifications,
    ...modelled,
  ];
}

/** What begins and ends a session has tests of its own. */
function isSession(method: string): boolean {
  return ['initialize', 'shutdown', 'exit'].includes(method);
}

const notified = new Set(notifications.map(({ method }) => method));
const isNotification = (method: string): boolean =>
  notified.has(method) || /^(notebookDocument\/|\$\/)|\/(did|will(?!.*(Files|WaitUntil)))\w+$/.test(method);

const refusal =
  /^The parameters of \S+ are (missing|wrong)|is not open: a change of its text is not taken up/;

/** What the server says when something in it fails. */
function failures(messages: readonly Message[]): string[] {
  return messages.flatMap(({ method, params, error }) => {
    if (error !== undefined && error.code === -32603) return [error.message];
    const isLog = method === 'window/logMessage' && isObject(params) && params.type === 1;
    const words = isLog ? String(params.message) : '';
    return words === '' || refusal.test(words) ? [] : [words];
  });
}

/** Sends a message that may be odd and waits until it has been taken up. Gives what the server said meanwhile. */
async function send(wire: Wire, { method, params }: Sent): Promise<Message[]> {
  const before = wire.messages.length;
  if (isNotification(method)) wire.notify(method, params);
  else {
    const { id, answer } = wire.start(method, params);
    if (staysOpen.has(method)) wire.notify('$/cancelRequest', { id });
    await answer;
  }
  await wire.request('no/such');
  return wire.messages.slice(before);
}

async function textOf(wire: Wire): Promise<unknown> {
  const { resultId: id } = (await wire.result('textDocument/diagnostic', {
    textDocument,
  })) as DocumentDiagnosticReport;
  return id;
}

async function versionOf(wire: Wire): Promise<unknown> {
  const edit = (await wire.result('textDocument/rename', {
    textDocument,
    position: { line: 2, character: 4 },
    newName: 'other',
  })) as WorkspaceEdit;
  const [change] = edit.documentChanges ?? [];
  return change !== undefined && 'textDocument' in change ? change.textDocument.version : undefined;
}

async function start(): Promise<Wire> {
  const { wire } = await Watched.start(await serverHere(), client);
  open(wire);
  return wire;
}

function open(wire: Wire): void {
  wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'pat', version: 1, text } });
}

describe('A message with something odd in it', function () {
  if (long) this.timeout(3_600_000);

  it('is refused in words or answered, whatever is odd and wherever it is', async () => {
    const wire = await start();
    const expected = resultId(fingerprint(text), 'pat', { ...defaultSettings });
    const faults: string[] = [];
    let tried = 0;
    for (const { method, params } of await seeds()) {
      for (const place of placesIn(params)) {
        for (const odd of oddValues) {
          const sent = { method, params: withAt(params, place, odd) };
          const said = await send(wire, sent);
          for (const fault of failures(said)) faults.push(`${JSON.stringify(sent).slice(0, 300)}: ${fault}`);
          tried++;
          if (!/\/did(Open|Change|Close)$/.test(method)) continue;
          // Put right what the client may have said.
          open(wire);
        }
      }
      assert.equal(await textOf(wire), expected, method);
      wire.messages.length = 0;
    }
    assert.deepEqual(faults.slice(0, 20), [], `${faults.length} faults`);
    assert.ok(tried > 3000, `${tried} messages`);
    assert.equal((await wire.request('shutdown')).result, null);
  });

  it('leaves the text and its version as they were when it is a change that is refused', async () => {
    const wire = await start();
    const good = { start: { line: 0, character: 2 }, end: { line: 0, character: 5 } };
    const change = {
      textDocument: { uri, version: 7 },
      contentChanges: [
        { range: good, text: 'Look at' },
        { range: good, text: 'Look' },
      ],
    };
    let refused = 0;
    let taken = 0;
    for (const place of placesIn(change)) {
      for (const odd of oddValues) {
        open(wire);
        const params = withAt(change, place, odd);
        const said = await send(wire, { method: 'textDocument/didChange', params });
        const words = JSON.stringify(params)?.slice(0, 500);
        assert.deepEqual(failures(said), [], words);
        if (said.some(({ method }) => method === 'window/logMessage')) {
          refused++;
          assert.equal(await textOf(wire), resultId(fingerprint(text), 'pat', { ...defaultSettings }), words);
          assert.equal(await versionOf(wire), 1, words);
        } else taken++;
      }
    }
    assert.ok(refused > 100 && taken > 20, `${refused} refused, ${taken} taken`);
  });

  it('is a change of the whole text when its range is null', async () => {
    const wire = await start();
    const put = text.replace('See', 'Look at');
    wire.notify('textDocument/didChange', {
      textDocument: { uri, version: 7 },
      contentChanges: [{ range: null, text: put }],
    });
    assert.equal(await textOf(wire), resultId(fingerprint(put), 'pat', { ...defaultSettings }));
    assert.equal(await versionOf(wire), 7);
    // Without a version the last one stays.
    wire.notify('textDocument/didChange', {
      textDocument: { uri, version: null },
      contentChanges: [{ text }],
    });
    assert.equal(await textOf(wire), resultId(fingerprint(text), 'pat', { ...defaultSettings }));
    assert.equal(await versionOf(wire), 7);
  });
});

describe('A client that says something odd of itself', function () {
  if (long) this.timeout(3_600_000);

  it('is served all the same', async () => {
    const initialize = {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: 'file:///no', name: 'no' }],
      initializationOptions: { aliasCheck: 'strict', catalogue: 'file:///x', inlayHints: { patterns: true } },
      trace: 'off',
      workDoneToken: 'x',
      capabilities: client,
    };
    let served = 0;
    let turn = 0;
    for (const place of placesIn(initialize)) {
      // A server ends with the process of its client, which here is the test's own: see lifecycle.test.ts.
      if (place[0] === 'processId') continue;
      // All of them take minutes.
      const some = long ? oddValues : [oddValues[turn++ % oddValues.length]];
      for (const odd of some) {
        const wire = await serverHere();
        const params = withAt(initialize, place, odd) as object;
        const words = `${place.join('.')}: ${JSON.stringify(odd)?.slice(0, 100)}`;
        wire.onRequest = () => null;
        const { error, result } = await wire.request('initialize', params);
        if (error !== undefined) {
          assert.equal(error.code, -32602, `${words}: ${error.message}`);
          assert.ok(place.length === 0 || place[0] !== 'capabilities' || place.length === 1, words);
          continue;
        }
        served++;
        wire.notify('initialized', {});
        open(wire);
        const { capabilities } = result as { capabilities: object };
        await exerciseAll(
          { ...capabilities },
          async (method, params) =>
            staysOpen.has(method) ? null : (await wire.request(method, params)).result,
          sheetOf(uri, text, 'utf-16', 2),
        );
        assert.deepEqual(failures(wire.messages), [], words);
        await wire.request('shutdown');
      }
    }
    assert.ok(served > 250, `${served} clients`);
  });
});

describe('An odd answer of the client', () => {
  const folder = 'vscode-vfs://x/y';
  const file = `${folder}/b.pat`;
  const right: Readonly<Record<string, unknown>> = {
    'workspace/configuration': [{}, null],
    'client/registerCapability': null,
    'pat/files': { files: [file] },
    'pat/read': { kind: 'text', text: 'nowhere', byteOrderMark: false },
    'workspace/diagnostic/refresh': null,
    'workspace/inlayHint/refresh': null,
  };

  it('is worth no more than none, and nothing fails', async () => {
    for (const [method, answer] of Object.entries(right)) {
      for (const place of placesIn(answer)) {
        for (const odd of long ? oddValues : oddValues.filter((_, i) => i % 3 === 0)) {
          const wire = await serverHere();
          const put = withAt(answer, place, odd);
          wire.onRequest = asked => (asked === method ? put : new Map(Object.entries(right)).get(asked));
          await wire.initialize(client, {
            capabilities: { ...client, experimental: { patFiles: true } },
            workspaceFolders: [{ uri: folder, name: 'y' }],
          });
          open(wire);
          const words = `${method} ${JSON.stringify(put)?.slice(0, 200)}`;
          assert.equal(await textOf(wire), resultId(fingerprint(text), 'pat', { ...defaultSettings }), words);
          wire.notify('workspace/didChangeConfiguration', { settings: null });
          const report = await wire.result('workspace/diagnostic', { previousResultIds: [] });
          assert.ok(isObject(report) && Array.isArray(report.items), words);
          await wire.result('workspace/symbol', { query: '' });
          // What is wrong with an answer is said in words; a stack is that of a failure.
          const failed = failures(wire.messages).filter(message => /\n +at /.test(message));
          assert.deepEqual(failed, [], words);
          await wire.request('shutdown');
        }
      }
    }
  });
});
