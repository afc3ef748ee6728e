// From an offset in the text to the item and the smallest thing around it.

import type { Span } from '../../diagnostic.ts';
import type { AnalysedItem, Analysis } from '../analysis.ts';
import type { PlacedItem, Range } from '../syntax/ast.ts';
import { type Occurrence, occurrences } from './occurrences.ts';

/** The item that contains the offset, its end included. */
export function itemAt(analysis: Analysis, offset: number): AnalysedItem | undefined {
  const { items } = analysis;
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && item.start + item.item.at.end < offset) low = middle + 1;
    else high = middle;
  }
  const found = items[low];
  return found !== undefined && found.start <= offset ? found : undefined;
}

/** Whether a relative offset touches the range: inside it or right after it. */
export function touches({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The name at an absolute offset, with its item. */
export function occurrenceAt(
  analysis: Analysis,
  offset: number,
): { readonly item: AnalysedItem; readonly occurrence: Occurrence } | undefined {
  const item = itemAt(analysis, offset);
  if (item === undefined) return undefined;
  const at = offset - item.start;
  const here = occurrences(item).filter(o => touches(o.at, at));
  const occurrence = here.find(o => at < o.at.end) ?? here[0];
  return occurrence === undefined ? undefined : { item, occurrence };
}

/** A range of an item as an absolute span. */
export function spanOf(item: PlacedItem, { start, end }: Range): Span {
  return { start: item.start + start, end: item.start + end };
}
