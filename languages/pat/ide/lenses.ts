// Code lenses: Run above the body of a program, and above definitions and interfaces how often they are used.
import type { Analysis } from '../analysis.ts';
import type { Span } from '../diagnostic.ts';
import { spanOf } from './locate.ts';
import { entities } from './references.ts';

export type Lens =
  /** Above the expression at the end of the program. */
  | { readonly kind: 'run'; readonly span: Span }
  /** Above the name of a definition or interface: where else it stands. */
  | { readonly kind: 'references'; readonly span: Span; readonly references: readonly Span[] };

/** The lenses in source order. Of two declarations of one name the first has the references. */
export function lenses(analysis: Analysis): Lens[] {
  const out: Lens[] = [];
  for (const { kind, declaration, references } of entities(analysis)) {
    if ((kind !== 'definition' && kind !== 'interface') || declaration === undefined) continue;
    const others = references.filter(reference => !reference.declares);
    out.push({ kind: 'references', span: declaration.span, references: others.map(({ span }) => span) });
  }
  const body = analysis.items.find(({ item }) => item.kind === 'body');
  if (body !== undefined) out.push({ kind: 'run', span: spanOf(body, body.item.at) });
  return out.sort((a, b) => a.span.start - b.span.start);
}
