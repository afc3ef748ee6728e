// Types and patterns that the checker worked out, as a person would write them: solved, no longer than needed, and with
// the messages in the order of their interface. What the user wrote stays as written.
import { simplified } from '../solve/index.ts';
import { mapParts } from '../types/operations.ts';
import { type Interfaces, tagOrder } from '../types/order.ts';
import { type Pattern, substitute } from '../types/pattern.ts';
import type { Values } from '../types/show.ts';
import type { Type } from '../types/type.ts';

/** What is known of a program where something of it is shown. */
export interface Known {
  readonly world: Interfaces;
  readonly values: Values;
}

export function presentPattern({ world, values }: Known, of: string | undefined, pattern: Pattern): Pattern {
  return simplified(substitute(pattern, values), tagOrder(world, of));
}

/** A variable that is not solved stays, to be shown as unknown; so does one about which nothing is known. */
export function presentType(known: Known, type: Type): Type {
  if (type.kind !== 'mailbox')
    return type.kind === 'function' ? type : mapParts(type, t => presentType(known, t));
  if (type.pattern.kind === 'variable') return type;
  const pattern = presentPattern(known, type.interface, type.pattern);
  return pattern.kind === 'zero' ? type : { ...type, pattern };
}
