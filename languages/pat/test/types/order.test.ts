// The order in which patterns that nobody wrote are shown: that of their interface, whatever order they come in.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completePattern } from '../../core/complete.ts';
import { includes, simplified } from '../../solve/index.ts';
import { TagOrder, tagOrder } from '../../types/order.ts';
import {
  one,
  type Pattern,
  PatternVariable,
  product,
  star,
  sum,
  tag,
  variable,
} from '../../types/pattern.ts';
import { showPattern } from '../../types/show.ts';
import { patterns } from '../solve/arbitrary.ts';

const [put, get, stop] = [tag('Put'), tag('Get'), tag('Stop')] as const;
const declared = new TagOrder(['Put', 'Get', 'Stop']);

/** The same pattern with the parts of each sum and product moved around, by a list of numbers that is used up. */
function shuffled(pattern: Pattern, by: number[]): Pattern {
  switch (pattern.kind) {
    case 'star':
      return { kind: 'star', body: shuffled(pattern.body, by) };
    case 'sum':
    case 'product': {
      const parts = pattern.parts
        .map(part => ({ part: shuffled(part, by), place: by.pop() ?? 0 }))
        .sort((a, b) => a.place - b.place)
        .map(({ part }) => part);
      return { kind: pattern.kind, parts };
    }
    default:
      return pattern;
  }
}

describe('the order of a pattern', () => {
  for (const [expected, pattern] of [
    ['Put . Get*', product([star(get), put])],
    ['Put* . Get', product([get, star(put)])],
    ['Put . Put*', product([star(put), put])],
    ['Put + Get + Stop', sum([stop, get, put])],
    ['Put + 1', sum([one, put])],
    ['Put + (Put . Get) + Get', sum([get, product([get, put]), put])],
    ['(Put + Get)* . Stop', product([stop, star(sum([get, put]))])],
    ['Put . (Get + 1)', product([sum([one, get]), put])],
    ['(Get . Stop)* + 1', sum([one, star(product([stop, get]))])],
    ['Put . _', product([variable(new PatternVariable('x')), put])],
  ] as const) {
    it(`is ${expected} for ${showPattern(pattern)}`, () =>
      assert.equal(showPattern(declared.pattern(pattern)), expected));
  }

  it('has tags that the interface lacks behind the others, by name', () =>
    assert.equal(
      showPattern(declared.pattern(product([tag('Z'), stop, tag('A'), put]))),
      'Put . Stop . A . Z',
    ));

  it('is by name where there is no interface', () =>
    assert.equal(
      showPattern(tagOrder({ interface: () => undefined }, 'I').pattern(product([put, get]))),
      'Get . Put',
    ));

  it('is the one that the user wrote, where the user wrote the pattern', () => {
    const at = { start: 0, end: 0 };
    const written = completePattern({
      kind: 'pattern-product',
      at,
      parts: [
        { kind: 'pattern-tag', at, tag: 'Get' },
        { kind: 'pattern-tag', at, tag: 'Put' },
      ],
    });
    assert.ok(written);
    assert.equal(showPattern(declared.pattern(written)), 'Get . Put');
    assert.equal(showPattern(simplified(written, declared)), 'Get . Put');
    assert.equal(showPattern(declared.pattern(product([written, stop]))), 'Put . Get . Stop');
  });

  const some = patterns(['Put', 'Get', 'Stop', 'Other']);

  it('does not depend on the order in which the pattern comes', () =>
    fc.assert(
      fc.property(some, fc.array(fc.nat(100), { maxLength: 60 }), (pattern, by) => {
        const moved = shuffled(pattern, [...by]);
        assert.equal(showPattern(declared.pattern(moved)), showPattern(declared.pattern(pattern)));
      }),
      { numRuns: 2000, seed: 11 },
    ));

  it('leaves the meaning as it is, and has nothing left to do the second time', () =>
    fc.assert(
      fc.property(some, pattern => {
        const made = declared.pattern(pattern);
        for (const [left, right] of [
          [made, pattern],
          [pattern, made],
        ] as const) {
          assert.notEqual(includes(left, right).kind, 'fails');
        }
        assert.equal(showPattern(declared.pattern(made)), showPattern(made));
      }),
      { numRuns: 500, seed: 12 },
    ));

  it('orders a multiset of messages alike', () =>
    assert.deepEqual(
      [
        ...declared.messages(
          new Map([
            ['A', 1],
            ['Get', 2],
            ['Put', 1],
          ]),
        ),
      ],
      [
        ['Put', 1],
        ['Get', 2],
        ['A', 1],
      ],
    ));
});
