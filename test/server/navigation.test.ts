import assert from 'node:assert/strict';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  ClientCapabilities,
  DefinitionLink,
  DocumentHighlight,
  LinkedEditingRanges,
  Location,
  Position,
  PrepareRenameResult,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { uri, withCursor } from './cursor.ts';
import { pushCapabilities, Session } from './session.ts';

const program = `interface Future { Put(Int) }
def put(f: Future!): Unit { f ! Put(1) }
def take(f: Future?): Int {
  guard f : Put { receive Put(x) from f -> free(f); x }
}
let f = new[Future] in put(f); take(f)
`;

const linking: ClientCapabilities = {
  ...pushCapabilities,
  textDocument: {
    ...pushCapabilities.textDocument,
    definition: { linkSupport: true },
    typeDefinition: { linkSupport: false },
    rename: { prepareSupport: true },
    linkedEditingRange: {},
  },
};

/** The text of a range, with its line from 1. */
function shown({ start, end }: Range): string {
  const line = program.split('\n')[start.line] ?? '';
  return `${start.line + 1} ${line.slice(start.character, end.character)}`;
}

describe('Going from a name to its places, over the protocol', () => {
  let session: Session;
  afterEach(() => session.stop());

  async function start(
    marked: string,
    capabilities = linking,
  ): Promise<{ textDocument: { uri: string }; position: Position }> {
    session = await Session.start({ capabilities });
    const { text, position } = withCursor(marked);
    await session.open(uri, text);
    return { textDocument: { uri }, position };
  }

  it('answers with links for clients that know them, with the name asked about and the whole declaration', async () => {
    const at = await start(program.replace('put(f);', 'p‸ut(f);'));
    const [link] = await session.request<DefinitionLink[]>('textDocument/definition', at);
    assert.equal(link?.targetUri, uri);
    assert.deepEqual(
      [link?.originSelectionRange, link?.targetSelectionRange, link?.targetRange].map(r => r && shown(r)),
      ['6 put', '2 put', '2 def put(f: Future!): Unit { f ! Put(1) }'],
    );
    const [location] = await session.request<Location[]>('textDocument/declaration', at);
    assert.deepEqual(location && [location.uri, shown(location.range)], [uri, '2 put']);
  });

  it('answers with the interface of a mailbox, and with nothing where there is none', async () => {
    const at = await start(program.replace('f ! Put', '‸f ! Put'));
    const [location] = await session.request<Location[]>('textDocument/typeDefinition', at);
    assert.deepEqual(location && shown(location.range), '1 Future');
    const nothing = { ...at, position: { line: 99, character: 0 } };
    assert.equal(await session.request('textDocument/definition', nothing), null);
    assert.equal(await session.request('textDocument/typeDefinition', nothing), null);
  });

  it('lists references with or without the declaration', async () => {
    const at = await start(program.replace('! Put', '! ‸Put'));
    const places = async (includeDeclaration: boolean): Promise<string[]> => {
      const found = await session.request<Location[]>('textDocument/references', {
        ...at,
        context: { includeDeclaration },
      });
      return found.map(({ range }) => shown(range));
    };
    assert.deepEqual(await places(true), ['1 Put', '2 Put', '4 Put', '4 Put']);
    assert.deepEqual(await places(false), ['2 Put', '4 Put', '4 Put']);
  });

  it('highlights a send as a write, a clause as a read, and the rest as text', async () => {
    const at = await start(program.replace('! Put', '! ‸Put'));
    const found = await session.request<DocumentHighlight[]>('textDocument/documentHighlight', at);
    assert.deepEqual(
      found.map(({ range, kind }) => `${shown(range)} ${kind}`),
      ['1 Put 1', '2 Put 3', '4 Put 1', '4 Put 2'],
    );
  });

  it('renames in one edit of the version that it looked at', async () => {
    const at = await start(program.replace('! Put', '! ‸Put'));
    const place = await session.request<PrepareRenameResult>('textDocument/prepareRename', at);
    assert.deepEqual(place, {
      range: { start: { line: 1, character: 32 }, end: { line: 1, character: 35 } },
      placeholder: 'Put',
    });
    const edit = await session.request<WorkspaceEdit>('textDocument/rename', { ...at, newName: 'Fill' });
    const [change] = edit.documentChanges ?? [];
    assert.ok(change !== undefined && 'edits' in change);
    assert.deepEqual(change.textDocument, { uri, version: 1 });
    assert.deepEqual(
      change.edits.map(e => 'newText' in e && `${shown(e.range)} ${e.newText}`),
      ['1 Put Fill', '2 Put Fill', '4 Put Fill', '4 Put Fill'],
    );
  });

  it('refuses a rename with an error that says why', async () => {
    const at = await start(program.replace('put(f);', 'p‸ut(f);'));
    await assert.rejects(session.request('textDocument/rename', { ...at, newName: 'take' }), {
      code: -32803,
      message: 'There is already a definition `take` on line 3.',
    });
    const keyword = { ...at, position: { line: 1, character: 1 } };
    await assert.rejects(session.request('textDocument/prepareRename', keyword), {
      code: -32803,
      message: '`def` is a word of the language and cannot be renamed.',
    });
  });

  it('says that it prepares renames only to clients that know it', async () => {
    await start(`‸${program}`);
    assert.deepEqual(session.initialized.capabilities.renameProvider, { prepareProvider: true });
    await session.stop();
    await start(`‸${program}`, pushCapabilities);
    assert.equal(session.initialized.capabilities.renameProvider, true);
  });

  it('links a guard’s mailbox with its `from` names, and nothing elsewhere', async () => {
    const at = await start(program.replace('guard f', 'guard f‸'));
    const found = await session.request<LinkedEditingRanges>('textDocument/linkedEditingRange', at);
    assert.deepEqual(found.ranges.map(shown), ['3 f', '4 f', '4 f', '4 f']);
    const pattern = new RegExp(`^(?:${found.wordPattern})$`);
    assert.ok(pattern.test('future1') && pattern.test('') && !pattern.test('a b') && !pattern.test('A'));
    const elsewhere = { ...at, position: { line: 0, character: 12 } };
    assert.equal(await session.request('textDocument/linkedEditingRange', elsewhere), null);
  });

  it('has a hierarchy of calls, found again after the text has changed', async () => {
    const at = await start(program.replace('def take', 'def ‸take'));
    const [item] = await session.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', at);
    assert.equal(item?.name, 'take');
    const start0 = { line: 0, character: 0 };
    await session.change(uri, 2, [{ range: { start: start0, end: start0 }, text: '# moved\n' }]);
    const [caller] = await session.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
      item,
    });
    assert.equal(caller?.from.name, 'program');
    assert.deepEqual(caller.fromRanges, [
      { start: { line: 6, character: 31 }, end: { line: 6, character: 35 } },
    ]);
    const callees = await session.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item: caller.from,
    });
    assert.deepEqual(
      callees.map(({ to }) => to.name),
      ['put', 'take'],
    );
  });

  it('has messages in it: who sends them, and who receives them', async () => {
    const at = await start(program.replace('! Put', '! ‸Put'));
    const [item] = await session.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', at);
    assert.deepEqual([item?.name, item?.detail], ['Future.Put', '(Int)']);
    const senders = await session.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
      item,
    });
    assert.deepEqual(
      senders.map(({ from, fromRanges }) => [from.name, fromRanges.map(shown)]),
      [['put', ['2 f ! Put(1)']]],
    );
    const receivers = await session.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item,
    });
    assert.deepEqual(
      receivers.map(({ to, fromRanges }) => [to.name, fromRanges.map(shown)]),
      [['take', ['4 receive Put(x) from f']]],
    );
    for (const data of [undefined, null, 1, {}, { kind: 'message', tag: 1 }, { kind: 'definition' }]) {
      const forged = { item: { ...item, data } };
      assert.deepEqual(await session.request('callHierarchy/incomingCalls', forged), []);
      assert.deepEqual(await session.request('callHierarchy/outgoingCalls', forged), []);
    }
  });
});
