// Going from a name to its other places, as a user has it: definition, references, highlights, rename, hierarchies of calls
// and messages, and names that are edited together.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { noteDown } from './notes.ts';
import { activeEditor, plain, until } from './page.ts';
import { inVsCode, useEditor } from './suite.ts';
import type { EditorWindow } from './window.ts';

const account = readFileSync(new URL('../../examples/bank-account.pat', import.meta.url), 'utf8');

const linked = `interface Future { Put(Int), Get() }

def take(m: Future?, n: Int): Int {
  guard m : Put . Get* {
    receive Put(x) from m -> drain(m); x + n
  }
}

def drain(rest: Future?): Unit {
  guard rest : Get* {
    free -> ()
    receive Get() from rest -> drain(rest)
  }
}

let f = new[Future] in f ! Put(1); print(intToString(take(f, 1)))
`;

/** Line and column, from 1, of a part of the account program. */
function place(part: string, inside = 0): { readonly line: number; readonly column: number } {
  const offset = account.indexOf(part);
  assert.ok(offset >= 0, part);
  const before = account.slice(0, offset + inside).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * Presses a button that is there until its view has turned round, then reads what the view shows. The bar of buttons is
 * drawn anew now and then, and a click in that moment is lost: a person presses again.
 */
function turning<T>(button: Locator, look: () => Promise<T>): () => Promise<T> {
  let pressed = false;
  return async () => {
    if (await button.isVisible()) {
      if (pressed) noteDown('asked again', 'to turn a hierarchy round');
      pressed = true;
      await button.click({ timeout: 1000 }).catch(() => {});
    }
    return look();
  };
}

describe('going from a name to its places in VS Code', () => {
  let window: EditorWindow;

  useEditor(
    inVsCode(),
    {
      'account.pat': account,
      'linked.pat': linked,
      '.vscode/settings.json': '{ "[pat]": { "editor.linkedEditing": true } }',
    },
    opened => {
      ({ window } = opened);
    },
  );

  /** Opens a program and waits until the server has read it: lenses come from there. */
  async function open(file: string): Promise<void> {
    await window.openFile(file);
    await window.page.locator(`${activeEditor} .codelens-decoration:visible`).first().waitFor();
  }

  async function goTo(part: string, inside = 0): Promise<void> {
    const { line, column } = place(part, inside);
    await window.goTo(line, column);
  }

  async function cursorAt(part: string, inside = 0): Promise<void> {
    const { line, column } = place(part, inside);
    await window.cursorAt(line, column);
  }

  /** Presses F2, and types a new name for what is at the cursor. */
  async function rename(from: string, to: string, picture: string): Promise<void> {
    await window.press('F2');
    const box = window.page.locator('.rename-box input.rename-input');
    await until(
      () => box.evaluate(input => input === document.activeElement),
      focused => focused,
      'the box to take the keys',
    );
    assert.equal(await box.inputValue(), from);
    await window.page.keyboard.type(to);
    await window.screenshot(picture);
    await window.press('Enter');
    await box.waitFor({ state: 'hidden' });
  }

  it('goes to the definition of a call with F12, and to the message of a tag with Control and a click', async () => {
    await open('account.pat');
    await goTo('await(self)\n}', 2);
    await window.press('F12');
    await cursorAt('def await', 4);
    const send = place('account ! Withdraw(amount');
    await window.text.click(send.line, 'Withdraw', ['Control']);
    await cursorAt('Withdraw(Int, Customer');
    await window.screenshot('definition');
  });

  it('shows all places of a message with Shift+F12', async () => {
    await open('account.pat');
    await goTo('Outcome(outcome)', 3);
    await window.press('Shift+F12');
    const peek = window.page.locator('.reference-zone-widget');
    await peek.locator('.ref-tree .monaco-list-row').first().waitFor();
    // The declaration, three types, the guard and its clause, and three sends.
    assert.match(plain(await peek.locator('.head').innerText()), /References \(9\)/);
    await window.screenshot('references');
    await window.press('Escape');
    await peek.waitFor({ state: 'hidden' });
  });

  it('highlights the sends of a message otherwise than the clauses that receive it', async () => {
    await open('linked.pat');
    await window.goTo(16, 'let f = new[Future] in f ! P'.length + 1);
    const marks = async (): Promise<string[]> =>
      window.page
        .locator(`${activeEditor} .view-overlays [class*="wordHighlight"]`)
        .evaluateAll(nodes => nodes.map(node => /wordHighlight\w*/.exec(node.className)?.[0] ?? '').sort());
    const seen = await until(marks, found => found.length === 4, 'four highlights');
    // Declaration and pattern; the clause; the send.
    assert.deepEqual(seen, [
      'wordHighlight',
      'wordHighlightStrong',
      'wordHighlightText',
      'wordHighlightText',
    ]);
    await window.screenshot('highlights');
  });

  it('renames a message everywhere with F2', async () => {
    await open('account.pat');
    await goTo('savings ! Deposit(50)', 'savings ! De'.length);
    await rename('Deposit', 'PayIn', 'rename');
    await window.text.linesUntil(
      lines => lines.some(line => line.includes('savings ! PayIn(50)')),
      'the send to be renamed',
    );
    await window.press('Control+Home');
    const lines = await window.text.linesUntil(
      found => found.some(line => line.startsWith('interface Account { PayIn(Int),')),
      'the declaration to be renamed',
    );
    assert.ok(!lines.some(line => line.includes('Deposit')), lines.join('\n'));
    await window.text.squigglesUntil(found => found.length === 0, 'no squiggle');
    await window.screenshot('renamed');
  });

  it('says on the screen why it does not rename', async () => {
    await open('account.pat');
    await goTo('def report', 6);
    await rename('report', 'withdraw', 'rename-refused-typing');
    const said = 'There is already a definition `withdraw` on line 36.';
    const line = place('def withdraw').line;
    assert.equal(line, 36);
    const toasts = await until(
      () => window.toasts(),
      found => found.length > 0,
      'a message',
    );
    assert.deepEqual(toasts, [said]);
    await window.screenshot('rename-refused');
    await goTo('def report', 1);
    await window.press('F2');
    const { message } = window;
    await message.waitFor();
    assert.match(
      plain(await message.innerText()),
      /`?def`? is a word of the language and cannot be renamed\./,
    );
    await window.screenshot('rename-nothing');
    await window.press('Escape');
  });

  it('shows who sends a message and who receives it', async () => {
    await open('account.pat');
    await goTo('customer ! Outcome(inl(balance))', 'customer ! Ou'.length);
    await window.runCommand('Pat: Show Message Hierarchy');
    const peek = window.page.locator('.call-hierarchy');
    // The message itself, then who sends it, or receives it: each with its type after the name.
    const names = async (): Promise<(string | undefined)[]> => {
      const rows = await peek.locator('.callhierarchy-element').allInnerTexts();
      return rows.map(row => /^[\w.]+/.exec(plain(row))?.[0]);
    };
    const [message, ...senders] = await until(names, found => found.length > 1, 'a sender');
    assert.equal(message, 'Customer.Outcome');
    assert.deepEqual(senders, ['account']);
    assert.match(
      plain(await window.page.locator('.peekview-title').innerText()),
      /Callers of '?Customer\.Outcome/,
    );
    await window.screenshot('message-hierarchy');
    const button = (label: string) =>
      window.page.locator(`.peekview-actions .action-label[aria-label^="${label}"]`);
    const turned = turning(button('Show Outgoing Calls'), names);
    const [, ...receivers] = await until(turned, found => found.includes('await'), 'the receiver');
    assert.deepEqual(receivers, ['await']);
    await window.screenshot('message-hierarchy-receivers');
    // The view remembers its direction for the next time.
    const back = turning(button('Show Incoming Calls'), names);
    await until(back, found => found.includes('account'), 'the sender again');
    await window.page.locator('.peekview-actions .codicon-close').click();
    await peek.waitFor({ state: 'hidden' });
  });

  it('goes from a mailbox to its interface', async () => {
    await open('account.pat');
    await goTo('customer ! Outcome(inl(balance))', 'cust'.length);
    await window.runCommand('Go to Type Definition');
    const { line, column } = place('interface Customer', 'interface '.length);
    await window.cursorAt(line, column);
    await window.screenshot('type-definition');
  });

  it('shows who calls a definition, and whom it calls', async () => {
    await open('account.pat');
    await goTo('def withdraw', 'def with'.length);
    await window.press('Shift+Alt+H');
    const sidebar = window.page.locator('.part.sidebar');
    const names = (): Promise<string[]> => sidebar.locator('.monaco-list-row .label-name').allInnerTexts();
    await until(names, found => found.join() === 'withdraw,main', 'the callers');
    await window.screenshot('call-hierarchy');
    const button = (label: string) => sidebar.locator(`.action-label[aria-label^="${label}"]`).first();
    const turned = turning(button('Show Outgoing Calls'), names);
    await until(turned, found => found.join() === 'withdraw,await', 'whom it calls');
    await window.screenshot('call-hierarchy-outgoing');
    // The view remembers its direction for the next time.
    const back = turning(button('Show Incoming Calls'), names);
    await until(back, found => found.join() === 'withdraw,main', 'the callers again');
    await window.runCommand('View: Show Explorer');
  });

  it('says that there is no message when the cursor is not on one', async () => {
    await open('account.pat');
    await goTo('def report', 6);
    await window.runCommand('Pat: Show Message Hierarchy');
    const toasts = await until(
      () => window.toasts(),
      found => found.length > 0,
      'a message',
    );
    assert.match(toasts.join(), /There is no message at the cursor/);
    await window.screenshot('message-hierarchy-nothing');
  });

  it('edits the name of a guarded mailbox together with its `from` names, when the editor links edits', async () => {
    await open('linked.pat');
    await window.goTo(4, '  guard m'.length + 1);
    await window.page.locator(`${activeEditor} .linked-editing-decoration`).first().waitFor();
    await window.press('Backspace');
    await window.type('box');
    const lines = await window.text.linesUntil(
      found => found.some(line => line.includes('from box -> drain(box)')),
      'the linked names to follow',
    );
    assert.deepEqual(lines.slice(2, 5), [
      'def take(box: Future?, n: Int): Int {',
      '  guard box : Put . Get* {',
      '    receive Put(x) from box -> drain(box); x + n',
    ]);
    await window.screenshot('linked-editing');
    await window.text.squigglesUntil(found => found.length === 0, 'no squiggle');
  });
});
