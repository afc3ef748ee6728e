// A folder of Pat files as a user has it: what is wrong in files that are not open, what happens on the disk, names in other
// files, and settings that take effect at once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { plain, until } from './page.ts';
import { aliased, future } from './programs.ts';
import { inVsCode, useEditor } from './suite.ts';
import type { Squiggle } from './text-area.ts';
import type { EditorWindow } from './window.ts';

const broken = `interface Counter { Increment(Int) }

def count(c: Counter!): Unit { c ! Increment(unknownNumber) }
`;
const mended = broken.replace('unknownNumber', '1');
const clock = `interface Clock { Tick(), Alarm(Int) }

def tickTwice(clock: Clock!): Unit { clock ! Tick(); clock ! Tick() }
`;

describe('a folder of programs in VS Code', () => {
  let window: EditorWindow;
  let folder = '';
  const file = (name: string): string => path.join(folder, name);

  useEditor(
    inVsCode(),
    {
      'future.pat': future,
      'broken.pat': broken,
      'lib/clock.pat': clock,
      'node_modules/other/wrong.pat': broken,
    },
    opened => {
      ({ window, folder } = opened);
    },
  );

  beforeEach(() => writeFile(file('broken.pat'), broken));

  /** The files in the Problems panel, each with how many problems it has, sorted. */
  const problemFiles = async (): Promise<string[]> => {
    await window.problems();
    const rows = window.page.locator('.markers-panel .monaco-list-row:has(.resource-label-container)');
    const found = await rows.evaluateAll(nodes =>
      nodes.map(node => {
        const name = node.querySelector('.label-name')?.textContent ?? '';
        return `${name} ${node.querySelector('.monaco-count-badge')?.textContent ?? ''}`.trim();
      }),
    );
    return found.map(plain).sort();
  };
  const untilProblems = (wanted: readonly string[]): Promise<string[]> =>
    until(
      problemFiles,
      found => found.join() === wanted.join(),
      `the problems of ${wanted.join() || 'nothing'}`,
    );

  it('shows what is wrong in a file that nobody has opened', async () => {
    await untilProblems(['broken.pat 1']);
    const [problem] = await window.problems();
    assert.match(problem?.message ?? '', /unknownNumber/);
    assert.equal(await window.page.locator('.tabs-container .tab').count(), 0, 'no file is open');
    await window.screenshot('workspace-problems');
  });

  it('follows the disk: files that are mended, added, moved with their folder, and deleted', async () => {
    await untilProblems(['broken.pat 1']);
    await writeFile(file('broken.pat'), mended);
    await untilProblems([]);
    await mkdir(file('deep/er'), { recursive: true });
    await writeFile(file('deep/er/new.pat'), `${broken}${broken}`);
    await until(problemFiles, found => /^new\.pat \d+$/.test(found.join()), 'the problems of the new file');
    await writeFile(file('deep/er/new.pat'), broken);
    await untilProblems(['new.pat 1']);
    await rename(file('deep'), file('moved'));
    await until(
      () => window.page.locator('.markers-panel .monaco-list-row .label-description').allInnerTexts(),
      found => found.join() === 'moved/er',
      'the problem to move with its folder',
    );
    await untilProblems(['new.pat 1']);
    await rm(file('moved'), { recursive: true });
    await untilProblems([]);
  });

  it('says which files are not checked, and why, until they can be', async () => {
    await writeFile(file('latin.pat'), Buffer.from('# caf\xe9\n1', 'latin1'));
    await writeFile(file('long.pat'), `${mended}${'# nothing\n'.repeat(60_000)}`);
    await untilProblems(['broken.pat 1', 'latin.pat 1', 'long.pat 1']);
    const messages = (await window.problems()).map(({ message }) => message).join('\n');
    assert.match(messages, /This is not a UTF-8 text: byte 6 \(0xe9, on line 1\) fits no character\./);
    assert.match(
      messages,
      /This file has 0\.6 million characters; .* are checked only while they are open\./,
    );
    await window.screenshot('workspace-not-checked');
    await writeFile(file('latin.pat'), '# café\n1');
    await untilProblems(['broken.pat 1', 'long.pat 1']);
    await window.openFromExplorer('long.pat');
    await untilProblems(['broken.pat 1']);
    await window.closeEditors();
    await untilProblems(['broken.pat 1', 'long.pat 1']);
    await rm(file('latin.pat'));
    await rm(file('long.pat'));
    await untilProblems(['broken.pat 1']);
    await window.closePanel();
  });

  it('shows the text in the editor while a file is open, and the file’s again when that is thrown away', async () => {
    await untilProblems(['broken.pat 1']);
    await window.openFile('broken.pat');
    await window.replaceAll(mended);
    await untilProblems([]);
    await window.closeEditors();
    await untilProblems(['broken.pat 1']);
    await window.closePanel();
  });

  it('finds a name in a file that is not open, and goes there', async () => {
    const input = window.page.locator('.quick-input-widget .quick-input-box input');
    await window.press('Control+T');
    await input.waitFor();
    await window.page.keyboard.type('alrm');
    const rows = window.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Alarm' }).first().waitFor();
    await window.screenshot('workspace-symbols');
    assert.match(plain((await rows.allInnerTexts()).join('\n')), /Alarm[\s\S]*Clock/);
    await window.press('Enter');
    await window.page.locator('.tab.active[data-resource-name="clock.pat"]').waitFor();
    await window.cursorAt(1, 'interface Clock { Tick(), '.length + 1);
  });

  it('takes settings over at once, in open files and in others', async () => {
    await writeFile(file('aliased.pat'), aliased);
    await untilProblems(['aliased.pat 1', 'broken.pat 1']);
    await window.closePanel();
    // The search for files may not know yet of one that has just been made; the list of files does.
    await window.openFromExplorer('aliased.pat');
    const isError = ({ severity }: Squiggle): boolean => severity === 'error';
    await window.text.squigglesUntil(found => found.some(isError), 'the squiggle of the alias check');
    await mkdir(file('.vscode'), { recursive: true });
    await writeFile(file('.vscode/settings.json'), '{ "pat.aliasCheck": "none" }');
    await window.text.squigglesUntil(found => !found.some(isError), 'no squiggle');
    await untilProblems(['broken.pat 1']);
    await window.screenshot('settings-at-once');
    await writeFile(
      file('.vscode/settings.json'),
      '{ "pat.aliasCheck": "none", "pat.workspace.exclude": { "br*": true } }',
    );
    await untilProblems([]);
    await rm(file('.vscode/settings.json'));
    await untilProblems(['aliased.pat 1', 'broken.pat 1']);
    await window.closePanel();
    await rm(file('aliased.pat'));
  });

  it('checks only what is open when that is set so in the settings', async () => {
    await untilProblems(['broken.pat 1']);
    await window.runCommand('Preferences: Open Settings (UI)');
    await window.page.locator('.settings-editor .suggest-input-container').first().click();
    await window.page.keyboard.type('pat.workspace.diagnostics');
    const box = window.page.locator('.settings-editor .setting-item-contents', { hasText: 'open or not' });
    await box.waitFor();
    const check = box.locator('.setting-value-checkbox');
    await check.click();
    await untilProblems([]);
    await window.screenshot('settings-workspace');
    await check.click();
    await untilProblems(['broken.pat 1']);
  });
});

