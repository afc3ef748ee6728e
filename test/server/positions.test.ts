import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineIndex } from '../../host/positions.ts';

describe('Positions', () => {
  it('count UTF-16 units from the start of the line', () => {
    const lines = new LineIndex('a\n\u{1F600}b\n');
    assert.deepEqual(lines.positionAt(2), { line: 1, character: 0 });
    assert.deepEqual(lines.positionAt(4), { line: 1, character: 2 });
    assert.deepEqual(lines.positionAt(5), { line: 1, character: 3 });
    assert.deepEqual(lines.positionAt(6), { line: 2, character: 0 });
  });

  it('count bytes when the client wants UTF-8', () => {
    // é is 2 bytes, € is 3, the emoji 4.
    const lines = new LineIndex('x\né€\u{1F600}z', 'utf-8');
    assert.deepEqual(
      [2, 3, 4, 6, 7].map(o => lines.positionAt(o)),
      [0, 2, 5, 9, 10].map(character => ({ line: 1, character })),
    );
    assert.equal(lines.offsetAt({ line: 1, character: 9 }), 6);
    assert.equal(lines.offsetAt({ line: 1, character: 1 }), 2, 'inside a character is its start');
    assert.equal(lines.offsetAt({ line: 1, character: 7 }), 4, 'inside a surrogate pair is its start');
  });

  it('take \\n, \\r\\n and a lone \\r as line breaks', () => {
    const lines = new LineIndex('a\r\nb\rc\nd');
    assert.equal(lines.lineCount, 4);
    assert.deepEqual(
      [0, 1, 2, 3].map(l => lines.lineSpan(l).start),
      [0, 3, 5, 7],
    );
    assert.deepEqual(lines.lineSpan(0), { start: 0, end: 1 });
  });

  it('beyond a line are its end, and beyond the text are its end', () => {
    const lines = new LineIndex('ab\r\ncd');
    assert.equal(lines.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(lines.offsetAt({ line: 9, character: 0 }), 6);
    assert.deepEqual(lines.positionAt(99), { line: 1, character: 2 });
  });

  it('survive the way there and back for every offset that begins a character', () => {
    const texts = fc
      .array(fc.constantFrom('a', '\n', '\r\n', 'é', '€', '\u{1F600}', '\t', 'xyz'))
      .map(p => p.join(''));
    fc.assert(
      fc.property(texts, fc.constantFrom('utf-8' as const, 'utf-16' as const), (text, encoding) => {
        const lines = new LineIndex(text, encoding);
        for (let offset = 0; offset <= text.length; offset++) {
          const inPair = /[\udc00-\udfff]/.test(text[offset] ?? '');
          const inBreak = text[offset] === '\n' && text[offset - 1] === '\r';
          if (inPair || inBreak) continue;
          const place = lines.positionAt(offset);
          assert.equal(lines.offsetAt(place), offset);
          const before = text.slice(0, offset);
          assert.equal(place.line, before.split(/\r\n|\n|\r/).length - 1);
          const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
          assert.equal(place.character, encoding === 'utf-8' ? Buffer.byteLength(line) : line.length);
        }
      }),
    );
  });
});
