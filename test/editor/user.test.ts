// The extension as a user has it: installed from the .vsix, in the real VS Code, with a keyboard, a mouse and a screen.
// Every test leaves a picture in test/artefacts; a test that fails leaves one more, of what it saw.
import assert from 'node:assert/strict';
import { until } from './page.ts';
import { divides, endless, flood, future, unclear } from './programs.ts';
import { inVsCode, useEditor } from './suite.ts';
import type { EditorWindow } from './window.ts';

/** Line 5 of the program: where the Put is sent. */
const sendLine = future.split('\n').indexOf('  f ! Put(42)') + 1;

describe('as a user of VS Code', () => {
  let window: EditorWindow;

  useEditor(
    inVsCode(),
    {
      'future.pat': future,
      'endless.pat': endless,
      'divides.pat': divides,
      'flood.pat': flood,
      'unclear.pat': unclear,
      'empty.pat': '',
    },
    opened => {
      ({ window } = opened);
    },
  );

  it('shows a squiggle under a mistake as it is typed, and takes it away as it is mended', async () => {
    await window.openFile('future.pat');
    await window.goTo(sendLine, '  f ! Put'.length + 1);
    await window.type('t');
    const [squiggle, ...others] = await window.text.squigglesUntil(found => found.length > 0, 'a squiggle');
    assert.deepEqual(others, []);
    assert.deepEqual(squiggle, {
      severity: 'error',
      line: sendLine,
      startColumn: '  f ! '.length + 1,
      endColumn: '  f ! Putt'.length + 1,
      text: 'Putt',
    });
    await window.press('Escape');
    await window.screenshot('squiggle');
    await window.press('Backspace');
    await window.text.squigglesUntil(found => found.length === 0, 'no squiggle');
  });

  it('shows nothing red in an accepted program, and colours it', async () => {
    await window.openFile('future.pat');
    // The outline comes from the server: when it is there the program has been read.
    await until(
      () => window.outline(),
      rows => rows.length > 0,
      'the outline',
    );
    assert.deepEqual(await window.text.squiggles(), []);
    // Words, from the grammar, and names, from the server: each kind looks different from what has no meaning.
    const colours = await until(
      async () =>
        new Map([...(await window.text.colours(sendLine)), ...(await window.text.colours(sendLine - 1))]),
      found => found.has('f') && found.has('Put') && found.has('def'),
      'the program to be coloured',
    );
    const kinds = new Set(['def', 'f', 'Put', 'Future', '('].map(word => colours.get(word)));
    assert.equal(kinds.size, 5, `colours: ${JSON.stringify([...colours])}`);
    await window.screenshot('accepted');
  });

  it('says on hover the mailbox type with the solved pattern, and what it means', async () => {
    await window.openFile('future.pat');
    const parameter = sendLine - 1;
    const said = await window.text.hover(parameter, 'f', 2);
    await window.screenshot('hover');
    assert.match(said, /f : Future!Put\b/);
    assert.match(said, /exactly one `?Put`? must be sent/i);
    await window.text.stopPointing();
  });

  it('lists a forgotten clause in Problems, with its code and its place', async () => {
    await window.openFile('future.pat');
    await window.goTo(sendLine, '  f ! Put(42)'.length + 1);
    await window.type('; f ! Put(43)');
    // Another file of the folder, which is not open, has a warning.
    const problems = await until(
      async () => (await window.problems()).filter(({ severity }) => severity === 'error'),
      found => found.length > 0,
      'a problem',
    );
    await window.screenshot('problems');
    assert.equal(problems.length, 1);
    const [problem] = problems;
    assert.equal(problem?.severity, 'error');
    assert.equal(problem?.source, 'pat');
    assert.match(problem?.code ?? '', /^pat-E4\d\d$/);
    assert.match(problem?.message ?? '', /Put/);
    assert.match(problem?.place ?? '', /^\[Ln \d+, Col \d+\]$/);
    await window.closePanel();
  });

  it('runs the file from the play button and shows its output', async () => {
    await window.openFile('future.pat');
    await window.titleButton('Run').click();
    await window.terminals.shows('the answer is 42');
    await window.screenshot('run');
    await window.terminals.close();
  });

  it('stops an endless program on Ctrl+C', async () => {
    await window.openFile('endless.pat');
    await window.titleButton('Run').click();
    await window.terminals.shows('looping');
    await window.terminals.focus();
    await window.press('Control+C');
    await window.terminals.shows(/stopped|interrupted|cancelled/i);
    await window.screenshot('stopped');
    await window.terminals.close();
  });

  it('runs what is on the screen, saved or not, and again on Enter', async () => {
    await window.openFile('future.pat');
    await window.goTo(sendLine, '  f ! Put(4'.length + 1);
    await window.type('1');
    await window.titleButton('Run').click();
    await window.terminals.shows(/the answer is 412[\s\S]*finished/);
    await window.terminals.focus();
    await window.press('Enter');
    await window.terminals.shows(/the answer is 412[\s\S]*the answer is 412[\s\S]*finished/);
    await window.terminals.close();
  });

  it('stays usable while a program prints without end, and stops it', async () => {
    await window.openFile('flood.pat');
    await window.titleButton('Run').click();
    await window.terminals.shows(/line \d{3}/);
    await window.focusEditor();
    await window.goTo(1, 1);
    await window.type('x');
    await window.text.squigglesUntil(found => found.length > 0, 'a squiggle while the program prints');
    await window.terminals.focus();
    await window.press('Control+C');
    await window.terminals.shows(/stopped/);
    await window.screenshot('flood-stopped');
    await window.terminals.close();
  });

  it('does not run a program with errors, and says where they are', async () => {
    await window.openFile('future.pat');
    await window.goTo(sendLine, '  f ! Put'.length + 1);
    await window.type('t');
    await window.titleButton('Run').click();
    const text = await window.terminals.shows('not run');
    await window.screenshot('not-run');
    assert.match(text, new RegExp(`future\\.pat:${sendLine}:7: error pat-E\\d+: .*Putt`));
    assert.doesNotMatch(text, /the answer/);
    await window.terminals.close();
  });

  it('warns where a pattern reads differently from what one may think, and mends it', async () => {
    await window.openFile('unclear.pat');
    const pattern = 'def take(box: Box?(A . B + C)): Unit {';
    const line = unclear.split('\n').indexOf(pattern) + 1;
    const [warning] = await window.text.squigglesUntil(found => found.length > 0, 'a warning');
    assert.equal(warning?.severity, 'warning');
    assert.equal(warning?.line, line);
    await window.goTo(line, warning?.startColumn ?? 0);
    await window.quickFix(/parenthes|A \. \(B \+ C\)/i, 'quick-fix');
    await window.text.linesUntil(
      lines => lines.includes('def take(box: Box?(A . (B + C))): Unit {'),
      'the parentheses to be written',
    );
    await window.text.squigglesUntil(found => found.length === 0, 'no warning');
  });

  it('reports a run-time error with a link to its place', async () => {
    await window.openFile('divides.pat');
    await window.titleButton('Run').click();
    const text = await window.terminals.shows('divides.pat:2:3');
    await window.screenshot('run-time-error');
    assert.match(text, /zero/);
    await window.terminals.clickLink('divides.pat:2:3');
    await window.cursorAt(2, 3);
    await window.screenshot('run-time-error-place');
    await window.terminals.close();
  });

  it('expands a snippet, and puts the cursor into its first place', async () => {
    await window.openFile('empty.pat');
    await window.type('guard');
    await window.acceptSuggestion('Guard');
    await window.type('self');
    await window.press('Tab');
    await window.type('Put');
    const lines = await window.text.linesUntil(
      ([first]) => /^guard self ?: Put \{$/.test(first ?? ''),
      'the snippet with what was typed into it',
    );
    await window.screenshot('snippet');
    assert.match(lines[1] ?? '', /^ {2}receive Put\(\) from self ->$/);
    assert.match(lines.at(-1) ?? '', /^\}$/);
  });

  it('indents after Enter as the language wants it', async () => {
    await window.openFile('empty.pat');
    await window.type(
      'def f(self: Future?): Unit {\nguard self : Put {\nreceive Put(n) from self ->\nfree(self);\nprint("x")',
    );
    const wanted = [
      'def f(self: Future?): Unit {',
      '  guard self : Put {',
      '    receive Put(n) from self ->',
      '      free(self);',
      '      print("x")',
      '  }',
      '}',
    ];
    try {
      await window.text.linesUntil(
        lines => JSON.stringify(lines.filter(line => line.trim() !== '')) === JSON.stringify(wanted),
        `the lines to be\n${wanted.join('\n')}`,
      );
    } finally {
      await window.screenshot('indentation');
    }
  });

  it('shows interfaces, messages and definitions in the outline, and the place in the breadcrumbs', async () => {
    await window.openFile('future.pat');
    const rows = await until(
      () => window.outline(),
      found => found.length >= 4,
      'the outline',
    );
    await window.focusEditor();
    await window.goTo(sendLine, 3);
    const crumbs = await until(
      () => window.breadcrumbs(),
      found => found.some(part => part.startsWith('put')),
      'the breadcrumbs to name the definition',
    );
    await window.screenshot('outline');
    assert.deepEqual(
      rows.slice(0, 4).map(row => /^ *\w+/.exec(row)?.[0]),
      ['Future', '  Put', 'put', 'main'],
    );
    assert.equal(crumbs[0], 'future.pat');
  });

  it('folds a definition and unfolds it', async () => {
    await window.openFile('future.pat');
    const header = sendLine - 1;
    await window.goTo(header, 1);
    await window.runCommand('Fold');
    const folded = await until(
      () => window.text.lineNumbers(),
      numbers => !numbers.includes(sendLine),
      'the line to be folded away',
    );
    await window.screenshot('folded');
    assert.ok(folded.includes(header));
    assert.ok(folded.includes(sendLine + 3), 'more than the definition was folded away');
    await window.runCommand('Unfold');
    await until(
      () => window.text.lineNumbers(),
      numbers => numbers.includes(sendLine),
      'the line to come back',
    );
  });

  it('says in the language status how the server is', async () => {
    await window.openFile('future.pat');
    const status = await until(
      () => window.languageStatus(),
      words => words.includes('Pat'),
      'the language status of Pat',
    );
    await window.screenshot('language-status');
    assert.doesNotMatch(status, /not running|did not start/);
  });
});
