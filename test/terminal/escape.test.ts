// What reaches a terminal: every character that could steer it, and every way to make text for it.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escaped, escapedJson, escapedOutput } from '../../terminal/escape.ts';
import { joined, Shown, shown, shownJson, shownOutput } from '../../terminal/shown.ts';
import { colours, noStyle, styleFor } from '../../terminal/style.ts';

/** All characters that a terminal may act on: Unicode says which, not we. */
const steering: readonly string[] = [...Array(0x110000).keys()]
  .filter(code => code < 0xd800 || code > 0xdfff)
  .map(code => String.fromCodePoint(code))
  .filter(character => /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(character));

/** Text of all sorts, with more than its share of what steers. */
const text = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...steering), fc.constant('\u001b[31m')))
  .map(parts => parts.join(''));

const isSafe = (line: string): boolean => !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(line);

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about these
const withoutColours = (line: string): string => line.replace(/\u001b\[[0-9;:]*m/g, '');

describe('Text for a terminal', () => {
  it('has an escape for each character that steers a terminal', () => {
    assert.equal(steering.length, 65 + 2 + 12);
    for (const character of steering) {
      assert.match(escaped(`a${character}b`), /^a\\(?:[nrt]|x[0-9a-f]{2}|u[0-9a-f]{4})b$/);
    }
    assert.equal(escaped('\u001b[2J\u202e\n\u009b\u2028'), '\\x1b[2J\\u202e\\n\\x9b\\u2028');
  });

  it('has escapes for what cannot be seen, and leaves what scripts and emoji need', () => {
    assert.equal(
      escaped('a\u00ad\u200b\ufeff\u2060\u0601\u{1bca0}'),
      'a\\xad\\u200b\\ufeff\\u2060\\u0601\\u{1bca0}',
    );
    const kept = 'نمی\u200cخواهم e\u0301 日本 👩\u200d👩\u200d👧 ❤\ufe0f 🏴\u{e0067}\u{e0062}\u{e007f} \\n';
    assert.equal(escaped(kept), kept);
  });

  it('is safe whatever it is made of, and escaping it again changes nothing', () => {
    fc.assert(
      fc.property(text, given => {
        const once = escaped(given);
        assert.ok(isSafe(once));
        assert.equal(escaped(once), once);
        if (isSafe(given) && !/\p{Cf}/u.test(given)) assert.equal(once, given);
        for (const style of [colours, noStyle]) {
          for (const dye of Object.values(style)) {
            const line = joined([shown`${dye(given)}: ${given}`, shown`${dye(shown`${given}`)}`], ', ');
            assert.ok(isSafe(withoutColours(line.text)));
          }
        }
      }),
    );
  });

  it('of a program keeps its lines, tabs and colours, and nothing else', () => {
    assert.equal(
      escapedOutput('a\tb\r\nc\u001b[1;38:2:1:2:3md\u001b[m\n'),
      'a\tb\r\nc\u001b[1;38:2:1:2:3md\u001b[m\n',
    );
    // Cursor, title, mode, a colour that asks something, an operating system's command, back over the line, a lone escape.
    for (const sequence of [
      '\u001b[2J',
      '\u001b]0;x\u0007',
      '\u001b[?25l',
      '\u001b[>4;2m',
      '\u001b[6n',
      '\r',
      '\b',
      '\u001b',
      '\u009b31m',
    ]) {
      const shownText = escapedOutput(`x${sequence}y`);
      assert.ok(isSafe(shownText), JSON.stringify(shownText));
    }
    fc.assert(
      fc.property(text, given => {
        assert.ok(isSafe(withoutColours(escapedOutput(given)).replace(/\r?\n|\t/g, '')));
        assert.equal(shownOutput(given).text, escapedOutput(given));
      }),
    );
  });

  it('as JSON is safe and means the same', () => {
    fc.assert(
      fc.property(text, given => {
        const line = shownJson({ given }).text;
        assert.ok(line.endsWith('\n') && isSafe(line.slice(0, -1)));
        assert.deepEqual(JSON.parse(line), { given });
        assert.equal(escapedJson(JSON.stringify(given)), line.slice('{"given":'.length, -2));
      }),
    );
  });

  it('is not made of a string without the template', () => {
    // @ts-expect-error: a string is not safe
    const never: Shown = 'text';
    // @ts-expect-error: nor is what looks like it
    const other: Shown = { text: 'text' };
    assert.ok(!((never as unknown) instanceof Shown) && !((other as unknown) instanceof Shown));
  });
});

describe('Colour', () => {
  it('is decided for each stream by itself, and by what the user says', () => {
    const decisions: [boolean, Record<string, string>, boolean][] = [
      [true, {}, true],
      [false, {}, false],
      [true, { TERM: 'dumb' }, false],
      [true, { NO_COLOR: '' }, true],
      [false, { NO_COLOR: '' }, false],
      [true, { NO_COLOR: '1' }, false],
      [true, { NO_COLOR: '0' }, false],
      [true, { FORCE_COLOR: '' }, true],
      [false, { FORCE_COLOR: '' }, false],
      ...['1', '2', '3', 'true'].map((on): [boolean, Record<string, string>, boolean] => [
        false,
        { FORCE_COLOR: on },
        true,
      ]),
      ...['0', 'false'].map((off): [boolean, Record<string, string>, boolean] => [
        true,
        { FORCE_COLOR: off },
        false,
      ]),
      [false, { FORCE_COLOR: '1', TERM: 'dumb' }, true],
      [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
      [false, { FORCE_COLOR: '1', NO_COLOR: '' }, true],
    ];
    for (const [isTTY, env, expected] of decisions) {
      assert.equal(styleFor({ isTTY }, env) === colours, expected, `${isTTY} ${JSON.stringify(env)}`);
    }
  });
});
