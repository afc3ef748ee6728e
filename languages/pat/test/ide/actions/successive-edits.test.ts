import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextEdit } from '../../../../diagnostic.ts';
import { SuccessiveEdits } from '../../../ide/actions/successive-edits.ts';
import { apply } from '../apply.ts';

const edit = (start: number, end: number, text: string): TextEdit => ({ span: { start, end }, text });

describe('successive edits', () => {
  const after = (text: string, ...rounds: readonly (readonly TextEdit[])[]): SuccessiveEdits => {
    const all = new SuccessiveEdits(text);
    for (const edits of rounds) all.apply(edits);
    return all;
  };

  it('are edits of the first text', () => {
    const all = after('abcdef', [edit(1, 2, 'BBB'), edit(4, 5, '')], [edit(2, 6, 'x')]);
    assert.equal(all.text, 'aBxf');
    assert.deepEqual(all.edits(), [edit(1, 5, 'Bx')]);
  });

  it('stay apart where something between them is kept', () => {
    assert.deepEqual(after('abcdef', [edit(4, 4, '!')], [edit(1, 2, '')]).edits(), [
      edit(1, 2, ''),
      edit(4, 4, '!'),
    ]);
  });

  it('are none when one undoes the other, or changes nothing', () => {
    assert.deepEqual(after('abc', [edit(1, 2, 'xyz')], [edit(1, 4, 'b')]).edits(), []);
    assert.deepEqual(after('abc', [edit(1, 2, '')], [edit(1, 1, 'b')]).edits(), []);
    assert.deepEqual(after('').edits(), []);
  });

  it('give the text that the rounds give one after the other, whatever they are', () => {
    const rounds = fc.array(
      fc.array(fc.tuple(fc.nat(6), fc.nat(4), fc.string({ maxLength: 4 })), { maxLength: 5 }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), rounds, (text, all) => {
        const successive = new SuccessiveEdits(text);
        let now = text;
        for (const round of all) {
          let at = 0;
          const edits: TextEdit[] = [];
          for (const [gap, length, written] of round) {
            const start = at + gap;
            if (start + length > now.length) break;
            edits.push(edit(start, start + length, written));
            at = start + length + 1;
          }
          successive.apply(edits);
          now = apply(now, edits);
          assert.equal(successive.text, now);
        }
        assert.equal(apply(text, successive.edits()), now, 'and do not overlap');
      }),
      { numRuns: 500 },
    );
  });
});
