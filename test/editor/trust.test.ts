// A folder that the user has not trusted: programs are checked, and not run until it is trusted.
import assert from 'node:assert/strict';
import { requires } from './availability.ts';
import { type Editor, startEditor } from './harness.ts';
import { until } from './page.ts';
import { packagedExtension } from './product.ts';
import { future, makeFolder } from './programs.ts';
import { removeScratch } from './scratch.ts';
import type { EditorWindow } from './window.ts';

describe('in a folder that is not trusted', function () {
  this.timeout(60_000);
  let editor: Editor | undefined;
  let window: EditorWindow;
  let folder: string | undefined;

  before(async function () {
    this.timeout(180_000);
    await requires(this, 'vscode');
    const vsix = await packagedExtension();
    folder = await makeFolder({ 'future.pat': future });
    editor = await startEditor({ vsix, asksForTrust: true });
    window = await editor.open(folder);
    await window.openFile('future.pat');
  });

  after(async () => {
    await editor?.close();
    if (folder !== undefined) await removeScratch(folder);
  });

  it('checks programs as it does elsewhere', async () => {
    await window.goTo(5, '  f ! Put'.length + 1);
    await window.type('t');
    await window.text.squigglesUntil(
      ([first]) => first?.severity === 'error' && first.text === 'Putt',
      'the squiggle',
    );
    await window.press('Backspace');
    await window.press('Escape');
    await window.text.squigglesUntil(found => found.length === 0, 'no squiggle');
  });

  it('does not run them, and says why', async () => {
    await window.titleButton('Run').click();
    const toasts = await until(
      () => window.toasts(),
      found => found.length > 0,
      'a message',
    );
    await window.screenshot('not-trusted');
    assert.match(toasts.join('\n'), /trust/i);
    assert.equal(await window.page.locator('.terminal-wrapper').count(), 0, 'there is a terminal');
  });
});
