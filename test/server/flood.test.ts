// Thousands of documents, and requests of all kinds that come at once, are cancelled and are asked again: each is answered,
// what the user asks for does not wait for the rest, and nothing stays in memory. `PAT_LONG=1`: 10,000 documents, 100,000
// requests.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { defaultSettings } from '../../languages/pat/index.ts';
import { fingerprint, resultId } from '../../server/result-id.ts';
import { generator } from './typist.ts';
import { type Message, WireProcess } from './wire.ts';

const long = process.env.PAT_LONG === '1';
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const probe = new URL('./memory-probe.mjs', import.meta.url).href;

const text = (i: number): string => `interface Cell { Put(Int) }
def fill${i}(c: Cell!): Unit { c ! Put(${i}) }
def main(): Unit {
  let c = new[Cell] in spawn { fill${i}(c) };
  guard c : Put { receive Put(n) from c -> free(c); print(intToString(n)) }
}
main()
`;
const uriOf = (i: number): string => `file:///many/${i}.pat`;

interface Published {
  readonly uri: string;
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}

async function start(capabilities: object): Promise<WireProcess> {
  const wire = new WireProcess(['--expose-gc', '--import', probe, cli, 'serve', '--stdio'], {
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  await wire.initialize(capabilities);
  return wire;
}

/** Bytes that the server holds after a garbage collection. */
function heapOf({ process: child }: WireProcess): Promise<number> {
  return new Promise(resolve => {
    child.once('message', memory => resolve((memory as unknown as { heapUsed: number }).heapUsed));
    child.send('');
  });
}

describe('A flood', function () {
  if (long) this.timeout(3_600_000);
  const servers: WireProcess[] = [];
  afterEach(() => {
    for (const { process: child } of servers.splice(0)) child.kill('SIGKILL');
  });

  it('of documents leaves time for what the user asks, is checked to the end, and leaves nothing', async () => {
    const count = long ? 10_000 : 400;
    const wire = await start({ textDocument: { publishDiagnostics: { versionSupport: true } } });
    servers.push(wire);
    const published = new Map<string, Published>();
    wire.onMessage(({ method, params }) => {
      if (method === 'textDocument/publishDiagnostics')
        published.set((params as Published).uri, params as Published);
      wire.messages.length = 0;
    });
    const heaps: number[] = [];
    for (let round = 0; round < 3; round++) {
      published.clear();
      for (let i = 0; i < count; i++) {
        wire.notify('textDocument/didOpen', {
          textDocument: { uri: uriOf(i), languageId: 'pat', version: 1, text: text(i) },
        });
      }
      for (let i = 0; i < count; i++) {
        const at = (line: number, character: number) => ({
          start: { line, character },
          end: { line, character },
        });
        const nowhere = [
          { range: at(6, 0), text: 'no' },
          { range: at(6, 2), text: 'where; ' },
        ];
        wire.notify('textDocument/didChange', {
          textDocument: { uri: uriOf(i), version: 2 },
          contentChanges: i % 2 === 0 ? nowhere : [],
        });
      }
      const hover = { textDocument: { uri: uriOf(0) }, position: { line: 3, character: 6 } };
      assert.match(JSON.stringify(await wire.result('textDocument/hover', hover)), /Cell/);
      const before = published.size;
      assert.ok(before < count / 2, `${before} documents were checked before an answer`);
      const isLast = (i: number): boolean => published.get(uriOf(i))?.version === 2;
      for (let i = 0; i < count; i++) {
        while (!isLast(i)) {
          await wire.next(({ method }) => method === 'textDocument/publishDiagnostics', uriOf(i));
        }
        const codes = published.get(uriOf(i))?.diagnostics.map(({ code }) => code);
        assert.deepEqual(codes, i % 2 === 0 ? ['pat-E201'] : [], uriOf(i));
      }
      for (let i = 0; i < count; i++) {
        wire.notify('textDocument/didClose', { textDocument: { uri: uriOf(i) } });
      }
      await wire.request('no/such');
      heaps.push(await heapOf(wire));
    }
    const [first = 0, , last = 0] = heaps;
    assert.ok(last < first * 1.25, `bytes after each round: ${heaps}`);
    if (long) console.log(`      ${count} documents, bytes after each round: ${heaps}`);
    assert.equal(wire.stderr, '');
  });

  it('of requests that are cancelled and asked again, between changes, is answered to the last one', async () => {
    const count = long ? 100_000 : 4000;
    const wire = await start({
      textDocument: {
        diagnostic: {},
        codeAction: { codeActionLiteralSupport: {} },
        rename: { prepareSupport: true },
      },
    });
    servers.push(wire);
    const uri = uriOf(0);
    const textDocument = { uri };
    const position = { line: 3, character: 6 };
    const range = { start: position, end: { line: 4, character: 3 } };
    const kinds: readonly (readonly [string, object])[] = [
      ['hover', { position }],
      ['completion', { position }],
      ['signatureHelp', { position }],
      ['definition', { position }],
      ['references', { position, context: { includeDeclaration: true } }],
      ['documentHighlight', { position }],
      ['documentSymbol', {}],
      ['codeAction', { range, context: { diagnostics: [] } }],
      ['foldingRange', {}],
      ['selectionRange', { positions: [position] }],
      ['inlayHint', { range }],
      ['semanticTokens/full', {}],
      ['prepareRename', { position }],
      ['rename', { position, newName: 'other' }],
      ['formatting', { options: { tabSize: 2, insertSpaces: true } }],
      ['diagnostic', {}],
    ];
    const random = generator(1);
    let version = 1;
    wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'pat', version, text: text(0) } });
    const change = (put: string): object => ({
      method: 'textDocument/didChange',
      params: {
        textDocument: { uri, version: ++version },
        contentChanges: [
          { range: { start: { line: 7, character: 0 }, end: { line: 7, character: 99 } }, text: put },
        ],
      },
    });
    const codes = new Map<unknown, number | undefined>();
    let heard = 0;
    wire.onMessage(({ id, error, method }: Message) => {
      if (method !== undefined || typeof id !== 'string') return;
      codes.set(id, error?.code);
      heard++;
      wire.messages.length = 0;
    });
    let open = Array.from({ length: count }, (_, i) => `${i}`);
    let sent = 0;
    for (let round = 0; open.length > 0; round++) {
      const isLast = round === 4;
      const messages: object[] = [];
      for (const id of open) {
        const [name = '', more] = kinds[Number(id) % kinds.length] ?? [];
        messages.push({ id, method: `textDocument/${name}`, params: { textDocument, ...more } });
        if (isLast) continue;
        if (random() < 0.6) messages.push({ method: '$/cancelRequest', params: { id } });
        if (random() < 0.05) messages.push(change(`# ${random()}`));
      }
      sent += open.length;
      // So many arguments no function can take.
      for (let i = 0; i < messages.length; i += 1000) wire.send(...messages.slice(i, i + 1000));
      while (heard < sent) await wire.next(({ id }) => id !== undefined, `all ${sent} answers`);
      const again = open.filter(id => codes.get(id) !== undefined);
      assert.ok(again.every(id => [-32800, -32801, -32802].includes(codes.get(id) ?? 0)));
      if (!isLast) assert.ok(round > 0 || again.length > count / 3, `${again.length} are asked again`);
      open = again;
      assert.ok(!isLast || open.length === 0);
    }
    const now = `${text(0)}end`;
    wire.send(change('end'));
    const report = (await wire.result('textDocument/diagnostic', {
      textDocument,
    })) as DocumentDiagnosticReport;
    assert.equal(report.resultId, resultId(fingerprint(now), 'pat', { ...defaultSettings }));
    assert.equal(wire.stderr, '');
  });
});
