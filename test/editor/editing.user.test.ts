// What helps while a program is written and read, as a user has it: the signature of what is being called, selections that
// follow the structure, lines that begin where they should, colours that tell names apart, and what a code means.
import assert from 'node:assert/strict';
import { plain, until } from './page.ts';
import { future } from './programs.ts';
import { inVsCode, useEditor } from './suite.ts';
import type { EditorWindow } from './window.ts';

const calls = `interface Future {
  # Fulfils the future.
  Put(Int)
}

# Fills a future with the sum of two numbers.
def fill(future: Future!, a: Int, b: Int): Unit {
  future ! Put(a + b)
}

`;

const commented = `# The second Put would be pat-E402.
${future}`;

const reading = `# A counter that is read once, and a name that nobody uses.
interface Counter { Add(Int), Get(User!) }
interface User { Reply(Int) }

def counter(self: Counter?, total: Int): Unit {
  guard self : Add* . Get {
    receive Add(n) from self -> counter(self, total + n)
    receive Get(user) from self ->
      let spare = total in
      user ! Reply(total);
      drain(self)
  }
}

def drain(self: Counter?): Unit {
  guard self : Add* {
    free -> ()
    receive Add(late) from self -> drain(self)
  }
}

def ask(c: Counter!Get): Int {
  let me = new[User] in
  c ! Get(me);
  guard me : Reply {
    receive Reply(n) from me -> free(me); n
  }
}
`;

