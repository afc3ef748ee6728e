import assert from 'node:assert/strict';
import type { ClientCapabilities, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { pushCapabilities, Session } from './session.ts';

const uri = 'file:///programs/future.pat';
const untidy = 'def  f( ):Unit{\ng( 1 );\n  # ä 😀\n    g( "é😀",2 ) }\n\n\n\nf( )\n';
const tidy = 'def f(): Unit {\n  g(1);\n  # ä 😀\n  g("é😀", 2)\n}\n\nf()\n';
const spaces = { tabSize: 2, insertSpaces: true };

const capable: ClientCapabilities = {
  ...pushCapabilities,
  textDocument: {
    ...pushCapabilities.textDocument,
    formatting: {},
    rangeFormatting: { rangesSupport: true },
    onTypeFormatting: {},
  },
};

describe('formatting by the server', () => {
  let session: Session;
  afterEach(() => session.stop());

  const opened = async (text: string, capabilities = capable): Promise<void> => {
    session = await Session.start({ capabilities });
    await session.open(uri, text);
  };
  const applied = (text: string, edits: TextEdit[]): string =>
    TextDocument.applyEdits(TextDocument.create(uri, 'pat', 1, text), edits);
  const asked = (method: string, params: object): Promise<TextEdit[]> =>
    session.request(`textDocument/${method}`, { textDocument: { uri }, options: spaces, ...params });

  it('is offered to clients that ask for it', async () => {
    await opened('');
    const { capabilities } = session.initialized;
    assert.equal(capabilities.documentFormattingProvider, true);
    assert.deepEqual(capabilities.documentRangeFormattingProvider, { rangesSupport: true });
    assert.deepEqual(capabilities.documentOnTypeFormattingProvider, {
      firstTriggerCharacter: '}',
      moreTriggerCharacter: [';'],
    });
  });

  it('formats the whole document, with edits of white space alone', async () => {
    await opened(untidy);
    const edits = await asked('formatting', {});
    assert.equal(applied(untidy, edits), tidy);
    for (const { newText } of edits) assert.match(newText, /^\s*$/);
  });

  it('counts in UTF-8 for a client that does', async () => {
    await opened(untidy, { ...capable, general: { positionEncodings: ['utf-8'] } });
    const edits = await asked('formatting', {});
    const bytes = Buffer.from(untidy).toString('latin1');
    assert.equal(Buffer.from(applied(bytes, edits), 'latin1').toString(), tidy);
  });

  it('indents as the client asks', async () => {
    await opened(untidy);
    const wide = await asked('formatting', { options: { tabSize: 4, insertSpaces: true } });
    assert.match(applied(untidy, wide), /^ {4}g\(1\);$/m);
    const tabs = await asked('formatting', { options: { tabSize: 4, insertSpaces: false } });
    assert.match(applied(untidy, tabs), /^\tg\(1\);$/m);
  });

  it('formats what a selection touches, and several selections', async () => {
    await opened(untidy);
    const line = (n: number) => ({ start: { line: n, character: 0 }, end: { line: n, character: 1 } });
    const one = await asked('rangeFormatting', { range: line(1) });
    assert.equal(applied(untidy, one), untidy.replace('g( 1 );', '  g(1);'));
    const two = await asked('rangesFormatting', { ranges: [line(1), line(7)] });
    assert.equal(applied(untidy, two), untidy.replace('g( 1 );', '  g(1);').replace('f( )\n', 'f()\n'));
  });

  it('formats what a typed `;` or `}` has closed', async () => {
    await opened(untidy);
    const step = await asked('onTypeFormatting', { position: { line: 1, character: 7 }, ch: ';' });
    assert.equal(applied(untidy, step), untidy.replace('g( 1 );', '  g(1);'));
    const whole = await asked('onTypeFormatting', { position: { line: 3, character: 18 }, ch: '}' });
    assert.equal(applied(untidy, whole), tidy.replace('\n\nf()', '\n\n\n\nf( )'));
  });

  it('has no edits for a document that is not open, or is formatted', async () => {
    await opened(tidy);
    assert.deepEqual(await asked('formatting', {}), []);
    assert.deepEqual(await asked('formatting', { textDocument: { uri: 'file:///other.pat' } }), []);
  });
});
