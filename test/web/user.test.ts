// The extension in a VS Code without Node, as a user has it in a browser: the server and the programs are web workers, and
// the folder is a virtual file system.
import assert from 'node:assert/strict';
import { until } from '../editor/page.ts';
import { combinations, endless, future, unclear } from '../editor/programs.ts';
import { useEditor } from '../editor/suite.ts';
import type { EditorWindow } from '../editor/window.ts';
import { inWeb } from './harness.ts';

/** Line 5 of the program: where the Put is sent. */
const sendLine = future.split('\n').indexOf('  f ! Put(42)') + 1;

/** Accepted; starts processes without end, none of which ends. */
const spawning = `def more(): Unit {
  spawn { sleep(100000000) };
  more()
}

more()
`;

/** Accepted; keeps more and more. */
const growing = `def grow(xs: List(Int)): Unit { grow((1 :: xs)) }
grow((nil : List(Int)))
`;

describe('as a user of VS Code in a browser', () => {
  let window: EditorWindow;

  useEditor(
    inWeb(),
    {
      'future.pat': future,
      'endless.pat': endless,
      'unclear.pat': unclear,
      'spawning.pat': spawning,
      'growing.pat': growing,
      'combinations.pat': combinations,
      'closed/broken.pat': future.replace('f ! Put(42)', 'f ! Putt(42)'),
    },
    opened => {
      ({ window } = opened);
    },
  );

  it('shows a squiggle under a mistake as it is typed, and takes it away as it is mended', async () => {
    await window.openFromExplorer('future.pat');
    await window.goTo(sendLine, '  f ! Put'.length + 1);
    await window.type('t');
    const [squiggle] = await window.text.squigglesUntil(found => found.length > 0, 'a squiggle');
    assert.equal(squiggle?.severity, 'error');
    assert.equal(squiggle?.line, sendLine);
    assert.equal(squiggle?.text, 'Putt');
    await window.press('Escape');
    await window.screenshot('web-squiggle');
    await window.press('Backspace');
    await window.text.squigglesUntil(found => found.length === 0, 'no squiggle');
  });

  it('says on hover the mailbox type with the solved pattern, and what it means', async () => {
    await window.openFromExplorer('future.pat');
    const said = await window.text.hover(sendLine - 1, 'f', 2);
    await window.screenshot('web-hover');
    assert.match(said, /f : Future!Put\b/);
    assert.match(said, /exactly one `?Put`? must be sent/i);
    await window.text.stopPointing();
  });

  it('shows the outline, and the language status says that the server runs', async () => {
    await window.openFromExplorer('future.pat');
    const rows = await until(
      () => window.outline(),
      found => found.length >= 4,
      'the outline',
    );
    assert.deepEqual(
      rows.slice(0, 4).map(row => /^ *\w+/.exec(row)?.[0]),
      ['Future', '  Put', 'put', 'main'],
    );
    const status = await until(
      () => window.languageStatus(),
      words => words.includes('Pat'),
      'the language status of Pat',
    );
    await window.screenshot('web-status');
    assert.doesNotMatch(status, /not running|did not start/);
  });

  it('mends an unclear pattern by a quick fix', async () => {
    await window.openFromExplorer('unclear.pat');
    const line = unclear.split('\n').indexOf('def take(box: Box?(A . B + C)): Unit {') + 1;
    const [warning] = await window.text.squigglesUntil(found => found.length > 0, 'a warning');
    assert.equal(warning?.severity, 'warning');
    await window.goTo(line, warning?.startColumn ?? 0);
    await window.quickFix(/parenthes|A \. \(B \+ C\)/i, 'web-quick-fix');
    await window.text.linesUntil(
      lines => lines.includes('def take(box: Box?(A . (B + C))): Unit {'),
      'the parentheses to be written',
    );
    await window.text.squigglesUntil(found => found.length === 0, 'no warning');
  });

  it('leaves a warning on what its own procedure cannot decide, check after check', async () => {
    await window.openFromExplorer('combinations.pat');
    const warned = (): Promise<unknown> =>
      window.text.squigglesUntil(
        found => found.length === 1 && found[0]?.severity === 'warning' && found[0].text === 'box',
        'one warning',
      );
    await warned();
    await window.goTo(1, 1);
    await window.type('x');
    await window.text.squigglesUntil(found => found.some(({ severity }) => severity === 'error'), 'an error');
    await window.press('Backspace');
    await warned();
    await window.screenshot('web-undecided');
  });

  it('lists the mistake of a file that is not open in Problems', async () => {
    await window.openFromExplorer('future.pat');
    const problems = await until(
      () => window.problems(),
      found => found.some(({ severity }) => severity === 'error'),
      'an error',
    );
    await window.screenshot('web-problems');
    const [problem, ...others] = problems.filter(({ severity }) => severity === 'error');
    assert.deepEqual(others, []);
    assert.match(problem?.message ?? '', /Putt/);
    assert.equal(problem?.place, `[Ln ${sendLine}, Col ${'  f ! '.length + 1}]`);
    await window.closePanel();
  });

  it('runs the file from the play button and shows its output, again on Enter', async () => {
    await window.openFromExplorer('future.pat');
    await window.titleButton('Run').click();
    await window.terminals.shows(/the answer is 42[\s\S]*finished/);
    await window.screenshot('web-run');
    await window.terminals.focus();
    await window.press('Enter');
    await window.terminals.shows(/the answer is 42[\s\S]*the answer is 42[\s\S]*finished/);
    await window.terminals.close();
  });

  it('stops an endless program on Ctrl+C', async () => {
    await window.openFromExplorer('endless.pat');
    await window.titleButton('Run').click();
    await window.terminals.shows('looping');
    await window.terminals.focus();
    await window.press('Control+C');
    await window.terminals.shows(/stopped/);
    await window.screenshot('web-stopped');
    await window.terminals.close();
  });

  it('ends a program that keeps more and more before the browser has no memory left', async () => {
    await window.openFromExplorer('growing.pat');
    await window.titleButton('Run').click();
    await window.terminals.shows(/growing\.pat:1:33: .*pat-R507.*1,024 MB/);
    await window.terminals.close();
  });

  it('ends a program that starts processes without end, says why, and stays usable', async () => {
    await window.openFromExplorer('spawning.pat');
    await window.titleButton('Run').click();
    await window.terminals.shows(/spawning\.pat:2:3: .*pat-R507.*500,000 processes/);
    await window.screenshot('web-spawning');
    await window.terminals.close();
    await window.focusEditor();
    await window.goTo(1, 1);
    await window.type('x');
    await window.text.squigglesUntil(found => found.length > 0, 'a squiggle afterwards');
  });
});