describe('writing and reading a program in VS Code', () => {
  let window: EditorWindow;

  useEditor(
    inVsCode(),
    {
      'future.pat': future,
      'calls.pat': calls,
      'commented.pat': commented,
      'reading.pat': reading,
      'empty.pat': '',
    },
    opened => {
      ({ window } = opened);
    },
  );

  /** The signature on the screen, with its active parameter; waits until it is this one. */
  const parameterIs = (wanted: string): Promise<string> =>
    until(
      async () => {
        const active = window.page.locator('.parameter-hints-widget.visible .signature .parameter.active');
        return plain((await active.allInnerTexts()).join('')).trim();
      },
      active => active === wanted,
      `the parameter ${wanted} to be active`,
    );

  it('shows the signature of a call while it is typed, and goes from parameter to parameter', async () => {
    await window.openFile('calls.pat');
    // Lenses come from the server: when they are there, it answers.
    await window.page.locator('.monaco-editor .codelens-decoration').first().waitFor();
    await window.goTo(calls.split('\n').length, 1);
    await window.type('fill(');
    await parameterIs('future: Future!Put[U]');
    const popup = window.page.locator('.parameter-hints-widget.visible');
    assert.match(plain(await popup.innerText()), /Fills a future with the sum of two numbers\./);
    await window.screenshot('signature-help');
    await window.type('new[Future], ');
    await parameterIs('a: Int');
    await window.type('1, ');
    await parameterIs('b: Int');
    await window.type('2); let f = new[Future] in f ! Put(');
    await parameterIs('Int');
    await window.screenshot('signature-help-message');
    await window.type('1)');
    await popup.waitFor({ state: 'hidden' });
  });

  it('expands the selection along the structure with Shift+Alt+Right, and shrinks it again', async () => {
    await window.openFile('future.pat');
    const line = future.split('\n').findIndex(text => text.includes('intToString(n)')) + 1;
    const column = (future.split('\n')[line - 1] ?? '').indexOf('n)))') + 1;
    await window.goTo(line, column);
    const selected = (count: number): Promise<unknown> =>
      window.page.locator('#status\\.editor\\.selection', { hasText: `(${count} selected)` }).waitFor();
    const inside = '"the answer is ", intToString(n)';
    const sizes = [
      1,
      '(n)',
      'intToString(n)',
      inside,
      `(${inside})`,
      `concat(${inside})`,
      `(concat(${inside}))`,
      `print(concat(${inside}))`,
    ].map(step => (typeof step === 'number' ? step : step.length));
    for (const size of sizes) {
      await window.press('Shift+Alt+ArrowRight');
      await selected(size);
    }
    await window.screenshot('selection-range');
    for (const size of sizes.toReversed().slice(1)) {
      await window.press('Shift+Alt+ArrowLeft');
      await selected(size);
    }
  });

  /** Types into an empty file and waits for the lines. */
  const typed = async (text: string, wanted: readonly string[], picture: string): Promise<void> => {
    await window.openFile('empty.pat');
    await window.type(text);
    try {
      await window.text.linesUntil(
        lines => JSON.stringify(lines.map(line => line.trimEnd())) === JSON.stringify(wanted),
        `the lines to be\n${wanted.join('\n')}`,
      );
    } finally {
      await window.screenshot(picture);
    }
  };

  it('goes on with a comment of several lines, and not with one of a single line or after code', () =>
    typed(
      '# One line.\nlet x = 1 in # one\nx;\n# Two\n# lines\nand three.',
      ['# One line.', 'let x = 1 in # one', 'x;', '# Two', '# lines', '# and three.'],
      'enter-comments',
    ));

  it('breaks a comment into two', async () => {
    await window.openFile('empty.pat');
    await window.type('# one two');
    for (let i = 0; i < 3; i++) await window.press('ArrowLeft');
    await window.type('\n');
    await window.text.linesUntil(
      ([first, second]) => first?.trimEnd() === '# one' && second === '# two',
      'the comment to go on in the next line',
    );
  });

  it('indents what a `let` names, and goes back after its `in`', () =>
    typed(
      'def f(): Int {\nlet x =\ng(1) in \nlet y = 2 in \nx + y',
      ['def f(): Int {', '  let x =', '    g(1) in', '  let y = 2 in', '  x + y', '}'],
      'enter-let',
    ));

  it('closes no brackets in comments and strings', () =>
    typed('# (a [b {c\nprint("(a [b {c', ['# (a [b {c', 'print("(a [b {c")'], 'no-closing'));

  /** Waits until the page about a code is shown beside the program, and returns what it says. */
  const explanationOf = async (code: string): Promise<string> => {
    await window.page.locator(`.tab[aria-label*="${code}.md"]`).first().waitFor();
    const page = window.page
      .frameLocator('iframe.webview.ready')
      .frameLocator('iframe#active-frame')
      .locator('body');
    return until(
      () => page.innerText(),
      text => text.includes(`${code}:`),
      `the page about ${code}`,
    );
  };

  it('opens what a code means from the Problems panel', async () => {
    await window.openFile('future.pat');
    const line = future.split('\n').indexOf('  f ! Put(42)') + 1;
    await window.goTo(line, '  f ! Put(42)'.length + 1);
    await window.type('; f ! Put(43)');
    await until(
      () => window.problems(),
      found => found.some(({ code }) => code === 'pat-E402'),
      'the problem',
    );
    await window.page
      .locator('.markers-panel .monaco-list-row .marker-code, .markers-panel .monaco-list-row a')
      .filter({ hasText: 'pat-E402' })
      .first()
      .click();
    const said = await explanationOf('pat-E402');
    await window.screenshot('explanation');
    assert.match(said, /Mailbox holds what its receiver does not handle/);
    assert.match(said, /Put right:/);
    await window.closePanel();
  });

  it('opens what a code means from the hover of its squiggle', async () => {
    await window.openFile('future.pat');
    const line = future.split('\n').indexOf('  f ! Put(42)') + 1;
    await window.goTo(line, '  f ! Put'.length + 1);
    await window.type('t');
    const [squiggle] = await window.text.squigglesUntil(found => found.length > 0, 'a squiggle');
    await window.press('Escape');
    await window.text.hover(line, squiggle?.text ?? 'Putt');
    const link = window.page.locator('.monaco-hover a.code-link');
    const code = /pat-E\d+/.exec(await link.innerText())?.[0] ?? '';
    await link.click();
    await explanationOf(code);
    await window.screenshot('explanation-from-hover');
  });

  it('follows a code in a comment', async () => {
    await window.openFile('commented.pat');
    await window.text.linesUntil(lines => lines.length > 3, 'the program');
    await until(
      () => window.page.locator('.monaco-editor .detected-link').count(),
      count => count > 0,
      'the code to be a link',
    );
    await window.text.click(1, 'pat-E402', ['Control']);
    assert.match(await explanationOf('pat-E402'), /Mailbox holds what its receiver does not handle/);
    await window.screenshot('code-link');
  });

  it('asks for a code when the command is given none', async () => {
    await window.openFile('future.pat');
    await window.press('F1');
    await window.page.locator('.quick-input-widget .quick-input-box input').waitFor();
    await window.page.keyboard.type('Pat: Explain Error Code');
    await window.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'Explain Error Code' })
      .first()
      .click();
    await window.page.locator('.quick-input-widget input[placeholder="What does a code mean?"]').waitFor();
    await window.page.keyboard.type('never taken');
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'pat-W301' }).waitFor();
    await window.screenshot('choose-code');
    await window.press('Enter');
    assert.match(await explanationOf('pat-W301'), /Clause that is never taken/);
  });

  it('colours returnable mailboxes apart from others and shows unused names fainter, in dark and light', async () => {
    await window.openFile('reading.pat');
    const lines = reading.split('\n');
    const lineOf = (text: string): number => lines.findIndex(line => line.includes(text)) + 1;
    await window.page
      .locator('.monaco-editor .squiggly-unnecessary, .monaco-editor .squiggly-inline-unnecessary')
      .first()
      .waitFor();
    for (const [theme, shade] of [
      ['light', '.vs'],
      ['dark', '.vs-dark'],
    ] as const) {
      await window.page.locator(`.monaco-workbench${shade}`).waitFor();
      const colours = await until(
        async () => ({
          sent: await window.text.colours(lineOf('c ! Get(me)')),
          guarded: await window.text.colours(lineOf('guard me : Reply')),
        }),
        found =>
          found.sent.has('me') && found.guarded.has('me') && found.sent.get('me') !== found.guarded.get('me'),
        `the second-class and the first-class use to differ in the ${theme} theme`,
      );
      assert.notEqual(colours.guarded.get('me'), colours.guarded.get('guard'));
      await window.screenshot(`colours-${theme}`);
      await window.runCommand('Preferences: Toggle between Light/Dark Themes');
    }
  });
});
