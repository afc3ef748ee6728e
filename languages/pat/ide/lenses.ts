// Code lenses: Run above the body of a program, and above definitions and interfaces how often they are used.
import type { Lens } from '../../answers.ts';
import type { Analysis } from '../analysis.ts';
import { spanOf } from './locate.ts';
import { entities } from './references.ts';

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
