// What diagnostics offer: each fix by itself, and all at once that only correct spellings.
import type { CodeAction } from '../../../answers.ts';
import type { TextEdit } from '../../../diagnostic.ts';
import type { Analysis } from '../../analysis.ts';
import type { ActionRequest } from './action.ts';
import { SuccessiveEdits } from './successive-edits.ts';

/** The fixes of the diagnostics that the selection touches. */
export function fixes({ diagnostics }: Analysis, { span }: ActionRequest): CodeAction[] {
  return diagnostics
    .filter(d => d.span.start <= span.end && d.span.end >= span.start)
    .flatMap(diagnostic =>
      diagnostic.fixes.map(
        ({ title, edits }): CodeAction => ({
          title,
          kind: 'quickfix',
          edits,
          diagnostic,
          preferred: diagnostic.fixes.length === 1,
        }),
      ),
    );
}

/** How often corrections may show others: an interface, its messages, their payloads, … */
const mostRounds = 10;

/**
 * All spellings of the text corrected at once, with those that only show, or have their place to themselves, when others
 * have been corrected.
 */
export function fixAll(analysis: Analysis, { whatIf }: ActionRequest): CodeAction[] {
  const all = new SuccessiveEdits(analysis.text);
  let now: Analysis | undefined = analysis;
  for (let round = 0; round < mostRounds && now !== undefined; round++) {
    const corrections = correctionsIn(now);
    if (corrections.length === 0) break;
    all.apply(corrections);
    now = whatIf(all.edits());
  }
  const edits = all.edits();
  return edits.length === 0 ? [] : [{ title: 'Correct all spellings', kind: 'source.fixAll.pat', edits }];
}

/** The spellings that can be corrected together: of two fixes that overlap the first. */
function correctionsIn({ diagnostics }: Analysis): readonly TextEdit[] {
  const edits = new DisjointEdits();
  for (const { fixes: offered } of diagnostics) {
    const fix = offered.find(({ spelling }) => spelling === true);
    if (fix !== undefined) edits.add(fix.edits);
  }
  return edits.all;
}

/** Edits in the order of their places, which do not overlap. */
class DisjointEdits {
  readonly all: TextEdit[] = [];

  /** Takes the edits of one fix: all of them, or none when one overlaps another that was there before. */
  add(edits: readonly TextEdit[]): void {
    if (!edits.every(edit => this.isFree(edit))) return;
    for (const edit of edits) this.all.splice(this.placeOf(edit), 0, edit);
  }

  private isFree(edit: TextEdit): boolean {
    const at = this.placeOf(edit);
    const before = this.all[at - 1];
    const after = this.all[at];
    // Of two insertions at one place it would be open which comes first.
    const sameInsertion = after !== undefined && isInsertion(after, edit.span.start) && isInsertion(edit);
    const overlaps =
      (before !== undefined && before.span.end > edit.span.start) ||
      (after !== undefined && after.span.start < edit.span.end);
    return !sameInsertion && !overlaps;
  }

  /** How many of the edits begin before this one. */
  private placeOf({ span: { start } }: TextEdit): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.all[middle]?.span.start ?? start) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isInsertion({ span }: TextEdit, at = span.start): boolean {
  return span.start === at && span.end === at;
}
