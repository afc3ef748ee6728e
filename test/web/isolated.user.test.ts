// The extension on a page that is cross-origin isolated, where workers may share memory: there Z3 settles what the
// checker's own procedure leaves open. That it stays open on an ordinary page is in user.test.ts.
import assert from 'node:assert/strict';
import { gap, missing } from '../editor/programs.ts';
import { useEditor } from '../editor/suite.ts';
import type { EditorWindow } from '../editor/window.ts';
import { inWeb } from './harness.ts';

describe('as a user of VS Code on an isolated page', () => {
  let window: EditorWindow;

  useEditor(inWeb({ isolated: true }), { 'gap.pat': gap }, opened => {
    ({ window } = opened);
  });

  it('finds with Z3 the message that is not handled, and then that all are, without a warning', async () => {
    const lines = gap.split('\n');
    const call = lines.indexOf('  split(box)') + 1;
    await window.openFromExplorer('gap.pat');
    const found = await window.text.squigglesUntil(
      squiggles => squiggles.some(({ severity }) => severity === 'error'),
      'an error that only Z3 can find',
    );
    assert.deepEqual(
      found.map(({ severity, line, text }) => ({ severity, line, text })),
      [{ severity: 'error', line: call, text: 'box' }],
    );
    await window.screenshot('web-isolated');
    const line = lines.findIndex(text => text.startsWith('def split'));
    const column = (lines[line]?.indexOf(') + (') ?? 0) + ') + ('.length + 1;
    await window.goTo(line + 1, column);
    await window.type(missing);
    await window.goTo(1, 1);
    await window.text.squigglesUntil(squiggles => squiggles.length === 0, 'neither an error nor a warning');
    await window.screenshot('web-isolated-mended');
  });
});
