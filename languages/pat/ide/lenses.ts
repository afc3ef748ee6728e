// Code lenses: Run above the body of a program, and above definitions and interfaces how often they are used.
import type { Analysis } from '../analysis.ts';
import type { Span } from '../diagnostic.ts';
import { spanOf } from './locate.ts';
import { occurrences } from './occurrences.ts';

export type Lens =
  /** Above the expression at the end of the program. */
  | { readonly kind: 'run'; readonly span: Span }
  /** Above the name of a definition or interface: where else it stands. */
  | { readonly kind: 'references'; readonly span: Span; readonly references: readonly Span[] };

/** The lenses in source order. Takes one pass over the names of the program. */
export function lenses(analysis: Analysis): Lens[] {
  const uses = { definition: new Map<string, Span[]>(), interface: new Map<string, Span[]>() };
  for (const item of analysis.items) {
    for (const o of occurrences(item)) {
      if ((o.kind !== 'definition' && o.kind !== 'interface') || o.declares) continue;
      const others = uses[o.kind].get(o.name);
      if (others === undefined) uses[o.kind].set(o.name, [spanOf(item, o.at)]);
      else others.push(spanOf(item, o.at));
    }
  }
  const out: Lens[] = [];
  const seen = { definition: new Set<string>(), interface: new Set<string>() };
  for (const analysed of analysis.items) {
    const { item } = analysed;
    if (item.kind === 'body') {
      out.push({ kind: 'run', span: spanOf(analysed, item.at) });
      continue;
    }
    const { text, at } = item.name;
    // Of two of one name the first is meant wherever the name stands.
    if (text === '' || seen[item.kind].has(text)) continue;
    seen[item.kind].add(text);
    const references = uses[item.kind].get(text) ?? [];
    out.push({ kind: 'references', span: spanOf(analysed, at), references });
  }
  return out;
}
