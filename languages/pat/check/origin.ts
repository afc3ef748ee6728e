// Why a constraint exists (spec §9): carried opaquely through the solver, so that a failed inclusion can be
// traced back to the sends, the guard and the declarations that matter.
import type { Binder, Guard } from '../core/term.ts';
import type { Item, Range } from '../syntax/ast.ts';
import type { Capability, PlainType, Type } from '../types/type.ts';
import type { Uses } from './uses.ts';

export interface Origin {
  readonly item: Item;
  /** The place to blame, relative to the item. */
  readonly at: Range;
  readonly why: Why;
  /** Whose messages the two sides are about; undefined where the program does not say. */
  readonly interface: string | undefined;
  /** The mailbox in question, when it has a name. */
  readonly binder?: Binder;
  /** Uses that put messages into the lower side. */
  readonly lowerUses?: Uses;
  /** Uses that set the upper side: the receiver, or what a value is passed to. */
  readonly upperUses?: Uses;
}

export type Why =
  /** A guard's clauses must cover its pattern: `E ⊑ G`. */
  | { readonly kind: 'guard'; readonly guard: Guard; readonly interface: string; readonly result: PlainType }
  /** What remains after a clause received: `∂E/∂M ⊑ F`. */
  | { readonly kind: 'rest'; readonly tag: string; readonly clauseAt: Range }
  /** Sends and the receiver of one mailbox put together: `E . p ⊑ F`. */
  | { readonly kind: 'join' }
  /** A mailbox received from in both branches: `p ⊑ E`. */
  | { readonly kind: 'branch' }
  /** A value of one type where another is wanted. */
  | {
      readonly kind: 'value';
      readonly capability: Capability;
      readonly found: Type;
      readonly wanted: Type;
      readonly isNew: boolean;
    }
  /** A binder's declared type against its use. */
  | {
      readonly kind: 'declared';
      readonly capability: Capability;
      readonly declared: Type;
      readonly typeAt: Range | undefined;
    }
  /** A mailbox that an `empty` clause or a `free` wants to hold nothing. */
  | { readonly kind: 'emptied' }
  /** A send mailbox that is not used may stay unused: `1 ⊑ E`. */
  | { readonly kind: 'unused'; readonly type: Type; readonly typeAt: Range | undefined };
