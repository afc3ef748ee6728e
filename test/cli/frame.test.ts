// The lines of a program with carets under a place: they stand right under it, whatever is before it and in it.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { showDiagnostic } from '../../cli/frame.ts';
import { LineIndex } from '../../host/positions.ts';
import { shown } from '../../terminal/shown.ts';
import { noStyle } from '../../terminal/style.ts';

/** The source and the carets that are shown for the place of `marked` in a line. */
function frame(line: string, marked: string): { readonly source: string; readonly carets: string } {
  const start = line.indexOf(marked);
  const text = showDiagnostic(
    shown`x.pat`,
    {
      code: 'pat-E201',
      severity: 'error',
      message: 'message',
      span: { start, end: start + marked.length },
      related: [],
      fixes: [],
    },
    new LineIndex(line),
    noStyle,
  ).text;
  const [, source = '', carets = ''] = text.split('\n');
  assert.ok(source.startsWith('  1 │ ') && carets.startsWith('    │ '));
  return { source: source.slice('  1 │ '.length), carets: carets.slice('    │ '.length) };
}

/** Texts with the columns that they take, by Unicode's width of each (UAX #11) and what the escapes have. */
const columnsOf: readonly (readonly [text: string, columns: number])[] = [
  ['', 0],
  ['plain', 5],
  ['日本語', 6],
  ['ｆｕｌｌ', 8],
  ['e\u0301e\u0300', 2],
  ['a\u0300\u0301\u0302\u0303', 1],
  ['กำ', 2],
  ['한글', 4],
  ['\u1112\u1161\u11ab', 2],
  ['👩\u200d👩\u200d👧', 2],
  ['❤\ufe0f', 2],
  ['👍🏽', 2],
  ['🇩🇪', 2],
  ['\u{20000}', 2],
  ['ab\u00ad', 6],
  ['\t', 4],
  ['\u001b[31m', 8],
  ['\u202e', 6],
  ['\u009b', 4],
  ['\u0601', 6],
];

describe('The lines of a program with carets', () => {
  it('have them right under the place, whatever is before it and in it', () => {
    for (const [before, width] of columnsOf) {
      for (const [inside, marked] of columnsOf) {
        const { source, carets } = frame(`"${before}"<${inside}>;`, `<${inside}>`);
        const context = JSON.stringify([before, inside]);
        assert.equal(carets, `${' '.repeat(width + 2)}${'^'.repeat(marked + 2)}`, context);
        assert.ok(source.startsWith('"') && source.endsWith('>;'), context);
      }
    }
  });

  it('are cut between characters when they are long, and have the carets right there too', () => {
    const widths = { '👍': 2, 日: 2, '\u001b': 4, x: 1 };
    fc.assert(
      fc.property(
        fc.constantFrom(...(['👍', '日', '\u001b', 'x'] as const)),
        fc.nat(400),
        fc.nat(200),
        fc.nat(400),
        (unit, before, marked, after) => {
          const line = `${unit.repeat(before)}<${unit.repeat(marked)}>${unit.repeat(after)}`;
          const { source, carets } = frame(line, `<${unit.repeat(marked)}>`);
          assert.doesNotMatch(source, /\p{Cs}/u);
          const at = source.indexOf('<');
          const plain = source.slice(0, at).replaceAll(unit === '\u001b' ? '\\x1b' : unit, '.');
          assert.match(plain, /^…?\.*$/);
          const columns = [...plain].reduce((sum, c) => sum + (c === '…' ? 1 : widths[unit]), 0);
          assert.equal(carets.indexOf('^'), columns);
        },
      ),
    );
  });
});
