// What can be wrong with a program before any type is looked at, as values; `explain/` finds the words.
import type { Item, Range } from '../syntax/ast.ts';

/** A range in some item of the program: ranges alone are relative to the item they are found in. */
export interface Place {
  readonly item: Item;
  readonly at: Range;
}

export type CoreFault =
  /** A usage on the outermost mailbox type of a payload (spec §3). */
  | { readonly kind: 'payload-usage'; readonly at: Range; readonly usage: 'R' | 'U' }
  /** A written `I!E` whose E has no multiset at all (spec §6.1, *never*). */
  | { readonly kind: 'empty-promise'; readonly at: Range; readonly interface: string }
  /** Two parameters of one function, or two messages of one interface, of the same name. */
  | { readonly kind: 'duplicate-parameter'; readonly at: Range; readonly name: string; readonly first: Range }
  | { readonly kind: 'duplicate-message'; readonly at: Range; readonly name: string; readonly first: Range }
  /** A later binder of the same tuple let or `receive` clause hides this one (a warning). */
  | { readonly kind: 'hidden-binder'; readonly at: Range; readonly name: string; readonly by: Range }
  /** A binder that is spelt like a built-in can never be used (a warning). */
  | { readonly kind: 'builtin-binder'; readonly at: Range; readonly name: string };
