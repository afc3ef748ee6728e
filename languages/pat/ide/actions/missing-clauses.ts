// Adds the clauses that a guard lacks, from anywhere in the guard: the fix of its diagnostic, wherever that is.
import type { CodeAction } from '../../../answers.ts';
import type { Analysis } from '../../analysis.ts';
import type { Guard } from '../../core/term.ts';
import { visitComputation } from '../../core/visit.ts';
import { addMissingClauses } from '../../explain/clauses.ts';
import { Reporter } from '../../explain/report.ts';
import { errorType } from '../../types/type.ts';
import { itemAt, touches } from '../locate.ts';
import type { ActionRequest } from './action.ts';

/** For the innermost guard around the cursor. */
export function missingClauses(analysis: Analysis, { span }: ActionRequest): CodeAction[] {
  const item = itemAt(analysis, span.start);
  const { lowered, checked } = item ?? {};
  if (item === undefined || checked === undefined || lowered === undefined || lowered.kind === 'interface')
    return [];
  let innermost: Guard | undefined;
  visitComputation(
    {
      final: f => {
        if (f.kind === 'guard' && touches(f.at, span.start - item.start)) innermost = f;
      },
    },
    lowered.core.body,
  );
  const name = innermost && checked.typing.interfaces.get(innermost);
  if (innermost === undefined || name === undefined) return [];
  const { text, signatures, solution } = analysis;
  const context = { text, startOf: () => item.start, world: signatures, values: solution.values };
  const result = checked.typing.finals.get(innermost) ?? errorType;
  const fix = addMissingClauses(new Reporter(context, item.item), signatures, innermost, name, result);
  return fix === undefined ? [] : [{ title: fix.title, kind: 'quickfix', edits: fix.edits }];
}
