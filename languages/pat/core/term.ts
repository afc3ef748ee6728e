// Core terms (spec §4): fine-grain call-by-value. Sugar is gone, every subterm that is not a value is named by a
// `let`, names are kept apart by identity, and each term knows the range it came from (relative to its item).
import type { Name, Range } from '../syntax/ast.ts';
import type { Primitive } from '../types/builtins.ts';
import type { Pattern } from '../types/pattern.ts';
import type { Type } from '../types/type.ts';

/** A bound variable. Two binders of the same name are two objects. */
export interface Binder {
  /** As the user wrote it, empty when it is missing; a description in angle brackets when `introduced`. */
  readonly name: string;
  /** Number of the binder within its item, from 0 and dense: an index for environments when running. */
  readonly index: number;
  /** Where it is bound; for an introduced binder, the subterm that it names. */
  readonly at: Range;
  /** Where the code begins that can use it, */
  readonly scopeStart: number;
  /** and where that ends. Of the binders of a name whose scopes hold a place, the last one counts there. */
  readonly scopeEnd: number;
  /** Made by lowering, not by the user. */
  readonly introduced: boolean;
  /** Why it exists. */
  readonly role:
    | 'parameter'
    | 'let'
    | 'tuple'
    | 'payload'
    | 'mailbox'
    | 'case'
    | 'head'
    | 'tail'
    | 'subterm'
    | 'free';
}

export type Constant =
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'atom'; readonly value: string };

export type Value =
  | { readonly kind: 'variable'; readonly at: Range; readonly binder: Binder }
  /** A name that nothing in its item binds: a definition, or unbound (an error of the first pass). */
  | {
      readonly kind: 'definition';
      readonly at: Range;
      readonly name: string;
      /** It stands in the scope of a binder whose name is missing, and may be meant to be that. */
      readonly maybeBound?: true;
    }
  | { readonly kind: 'primitive'; readonly at: Range; readonly name: Primitive }
  | { readonly kind: 'constant'; readonly at: Range; readonly constant: Constant }
  | { readonly kind: 'tuple'; readonly at: Range; readonly parts: readonly Value[] }
  | { readonly kind: 'nil'; readonly at: Range }
  | { readonly kind: 'cons'; readonly at: Range; readonly head: Value; readonly tail: Value }
  | { readonly kind: 'injection'; readonly at: Range; readonly side: 'inl' | 'inr'; readonly value: Value }
  | {
      readonly kind: 'annotated';
      readonly at: Range;
      readonly value: Value;
      readonly type: Type;
      readonly typeAt: Range;
      /** The annotation of a `let`: the value is checked against the type made returnable. */
      readonly madeReturnable?: boolean;
    }
  | Lambda
  /** Damaged source; may stand for anything. */
  | { readonly kind: 'hole'; readonly at: Range };

export interface Lambda {
  readonly kind: 'lambda';
  readonly at: Range;
  readonly linear: boolean;
  readonly parameters: readonly TypedBinder[];
  readonly result: Type;
  readonly body: Computation;
}
export interface TypedBinder {
  readonly binder: Binder;
  readonly type: Type;
  readonly typeAt: Range;
}

/** Steps one after the other, then a final computation. Flat however long the source is. */
export interface Computation {
  readonly steps: readonly Step[];
  readonly final: Final;
}

export type Step =
  /** `let binder = bound in …` */
  | { readonly kind: 'let'; readonly at: Range; readonly binder: Binder; readonly bound: Final }
  /** `first; …` where `first` has type `Unit` */
  | { readonly kind: 'then'; readonly at: Range; readonly first: Final }
  /** `let (binders…) = value in …` */
  | {
      readonly kind: 'let-tuple';
      readonly at: Range;
      readonly binders: readonly Binder[];
      readonly value: Value;
    };

/** A computation that is no sequence: what can stand after the steps, or be bound by one. */
export type Final =
  | { readonly kind: 'return'; readonly at: Range; readonly value: Value }
  | {
      readonly kind: 'annotation';
      readonly at: Range;
      readonly body: Computation;
      readonly type: Type;
      readonly typeAt: Range;
      /** The annotation of a `let`: the body is checked against the type made returnable. */
      readonly madeReturnable?: boolean;
    }
  | {
      readonly kind: 'apply';
      readonly at: Range;
      readonly callee: Value;
      readonly arguments: readonly Value[];
    }
  | { readonly kind: 'new'; readonly at: Range; readonly interface: Name }
  | { readonly kind: 'spawn'; readonly at: Range; readonly body: Computation }
  | { readonly kind: 'free'; readonly at: Range; readonly mailbox: Value }
  | Send
  | {
      readonly kind: 'if';
      readonly at: Range;
      readonly condition: Value;
      readonly consequence: Computation;
      readonly alternative: Computation;
    }
  | {
      readonly kind: 'case';
      readonly at: Range;
      readonly scrutinee: Value;
      readonly left: CaseArm;
      readonly right: CaseArm;
    }
  | {
      readonly kind: 'case-list';
      readonly at: Range;
      readonly scrutinee: Value;
      readonly type: Type;
      readonly typeAt: Range;
      readonly nil: Computation;
      readonly head: Binder;
      readonly tail: Binder;
      readonly cons: Computation;
    }
  | Guard;

export interface Send {
  readonly kind: 'send';
  readonly at: Range;
  readonly target: Value;
  readonly tag: Name;
  readonly arguments: readonly Value[];
}
export interface CaseArm {
  readonly at: Range;
  readonly binder: Binder;
  readonly type: Type;
  readonly typeAt: Range;
  readonly body: Computation;
}
export interface Guard {
  readonly kind: 'guard';
  readonly at: Range;
  readonly target: Value;
  /** Undefined when it, or part of it, is missing from the source. */
  readonly pattern: Pattern | undefined;
  readonly patternAt: Range;
  /** None when they are missing from the source. */
  readonly clauses: readonly Clause[];
}
export type Clause =
  | { readonly kind: 'fail'; readonly at: Range; readonly type: Type; readonly typeAt: Range }
  /** `free -> e` arrives here too, as `empty(y) -> (free(y); e)`. */
  | { readonly kind: 'empty'; readonly at: Range; readonly binder: Binder; readonly body: Computation }
  | {
      readonly kind: 'receive';
      readonly at: Range;
      /** The clause without `-> body`. */
      readonly head: Range;
      readonly starred: boolean;
      readonly tag: Name;
      readonly payloads: readonly Binder[];
      readonly mailbox: Binder;
      readonly body: Computation;
    };

/** One definition, or the body of the program, lowered. */
export interface CoreDefinition {
  readonly name: string;
  readonly parameters: readonly TypedBinder[];
  readonly result: Type;
  readonly body: Computation;
  /** How many binders the item has: indices run from 0 to this. */
  readonly binders: number;
}
export interface CoreBody {
  readonly body: Computation;
  readonly binders: number;
}

/** What running needs: every item lowered. `start` is the absolute offset that an item's ranges are relative to. */
export interface CoreProgram {
  readonly definitions: ReadonlyMap<string, { readonly core: CoreDefinition; readonly start: number }>;
  readonly body?: { readonly core: CoreBody; readonly start: number };
}
