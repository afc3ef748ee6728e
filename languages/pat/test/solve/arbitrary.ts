// Patterns as fast-check arbitraries, which shrink.
import fc from 'fast-check';
import { one, type Pattern, product, star, sum, tag, zero } from '../../types/pattern.ts';

/** Closed patterns over the given tags, or with the given further leaves (such as variables). */
export function patterns(tags: readonly string[], leaves: readonly Pattern[] = []): fc.Arbitrary<Pattern> {
  const leaf = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...tags.map(tag)) },
    { weight: 1, arbitrary: fc.constantFrom(one, zero) },
    ...(leaves.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...leaves) }] : []),
  );
  return fc.letrec<{ pattern: Pattern }>(tie => ({
    pattern: fc.oneof(
      { depthSize: 'small', maxDepth: 4 },
      leaf,
      fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }).map(sum),
      fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }).map(product),
      tie('pattern').map(star),
    ),
  })).pattern;
}
