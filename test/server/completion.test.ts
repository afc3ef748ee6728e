// `textDocument/completion` over the protocol: the same suggestions for editors that can do much and for those that can
// do little.
import assert from 'node:assert/strict';
import type {
  ClientCapabilities,
  CompletionClientCapabilities,
  CompletionItem,
  CompletionList,
} from 'vscode-languageserver/node';
import { pushCapabilities, Session } from './session.ts';

const uri = 'file:///programs/completion.pat';

/** As VS Code says of itself. */
const rich: CompletionClientCapabilities = {
  contextSupport: true,
  insertTextMode: 2,
  completionItem: {
    snippetSupport: true,
    documentationFormat: ['markdown', 'plaintext'],
    insertReplaceSupport: true,
    labelDetailsSupport: true,
    insertTextModeSupport: { valueSet: [1, 2] },
  },
  completionItemKind: { valueSet: Array.from({ length: 25 }, (_, i) => i + 1) as never },
  completionList: { itemDefaults: ['commitCharacters', 'editRange', 'insertTextFormat', 'insertTextMode'] },
};

function client(
  completion: CompletionClientCapabilities,
  encoding: 'utf-8' | 'utf-16' = 'utf-16',
): ClientCapabilities {
  return {
    ...pushCapabilities,
    general: { positionEncodings: [encoding] },
    textDocument: { ...pushCapabilities.textDocument, completion },
  };
}

const declared = 'interface Future { Put(Int), Get(User!) }\ninterface User { Reply(Int) }\n';

describe('Completion over the protocol', () => {
  let session: Session;
  afterEach(() => session.stop());

  /** Opens the text without its `‸` and asks there. */
  async function ask(fixture: string, context?: object): Promise<CompletionList> {
    const offset = fixture.indexOf('‸');
    const lines = fixture.slice(0, offset).split('\n');
    const last = lines.at(-1) ?? '';
    const utf8 = session.initialized.capabilities.positionEncoding === 'utf-8';
    await session.open(uri, fixture.replace('‸', ''));
    return session.request('textDocument/completion', {
      textDocument: { uri },
      position: { line: lines.length - 1, character: utf8 ? Buffer.byteLength(last) : last.length },
      ...(context === undefined ? {} : { context }),
    });
  }

  function find({ items }: CompletionList, label: string): CompletionItem {
    const found = items.find(item => item.label === label);
    assert.ok(found, `${label} is not among ${items.map(item => item.label)}`);
    return found;
  }

  it('is offered with the signs that call for it', async () => {
    session = await Session.start({ capabilities: client(rich) });
    assert.deepEqual(session.initialized.capabilities.completionProvider?.triggerCharacters, [
      '!',
      ':',
      '[',
      '.',
      '+',
    ]);
  });

  it('gives an editor that can do all snippets, label details, and one range for inserting and for replacing', async () => {
    session = await Session.start({ capabilities: client(rich) });
    const list = await ask(`${declared}def f(x: Future!): Unit { x ! Pu‸t }`);
    assert.equal(list.isIncomplete, false);
    const at = (from: number, to: number) => ({
      start: { line: 2, character: from },
      end: { line: 2, character: to },
    });
    assert.deepEqual(list.itemDefaults?.editRange, { insert: at(30, 32), replace: at(30, 33) });
    const put = find(list, 'Put');
    assert.equal(put.textEditText, `Put(\${1:n})`);
    assert.equal(put.insertTextFormat, 2);
    assert.equal(put.kind, 20);
    assert.deepEqual(put.labelDetails, { detail: '(Int)', description: 'Future' });
    assert.ok((put.sortText ?? '') < (find(list, 'Get').sortText ?? ''));
  });

  it('gives an editor without snippets text that stands by itself, with an edit for each', async () => {
    session = await Session.start({ capabilities: client({}) });
    const list = await ask(`${declared}def f(x: Future!): Unit { x ! Pu‸t }`);
    const put = find(list, 'Put');
    assert.deepEqual(put.textEdit, {
      range: { start: { line: 2, character: 30 }, end: { line: 2, character: 32 } },
      newText: 'Put',
    });
    assert.equal(put.insertTextFormat, 1);
    assert.equal(put.kind, 13, 'a client of LSP 1 knows no enum members');
    assert.equal(put.detail, 'Put(Int)');
    assert.equal(put.labelDetails, undefined);
    for (const item of list.items) assert.doesNotMatch(JSON.stringify(item.textEdit), /\$/);
  });

  it('leaves indentation to an editor that does it, and does it for one that does not', async () => {
    const text = `${declared}def f(x: Future?Put): Unit {\n    guard x : Put {\n      ‸\n    }\n}`;
    session = await Session.start({ capabilities: client(rich) });
    const adjusted = find(await ask(text), 'receive Put');
    assert.equal(adjusted.textEditText, `receive Put(\${1:n}) from x ->\n  \${0}`);
    assert.equal(adjusted.insertTextMode, 2);
    await session.stop();
    const asIs = {
      ...rich,
      completionItem: { ...rich.completionItem, insertTextModeSupport: { valueSet: [1 as const] } },
    };
    session = await Session.start({ capabilities: client(asIs) });
    const whole = find(await ask(text), 'receive Put');
    assert.equal(whole.textEditText, `receive Put(\${1:n}) from x ->\n        \${0}`);
    assert.equal(whole.insertTextMode, 1);
  });

  it('repeats what is filled in at several places, and says it once', async () => {
    session = await Session.start({ capabilities: client(rich) });
    const guard = find(await ask('‸'), 'guard').textEditText ?? '';
    assert.equal(guard.split(`\${1:mailbox}`).length, 2);
    assert.ok(guard.split(`\${1}`).length > 2);
  });

  it('counts in UTF-8 when that was agreed', async () => {
    session = await Session.start({ capabilities: client({}, 'utf-8') });
    const list = await ask(`let name = "é\u{1F600}" in let b = name in na‸me`);
    const before = Buffer.byteLength('let name = "é\u{1F600}" in let b = name in ');
    assert.deepEqual(find(list, 'name').textEdit, {
      range: { start: { line: 0, character: before }, end: { line: 0, character: before + 2 } },
      newText: 'name',
    });
  });

  it('writes documentation in Markdown or in plain words', async () => {
    const plain: CompletionClientCapabilities = { completionItem: { documentationFormat: ['plaintext'] } };
    for (const [capabilities, kind] of [
      [rich, 'markdown'],
      [plain, 'plaintext'],
    ] as const) {
      session = await Session.start({ capabilities: client(capabilities) });
      const { documentation } = find(await ask('‸'), 'if');
      assert.ok(typeof documentation === 'object' && documentation.kind === kind);
      assert.equal(documentation.value.includes('```'), kind === 'markdown');
      if (kind === 'markdown') await session.stop();
    }
  });

  it('keeps quiet when a sign was typed that asks for nothing there', async () => {
    session = await Session.start({ capabilities: client(rich) });
    const typed = { triggerKind: 2, triggerCharacter: '+' };
    assert.deepEqual((await ask('def f(n: Int): Int { n +‸ }', typed)).items, []);
    assert.notDeepEqual((await ask('def f(n: Int): Int { n +‸ }', { triggerKind: 1 })).items, []);
    assert.deepEqual((await ask('print("a +‸")', typed)).items, []);
  });

  it('answers with nothing about a document that is not open', async () => {
    session = await Session.start({ capabilities: client(rich) });
    const list = await session.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: 'file:///not/open.pat' },
      position: { line: 0, character: 0 },
    });
    assert.deepEqual(list, { isIncomplete: false, items: [] });
  });
});
