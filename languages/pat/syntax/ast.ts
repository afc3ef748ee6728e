// The surface syntax of Pat as data (spec §1–2): what `syntax/` makes of a tree-sitter tree, and all that later
// rooms see of a text. Every node has a range *relative to the start of its top-level item*, so that an item
// whose text did not change is the same object after an edit elsewhere.
import type { SyntaxFault } from './fault.ts';
import type { Repair } from './repair.ts';
import type { BaseType } from './words.ts';

/** UTF-16 offsets, `start` inclusive and `end` exclusive, relative to the start of the enclosing item. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** An occurrence of an identifier. `text` is empty when it is missing from the source (a fault says so). */
export interface Name {
  readonly text: string;
  readonly at: Range;
}

/** A text, parsed. Items come in source order; parsing never fails. */
export interface Program {
  readonly items: readonly PlacedItem[];
  /** Faults that lie in no item, with absolute ranges. */
  readonly faults: readonly SyntaxFault[];
  /** The small changes with which the text was read, in order. */
  readonly repairs: readonly Repair[];
}
export interface PlacedItem {
  readonly item: Item;
  /** Absolute offset of the item's first character. */
  readonly start: number;
}

export type Item = InterfaceItem | DefinitionItem | BodyItem;

interface ItemBase {
  /** `{ start: 0, end: length }`. */
  readonly at: Range;
  readonly faults: readonly SyntaxFault[];
  /** The `#` lines right above the item, without the `#`; empty when there are none. */
  readonly documentation: string;
}
export interface InterfaceItem extends ItemBase {
  readonly kind: 'interface';
  readonly name: Name;
  readonly messages: readonly MessageSignature[];
}
export interface MessageSignature {
  readonly at: Range;
  readonly tag: Name;
  readonly payloads: readonly TypeNode[];
  /** Its payloads are missing from the source, or some of them may be. */
  readonly unfinished?: true;
  readonly documentation: string;
}
export interface DefinitionItem extends ItemBase {
  readonly kind: 'definition';
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly result: TypeNode;
  readonly body: Expression;
}
export interface Parameter {
  readonly at: Range;
  readonly name: Name;
  readonly type: TypeNode;
}
/** The expression at the end of a program. */
export interface BodyItem extends ItemBase {
  readonly kind: 'body';
  readonly body: Expression;
}

// ------------------------------------------------------------------------------------------------- types

export type TypeNode =
  | {
      readonly kind: 'base-type';
      readonly at: Range;
      readonly name: BaseType;
    }
  | MailboxTypeNode
  | {
      readonly kind: 'function-type';
      readonly at: Range;
      readonly linear: boolean;
      readonly parameters: readonly TypeNode[];
      readonly result: TypeNode;
    }
  | { readonly kind: 'tuple-type'; readonly at: Range; readonly parts: readonly TypeNode[] }
  | { readonly kind: 'sum-type'; readonly at: Range; readonly left: TypeNode; readonly right: TypeNode }
  | { readonly kind: 'list-type'; readonly at: Range; readonly element: TypeNode }
  /** A type that is missing or damaged; a fault says so. A name alone may be that of an interface. */
  | { readonly kind: 'type-hole'; readonly at: Range; readonly interface?: Name };

export interface MailboxTypeNode {
  readonly kind: 'mailbox-type';
  readonly at: Range;
  readonly interface: Name;
  readonly capability: '!' | '?';
  readonly pattern?: PatternNode;
  readonly usage?: { readonly value: 'R' | 'U'; readonly at: Range };
}

/** Patterns as written: `+` and `.` at one precedence, nested to the right (flattened here when the same operator repeats). */
export type PatternNode =
  | { readonly kind: 'pattern-tag'; readonly at: Range; readonly tag: string }
  | { readonly kind: 'pattern-constant'; readonly at: Range; readonly value: 0 | 1 }
  | { readonly kind: 'pattern-sum'; readonly at: Range; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'pattern-product'; readonly at: Range; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'pattern-star'; readonly at: Range; readonly body: PatternNode }
  /** Missing or damaged; a fault says so. */
  | { readonly kind: 'pattern-hole'; readonly at: Range };

// ------------------------------------------------------------------------------------------- expressions

export const binaryOperators = ['+', '-', '*', '/', '&&', '||', '==', '!=', '<', '<=', '>', '>='] as const;
export type BinaryOperator = (typeof binaryOperators)[number];

