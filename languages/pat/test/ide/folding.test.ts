// Folding: brackets, clauses, comments and regions that span lines.
import assert from 'node:assert/strict';
import { OpenBrackets } from '../../ide/brackets.ts';
import { foldingRanges } from '../../ide/folding.ts';
import { withFixture } from './fixture.ts';

/** Each fold as `first-last kind`, lines counted from 1. */
const folds = (program: string): Promise<string[]> =>
  withFixture(program, ({ document }) => {
    const { text } = document;
    const line = (offset: number): number => text.slice(0, offset).split('\n').length;
    return foldingRanges(document.analysis()).map(
      ({ span, kind }) => `${line(span.start)}-${line(span.end)} ${kind}`,
    );
  });

const lines = (...all: string[]): string => all.join('\n');

describe('folding', () => {
  it('folds interfaces, definitions, guards and their clauses, and runs of comments', async () =>
    assert.deepEqual(
      await folds(
        lines(
          '# A future.', // 1
          '# It holds one value.',
          'interface Future {', // 3
          '  Put(Int)',
          '}',
          'def wait(f: Future?): Unit {', // 6
          '  guard f : Put {', // 7
          '    receive Put(n) from f ->', // 8
          '      print(intToString(n));',
          '      free(f)', // 10
          '    fail : Unit',
          '  }', // 12
          '}',
        ),
      ),
      ['1-2 comment', '3-5 brackets', '6-13 brackets', '7-12 brackets', '8-10 clause'],
    ));

  it('folds arguments over several lines', async () =>
    assert.deepEqual(await folds(lines('concat(', '  "a",', '  "b"', ')')), ['1-4 brackets']));

  it('takes no bracket in strings and comments for one', async () =>
    assert.deepEqual(await folds(lines('print("{");', '# {', 'print("open {', ');', '}')), ['3-4 brackets']));

  it('folds regions, one in another, and does not join their lines to comments', async () =>
    assert.deepEqual(
      await folds(
        lines(
          '#region helpers', // 1
          '# one',
          '# two', // 3
          '  # region inner',
          'def f(): Int { 1 }',
          '  # endregion', // 6
          '#endregion', // 7
          '# region that is never closed',
          '# regional, not a region',
        ),
      ),
      ['1-7 region', '2-3 comment', '4-6 region'],
    ));

  it('folds half-typed code by its brackets', async () =>
    assert.deepEqual(await folds(lines('def f(): Int {', '  g((1,', '  ) ] }', 'def g(', '  x: Int', ')')), [
      '1-3 brackets',
      '2-3 brackets',
      '4-6 brackets',
    ]));

  it('looks at each stray bracket a few times only, however many there are', async () => {
    const stray = `${'('.repeat(100_000)}${']'.repeat(100_000)}`;
    assert.deepEqual(await folds(stray), []);
    const looksAt = (brackets: number): number => {
      let looks = 0;
      const open = new OpenBrackets<{ readonly sign: string }>();
      const bracket = {
        get sign() {
          looks++;
          return '(';
        },
      };
      for (let i = 0; i < brackets; i++) open.push(bracket);
      for (let i = 0; i < brackets; i++) assert.equal(open.close(']'), undefined);
      return looks;
    };
    assert.ok(looksAt(2000) <= 2 * looksAt(1000), `${looksAt(1000)} and ${looksAt(2000)} looks`);
  });
});
