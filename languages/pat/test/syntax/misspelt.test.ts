// A word of the language that is misspelt: one fault at it, whose fix writes it right, and a program that is otherwise the
// one with the word.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { PatParser } from '../../syntax/parse.ts';
import { reservedWords } from '../../syntax/words.ts';
import { testParser } from '../parser.ts';
import { applyEdits, faultsOf, meaning, parseText, summary } from './faults.ts';

/** Programs with words as they were written and as they are meant. */
const PROGRAMS: readonly string[] = [
  '⟦interfce|interface⟧ Box { Put(Int) }\ndef f(b: Box!): Unit { b ! Put(1) }',
  'interface Box { Put(Int) }\n⟦Def|def⟧ f(b: Box!): Unit { b ! Put(1) }',
  'def f(b: Box?Put): Int { ⟦gaurd|guard⟧ b : Put { ⟦recieve|receive⟧ Put(x) ⟦form|from⟧ b -> free(b); x } }',
  'def f(b: Box?): Unit { guard b : 1 { ⟦fre|free⟧ -> () } }',
  'def f(b: Box?): Unit { guard b : 1 { ⟦emtpy|empty⟧(x) -> free(x) } }',
  '⟦lte|let⟧ x = ⟦nwe|new⟧[Box] ⟦im|in⟧ ⟦spwan|spawn⟧ { free(x) }',
  'def f(c: Bool): Int { ⟦fi|if⟧ (c) { 1 } ⟦esle|else⟧ { 2 } }',
  'def f(xs: List(Int)): Int { ⟦casel|caseL⟧ xs : List(Int) ⟦off|of⟧ { ⟦nill|nil⟧ -> 0 | (y :: ys) -> y } }',
  'def f(s: (Int + Int)): Int { ⟦match|case⟧ s of { ⟦inll|inl⟧(a): Int -> a | inr(b): Int -> b } }',
  'def f(): Int { let g = ⟦fn|fun⟧(x: Int): Int { x } in g(1) }\n⟦fn|def⟧ g(): Int { 1 }',
  'def f(): (Int) -o Int { ⟦linfn|linfun⟧(x: Int): Int { x } }',
];

/** Words that other languages have, and programs with them where the word of this one belongs. */
const FOREIGN: readonly (readonly [string, readonly string[]])[] = [
  ['⟦W|def⟧ f(x: Int): Int { x }', ['function', 'func', 'fn', 'fun', 'define', 'proc']],
  ['⟦W|interface⟧ Box { Put(Int) }', ['protocol', 'mailbox', 'type', 'trait']],
  [
    'def f(s: (Int + Int)): Int { ⟦W|case⟧ s of { inl(a): Int -> a | inr(b): Int -> b } }',
    ['match', 'switch'],
  ],
  [
    'def f(l: List(Int)): Int { ⟦W|caseL⟧ l : List(Int) of { nil -> 0 | (x :: xs) -> x } }',
    ['match', 'switch', 'case'],
  ],
  ['def f(): Int { let g = ⟦W|fun⟧(x: Int): Int { x } in g(1) }', ['fn', 'lambda']],
  ['def f(b: Box?Put): Int { guard b : Put { ⟦W|receive⟧ Put(x) from b -> free(b); x } }', ['recv']],
];

const MARK = /⟦(.*?)\|(.*?)⟧/g;

describe('a misspelt word', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });

  for (const marked of [
    ...PROGRAMS,
    ...FOREIGN.flatMap(([program, words]) => words.map(word => program.replace('W', word))),
  ]) {
    it(`is reported once, with a fix that writes it: ${marked}`, () => {
      const text = marked.replace(MARK, '$1');
      const meant = marked.replace(MARK, '$2');
      assert.deepEqual(summary(meant, parseText(parser, meant)), []);
      const program = parseText(parser, text);
      const faults = faultsOf(program);
      assert.deepEqual(
        faults.map(({ code, at, message }) => [code, text.slice(at.start, at.end), message]),
        [...marked.matchAll(MARK)].map(([, word = '', right]) => [
          'E138',
          word,
          `${reservedWords.has(word) ? `Here \`${word}\` does not fit.` : `\`${word}\` is not a word of the language.`} Did you mean \`${right}\`?`,
        ]),
      );
      const mended = applyEdits(
        text,
        faults.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []),
      );
      assert.equal(mended, meant);
      assert.equal(meaning(program), meaning(parseText(parser, meant)));
    });
  }

  it('and a token that is missing are each reported once, in one definition', () => {
    const text = 'dfe f(c: Bool) Int { if (c) { 1 } else { g(2 } }';
    assert.deepEqual(summary(text, parseText(parser, text)), ['E138 dfe', 'E129 )', 'E108 (']);
  });

  it('is not made of a name that is like a word, where something else is wrong', () => {
    for (const text of [
      'def f(len: Int): Int { g(len + 1 }',
      'def f(form: Box!): Unit { form ! Put(1 }',
      'def lets(i: Int, o: Int): Int { i + o) }',
      'def f(xs: List(Int)): Int { caseL xs : List(Int) of { nil -> 0 | x :: rest) -> 1 } }',
      'let now = 1 in let net = 2 in now net',
      'def ends(spa: Int): Int { spa ends(3) }',
    ]) {
      const faults = faultsOf(parseText(parser, text));
      assert.ok(faults.length > 0, text);
      assert.deepEqual(
        faults.filter(({ code }) => code === 'E138'),
        [],
        text,
      );
    }
  });

  it('is the only fault almost wherever a word of an example is misspelt', () => {
    const folder = new URL('../../../../examples/', import.meta.url);
    const texts = readdirSync(folder)
      .filter(name => name.endsWith('.pat'))
      .map(name => readFileSync(new URL(name, folder), 'utf8'));
    let tried = 0;
    const others: string[] = [];
    for (const text of texts) {
      for (const [i, { 0: word, index }] of [...text.matchAll(/#.*|"[^"\n]*"|[A-Za-z][\w']*/g)].entries()) {
        // Values are names to the parser, and the same letters twice in a row change nothing when they are swapped.
        if (i % 4 !== 0 || !reservedWords.has(word) || /^(?:true|false|nil|List)$/.test(word)) continue;
        const at = 1 + (i % Math.max(1, word.length - 2));
        const [left = '', right = ''] = word.slice(at, at + 2);
        const written = [
          word.slice(0, at) + right + left + word.slice(at + 2),
          word.slice(0, at) + word.slice(at + 1),
          word.slice(0, at) + left + word.slice(at),
        ][i % 3];
        if (written === undefined || written === word || written.length < 2 || reservedWords.has(written))
          continue;
        tried++;
        const broken = text.slice(0, index) + written + text.slice(index + word.length);
        const errors = faultsOf(parseText(parser, broken)).filter(({ severity }) => severity === 'error');
        const [only] = errors;
        const isRight =
          only?.code === 'E138' && only.at.start === index && only.message.includes(`\`${word}\`?`);
        // What reads as something else, as `fre(x)` does as a call, is no fault of the syntax.
        if (errors.length > 0 && !(isRight && errors.length === 1)) {
          others.push(`${written}: ${errors.map(({ code, message }) => `${code} ${message}`).join(', ')}`);
        }
      }
    }
    assert.ok(tried > 300, `only ${tried} were tried`);
    assert.ok(others.length <= tried / 100, `${others.length} of ${tried}:\n${others.join('\n')}`);
  });
});
