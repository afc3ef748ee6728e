// Completion as a user has it: a program typed with the keys, suggestions accepted with Enter and Tab, and none where
// they would be in the way.
import assert from 'node:assert/strict';
import { Suggestions } from './suggestions.ts';
import { inVsCode, useEditor } from './suite.ts';
import type { EditorWindow } from './window.ts';

describe('completing as a user of VS Code', () => {
  let window: EditorWindow;
  let suggestions: Suggestions;

  useEditor(
    inVsCode(),
    {
      'typed.pat': '',
      'names.pat': '',
      'guard.pat': `interface Box { Open(Int), Shut(), Ask(Reader!Told) }
interface Reader { Told(Int) }

def box(self: Box?(Open . Ask*)): Unit {
  
}
`,
    },
    async opened => {
      ({ window } = opened);
      suggestions = new Suggestions(window.page);
      await window.openFile('guard.pat');
      await window.text.squigglesUntil(found => found.length > 0, 'the server to have read a program');
      await window.closeEditors();
      await window.settled();
    },
  );

  it('types a program with Enter and Tab for what is suggested, and the program is right', async () => {
    await window.openFile('typed.pat');
    await window.type('interface Future { Put(In');
    await suggestions.accept('Int', 'Enter');
    await window.type(') }\ndef put(f:');
    // A list opens at the sign. Who types on meanwhile closes it, and the next word opens it again.
    await suggestions.waitFor('Future?');
    await window.type(' Fut');
    await window.screenshot('completion-types');
    const types = await suggestions.waitFor('Future!');
    assert.deepEqual(
      types.map(row => row.label),
      ['Future?', 'Future!'],
    );
    await suggestions.accept('Future!', 'Tab');
    await window.type('):');
    await suggestions.waitFor('Unit');
    await window.type(' Un');
    await suggestions.accept('Unit', 'Enter');
    await window.type(' {\nf !');
    await suggestions.waitFor('Put');
    await window.screenshot('completion-send');
    await suggestions.accept('Put', 'Enter');
    await window.type('42');
    await window.press('Tab');
    await window.press('Control+End');
    await window.type('\nlet f = new[');
    await suggestions.accept('Future', 'Enter');
    // Enter after a word that is complete is a new line, whatever list is open.
    await window.press('End');
    await window.type(' in\nspawn { pu');
    await suggestions.accept('put', 'Tab');
    await window.type('f');
    await suggestions.accept('f', 'Tab');
    await window.press('Tab');
    await window.type(' };\nguard f :');
    await suggestions.waitFor('Put');
    await window.type(' P');
    await suggestions.accept('Put', 'Enter');
    await window.type(' {\nrec');
    await suggestions.waitFor('receive Put');
    await window.screenshot('completion-clause');
    await suggestions.accept('receive Put', 'Tab');
    await window.type('n');
    await window.press('Tab');
    await window.type('fr');
    await suggestions.accept('free', 'Enter');
    await window.type('f');
    await suggestions.accept('f', 'Tab');
    await window.press('Tab');
    await window.type('; pr');
    await suggestions.accept('print', 'Enter');
    await window.type('intT');
    await suggestions.accept('intToString', 'Enter');
    await window.type('n');
    const wanted = [
      'interface Future { Put(Int) }',
      'def put(f: Future!): Unit {',
      '  f ! Put(42)',
      '}',
      'let f = new[Future] in',
      'spawn { put(f) };',
      'guard f : Put {',
      '  receive Put(n) from f ->',
      '    free(f); print(intToString(n))',
      '}',
    ];
    const lines = await window.text.linesUntil(
      found => found.filter(line => line.trim() !== '').length >= wanted.length,
      'the program',
    );
    await window.press('Escape');
    await window.press('Escape');
    await window.screenshot('completion-program');
    assert.deepEqual(
      lines.filter(line => line.trim() !== '').map(line => line.trimEnd()),
      wanted,
    );
    await window.text.squigglesUntil(found => found.length === 0, 'nothing wrong');
  });

  it('shows nothing while names are made up, and in comments, strings and numbers', async () => {
    await window.openFile('names.pat');
    const seen = await suggestions.watch();
    // As fast as people type: time for lists to open.
    const pause = 100;
    await window.type('# free the future\n\ndef compute(left: Int, first: Bool): Int {\n', pause);
    await window.type('# print this\n', pause);
    // What lists open for: a word of the language, and the types. That they were seen shows that lists are.
    const types = await seen();
    assert.ok(
      types.some(label => label.startsWith('Int')),
      types.join(),
    );
    assert.deepEqual(
      types.filter(label => !/^(?:def|Int|Bool)/.test(label)),
      [],
    );
    await window.type('let frame = 1234 in\nlet given = "free in print" in\nnowhere', pause);
    await window.text.squigglesUntil(
      found => found.some(({ text }) => text === 'nowhere'),
      'the server to have read everything',
    );
    await window.screenshot('completion-quiet');
    // Words that begin as `let`, `in` and `nowhere` do fit where those are typed; nothing fits elsewhere.
    assert.deepEqual(
      (await seen()).filter(label => !/^(?:def|Int|Bool|le|in|n)/.test(label)),
      [],
    );
    const lines = await window.text.lines();
    assert.ok(lines.includes('  let frame = 1234 in'), lines.join('\n'));
    assert.ok(lines.includes('  let given = "free in print" in'), lines.join('\n'));
  });

  it('writes all missing clauses of a guard, indented as the guard is', async () => {
    await window.openFile('guard.pat');
    await window.goTo(5, 3);
    await window.type('guard self :');
    await suggestions.waitFor('Open . Ask*');
    await window.screenshot('completion-pattern');
    await suggestions.accept('Open . Ask*', 'Enter');
    await window.type(' {\nrec');
    await suggestions.accept('all missing clauses', 'Enter');
    const lines = await window.text.linesUntil(
      found => found.some(line => line.includes('receive Ask')),
      'the clauses',
    );
    await window.screenshot('completion-clauses');
    assert.deepEqual(lines.slice(3, 9), [
      'def box(self: Box?(Open . Ask*)): Unit {',
      '  guard self : Open . Ask* {',
      '    receive Open(n) from self -> free(self)',
      '    receive Ask(reader) from self -> box(self)',
      '  }',
      '}',
    ]);
  });
});
