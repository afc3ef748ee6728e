// The TextMate grammars (first paint, Markdown fences) and the language configuration, with VS Code's own engine.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { IGrammar } from 'vscode-textmate';

// Both are CommonJS bundles whose names an ES import does not see.
const require = createRequire(import.meta.url);
const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');
const textmate: typeof import('vscode-textmate') = require('vscode-textmate');
const folder = new URL('../../../../syntaxes/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** A Markdown grammar of the one rule that matters here: where fences can be injected. */
const MARKDOWN = { scopeName: 'text.html.markdown', patterns: [] };

async function load(scope: string): Promise<IGrammar> {
  const bytes = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
      createOnigString: text => new oniguruma.OnigString(text),
    }),
    loadGrammar: async name => {
      if (name === 'source.pat') return textmate.parseRawGrammar(read('pat.tmLanguage.json'), 'pat.json');
      if (name === 'markdown.pat.codeblock') {
        return textmate.parseRawGrammar(read('pat.markdown.tmLanguage.json'), 'pat.markdown.json');
      }
      return textmate.parseRawGrammar(JSON.stringify(MARKDOWN), 'markdown.json');
    },
    getInjections: name => (name === 'text.html.markdown' ? ['markdown.pat.codeblock'] : undefined),
  });
  const grammar = await registry.loadGrammar(scope);
  assert.ok(grammar);
  return grammar;
}

/** Each token that is not space, with its innermost scope (without `.pat`). */
function tokens(grammar: IGrammar, text: string): string[] {
  const found: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const { tokens: all, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of all) {
      const word = line.slice(startIndex, endIndex).trim();
      if (word !== '') found.push(`${word} ${(scopes.at(-1) ?? '').replace(/\.pat$/, '')}`);
    }
  }
  return found;
}

describe('the TextMate grammar', () => {
  let pat: IGrammar;
  before(async () => {
    pat = await load('source.pat');
  });
  const has = (text: string, ...expected: readonly string[]): void => {
    const all = tokens(pat, text);
    for (const token of expected) assert.ok(all.includes(token), `${token} is not among ${all.join(', ')}`);
  };

  it('knows items, parameters and types', () => {
    has(
      'interface Future { Put(Int) }\ndef future(self: Future?(Put . Get*)[R]): Unit { () }',
      'interface keyword.other.interface',
      'Future entity.name.type.interface',
      'Put variable.other.enummember.message',
      'Int support.type.primitive',
      'def keyword.other.def',
      'future entity.name.function',
      'self variable.other',
      '? keyword.operator.capability',
      'R storage.modifier.usage',
    );
  });
  it('knows clauses, sends and built-in functions', () => {
    has(
      'receive* Get(user\') from self -> user\' ! Reply(5); print("x")',
      'receive* keyword.control',
      'Get variable.other.enummember.message',
      "user' variable.other",
      'from keyword.control',
      '-> keyword.operator.arrow',
      '! keyword.operator.send',
      'Reply variable.other.enummember.message',
      '5 constant.numeric.integer',
      'print support.function.builtin',
    );
  });
  it('tells an atom from an annotation', () => {
    has('f(:ok)', ':ok constant.other.symbol');
    has('x :Int', ': punctuation.separator.annotation', 'Int support.type.primitive');
    has('(x :: xs)', ':: keyword.operator.cons');
  });
  it('takes a keyword inside a longer name for no keyword', () => {
    has(
      "let inner = in' in letter",
      'let keyword.control',
      'inner variable.other',
      "in' variable.other",
      'letter variable.other',
    );
  });
  it('ends a string and a comment with the line', () => {
    has(
      'print("a\\n \\q\nlet # let\nlet',
      '\\n constant.character.escape',
      '\\q invalid.illegal.escape',
      'let keyword.control',
    );
    assert.ok(tokens(pat, '# let x').every(token => /comment/.test(token)));
  });
  it('colours a fence in Markdown', async () => {
    const markdown = await load('text.html.markdown');
    const all = tokens(markdown, 'let x\n```pat\nlet x = 5 in x\n```\nlet x');
    assert.equal(all.filter(token => token === 'let keyword.control').length, 1);
    assert.ok(all.includes('pat fenced_code.block.language.markdown'));
  });
});

describe('the language configuration', () => {
  const configuration: {
    wordPattern: string;
    indentationRules: { increaseIndentPattern: string; decreaseIndentPattern: string };
    onEnterRules: {
      beforeText: string;
      afterText?: string;
      action: { appendText?: string; indent: string };
    }[];
  } = JSON.parse(read('pat.language-configuration.json'));

  it("takes names with digits, `_` and `'` as words", () => {
    const word = new RegExp(configuration.wordPattern, 'g');
    assert.deepEqual("x' := self_2 ! Put(10)".match(word), ["x'", 'self_2', 'Put', '10']);
  });
  it('indents after an open bracket and an arrow, not after their likes in strings and comments', () => {
    const increase = new RegExp(configuration.indentationRules.increaseIndentPattern);
    for (const line of ['def f(): Unit {', '  receive Put(x) from self ->', '  f(', 'spawn { # why']) {
      assert.match(line, increase);
    }
    for (const line of ['# a {', 'print("{")', 'f()', 'x # {', '}']) assert.doesNotMatch(line, increase);
    assert.match('  }', new RegExp(configuration.indentationRules.decreaseIndentPattern));
  });
  it('goes on with a comment on the next line until an empty one', () => {
    const rules = configuration.onEnterRules.filter(rule => rule.action.appendText === '# ');
    const continues = (line: string) =>
      rules.some(rule => !rule.afterText && new RegExp(rule.beforeText).test(line));
    assert.ok(continues('  # What it does'));
    assert.ok(!continues('  # ') && !continues('f() # done'));
  });
});
