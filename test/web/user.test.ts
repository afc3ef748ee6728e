// The extension in a VS Code without Node, as a user has it in a browser: the server and the programs are web workers, and
// the folder is a virtual file system.
import assert from 'node:assert/strict';
import { requires } from '../editor/availability.ts';
import { endless, future, makeFolder, unclear } from '../editor/programs.ts';
import { removeScratch } from '../editor/scratch.ts';
import type { EditorWindow } from '../editor/window.ts';
import { startWeb, type WebEditor } from './harness.ts';

/** Line 5 of the program: where the Put is sent. */
const sendLine = future.split('\n').indexOf('  f ! Put(42)') + 1;

describe('as a user of VS Code in a browser', function () {
  this.timeout(60_000);
  let editor: WebEditor | undefined;
  let window: EditorWindow;
  let folder: string | undefined;

  before(async function () {
    this.timeout(180_000);
    await requires(this, 'vscode');
    folder = await makeFolder({ 'future.pat': future, 'endless.pat': endless, 'unclear.pat': unclear });
    editor = await startWeb({ folder });
    window = await editor.open();
  });

  afterEach(async function () {
    if (editor === undefined || window === undefined) return;
    if (this.currentTest?.isFailed() === true) {
      const name = this.currentTest.title.replaceAll(/\W+/g, '-').slice(0, 60);
      await window.screenshot(`failed-web-${name}`);
      console.log(editor.log.slice(-10).join('\n'));
    }
    await window.closeEditors();
  });

  after(async () => {
    await editor?.close();
    if (folder !== undefined) await removeScratch(folder);
  });

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
});
