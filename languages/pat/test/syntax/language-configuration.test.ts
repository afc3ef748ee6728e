// The language configuration that VS Code reads: words are the spec's, and its patterns match the lines that they are for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Rule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly previousLineText?: string;
  readonly action: { readonly indent: string; readonly appendText?: string };
}
interface Configuration {
  readonly wordPattern: string;
  readonly autoClosingPairs: readonly { readonly notIn?: readonly string[] }[];
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
  readonly indentationRules: {
    readonly increaseIndentPattern: string;
    readonly decreaseIndentPattern: string;
  };
  readonly onEnterRules: readonly Rule[];
}

const configuration: Configuration = JSON.parse(
  readFileSync(new URL('../../../../syntaxes/pat.language-configuration.json', import.meta.url), 'utf8'),
);

/** What Enter does at `|`: the first rule that matches, as VS Code chooses. */
function enter(lines: string): string {
  const [above, line = ''] = lines.includes('\n') ? lines.split('\n') : ['', lines];
  const [before = '', after = ''] = line.split('|');
  const rule = configuration.onEnterRules.find(
    ({ beforeText, afterText, previousLineText }) =>
      new RegExp(beforeText).test(before) &&
      (afterText === undefined || new RegExp(afterText).test(after)) &&
      (previousLineText === undefined || new RegExp(previousLineText).test(above ?? '')),
  );
  return rule === undefined ? 'inherit' : `${rule.action.indent} ${rule.action.appendText ?? ''}`.trimEnd();
}

describe('the language configuration', () => {
  it('has the words of the language: names with primes, and numbers', () => {
    const words = (text: string) => text.match(new RegExp(configuration.wordPattern, 'g'));
    assert.deepEqual(words("x' ! Put_1(f2, :ok, 12)"), ["x'", 'Put_1', 'f2', 'ok', '12']);
  });

  it('closes nothing in comments and strings', () => {
    for (const pair of configuration.autoClosingPairs) assert.deepEqual(pair.notIn, ['string', 'comment']);
  });

  it('goes on with a comment that is broken, or that has more than one line', () => {
    assert.equal(enter('# one| two'), 'none #');
    assert.equal(enter('# one\n  # two|'), 'none #');
    assert.equal(enter('# one|'), 'inherit');
    assert.equal(enter('# one\n# |'), 'inherit');
    assert.equal(enter('f() # one| two'), 'inherit');
  });

  it('opens a line between brackets', () => {
    assert.equal(enter('def f(): Int {|}'), 'indentOutdent');
    assert.equal(enter('f(|)'), 'indentOutdent');
    assert.equal(enter('print("{|}")'), 'inherit');
  });

  it('goes back after the `in` of a `let` that was broken after its `=`', () => {
    assert.equal(enter('  let x =\n    g(1) in|'), 'outdent');
    assert.equal(enter('  let x = 1 in\n  let y = 2 in|'), 'inherit');
    assert.equal(enter('  let x =\n    let y = 2 in|'), 'inherit');
    assert.equal(enter('  x ==\n    g(1) in|'), 'inherit');
    assert.equal(enter('  # a =\n  g(1) in|'), 'inherit');
  });

  it('indents after what opens', () => {
    const indents = new RegExp(configuration.indentationRules.increaseIndentPattern);
    for (const line of [
      'def f(): Int {',
      'receive A(x) from y ->',
      'f(',
      'let x =',
      'spawn { # then',
      'f("{", (',
    ]) {
      assert.match(line, indents);
    }
    for (const line of ['# def f() {', 'x ==', 'let x = 1 in', 'print("{', 'f() # {', 'free(x)', '}']) {
      assert.doesNotMatch(line, indents);
    }
    assert.match('  }', new RegExp(configuration.indentationRules.decreaseIndentPattern));
  });

  it('knows where regions begin and end', () => {
    const { start, end } = configuration.folding.markers;
    for (const line of ['#region a', '  # region', '# #region x']) assert.match(line, new RegExp(start));
    for (const line of ['#endregion', '# endregion a']) assert.match(line, new RegExp(end));
    for (const line of ['# regional', 'x # region']) assert.doesNotMatch(line, new RegExp(start));
  });
});
