// Names that are bound and never used: nothing wrong, but editors show them fainter.
import type { UnusedName } from '../../answers.ts';
import type { AnalysedItem, Analysis } from '../analysis.ts';
import type { Binder } from '../core/term.ts';
import { spanOf } from './locate.ts';
import { occurrences } from './occurrences.ts';

/** The binders of an item that nothing uses. None where the item is damaged: what is missing might be the use. */
export function unusedBinders(analysed: AnalysedItem): ReadonlySet<Binder> {
  const unused = new Set<Binder>();
  if (analysed.item.faults.some(({ severity }) => severity === 'error')) return unused;
  for (const o of occurrences(analysed)) if (o.kind === 'variable' && o.declares) unused.add(o.binder);
  for (const o of occurrences(analysed)) if (o.kind === 'variable' && !o.declares) unused.delete(o.binder);
  return unused;
}

/** All of a text, in source order, but those that a diagnostic is about already. */
export function unusedNames(analysis: Analysis): UnusedName[] {
  const said = new Set(analysis.diagnostics.map(({ span }) => span.start));
  return analysis.items.flatMap(item =>
    [...unusedBinders(item)].flatMap(({ name, at }) => {
      const span = spanOf(item, at);
      return said.has(span.start) ? [] : [{ span, name }];
    }),
  );
}
