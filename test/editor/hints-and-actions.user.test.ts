// Inlay hints, code lenses and refactorings as a user has them: on the screen, with a mouse and keys.
import assert from 'node:assert/strict';
import { Hints } from './hints.ts';
import { askAgain, until } from './page.ts';
import { future } from './programs.ts';
import { inVsCode, useEditor } from './suite.ts';
import type { EditorWindow } from './window.ts';

const lineOf = (text: string): number => future.split('\n').findIndex(line => line.includes(text)) + 1;

/** Accepted; with enough in it to see whether hints and lenses are in the way. */
const shop = `# Customers ask for prices; the shop closes when nobody can ask any more.
interface Shop { Ask(String, Customer!), Close() }
interface Customer { Price(Int) }

def shop(self: Shop?, served: Int): Unit {
  guard self : Ask* . Close {
    receive Ask(what, customer) from self ->
      customer ! Price(served * 3);
      shop(self, served + 1)
    receive Close() from self -> closed(self)
  }
}

def closed(self: Shop?): Unit {
  guard self : Ask* {
    free -> print("closed")
    receive Ask(what, customer) from self ->
      customer ! Price(0);
      closed(self)
  }
}

def ask(shop: Shop!, what: String): Int {
  let self = new[Customer] in
  shop ! Ask(what, self);
  guard self : Price {
    receive Price(n) from self ->
      free(self);
      n
  }
}

def open(): Shop!(Ask* . Close)[R] {
  let door = new[Shop] in
  spawn { shop(door, 0) };
  door
}

def main(): Unit {
  let door = open() in
  let price = ask(door, "tea") + ask(door, "bread") in
  door ! Close();
  print(intToString(price))
}

main()
`;

describe('hints, lenses and refactorings, as a user of VS Code', () => {
  let window: EditorWindow;
  let hints: Hints;

  useEditor(
    inVsCode(),
    {
      'future.pat': future,
      'shop.pat': shop,
      'misspelt.pat': 'if (rand()) { printt("a"); } esle { print("b") }\n',
      'dice.pat': 'let eyes = rand(6) in\nprint(intToString(eyes + 1))\n',
    },
    opened => {
      ({ window } = opened);
      hints = new Hints(window.page);
    },
  );

  it('shows beside the text what was left out and what remains', async () => {
    await window.openFile('shop.pat');
    const found = await until(
      () => hints.inlay(),
      all => all.length >= 9,
      'the hints',
    );
    await hints.lens('reference').first().waitFor();
    await window.screenshot('inlay-hints');
    const of = (line: string) => found.filter(each => each.line.includes(line)).map(({ hint }) => hint);
    assert.deepEqual(of('def shop('), ['(Ask* . Close)']);
    assert.deepEqual(of('Ask(String, Customer!'), ['Price']);
    assert.deepEqual(of('new[Customer'), ['?Price']);
    assert.deepEqual(of('receive Ask(what, customer) from self'), ['still Ask* . Close', 'still Ask*']);
    assert.deepEqual(of('receive Price(n)'), ['now empty']);
  });

  it('writes a hint into the text on a double click', async () => {
    await window.openFile('future.pat');
    await hints.inlayUntil(all => all.includes('Put'), 'the hint');
    const hint = window.page.locator('.editor-group-container.active .view-line span[class*="dyn-rule"]', {
      hasText: /^Put$/,
    });
    await hint.first().dblclick();
    await window.text.linesUntil(
      lines => lines.includes('def put(f: Future!Put): Unit {'),
      'the pattern to be written',
    );
  });

  it('runs the program from the lens above its body', async () => {
    await window.openFile('future.pat');
    await hints.lens('Run').click();
    await window.terminals.shows('the answer is 42');
    await window.screenshot('lens-run');
    await window.terminals.close();
  });

  it('opens the places of a definition from the lens above it', async () => {
    await window.openFile('shop.pat');
    await hints.lens('5 references').first().click();
    const { rows } = await hints.peek();
    await window.screenshot('lens-references');
    assert.ok(
      rows.some(row => row.includes('Shop')),
      `the peek shows ${rows.join(' | ')}`,
    );
    await window.press('Escape');
  });

  it('extracts what is selected, and lets its name be chosen', async () => {
    await window.openFile('future.pat');
    const line = lineOf('print(concat');
    const column = '      print('.length + 1;
    await window.goTo(line, column);
    for (let i = 0; i < 'concat("the answer is ", intToString(n))'.length; i++)
      await window.press('Shift+ArrowRight');
    await window.quickFix(/^Extract to a definition/, 'extract-offered');
    const lines = await window.text.linesUntil(
      all => all.some(text => text.startsWith('def extracted(n: Int): String {')),
      'the new definition',
    );
    assert.ok(lines.includes('      print(extracted(n))'), lines.join('\n'));
    const rename = window.page.locator('.rename-box input');
    await rename.waitFor();
    await window.screenshot('extract-rename');
    await window.page.keyboard.type('answer');
    await window.press('Enter');
    await window.text.linesUntil(
      all => all.includes('def answer(n: Int): String {') && all.includes('      print(answer(n))'),
      'the chosen name in both places',
    );
    await window.text.squigglesUntil(found => found.length === 0, 'no squiggle');
  });

  it('inlines a let from the menu of its name', async () => {
    await window.openFile('dice.pat');
    await window.goTo(1, 'let '.length + 1);
    await window.quickFix(/^Inline `?eyes`?/, 'inline-offered');
    await window.text.linesUntil(
      ([first]) => first === 'print(intToString(rand(6) + 1))',
      'the value in the place of its name',
    );
  });

  it('corrects all spellings at once on Fix All', async () => {
    await window.openFile('misspelt.pat');
    await window.text.squigglesUntil(found => found.length > 3, 'the misspelt words');
    const right = 'if (randBool()) { print("a") } else { print("b") }';
    const [first] = await askAgain(
      'for Fix All',
      () => window.runCommand('Fix All'),
      timeout =>
        until(
          async () => [...(await window.text.lines()), ...(await window.message.allInnerTexts())],
          ([line, ...others]) => line === right || others.some(text => /no .*available/i.test(text)),
          'the spellings to be right',
          timeout,
        ),
    );
    assert.equal(first, right);
    await window.text.squigglesUntil(found => found.length === 0, 'no squiggle');
    await window.screenshot('fixed-all');
  });

  it('writes all patterns that were left out, from the list of source actions', async () => {
    await window.openFile('shop.pat');
    await hints.inlayUntil(all => all.includes('(Ask* . Close)'), 'the hints');
    await window.goTo(1, 1);
    await window.sourceAction(/^Write all inferred patterns/, 'write-patterns-offered');
    const lines = await window.text.linesUntil(
      all => all.some(line => line.startsWith('def closed(self: Shop?(Ask*))')),
      'the patterns',
    );
    assert.ok(lines.includes('def shop(self: Shop?(Ask* . Close), served: Int): Unit {'), lines.join('\n'));
    await window.text.squigglesUntil(
      found => !found.some(({ severity }) => severity === 'error'),
      'no error',
    );
    await hints.inlayUntil(all => !all.includes('(Ask* . Close)'), 'no hint for what is written');
    await window.screenshot('write-patterns');
  });
});
