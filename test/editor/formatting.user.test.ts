// Formatting as a user does it: the whole file, a selection, and while typing where the user has turned that on.
import assert from 'node:assert/strict';
import { until } from './page.ts';
import { inVsCode, useEditor } from './suite.ts';
import type { EditorWindow } from './window.ts';

const untidy = `interface  Box{Put( Int )}
# Sends two.
def  f( mb:Box ! ):Unit{
   mb!Put( 1 ); # first
 mb!Put( 2 ) }



f( new[ Box ] )
`;
const tidy = [
  'interface Box { Put(Int) }',
  '',
  '# Sends two.',
  'def f(mb: Box!): Unit {',
  '  mb ! Put(1); # first',
  '  mb ! Put(2)',
  '}',
  '',
  'f(new[Box])',
  '',
];

describe('formatting as a user of VS Code', () => {
  let window: EditorWindow;

  // The hints are not part of the text that is read here.
  const settings = { 'editor.inlayHints.enabled': 'off', 'editor.codeLens': false };
  useEditor(
    inVsCode({ settings }),
    {
      'untidy.pat': untidy,
      'selected.pat': untidy,
      'typed.pat': 'def f(): Unit {\n  ()\n}\n\n()\n',
    },
    opened => {
      ({ window } = opened);
    },
  );

  it('formats the file on the keys of Format Document and leaves the cursor at the word where it was', async () => {
    await window.openFile('untidy.pat');
    // The outline comes from the server: when it is there, the server answers.
    await until(
      () => window.outline(),
      rows => rows.length > 0,
      'the outline',
    );
    await window.focusEditor();
    await window.goTo(5, ' mb!Put'.length + 1);
    // Shift+Alt+F on other systems than Linux.
    await window.press('Control+Shift+I');
    assert.deepEqual(
      await window.text.linesUntil(lines => lines.includes('f(new[Box])'), 'the formatted text'),
      tidy,
    );
    await window.cursorAt(6, '  mb ! Put'.length + 1);
    await window.screenshot('formatted');
  });

  it('formats a selection, and nothing else', async () => {
    await window.openFile('selected.pat');
    await window.goTo(4, 1);
    await window.press('Shift+End');
    await window.runCommand('Format Selection');
    const lines = await window.text.linesUntil(
      all => all[3] === '  mb ! Put(1); # first',
      'the formatted line',
    );
    assert.equal(lines[4], ' mb!Put( 2 ) }');
    assert.equal(lines[2], 'def  f( mb:Box ! ):Unit{');
    await window.screenshot('formatted-selection');
  });

  it('changes nothing while typing, unless the user turns that on', async () => {
    await window.openFile('typed.pat');
    await window.goTo(2, 3);
    await window.type('sleep( 1 );');
    await window.text.linesUntil(lines => lines[1] === '  sleep( 1 );()', 'the text as it was typed');
    await window.save();
    assert.equal((await window.text.lines())[1], '  sleep( 1 );()');
  });
});

describe('formatting while typing, where a user of VS Code has turned that on', () => {
  let window: EditorWindow;
  const settings = { 'editor.formatOnType': true };
  useEditor(inVsCode({ settings }), { 'typed.pat': 'def f(): Unit {\n  ()\n}\n\n()\n' }, opened => {
    ({ window } = opened);
  });

  it('formats each step and construct as its `;` or `}` is typed', async () => {
    await window.openFile('typed.pat');
    await until(
      () => window.outline(),
      rows => rows.length > 0,
      'the outline',
    );
    await window.focusEditor();
    await window.goTo(2, 3);
    await window.type('print( concat("a","b") );');
    await window.text.linesUntil(lines => lines[1] === '  print(concat("a", "b"));()', 'the formatted step');
    await window.cursorAt(2, '  print(concat("a", "b"));'.length + 1);
    await window.type('\nif(true){print( "c" )}else{sleep( 1 )};');
    const lines = await window.text.linesUntil(
      all => all[2]?.includes('sleep(1)') ?? false,
      'the formatted construct',
    );
    await window.screenshot('formatted-while-typing');
    assert.deepEqual(lines.slice(1, 3), [
      '  print(concat("a", "b"));',
      '  if (true) { print("c") } else { sleep(1) };()',
    ]);
  });
});
