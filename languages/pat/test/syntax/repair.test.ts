// A token that is missing where the parser cannot go on: one fault at its place, whose fix writes it, and a program that
// is otherwise the one with the token.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { itemEnd, itemStart, lexemes } from '../../syntax/lexemes.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { applyEdits, faultsOf, meaning, parseText, summary } from './faults.ts';

/** Programs with one token in brackets, which is left out. */
const SIGNS: readonly string[] = [
  'def f(x: Int)⟦:⟧ Int { x + 1 }',
  'def f(x⟦:⟧ Int): Int { x + 1 }',
  'def f⟦(⟧x: Int, y: Int): Int { x + y }',
  'def f(x: Int): Int ⟦{⟧ x + 1 }',
  'def f(): Int { let x⟦=⟧ g(1) in x + 1 }',
  'def f(): Int { g⟦(⟧1, 2) + h(3) }',
  'def f(m: Box?Put): Int { guard m⟦:⟧ Put { receive Put(x) from m -> free(m); x } }',
  'def f(m: Box?Put): Int {⟦guard⟧ m : Put { receive Put(x) from m -> free(m); x } }',
  'def f(m: Box?Put): Int { guard m : Put ⟦{⟧ receive Put(x) from m -> free(m); x } }',
  'def f(m: Box?Put): Int { guard m : Put {⟦receive⟧ Put(x) from m -> free(m); x } }',
  'def f(m: Box?Put): Int { guard m : Put { receive Put(x)⟦from⟧ m -> free(m); x } }',
  'def f(m: Box?Put): Int { guard m : Put { receive Put(x) from m⟦->⟧ free(m); x } }',
  'def f(m: Box?): Unit { guard m : Put* {⟦free⟧ -> () receive Put(x) from m -> f(m) } }',
  'def f(c: Bool): Int { ⟦if⟧ (c) { 1 } else { 2 } }',
  'def f(c: Bool): Int { if (c) { 1 } ⟦else⟧ { 2 } }',
  'def f(m: Box!): Unit { ⟦spawn⟧ { m ! Put(1) }; m ! Put(2) }',
  'def f(): Unit { let m = new⟦[⟧Box] in g(m) }',
  'def f(): Unit { let m = ⟦new⟧[Box] in g(m) }',
  '⟦def⟧ f(x: Int): Int { x + 1 }',
  '⟦interface⟧ Box { Put(Int), Get() }',
  'interface Box ⟦{⟧ Put(Int), Get() }',
  'def f(xs: List(Int)): Int { caseL xs : List(Int) of ⟦{⟧ nil -> 0 | (y :: ys) -> y } }',
];

/** The same for names, which no fix can know. */
const NAMES: readonly (readonly [string, string])[] = [
  ['def f(⟦x⟧: Int, y: Int): Int { y }', 'E102 ('],
  ['def f(y: Int, ⟦x⟧: Int): Int { y }', 'E102 ,'],
  ['def f(): Unit { ⟦m⟧ ! Put(1); g() }', 'E101 {'],
  ['def f(m: Box?Put): Int { guard m : Put { receive ⟦Put⟧(x) from m -> free(m); x } }', 'E102 receive'],
];

const without = (marked: string): string => marked.replace(/⟦.*⟧/, ' ');
const whole = (marked: string): string => marked.replace(/[⟦⟧]/g, ' ');

describe('a missing token', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });

  for (const marked of SIGNS) {
    it(`is reported once, with a fix that writes it: ${marked}`, () => {
      const token = /⟦(.*)⟧/.exec(marked)?.[1] ?? '';
      assert.deepEqual(summary(whole(marked), parseText(parser, whole(marked))), []);
      const text = without(marked);
      const program = parseText(parser, text);
      const faults = faultsOf(program);
      assert.deepEqual(
        faults.map(({ code, message }) => `${code} ${message}`),
        [`E129 Here \`${token}\` is missing.`],
      );
      const mended = applyEdits(text, faults[0]?.fixes?.[0]?.edits ?? []);
      assert.deepEqual(summary(mended, parseText(parser, mended)), []);
      assert.equal(meaning(program), meaning(parseText(parser, mended)));
    });
  }

  for (const [marked, fault] of NAMES) {
    it(`is reported once where it is a name: ${marked}`, () => {
      const text = without(marked);
      assert.deepEqual(summary(text, parseText(parser, text)), [fault]);
    });
  }

  it('is not made up for a stray sign', () => {
    for (const text of ['f(1))', 'def f(x: Int): Int { x + 1) }', 'let x = (1 + 2]) in x']) {
      const faults = parseText(parser, text).items.flatMap(({ item }) => item.faults);
      assert.ok(
        faults.every(({ code }) => code !== 'E129'),
        text,
      );
    }
  });

  it('is looked for in texts that begin with an empty line, and the search ends', () => {
    for (const text of ['\n  {', '\n  let x = 1 x', '\n# a\n) (', '\n\n  )) guard', '\n  if a) {']) {
      assert.notDeepEqual(summary(text, parseText(parser, text)), []);
    }
  });

  it('leaves one fault in most definitions of the examples, whichever token is missing, and half of them as they are', () => {
    const folder = new URL('../../../../examples/', import.meta.url);
    let texts = 0;
    let once = 0;
    let same = 0;
    for (const name of readdirSync(folder).filter(file => file.endsWith('.pat'))) {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const tokens = lexemes(text).filter(({ kind }) => kind !== 'comment');
      for (const { start, end } of tokens.filter((_, i) => i % 23 === 0)) {
        const [from, to] = [itemStart(text, start), itemEnd(text, end)];
        const program = parseText(parser, `${text.slice(from, start)} ${text.slice(end, to)}`);
        texts++;
        if (faultsOf(program).filter(({ severity }) => severity === 'error').length === 1) once++;
        if (meaning(program) === meaning(parseText(parser, text.slice(from, to)))) same++;
      }
    }
    assert.ok(texts > 500, `${texts} texts`);
    assert.ok(once / texts > 0.8, `${once} of ${texts} have one fault`);
    // Names and literals cannot be known: they are half of the tokens.
    assert.ok(same / texts > 0.45, `${same} of ${texts} mean what they meant`);
  });
});
