// The extension on a page that is cross-origin isolated, where workers may share memory: there Z3 settles what the
// checker's own procedure leaves open. That it stays open on an ordinary page is in user.test.ts.
import assert from 'node:assert/strict';
import { requires } from '../editor/availability.ts';
import { gap, makeFolder, missing } from '../editor/programs.ts';
import { removeScratch } from '../editor/scratch.ts';
import type { EditorWindow } from '../editor/window.ts';
import { startWeb, type WebEditor } from './harness.ts';

describe('as a user of VS Code on an isolated page', function () {
  this.timeout(90_000);
  let editor: WebEditor | undefined;
  let window: EditorWindow;
  let folder: string | undefined;

  before(async function () {
    this.timeout(180_000);
    await requires(this, 'vscode');
    folder = await makeFolder({ 'gap.pat': gap });
    editor = await startWeb({ folder, isolated: true });
    window = await editor.open();
  });

  afterEach(async function () {
    if (editor === undefined || window === undefined || this.currentTest?.isFailed() !== true) return;
    await window.screenshot('failed-web-isolated');
    console.log(editor.log.slice(-20).join('\n'));
  });

  after(async () => {
    await editor?.close();
    if (folder !== undefined) await removeScratch(folder);
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
