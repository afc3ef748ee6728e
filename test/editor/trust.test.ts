// A folder that the user has not trusted: programs are checked, and not run until it is trusted.
import assert from 'node:assert/strict';
import { until } from './page.ts';
import { future } from './programs.ts';
import { inVsCode, useEditor } from './suite.ts';
import type { EditorWindow } from './window.ts';

describe('in a folder that is not trusted', () => {
  let window: EditorWindow;
  useEditor(inVsCode({ asksForTrust: true }), { 'future.pat': future }, opened => {
    ({ window } = opened);
  });

  it('checks programs as it does elsewhere', async () => {
    await window.openFile('future.pat');
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
    await window.openFile('future.pat');
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
