import assert from 'node:assert/strict';
import type { CodeAction, TextEdit } from 'vscode-languageserver/node';
import { LineIndex } from '../../host/positions.ts';
import { apply } from '../../languages/pat/test/ide/apply.ts';
import { pushCapabilities, Session } from './session.ts';

const uri = 'file:///programs/dice.pat';
const text = `def show(n: Int): Unit {
  print(intToString(n + 1));
  printt("é");
}
let n = rand(6) in show(n)
`;
const nowhere = { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } };
const sum = { start: { line: 1, character: 20 }, end: { line: 1, character: 25 } };

function ask(
  session: Session,
  range = nowhere,
  context: { readonly only?: readonly string[]; readonly triggerKind?: 1 | 2 } = {},
): Promise<CodeAction[]> {
  return session.request('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [], ...context },
  });
}
const kinds = (found: readonly CodeAction[]) => [...new Set(found.map(({ kind }) => kind))];

/** The text after an action, whose edits are of the version that is open. */
function done({ edit }: CodeAction): string {
  const [change] = edit?.documentChanges ?? [];
  assert.ok(change !== undefined && 'edits' in change);
  assert.deepEqual(change.textDocument, { uri, version: 1 });
  const lines = new LineIndex(text);
  const edits = change.edits.filter((one): one is TextEdit => 'newText' in one);
  return apply(
    text,
    edits.map(({ range, newText }) => ({
      span: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
      text: newText,
    })),
  );
}

describe('Code actions over the protocol', () => {
  let session: Session;
  afterEach(() => session.stop());

  it('say which kinds there are', async () => {
    session = await Session.start();
    assert.deepEqual(session.initialized.capabilities.codeActionProvider, {
      codeActionKinds: [
        'quickfix',
        'refactor.extract',
        'refactor.inline',
        'refactor.rewrite',
        'source.fixAll.pat',
        'source.writePatterns.pat',
      ],
    });
  });

  it('are of the kinds that are asked for, where a kind stands for all that it begins', async () => {
    session = await Session.start();
    await session.open(uri, text);
    const misspelt = { start: { line: 2, character: 3 }, end: { line: 2, character: 3 } };
    assert.deepEqual(kinds(await ask(session, sum, { only: ['refactor'] })), ['refactor.extract']);
    assert.deepEqual(kinds(await ask(session, sum, { only: ['refactor.extract'] })), ['refactor.extract']);
    assert.deepEqual(kinds(await ask(session, sum, { only: ['refactor.extract.function'] })), []);
    assert.deepEqual(kinds(await ask(session, sum, { only: ['refactor.ext'] })), []);
    assert.deepEqual(kinds(await ask(session, misspelt, { only: ['quickfix'] })), ['quickfix']);
    assert.deepEqual(kinds(await ask(session, misspelt, { only: ['source'] })), ['source.fixAll.pat']);
    assert.deepEqual(kinds(await ask(session, misspelt, { only: ['source.fixAll'] })), ['source.fixAll.pat']);
    assert.deepEqual(kinds(await ask(session, misspelt, { only: [''] })), ['quickfix', 'source.fixAll.pat']);
    assert.deepEqual(kinds(await ask(session, misspelt, { only: [] })), []);
  });

  it('are about the cursor when nobody asked for them', async () => {
    session = await Session.start();
    await session.open(uri, text);
    assert.deepEqual(kinds(await ask(session, nowhere, { triggerKind: 2 })), []);
    assert.deepEqual(kinds(await ask(session, nowhere, { triggerKind: 1 })), ['source.fixAll.pat']);
  });

  it('correct all spellings at once', async () => {
    session = await Session.start();
    await session.open(uri, text);
    const [action] = await ask(session, nowhere, { only: ['source.fixAll'] });
    assert.ok(action);
    assert.equal(done(action), text.replace('printt("é");', 'print("é")'));
  });

  it('extract what is selected, and rename it where the client has the command', async () => {
    for (const experimental of [undefined, { commands: ['pat.rename'] }]) {
      session = await Session.start({ capabilities: { ...pushCapabilities, experimental } });
      await session.open(uri, text);
      const [action] = await ask(session, sum, { only: ['refactor.extract'] });
      assert.ok(action);
      assert.match(
        done(action),
        /^def extracted\(n: Int\): Int \{\n {2}n \+ 1\n\}\n\ndef show[^\n]*\n {2}print\(intToString\(extracted\(n\)\)\);/,
      );
      assert.deepEqual(
        action.command,
        experimental && {
          title: 'Rename',
          command: 'pat.rename',
          arguments: [uri, { line: 5, character: 20 }],
        },
      );
      if (experimental === undefined) await session.stop();
    }
  });

  it('inline a `let`', async () => {
    session = await Session.start();
    await session.open(uri, text);
    const at = { line: 4, character: 4 };
    const [action] = await ask(session, { start: at, end: at }, { only: ['refactor.inline'] });
    assert.equal(action?.title, 'Inline `n`');
    assert.equal(done(action), text.replace('let n = rand(6) in show(n)', 'show(rand(6))'));
  });

  it('are none for a client that wants commands only, and for a document that is not open', async () => {
    session = await Session.start({ capabilities: {} });
    assert.equal(session.initialized.capabilities.codeActionProvider, undefined);
    await session.open(uri, text);
    assert.deepEqual(await ask(session, sum), []);
    await session.close(uri);
    assert.deepEqual(await ask(session, sum), []);
  });
});
