// What types are (spec §3): full types with patterns and usages, and plain types (spec §5), in which a mailbox
// is just the name of its interface. `error` stands for what could not be known because of an error that was
// already reported; it is compatible with everything, so that one fault does not cause others.
import type { Pattern } from './pattern.ts';

export type Usage = 'R' | 'U';
export type Capability = '!' | '?';
export type BaseName = 'Int' | 'Bool' | 'String' | 'Atom';

export interface MailboxType {
  readonly kind: 'mailbox';
  readonly capability: Capability;
  readonly interface: string;
  readonly pattern: Pattern;
  readonly usage: Usage;
}
export interface FunctionType {
  readonly kind: 'function';
  /** `-o` rather than `->`: is used exactly once. */
  readonly linear: boolean;
  readonly parameters: readonly Type[];
  readonly result: Type;
  /** Nobody writes it. `U` is a linear function that was received: it can be called in a `spawn`, or sent on. */
  readonly usage: Usage;
}
export interface BaseType {
  readonly kind: 'base';
  readonly name: BaseName;
}
export interface ErrorType {
  readonly kind: 'error';
  /** A mailbox of this interface; what is not known is how it is used. */
  readonly interface?: string;
}
/** `Unit` is the tuple with no parts. */
export interface TupleOf<T> {
  readonly kind: 'tuple';
  readonly parts: readonly T[];
}
export interface SumOf<T> {
  readonly kind: 'sum';
  readonly left: T;
  readonly right: T;
}
export interface ListOf<T> {
  readonly kind: 'list';
  readonly element: T;
}

export type Type =
  | BaseType
  | FunctionType
  | MailboxType
  | ErrorType
  | TupleOf<Type>
  | SumOf<Type>
  | ListOf<Type>;

/** A mailbox in a plain type: no pattern, no usage. */
export interface InterfaceType {
  readonly kind: 'interface';
  readonly name: string;
}
export type PlainType =
  | BaseType
  | FunctionType
  | InterfaceType
  | ErrorType
  | TupleOf<PlainType>
  | SumOf<PlainType>
  | ListOf<PlainType>;

export const int: BaseType = { kind: 'base', name: 'Int' };
export const bool: BaseType = { kind: 'base', name: 'Bool' };
export const string: BaseType = { kind: 'base', name: 'String' };
export const atom: BaseType = { kind: 'base', name: 'Atom' };
export const unit: TupleOf<never> = { kind: 'tuple', parts: [] };
export const errorType: ErrorType = { kind: 'error' };
