// An item as it would be with something else in it: read, lowered and checked beside the program, which stays as it is.
import type { AnalysedItem, Analysis } from '../analysis.ts';
import { checkItem } from '../check/item.ts';
import { lower } from '../core/lower.ts';
import type { PlacedItem } from '../syntax/ast.ts';

/** What is known of an item that takes the place of the one that begins where it does. */
export function analysedBeside(analysis: Analysis, { item, start }: PlacedItem): AnalysedItem {
  const present = analysis.items.find(other => other.start === start);
  const lowered = lower(item, present?.lowered);
  const checked =
    lowered.kind === 'interface' ? undefined : checkItem(lowered, analysis.signatures, analysis.settings);
  return { item, start, lowered, checked };
}
