// Highlights: the places of the name at the cursor, told apart by what happens there. Of a message, a send writes into
// a mailbox and a `receive` clause reads from one; of a variable or definition, what binds it writes, and a use reads.
// Where a name only stands in a declaration of a message, a pattern or a type, nothing is written or read.
import type { Highlight } from '../../answers.ts';
import type { Analysis } from '../analysis.ts';
import type { Occurrence } from './occurrences.ts';
import { entityAt } from './references.ts';

/** The highlights of what is named at the offset, in source order. */
export function highlights(analysis: Analysis, offset: number): Highlight[] {
  const references = entityAt(analysis, offset)?.entity.references ?? [];
  return references.map(({ span, occurrence }) => ({ span, kind: kindOf(occurrence) }));
}

function kindOf(o: Occurrence): Highlight['kind'] {
  switch (o.kind) {
    case 'message':
      return o.role === 'send' ? 'write' : o.role === 'receive' ? 'read' : 'text';
    case 'variable':
    case 'definition':
      return o.declares ? 'write' : 'read';
    case 'builtin':
      return 'read';
    case 'interface':
      return 'text';
    default:
      return o satisfies never;
  }
}
