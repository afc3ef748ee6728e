// What a cursor stands in: the constructs that are open before it, innermost last, each with how far it has come. The
// reader (`reader.ts`) makes them from tokens; what may come next is read off them (`expectations.ts`).

/** A name that code behind its scope's start can use. */
export interface ScopeName {
  readonly text: string;
  readonly start: number;
  readonly role: 'parameter' | 'let' | 'payload' | 'mailbox' | 'arm';
  /** For what a clause binds: the clause, and which of its payloads this is. No tag: the clause of the empty mailbox. */
  readonly message?: { readonly guard: GuardState; readonly tag: string; readonly index: number };
}

/** A name used before the cursor on the way to it, or after it on the way on. */
export interface NameUse {
  readonly name: ScopeName;
  readonly start: number;
  readonly end: number;
  readonly as: /** `target`: it is sent to. */
    | { readonly kind: 'guard' | 'free' | 'target' | 'other' }
    | { readonly kind: 'passed'; readonly to: string; readonly index: number }
    | { readonly kind: 'sent'; readonly tag: string };
  /** Set when the use is inside a process or a function value that the cursor is not in. */
  readonly within?: 'process' | 'function';
}

/** A use of a name that code after the cursor makes, once what is at the cursor is done. */
export interface LaterUse {
  readonly use: NameUse;
  /** Set when the cursor is inside a process or a function value that this use is not in. */
  readonly outside: 'process' | 'function' | undefined;
  /** It is a part of the very call, message or tuple that the cursor is a part of. */
  readonly sameStep: boolean;
}

/** The last operand that was read, as the target of a send or the callee of a call. */
export interface Operand {
  /** Its text and what that names, when the operand is nothing but a name. */
  readonly text?: string;
  readonly name?: ScopeName;
  readonly end: number;
}

/** What is in parentheses: whose argument it is. */
export type Callee =
  | { readonly kind: 'function'; readonly text: string }
  | { readonly kind: 'message'; readonly target: Operand; readonly tag: string };

/** What an expression is for, as far as its place tells. */
export type Wanted =
  /** `by`: what takes the mailbox. */
  | { readonly kind: 'mailbox'; readonly by: 'guard' | 'free' | 'fail' }
  | { readonly kind: 'integer' | 'boolean' }
  | { readonly kind: 'argument'; readonly callee: Callee; readonly index: number };

interface FrameBase {
  /** Names that the code in this construct can use. */
  readonly names: ScopeName[];
  /** Names used in it so far, without those of branches that exclude the one that is open. */
  readonly uses: NameUse[];
  /** The uses of its branches that are closed. */
  readonly aside: NameUse[];
}

export type FrameState =
  | { kind: 'top' }
  | { kind: 'interface'; at: 'name' | 'open' | 'tag' | 'tagged' | 'signed' }
  | { kind: 'definition'; at: 'name' | 'open' | 'colon' | 'brace' | 'body'; readonly start: number }
  | { kind: 'parameters'; at: 'name' | 'colon' | 'after' }
  | {
      kind: 'type';
      at: 'start' | 'named' | 'pattern' | 'usage' | 'closing' | 'list' | 'arrow' | 'done';
      place: TypePlace;
      name: string;
    }
  /** Types in brackets; `]` for the type of a `fail(…)[…]`. */
  | { kind: 'types'; at: 'item' | 'after'; close: ')' | ']' }
  /** `fresh`: nothing of it is there yet. */
  | { kind: 'pattern'; at: 'operand' | 'after'; grouped: boolean; of: PatternOwner; fresh: boolean }
  | {
      kind: 'expression';
      at: 'operand' | 'after' | 'atom';
      basic: boolean;
      statement: boolean;
      wanted: Wanted | undefined;
      operand: Operand | undefined;
    }
  /** A parenthesised expression, tuple or list, or arguments; with the names that are parts of it as they are. */
  | { kind: 'list'; callee: Callee | undefined; index: number; readonly parts: NameUse[] }
  | { kind: 'send'; at: 'tag' | 'open' | 'done'; target: Operand; tag: string }
  | { kind: 'let'; at: 'name' | 'names' | 'named' | 'value'; binders: ScopeName[] }
  | { kind: 'if'; at: 'condition' | 'then' | 'between' | 'else-open' | 'else' }
  | GuardState
  | {
      kind: 'clause';
      what: 'receive' | 'empty' | 'free' | 'fail';
      at: 'tag' | 'open' | 'names' | 'from' | 'mailbox' | 'arrow' | 'colon' | 'typed' | 'body';
      tag: string;
      binders: ScopeName[];
      guard: GuardState;
    }
  | {
      kind: 'case';
      at: 'scrutinee' | 'of' | 'open' | 'arm' | 'injection' | 'names' | 'colon' | 'arrow' | 'body';
      list: boolean;
      binders: ScopeName[];
    }
  | { kind: 'spawn'; at: 'open' | 'body' }
  | { kind: 'lambda'; at: 'open' | 'colon' | 'brace' | 'body' }
  | { kind: 'new'; at: 'open' | 'name' | 'close' };

export interface GuardState {
  kind: 'guard';
  at: 'target' | 'pattern' | 'clauses';
  readonly start: number;
  /** Its opening brace. */
  brace: number | undefined;
  target: Operand | undefined;
  /** The tags that its pattern names. */
  readonly mentioned: Set<string>;
  /** What the clauses before the cursor deal with: tags, `empty`, `free` and `fail`. */
  readonly handled: Set<string>;
}

/** A construct that is open. */
export type Frame = FrameState & FrameBase;
export type FrameOf<K extends Frame['kind']> = Extract<Frame, { kind: K }>;

export type TypePlace = 'payload' | 'annotation' | 'part';

/** Whose messages a pattern is about. */
export type PatternOwner =
  | { readonly kind: 'interface'; readonly name: string }
  | { readonly kind: 'guard'; readonly guard: GuardState };