export type Expression =
  /** `let x = … in`, `e;` … one after the other, then a result. At least one statement. */
  | {
      readonly kind: 'block';
      readonly at: Range;
      readonly statements: readonly Statement[];
      readonly result: Expression;
    }
  | { readonly kind: 'annotation'; readonly at: Range; readonly body: Expression; readonly type: TypeNode }
  | { readonly kind: 'variable'; readonly at: Range; readonly name: string }
  | { readonly kind: 'integer'; readonly at: Range; readonly value: bigint }
  | { readonly kind: 'string'; readonly at: Range; readonly value: string }
  | { readonly kind: 'boolean'; readonly at: Range; readonly value: boolean }
  | { readonly kind: 'atom'; readonly at: Range; readonly value: string }
  /** Unit is the tuple with no parts. */
  | { readonly kind: 'tuple'; readonly at: Range; readonly parts: readonly Expression[] }
  | { readonly kind: 'nil'; readonly at: Range }
  | { readonly kind: 'cons'; readonly at: Range; readonly head: Expression; readonly tail: Expression }
  | {
      readonly kind: 'injection';
      readonly at: Range;
      readonly side: 'inl' | 'inr';
      readonly body: Expression;
    }
  | CaseExpression
  | CaseListExpression
  | { readonly kind: 'new'; readonly at: Range; readonly interface: Name }
  | { readonly kind: 'spawn'; readonly at: Range; readonly body: Expression }
  | { readonly kind: 'free'; readonly at: Range; readonly mailbox: Expression }
  | { readonly kind: 'fail'; readonly at: Range; readonly mailbox: Expression; readonly type: TypeNode }
  | {
      readonly kind: 'apply';
      readonly at: Range;
      readonly callee: Expression;
      readonly arguments: readonly Expression[];
    }
  | LambdaExpression
  | SendExpression
  | {
      readonly kind: 'if';
      readonly at: Range;
      readonly condition: Expression;
      readonly consequence: Expression;
      readonly alternative: Expression;
    }
  | GuardExpression
  | {
      readonly kind: 'binary';
      readonly at: Range;
      readonly operator: BinaryOperator;
      readonly operatorAt: Range;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** An expression that is missing or damaged; a fault says so. */
  | { readonly kind: 'hole'; readonly at: Range };

export type Statement =
  | {
      readonly kind: 'let';
      readonly at: Range;
      readonly binder: Name;
      readonly annotation?: TypeNode;
      readonly bound: Expression;
    }
  | {
      readonly kind: 'let-tuple';
      readonly at: Range;
      readonly binders: readonly Name[];
      readonly annotation?: TypeNode;
      readonly bound: Expression;
    }
  /** `e;` */
  | { readonly kind: 'then'; readonly at: Range; readonly expression: Expression };

export interface CaseArm {
  readonly at: Range;
  readonly binder: Name;
  readonly type: TypeNode;
  readonly body: Expression;
}
export interface CaseExpression {
  readonly kind: 'case';
  readonly at: Range;
  readonly scrutinee: Expression;
  readonly left: CaseArm;
  readonly right: CaseArm;
}
export interface CaseListExpression {
  readonly kind: 'case-list';
  readonly at: Range;
  readonly scrutinee: Expression;
  readonly type: TypeNode;
  readonly nil: Expression;
  readonly head: Name;
  readonly tail: Name;
  readonly cons: Expression;
}
export interface LambdaExpression {
  readonly kind: 'lambda';
  readonly at: Range;
  readonly linear: boolean;
  readonly parameters: readonly Parameter[];
  readonly result: TypeNode;
  readonly body: Expression;
}
export interface SendExpression {
  readonly kind: 'send';
  readonly at: Range;
  readonly target: Expression;
  readonly tag: Name;
  readonly arguments: readonly Expression[];
}
export interface GuardExpression {
  readonly kind: 'guard';
  readonly at: Range;
  readonly target: Expression;
  readonly pattern: PatternNode;
  readonly clauses: readonly Clause[];
}

export type Clause =
  | { readonly kind: 'fail-clause'; readonly at: Range; readonly type: TypeNode }
  | { readonly kind: 'empty-clause'; readonly at: Range; readonly binder: Name; readonly body: Expression }
  | { readonly kind: 'free-clause'; readonly at: Range; readonly body: Expression }
  | {
      readonly kind: 'receive-clause';
      readonly at: Range;
      /** From `receive` to the mailbox name: the clause without `-> body`. */
      readonly head: Range;
      /** `receive*`: no alias check. */
      readonly starred: boolean;
      readonly tag: Name;
      readonly payloads: readonly Name[];
      /** The name after `from`; when there is no `from`, the guarded variable's own name. */
      readonly mailbox: Name;
      readonly body: Expression;
    };
