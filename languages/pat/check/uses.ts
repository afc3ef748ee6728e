// Where a variable is used, kept beside its type in an environment so that a fault can point at the uses that
// matter. A rope: putting environments together costs nothing, and only explanations walk it.
import type { Range } from '../syntax/ast.ts';
import type { Type } from '../types/type.ts';

export interface Use {
  readonly kind: 'use';
  readonly at: Range;
  readonly what:
    | { readonly kind: 'send'; readonly tag: string }
    /** Passed as an argument, payload, part of data, or result: at this type. */
    | { readonly kind: 'pass'; readonly type: Type; readonly to?: string }
    /** A function is called. */
    | { readonly kind: 'call'; readonly type: Type }
    | { readonly kind: 'guard' }
    | { readonly kind: 'free' }
    /** Not used in a branch that ends without it; `at` is the branch. */
    | { readonly kind: 'skipped' };
  /** The step that it is part of, if its result is `Unit`: it could be a process of its own. */
  readonly effect?: Range;
}
export type Uses =
  | Use
  | {
      readonly kind: 'both';
      readonly first: Uses;
      readonly second: Uses;
      /** The first use among them that receives from or frees the mailbox. */
      readonly receiving: Use | undefined;
      readonly earliest: Use;
    }
  /** Inside a function value or a spawned process. */
  | {
      readonly kind: 'within';
      readonly at: Range;
      readonly construct: 'function' | 'process';
      readonly uses: Uses;
    };

export function bothUses(first: Uses, second: Uses): Uses {
  return {
    kind: 'both',
    first,
    second,
    receiving: receivingUse(first) ?? receivingUse(second),
    earliest: earliestUse(first),
  };
}

/** The first use that receives from or frees the mailbox; takes constant time. */
export function receivingUse(uses: Uses): Use | undefined {
  switch (uses.kind) {
    case 'use':
      return uses.what.kind === 'guard' || uses.what.kind === 'free' ? uses : undefined;
    case 'both':
      return uses.receiving;
    case 'within':
      return receivingUse(uses.uses);
    default:
      return uses satisfies never;
  }
}

/** The first of the uses; takes constant time. */
export function earliestUse(uses: Uses): Use {
  if (uses.kind === 'use') return uses;
  return uses.kind === 'both' ? uses.earliest : earliestUse(uses.uses);
}

/** The uses in source order of construction, skipping none. Iterative: ropes can be as long as a program. */
export function listUses(uses: Uses): Use[] {
  const out: Use[] = [];
  const stack: Uses[] = [uses];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'use') out.push(next);
    else if (next.kind === 'within') stack.push(next.uses);
    else stack.push(next.second, next.first);
  }
  return out;
}
