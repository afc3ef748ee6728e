// Two languages in one server: each document is its own language's, and neither knows of the other.
import assert from 'node:assert/strict';
import type { Diagnostic, Hover } from 'vscode-languageserver/node';
import { catalogueOf } from '../../languages/explain/catalogue.ts';
import type { Document, Language } from '../../languages/language.ts';
import { pat } from '../../languages/pat/language.ts';
import { readSettings, type SettingValues } from '../../languages/settings.ts';
import { nodeFiles } from '../../server/node-files.ts';
import { pushCapabilities, Session } from './session.ts';
import { DiskFolder } from './workspace-support.ts';

/** A language whose programs are words, of which one is forbidden. It has diagnostics and hovers, and nothing else. */
const words: Language = {
  id: 'words',
  name: 'Words',
  extensions: ['.words'],
  grammar: 'none.wasm',
  settings: [
    {
      key: 'forbidden',
      kind: 'choice',
      default: 'def',
      choices: [
        { value: 'def', meaning: '' },
        { value: 'xyz', meaning: '' },
      ],
      meaning: '',
      short: '',
    },
  ],
  preferences: [],
  catalogue: catalogueOf(
    { language: 'words', name: 'Words', introduction: '', groups: [] },
    { E101: { title: 'Forbidden', explanation: 'It is.' } },
  ),
  tokens: { types: ['keyword', 'word'], modifiers: [] },
  completionTriggers: [],
  formattingTriggers: ['~'],
  actionKinds: [],
  load: async () => ({ open }),
};

function open(first: string, settings: SettingValues): Document {
  let text = first;
  let { forbidden } = settings;
  const document: Document = {
    get text() {
      return text;
    },
    edit: (start, end, put) => {
      text = text.slice(0, start) + put + text.slice(end);
    },
    setSettings: values => {
      ({ forbidden } = values);
    },
    analysis: () => {
      const start = text.indexOf(String(forbidden));
      const span = { start, end: start + 3 };
      const severity = 'error' as const;
      const fault = { code: 'words-E101', severity, message: 'Not this word.', span, related: [], fixes: [] };
      return {
        text,
        diagnostics: start < 0 ? [] : [fault],
        accepted: start < 0,
        undecided: 0,
        effort: '',
        hover: offset => ({ span: { start: offset, end: offset }, markdown: 'a word' }),
      };
    },
    whatIf: () => document.analysis(),
    dispose: () => {},
  };
  return document;
}

const program = 'def f(): Int { 1 }\nf()\n';
const errors = (found: readonly Diagnostic[]) =>
  found.filter(d => d.severity === 1).map(({ code, source }) => `${source} ${code}`);

