// The formatter on programs that nobody wrote by hand: whatever the line breaks and wherever the comments, the tokens and
// comments stay, the core term too, and formatting twice is formatting once.
import assert from 'node:assert/strict';
import { defaultFormatOptions } from '../../languages/format/options.ts';
import { formatText } from '../../languages/pat/format/index.ts';
import type { PatParser } from '../../languages/pat/index.ts';
import { formatted, wholeFormatted } from '../../languages/pat/test/format/meaning.ts';
import { testParser } from '../../languages/pat/test/parser.ts';
import { generateProgram } from './generate.ts';
import { mutate } from './mutate.ts';
import { examples } from './programs.ts';
import { Random } from './random.ts';
import { tokens } from './tokens.ts';

const many = Number(process.env.FORMATTED ?? 50);

/** The program with other white space between its tokens, and comments in places where nobody would write them. */
function sprinkled(random: Random, program: string, comments: number): string {
  let number = 0;
  return tokens(program)
    .map(({ space, text }, i) => {
      if (i === 0 || space.includes('#')) return space + text;
      if (!random.chance(0.3)) return space + text;
      if (random.chance(comments)) {
        const before = random.pick([' ', '  ', '\n', '\n\n', '\n      ', '\n\n\n\t']);
        const after = random.pick(['\n', '\n  ', '\n\n', `\n    # and ${number}\n`, '\n\n\n ']);
        return `${before}#${random.pick(['', ' '])}comment ${++number}${random.pick(['', '  '])}${after}${text}`;
      }
      const spaces =
        space === '' && text !== ':' ? ['', ' ', '\n'] : [' ', '\n', '   ', '\t', '\n\n', '\n\n\n  '];
      return random.pick(spaces) + text;
    })
    .join('');
}

describe('formatting random programs', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });

  it('keeps their tokens and meaning, and is stable', () => {
    for (let seed = 0; seed < many; seed++) wholeFormatted(parser, generateProgram(seed));
  });

  it('keeps comments between the tokens where they are, however the text is laid out', () => {
    for (let seed = 0; seed < many; seed++) {
      const random = new Random(seed);
      const program = random.chance(0.5) ? generateProgram(seed) : random.pick(examples());
      const text = sprinkled(random, program, random.pick([0, 0.05, 0.4]));
      try {
        wholeFormatted(parser, text);
      } catch (error) {
        throw new Error(`seed ${seed}:\n${text}`, { cause: error });
      }
    }
  });

  it('makes one text of all layouts of a program that differ only in spaces', () => {
    for (let seed = 0; seed < many; seed++) {
      const program = formatText(parser, generateProgram(seed), defaultFormatOptions).text;
      const random = new Random(seed);
      const wide = program
        .replace(/(?<=\n|^)[ ]*/g, () => ' '.repeat(random.below(7)))
        .replace(/^ +(?=def|interface)/gm, '');
      assert.equal(formatted(parser, wide).text, program);
    }
  });

  it('formats for every width and indentation', () => {
    for (let seed = 0; seed < many; seed++) {
      const random = new Random(seed);
      const printWidth = random.pick([1, 20, 40, 60, 80, 120]);
      const options = { printWidth, tabWidth: random.pick([1, 2, 4, 8]), useTabs: random.chance(0.3) };
      wholeFormatted(parser, sprinkled(random, generateProgram(seed), 0.05), options);
    }
  });

  it('never fails on damaged programs, and changes no item with a syntax error', () => {
    for (let seed = 0; seed < many; seed++) {
      const random = new Random(seed);
      const program = damaged(random, sprinkled(random, mutate(random, generateProgram(seed)), 0.1));
      const { text, left } = formatted(parser, program);
      for (const { span } of left) {
        const piece = program.slice(span.start, span.end);
        assert.ok(text.includes(piece), `seed ${seed}: this stays\n${piece}`);
      }
    }
  });
});

/** The text with some characters taken away, doubled or put in. */
function damaged(random: Random, text: string): string {
  let out = text;
  for (let i = random.below(4); i > 0; i--) {
    const at = random.below(out.length);
    const length = random.pick([0, 1, 1, 2, 9]);
    const put = random.pick([
      '',
      '',
      '}',
      '{',
      '(',
      ')',
      ';',
      ' in ',
      '"',
      '#',
      'let x = ',
      '->',
      '\n',
      ':',
      '@',
      '\0',
    ]);
    out = out.slice(0, at) + put + out.slice(at + length);
  }
  return out;
}
