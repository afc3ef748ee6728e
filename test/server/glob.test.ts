// Globs against minimatch, and those that nobody should be able to keep a server busy with.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { minimatch } from 'minimatch';
import { compileGlob } from '../../server/workspace/glob.ts';

function matches(glob: string, path: string): boolean {
  const compiled = compileGlob(glob);
  assert.ok(typeof compiled === 'function', `${glob} is refused`);
  return compiled(path);
}

const name = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '.', '-', 'é'),
  minLength: 1,
  maxLength: 4,
});
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map(names => names.join('/'));
const wildcard = fc.constantFrom(
  '*',
  '?',
  '[ab]',
  '[a-c]',
  '[!b]',
  '[^a-b]',
  '{a,b}',
  '{a,b*}',
  '\\*',
  '[',
  ']',
);
const segment = fc.oneof(
  { arbitrary: fc.constant('**'), weight: 1 },
  {
    arbitrary: fc
      .array(fc.oneof(name, wildcard), { minLength: 1, maxLength: 4 })
      .map(parts => parts.join('')),
    weight: 3,
  },
);
const glob = fc.array(segment, { minLength: 1, maxLength: 4 }).map(segments => segments.join('/'));

describe('Globs', () => {
  it('mean what they mean to minimatch', () => {
    fc.assert(
      fc.property(glob, path, (pattern, file) => {
        // Names of nothing but dots are no files, and it has its own rules for them.
        fc.pre(![file, pattern].some(one => /(?:^|[/{,])\.{1,2}(?:$|[/},])/.test(one)));
        const options = { dot: true, nonegate: true, nocomment: true, noext: true };
        // To VS Code, as here, `a/**` is `a` too; to minimatch it is sometimes.
        const expected = [pattern, pattern.replace(/(?:\/\*\*)+$/, '')].some(one =>
          minimatch(file, one, options),
        );
        assert.equal(matches(pattern, file), expected, `${pattern} on ${file}`);
      }),
      { numRuns: 20_000 },
    );
  });

  it('know characters, not their halves', () => {
    assert.ok(
      matches('?.pat', '😀.pat') && matches('[!b].pat', '😀.pat') && matches('[😀-😂].pat', '😁.pat'),
    );
  });

  it('compare no more than the pattern times the name', () => {
    const long = 'a'.repeat(100_000);
    assert.equal(matches(`${'*a'.repeat(100)}b`, long), false);
    assert.equal(matches(`${'**/a/'.repeat(100)}b`, 'a/'.repeat(10_000)), false);
    assert.equal(matches(`${'*a'.repeat(100)}`, long), true);
  });

  it('are refused in words when they are too large', () => {
    for (const [pattern, reason] of [
      ['x'.repeat(1001), 'it has more than 1000 characters'],
      ['{a,b}'.repeat(12), 'its braces stand for more than 100 patterns'],
      ['{1..100000}', 'its braces stand for more than 100 patterns'],
      ['{{a,b},{c,d}}'.repeat(20), 'its braces stand for more than 100 patterns'],
    ] as const)
      assert.deepEqual(compileGlob(pattern), { reason });
    assert.equal(typeof compileGlob('{'.repeat(1000)), 'function');
    assert.equal(typeof compileGlob('['.repeat(1000)), 'function');
  });
});
