// What the two passes can find wrong, as values (spec §5, §6); `explain/` finds the words. Ranges are relative
// to the item that was checked.

import type { Binder, Lambda } from '../core/term.ts';
import type { Item, Range } from '../syntax/ast.ts';
import type { Similar } from '../syntax/similar.ts';
import type { Pattern } from '../types/pattern.ts';
import type { PlainType, Type } from '../types/type.ts';
import type { Uses } from './uses.ts';

/** Found by the first pass. */
export type PlainFault =
  | {
      readonly kind: 'unbound-variable';
      readonly at: Range;
      readonly name: string;
      readonly similar?: Similar;
    }
  | {
      readonly kind: 'unknown-interface';
      readonly at: Range;
      readonly name: string;
      readonly similar?: Similar;
    }
  | {
      readonly kind: 'unknown-message';
      readonly at: Range;
      readonly tag: string;
      readonly interface: string;
      readonly item: Item;
      readonly declared: Range;
      readonly similar?: Similar;
    }
  | {
      readonly kind: 'type-mismatch';
      readonly at: Range;
      readonly found: PlainType;
      readonly wanted: PlainType;
      /** Where the wanted type comes from, when one place says so. */
      readonly because?: Because;
    }
  | {
      readonly kind: 'argument-count';
      readonly at: Range;
      readonly found: number;
      readonly wanted: number;
      readonly callee: string;
    }
  | {
      readonly kind: 'payload-count';
      readonly at: Range;
      readonly found: number;
      readonly wanted: number;
      readonly tag: string;
      readonly interface: string;
      readonly receiving: boolean;
      readonly item: Item;
      readonly declared: Range;
    }
  | { readonly kind: 'tuple-width'; readonly at: Range; readonly found: number; readonly wanted: number }
  | {
      readonly kind: 'not-a-mailbox';
      readonly at: Range;
      readonly found: PlainType;
      readonly use: 'send' | 'guard' | 'free';
    }
  | { readonly kind: 'not-a-function'; readonly at: Range; readonly found: PlainType }
  | { readonly kind: 'not-a-tuple'; readonly at: Range; readonly found: PlainType }
  | { readonly kind: 'not-a-list-type'; readonly at: Range; readonly found: Type }
  | {
      readonly kind: 'unknown-type';
      readonly at: Range;
      readonly what: 'nil' | 'inl' | 'inr' | 'guard';
      /** The type of the side of a sum that is known. */
      readonly part?: PlainType;
    };

export interface Because {
  readonly what:
    | 'parameter'
    | 'payload'
    | 'result'
    | 'annotation'
    | 'first-branch'
    /** The first element of a list, which the others must agree with. */
    | 'element'
    | 'operator'
    | 'effect'
    | 'condition';
  readonly at?: Range;
  readonly item?: Item;
  readonly name?: string;
}

/** Found by the second pass. */
export type MailboxFault =
  | { readonly kind: 'received-twice'; readonly binder: Binder; readonly first: Uses; readonly second: Uses }
  | { readonly kind: 'used-after-last'; readonly binder: Binder; readonly first: Uses; readonly second: Uses }
  | {
      readonly kind: 'linear-used-twice';
      readonly binder: Binder;
      readonly first: Uses;
      readonly second: Uses;
    }
  | {
      readonly kind: 'used-at-two-types';
      readonly binder: Binder;
      readonly first: Uses;
      readonly second: Uses;
      readonly types: readonly [Type, Type];
    }
  /** Two parts of one step use the same mailbox. */
  | {
      readonly kind: 'used-twice-in-step';
      readonly at: Range;
      readonly binder: Binder;
      readonly first: Uses;
      readonly second: Uses;
    }
  | {
      readonly kind: 'branches-differ';
      readonly binder: Binder;
      readonly first: Uses;
      readonly second: Uses;
      readonly types: readonly [Type, Type];
    }
  | {
      readonly kind: 'missing-in-branch';
      readonly binder: Binder;
      readonly uses: Uses;
      readonly branch: Range;
      readonly type: Type;
    }
  | {
      readonly kind: 'not-a-subtype';
      readonly at: Range;
      readonly found: Type;
      readonly wanted: Type;
      readonly binder?: Binder;
      readonly uses?: Uses;
    }
  /** A second-class mailbox or linear function where a first-class one is needed. */
  | {
      readonly kind: 'second-class';
      readonly at: Range;
      /** The declaration of the binder, when that is what should change. */
      readonly typeAt?: Range;
      readonly found: Type;
      readonly wanted: Type;
      readonly binder?: Binder;
      readonly uses?: Uses;
    }
  | {
      readonly kind: 'not-returnable';
      readonly at: Range;
      readonly type: Type;
      readonly where: 'tuple' | 'let' | 'list';
    }
  | {
      readonly kind: 'cannot-infer';
      readonly at: Range;
      readonly what: 'variable' | 'nil' | 'inl' | 'inr' | 'cons' | 'computation';
      readonly name?: string;
      readonly plain?: PlainType;
    }
  /** A value that must be used is not: a receive mailbox or a linear function. */
  | { readonly kind: 'unused-linear'; readonly at: Range; readonly type: Type; readonly binder?: Binder }
  | {
      readonly kind: 'captured-by-fun';
      readonly at: Range;
      readonly lambda: Lambda;
      readonly binder: Binder;
      readonly type: Type;
      readonly uses: Uses;
    }
  /** The result of the program, which goes to nobody. */
  | { readonly kind: 'duty-left-over'; readonly at: Range; readonly type: Type }
  | {
      readonly kind: 'duplicate-clause';
      readonly at: Range;
      readonly first: Range;
      /** The clause with its body. */
      readonly whole: Range;
      readonly what: string;
    }
  | {
      readonly kind: 'mailbox-not-used';
      readonly at: Range;
      readonly binder: Binder;
      readonly clause: 'receive' | 'empty';
      /** What is still in the mailbox; undefined when that is not known. */
      readonly remaining: Pattern | undefined;
      readonly found?: Type;
      readonly uses?: Uses;
    }
  | {
      readonly kind: 'alias';
      readonly at: Range;
      readonly binder: Binder;
      readonly uses: Uses;
      readonly type: Type;
      readonly because: 'strict' | 'same-interface' | 'linear-function';
      readonly interface?: string;
      readonly construct: 'receive' | 'case-list' | 'let-tuple';
    };
