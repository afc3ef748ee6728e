import assert from 'node:assert/strict';
import type {
  CodeAction,
  DocumentDiagnosticReport,
  DocumentSymbol,
  FoldingRange,
  Hover,
  SemanticTokens,
  SemanticTokensDelta,
  SymbolInformation,
} from 'vscode-languageserver/node';
import { pullCapabilities, pushCapabilities, Session } from './session.ts';

const uri = 'file:///programs/future.pat';
const future = `interface Future { Put(Int) }
# waits
# for the value
def wait(self: Future?Put): Int {
  guard self : Put {
    receive Put(value) from self ->
      free(self);
      value
  }
}
def main(): Int {
  let box = new[Future] in
  spawn { box ! Put(1) };
  wait(box)
}
main()
`;
/** The same with a second Put, which the guard does not take. */
const twice = future.replace('box ! Put(1)', 'box ! Put(1); box ! Put(2)');

function placeOf(text: string, part: string, skip = 0): { line: number; character: number } {
  let at = text.indexOf(part);
  for (let i = 0; i < skip; i++) at = text.indexOf(part, at + 1);
  const before = text.slice(0, at).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

describe('The server', () => {
  let session: Session;
  afterEach(() => session.stop());

  it('says what it can do, and takes the encoding that the client likes best', async () => {
    session = await Session.start({
      capabilities: { ...pushCapabilities, general: { positionEncodings: ['utf-8', 'utf-16'] } },
    });
    const { capabilities, serverInfo } = session.initialized;
    assert.equal(capabilities.positionEncoding, 'utf-8');
    // It watches no files, so it is asked to say when it saves one.
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2, save: true });
    assert.equal(capabilities.diagnosticProvider, undefined, 'this client does not pull');
    assert.equal(serverInfo?.name, 'pat');
  });

  it('links each code to the page that explains it, for clients that show links', async () => {
    const { diagnostic: _, publishDiagnostics, ...textDocument } = pushCapabilities.textDocument ?? {};
    session = await Session.start({
      capabilities: {
        ...pushCapabilities,
        textDocument: {
          ...textDocument,
          publishDiagnostics: { ...publishDiagnostics, codeDescriptionSupport: true },
        },
      },
    });
    await session.open(uri, twice, 1);
    const [found] = await session.diagnostics(uri, 1);
    assert.equal(found?.code, 'pat-E402');
    assert.match(found?.codeDescription?.href ?? '', /errors\.md#pat-e402$/);
  });

  it('publishes nothing wrong for a right program, with the version of the text', async () => {
    session = await Session.start();
    await session.open(uri, future, 7);
    assert.deepEqual(await session.diagnostics(uri, 7), []);
  });

  it('publishes an error where it is, after an edit', async () => {
    session = await Session.start();
    await session.open(uri, future);
    await session.diagnostics(uri, 1);
    const at = placeOf(future, 'box ! Put(1)');
    const end = { line: at.line, character: at.character + 'box ! Put(1)'.length };
    await session.change(uri, 2, [{ range: { start: end, end }, text: '; box ! Put(2)' }]);
    const [error] = await session.diagnostics(uri, 2);
    assert.equal(error?.severity, 1);
    assert.equal(error?.source, 'pat');
    assert.match(String(error?.code), /^pat-E\d{3}$/);
    await session.change(uri, 3, [
      {
        range: { start: end, end: { ...end, character: end.character + '; box ! Put(2)'.length } },
        text: '',
      },
    ]);
    assert.deepEqual(await session.diagnostics(uri, 3), []);
  });

  it('publishes once for a burst of changes, and never for a version that is past', async () => {
    session = await Session.start();
    await session.open(uri, future);
    await session.diagnostics(uri, 1);
    for (let version = 2; version <= 30; version++) {
      const start = { line: 0, character: 0 };
      void session.change(uri, version, [{ range: { start, end: start }, text: '#\n' }]);
    }
    await session.diagnostics(uri, 30);
    const versions = session.published.map(p => p.version);
    assert.deepEqual(
      versions,
      [...versions].sort((a, b) => Number(a) - Number(b)),
    );
    assert.ok(versions.length < 10, `the burst was published ${versions.length} times`);
  });

  it('takes changes at many places in one message, in either order, as the client means them', async () => {
    session = await Session.start();
    const place = (line: number, character: number) => ({ line, character });
    const at = (line: number, from: number, to: number, text: string) => ({
      range: { start: place(line, from), end: place(line, to) },
      text,
    });
    await session.open(uri, 'let a = 1 in\nlet a = 2 in\na\n');
    // Last place first: no part moves another. First place first: each is meant after those before it.
    await session.change(uri, 2, [at(2, 0, 1, 'b'), at(1, 4, 5, 'b'), at(0, 4, 5, 'bb')]);
    await session.change(uri, 3, [at(0, 4, 6, 'first'), at(0, 12, 13, '12'), at(2, 0, 1, 'first + b')]);
    await session.change(uri, 4, [at(2, 0, 9, 'nowhere'), at(0, 0, 0, '')]);
    const [error] = (await session.diagnostics(uri, 4)).filter(d => d.severity === 1);
    assert.deepEqual(error?.range, { start: place(2, 0), end: place(2, 7) });
    await session.change(uri, 5, [at(2, 0, 7, 'first + b')]);
    assert.deepEqual(
      (await session.diagnostics(uri, 5)).filter(d => d.severity === 1),
      [],
    );
  });

  it('takes a whole new text', async () => {
    session = await Session.start();
    await session.open(uri, 'nowhere');
    assert.equal((await session.diagnostics(uri, 1)).length, 1);
    await session.change(uri, 2, [{ text: future }]);
    assert.deepEqual(await session.diagnostics(uri, 2), []);
  });

  it('clears what it published when a document is closed', async () => {
    session = await Session.start();
    await session.open(uri, twice);
    assert.notDeepEqual(await session.diagnostics(uri, 1), []);
    await session.close(uri);
    assert.deepEqual(await session.diagnostics(uri, undefined), []);
  });

  it('counts characters in UTF-8 when that was agreed', async () => {
    const text = '# \u{1F600}\nlet a = "é\u{1F600}" in nowhere\n';
    const places: number[] = [];
    for (const encoding of ['utf-8', 'utf-16'] as const) {
      session = await Session.start({
        capabilities: { ...pushCapabilities, general: { positionEncodings: [encoding] } },
      });
      await session.open(uri, text);
      const error = (await session.diagnostics(uri, 1)).find(d => d.severity === 1);
      places.push(error?.range.start.character ?? -1);
      // An edit at that place is understood in the same units.
      const range = error?.range;
      await session.change(uri, 2, [{ range, text: 'a' }]);
      assert.deepEqual(
        (await session.diagnostics(uri, 2)).filter(d => d.severity === 1),
        [],
      );
      if (encoding === 'utf-8') await session.stop();
    }
    const before = 'let a = "é\u{1F600}" in ';
    assert.deepEqual(places, [Buffer.byteLength(before), before.length]);
  });

  it('answers a pull with the diagnostics, and then pushes none', async () => {
    session = await Session.start({ capabilities: pullCapabilities });
    assert.ok(session.initialized.capabilities.diagnosticProvider);
    await session.open(uri, twice);
    const report = await session.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    assert.equal(report.kind, 'full');
    assert.ok(report.kind === 'full' && report.items.some(d => d.severity === 1));
    assert.deepEqual(session.published, []);
  });

  it('answers a hover with the type, in Markdown or in plain text as the client can', async () => {
    for (const format of ['markdown', 'plaintext'] as const) {
      session = await Session.start({
        capabilities: { ...pushCapabilities, textDocument: { hover: { contentFormat: [format] } } },
      });
      await session.open(uri, future);
      const position = placeOf(future, 'box', 1);
      const answer = await session.request<Hover>('textDocument/hover', { textDocument: { uri }, position });
      assert.ok(typeof answer.contents === 'object' && 'kind' in answer.contents);
      assert.equal(answer.contents.kind, format);
      assert.match(answer.contents.value, /box\s*:\s*Future!/);
      assert.equal(answer.contents.value.includes('```'), format === 'markdown');
      assert.deepEqual(answer.range?.start, position);
      if (format === 'markdown') await session.stop();
    }
  });

  it('has nothing to say where there is nothing, and about documents that are not open', async () => {
    session = await Session.start();
    await session.open(uri, `\n\n${future}`);
    const nowhere = { textDocument: { uri }, position: { line: 0, character: 0 } };
    assert.equal(await session.request('textDocument/hover', nowhere), null);
    const unknown = { textDocument: { uri: 'file:///not/open.pat' } };
    assert.equal(await session.request('textDocument/hover', { ...unknown, ...nowhere, ...unknown }), null);
    assert.deepEqual(await session.request('textDocument/documentSymbol', unknown), []);
    assert.deepEqual(await session.request('textDocument/foldingRange', unknown), []);
    assert.deepEqual(await session.request('textDocument/semanticTokens/full', unknown), { data: [] });
  });

  it('lists interfaces with their messages, definitions and the body', async () => {
    session = await Session.start();
    await session.open(uri, future);
    const symbols = await session.request<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    assert.deepEqual(
      symbols.slice(0, 3).map(s => s.name),
      ['Future', 'wait', 'main'],
    );
    assert.deepEqual(
      symbols[0]?.children?.map(s => s.name),
      ['Put'],
    );
    assert.deepEqual(symbols[1]?.selectionRange.start, placeOf(future, 'wait('));
  });

  it('lists symbols flat for a client without a tree', async () => {
    session = await Session.start({ capabilities: {} });
    await session.open(uri, future);
    const symbols = await session.request<SymbolInformation[]>('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    const put = symbols.find(s => s.name === 'Put');
    assert.equal(put?.containerName, 'Future');
    assert.equal(put?.location.uri, uri);
  });

  it('folds braces, clauses and runs of comments', async () => {
    session = await Session.start({
      capabilities: {
        ...pushCapabilities,
        textDocument: { ...pushCapabilities.textDocument, foldingRange: { lineFoldingOnly: true } },
      },
    });
    await session.open(uri, future);
    const folds = await session.request<FoldingRange[]>('textDocument/foldingRange', {
      textDocument: { uri },
    });
    const lines = folds.map(f => [f.startLine, f.endLine, f.kind]);
    assert.deepEqual(lines, [
      [1, 2, 'comment'],
      [3, 8, undefined],
      [4, 7, undefined],
      [5, 7, undefined],
      [10, 13, undefined],
    ]);
  });

  it('gives semantic tokens whole, for a range, and as the difference to the last answer', async () => {
    session = await Session.start();
    await session.open(uri, future);
    const textDocument = { uri };
    const full = await session.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    assert.ok(full.data.length > 0 && full.data.length % 5 === 0);
    const tokens = decode(full.data, session);
    assert.ok(
      tokens.some(t => t.line === 0 && t.character === 10 && t.length === 6 && t.type === 'interface'),
    );
    assert.ok(tokens.some(t => t.line === 12 && t.type === 'enumMember' && t.modifiers.includes('send')));
    const range = { start: { line: 4, character: 0 }, end: { line: 6, character: 0 } };
    const part = await session.request<SemanticTokens>('textDocument/semanticTokens/range', {
      textDocument,
      range,
    });
    const inRange = tokens.filter(t => t.line === 4 || t.line === 5);
    assert.deepEqual(decode(part.data, session), inRange);
    const start = { line: 10, character: 0 };
    await session.change(uri, 2, [{ range: { start, end: start }, text: '\n' }]);
    const delta = await session.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: full.resultId,
    });
    const patched = [...full.data];
    for (const { start: from, deleteCount, data } of delta.edits)
      patched.splice(from, deleteCount, ...(data ?? []));
    const again = await session.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    assert.deepEqual(patched, again.data);
    assert.ok(delta.edits.reduce((sum, e) => sum + (e.data?.length ?? 0), 0) < again.data.length / 2);
  });

  it('offers the fix of a diagnostic as a quick fix that removes it', async () => {
    session = await Session.start();
    // A spelling that is accepted: no `from`.
    const text = future.replace('receive Put(value) from self', 'receive Put(value)');
    await session.open(uri, text);
    const [spelling] = await session.diagnostics(uri, 1);
    assert.ok(spelling);
    const actions = await session.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: spelling.range,
      context: { diagnostics: [spelling] },
    });
    const change = actions[0]?.edit?.documentChanges?.[0];
    assert.equal(actions[0]?.kind, 'quickfix');
    assert.ok(change && 'edits' in change);
    assert.deepEqual(change.textDocument, { uri, version: 1 });
    await session.change(
      uri,
      2,
      change.edits.map(e => ({ range: e.range, text: 'newText' in e ? e.newText : '' })),
    );
    assert.deepEqual(await session.diagnostics(uri, 2), []);
  });

  it('answers a cancelled request at once, as cancelled', async () => {
    session = await Session.start();
    await session.open(uri, future);
    await session.diagnostics(uri, 1);
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const answer = session.client.sendRequest(
      'textDocument/hover',
      { textDocument: { uri }, position: placeOf(future, 'wait') },
      source.token,
    );
    source.cancel();
    await assert.rejects(answer, { code: -32800 });
  });

  it('sends at most a thousand diagnostics, and says that there are more', async () => {
    session = await Session.start();
    await session.open(uri, Array.from({ length: 1501 }, (_, i) => `def f${i}(): Int { "" }`).join('\n'));
    const diagnostics = await session.diagnostics(uri, 1);
    assert.equal(diagnostics.length, 1001);
    assert.match(String(diagnostics.at(-1)?.message), /501 more/);
  });

  it('refuses a text of 5 MB with one diagnostic, and takes it up again when it is shorter', async () => {
    session = await Session.start();
    await session.open(uri, `${future}#${' '.repeat(5 * 1024 * 1024)}`);
    const diagnostics = await session.diagnostics(uri, 1);
    assert.equal(diagnostics.length, 1);
    assert.match(String(diagnostics[0]?.message), /not checked/);
    assert.equal(
      await session.request('textDocument/hover', {
        textDocument: { uri },
        position: { line: 0, character: 12 },
      }),
      null,
    );
    await session.change(uri, 2, [{ text: twice }]);
    assert.ok((await session.diagnostics(uri, 2)).some(d => /^pat-E[234]/.test(String(d.code))));
  });
});

interface Token {
  line: number;
  character: number;
  length: number;
  type: string | undefined;
  modifiers: string[];
}

function decode(data: readonly number[], session: Session): Token[] {
  const legend = session.initialized.capabilities.semanticTokensProvider?.legend;
  const out: Token[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(i, i + 5);
    line += down;
    character = down === 0 ? character + right : right;
    const names = legend?.tokenModifiers.filter((_, bit) => (modifiers & (1 << bit)) !== 0) ?? [];
    out.push({ line, character, length, type: legend?.tokenTypes[type], modifiers: names });
  }
  return out;
}