describe('a folder of many programs in VS Code', () => {
  let window: EditorWindow;
  // The status bar counts so far without rounding.
  const count = 999;
  // Long enough that somebody can read how far their check is.
  const example = new URL('../../examples/bank-account.pat', import.meta.url);
  const wrong = 'def wrong(): Int { nowhere }\n\n';
  const long = readFileSync(example, 'utf8').replace('def account', `${wrong}def account`);
  const many = Array.from({ length: count }, (_, i) => [`many/file-${i}.pat`, long] as const);

  useEditor(inVsCode(), { 'future.pat': future, ...Object.fromEntries(many) }, opened => {
    ({ window } = opened);
  });

  it('shows how far their check is, and leaves the rest unchecked when that is cancelled', async () => {
    await window.openFile('future.pat');
    const progress = window.page.locator('.statusbar-item', { hasText: 'Checking Pat files' });
    await progress.click();
    const notification = window.page.locator('.notifications-center .notification-list-item');
    await notification.first().waitFor();
    await window.screenshot('workspace-progress');
    await notification.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    // What is opened is checked all the same, and nothing else is.
    await window.openFile(`file-${count - 1}.pat`);
    await window.text.squigglesUntil(found => found.length > 0, 'the mistake of a file that is open');
    await window.screenshot('workspace-cancelled');
    const status = window.page.locator('#status\\.problems');
    let before = Number.NaN;
    const errors = await until(
      async () => {
        await new Promise(resolve => setTimeout(resolve, 500));
        return Number(/\d+/.exec(await status.innerText())?.[0]);
      },
      now => {
        const same = now === before;
        before = now;
        return same;
      },
      'the number of errors to stay as it is',
    );
    assert.ok(errors < count, `all ${errors} were checked`);
  });
});
