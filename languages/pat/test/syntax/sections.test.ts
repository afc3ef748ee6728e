// Sections: a text cut at its items, and cut again after edits as if from nothing.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { resplit, splitSections } from '../../syntax/sections.ts';

describe('sections of a text', () => {
  it('begin at items at the start of a line, with the comments right above', () => {
    const text =
      'interface A { M() }\n# about f\n  # more\ndef f(): Int {\n  1 }\n# alone\n\ndefer(1)\n def g(): Int { 2 }\ndef h(): Int { 3 } f()';
    assert.deepEqual(splitSections(text), [
      'interface A { M() }\n',
      '# about f\n  # more\ndef f(): Int {\n  1 }\n# alone\n\ndefer(1)\n def g(): Int { 2 }\n',
      'def h(): Int { 3 } f()',
    ]);
    assert.deepEqual(splitSections(''), ['']);
    assert.deepEqual(splitSections('# a\ndef f'), ['# a\ndef f']);
  });

  it('do not begin in a comment, which ends at a line feed only', () => {
    for (const character of ['\r', '\u2028', '\u2029', '\v', '\f', '\u0085']) {
      const text = `f() # a${character}def g(): Int { 1 }${character}interface I { M() }\nf()`;
      assert.deepEqual(splitSections(text), [text], JSON.stringify(character));
      assert.deepEqual(splitSections(`${text}\ndef h(): Int { 1 }`), [`${text}\n`, 'def h(): Int { 1 }']);
    }
  });

  it('are after an edit what they are for the text as a whole', () => {
    const line = fc.constantFrom(
      'def f(): Int { 1 }',
      'interface A {',
      '# note',
      '  # in',
      '',
      'x',
      ' def',
      'def',
      'define',
      'print("def")',
    );
    const lines = fc.array(line, { maxLength: 12 }).map(all => all.join('\n'));
    const piece = fc.oneof(
      fc.constantFrom('\n', '\r', '\r\n', '\u2028def ', '#', 'd', 'def ', '\ndef g', ' ', '# x\n', ''),
      lines,
    );
    fc.assert(
      fc.property(
        lines,
        fc.array(fc.tuple(fc.nat(200), fc.nat(30), piece), { maxLength: 6 }),
        (start, edits) => {
          let text = start;
          let sections = splitSections(text).map(part => ({ text: part }));
          for (const [at, length, inserted] of edits) {
            const from = Math.min(at, text.length);
            const to = Math.min(from + length, text.length);
            text = text.slice(0, from) + inserted + text.slice(to);
            const { first, end, texts } = resplit(sections, text, from, to);
            sections = [
              ...sections.slice(0, first),
              ...texts.map(t => ({ text: t })),
              ...sections.slice(end),
            ];
            assert.deepEqual(
              sections.map(s => s.text),
              splitSections(text),
            );
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('are few for an edit in a long text', () => {
    const text = Array.from({ length: 1000 }, (_, i) => `def f${i}(): Int { ${i} }\n`).join('');
    const sections = splitSections(text).map(part => ({ text: part }));
    const at = text.indexOf('{ 500') + 2;
    const { first, end, texts } = resplit(sections, `${text.slice(0, at)}7${text.slice(at)}`, at, at);
    assert.deepEqual([first, end, texts], [500, 501, ['def f500(): Int { 7500 }\n']]);
  });
});