describe('Two languages', () => {
  let session: Session;
  afterEach(() => session.stop());
  const languages = [pat, words];
  const hoverAt = (uri: string) =>
    session.request<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 0, character: 4 },
    });

  it('have the documents that editors say are theirs, and those that are called so', async () => {
    session = await Session.start({ languages });
    const opened: readonly [string, string, readonly string[]][] = [
      ['untitled:one', 'pat', []],
      ['untitled:two', 'words', ['words words-E101']],
      ['file:///a.pat', 'words', ['words words-E101']],
      ['file:///a.words', 'plaintext', ['words words-E101']],
      ['file:///b.pat', '', []],
    ];
    for (const [uri, id, expected] of opened) {
      await session.open(uri, program, 1, id);
      assert.deepEqual(errors(await session.diagnostics(uri, 1)), expected, `${uri} ${id}`);
    }
    assert.match(JSON.stringify(await hoverAt('untitled:one')), /def f/);
    assert.match(JSON.stringify(await hoverAt('untitled:two')), /a word/);
    // An edit of one is none of the others.
    await session.change('untitled:two', 2, [{ text: 'fine' }]);
    assert.deepEqual(await session.diagnostics('untitled:two', 2), []);
    assert.match(JSON.stringify(await hoverAt('untitled:one')), /def f/);
  });

  it('leave the documents of others alone, without a word', async () => {
    session = await Session.start({ languages });
    await session.open('file:///a.txt', program, 1, 'plaintext');
    await session.change('file:///a.txt', 2, [{ text: 'more' }]);
    assert.equal(await hoverAt('file:///a.txt'), null);
    await session.close('file:///a.txt');
    await session.open('file:///a.txt', 'def', 1, 'words');
    assert.deepEqual(errors(await session.diagnostics('file:///a.txt', 1)), ['words words-E101']);
    // The editor now takes it for something else.
    await session.close('file:///a.txt');
    await session.open('file:///a.txt', 'def', 1, 'plaintext');
    assert.equal(await hoverAt('file:///a.txt'), null);
    assert.deepEqual(session.logged, []);
    assert.deepEqual(
      session.published.map(({ uri, version }) => `${uri} ${version}`).filter(said => said.endsWith(' 2')),
      [],
    );
  });

  it('answer with nothing what they have no answer to, and together offer what each has', async () => {
    session = await Session.start({ languages });
    const uri = 'untitled:two';
    await session.open(uri, program, 1, 'words');
    const textDocument = { uri };
    const position = { line: 0, character: 4 };
    const range = { start: position, end: position };
    const options = { tabSize: 2, insertSpaces: true };
    const questions: readonly [string, object, unknown][] = [
      ['definition', { position }, null],
      ['references', { position, context: { includeDeclaration: true } }, []],
      ['documentHighlight', { position }, []],
      ['documentSymbol', {}, []],
      ['foldingRange', {}, []],
      ['codeAction', { range, context: { diagnostics: [] } }, []],
      ['completion', { position }, { isIncomplete: false, items: [] }],
      ['signatureHelp', { position }, null],
      ['prepareRename', { position }, null],
      ['rename', { position, newName: 'g' }, null],
      ['typeDefinition', { position }, null],
      ['codeLens', {}, []],
      ['linkedEditingRange', { position }, null],
      ['prepareCallHierarchy', { position }, null],
      ['formatting', { options }, []],
      ['rangeFormatting', { range, options }, []],
      ['onTypeFormatting', { position, ch: '~', options }, []],
      ['documentLink', {}, []],
      ['inlayHint', { range }, []],
    ];
    for (const [method, more, nothing] of questions) {
      const answer = await session.request(`textDocument/${method}`, { textDocument, ...more });
      assert.deepEqual(answer, nothing, method);
    }
    const { capabilities } = session.initialized;
    const provider = capabilities.semanticTokensProvider;
    assert.ok(provider && 'legend' in provider);
    assert.ok(provider.legend.tokenTypes.includes('word'));
    assert.equal(new Set(provider.legend.tokenTypes).size, provider.legend.tokenTypes.length);
    assert.ok(capabilities.documentOnTypeFormattingProvider?.moreTriggerCharacter?.includes('~'));
    assert.deepEqual(session.logged, []);
  });

  it('have settings of their own', async () => {
    const sections: (string | undefined)[] = [];
    session = await Session.start({
      languages,
      capabilities: { ...pushCapabilities, workspace: { configuration: true } },
      configuration: (_, section) => {
        sections.push(section);
        return section === 'words' ? { forbidden: 'xyz' } : null;
      },
    });
    await session.open('untitled:one', 'def xyz', 1, 'words');
    const [found] = await session.diagnostics('untitled:one', 1);
    assert.equal(found?.range.start.character, 4);
    await session.open('untitled:two', program, 1, 'pat');
    assert.deepEqual(errors(await session.diagnostics('untitled:two', 1)), []);
    assert.deepEqual(sections, ['words', 'pat']);
    assert.deepEqual(readSettings(words.settings, { forbidden: 'other' }), { forbidden: 'def' });
  });

  it('take settings that are sent for both at once, or later for one', async () => {
    session = await Session.start({
      languages,
      initializationOptions: { pat: { aliasCheck: 'none' }, words: { forbidden: 'xyz' } },
    });
    await session.open('untitled:one', 'def xyz', 1, 'words');
    assert.equal((await session.diagnostics('untitled:one', 1))[0]?.range.start.character, 4);
    const before = session.published.length;
    const settings = { words: { forbidden: 'def' } };
    await session.client.sendNotification('workspace/didChangeConfiguration', { settings });
    const { diagnostics } = await session.until(() => session.published[before], 'new diagnostics');
    assert.equal(diagnostics[0]?.range.start.character, 0);
  });

  it('share a folder: each has the files that are called so', async () => {
    const folder = new DiskFolder({
      'a.pat': 'f(',
      'b.words': 'def',
      'c.txt': 'def',
      'd.words': Buffer.from([0xff]),
    });
    try {
      session = await Session.start({ languages, files: nodeFiles, folders: [folder.uri] });
      const found = await session.until(() => {
        const last = new Map(session.published.map(({ uri, diagnostics }) => [uri, errors(diagnostics)]));
        return last.size === 3 ? last : undefined;
      }, 'the diagnostics of three files');
      assert.match(String(found.get(folder.uriOf('a.pat'))), /^pat pat-E1/);
      assert.deepEqual(found.get(folder.uriOf('b.words')), ['words words-E101']);
      assert.deepEqual(found.get(folder.uriOf('d.words')), ['words words-E003']);
    } finally {
      folder.remove();
    }
  });
});
