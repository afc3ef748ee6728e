// What the checker knows of the names and mailboxes that stand before the cursor: their types as far as they have come.
// Whether they may still be used is another matter (`uses.ts`).
import type { AnalysedItem, Analysis } from '../../analysis.ts';
import { functionType } from '../../check/plain.ts';
import { completePattern } from '../../core/complete.ts';
import type { MessageSignature } from '../../core/lower.ts';
import type { Binder, Final, Guard, Step } from '../../core/term.ts';
import { visitComputation } from '../../core/visit.ts';
import { presentType } from '../../explain/present.ts';
import { simplified } from '../../solve/index.ts';
import type { GuardExpression } from '../../syntax/ast.ts';
import { isBuiltin, primitiveTypes } from '../../types/builtins.ts';
import { holdsError, holdsMailbox, plain, usable } from '../../types/operations.ts';
import { tagOrder } from '../../types/order.ts';
import { derivative, one, type Pattern, sum, tag } from '../../types/pattern.ts';
import { bool, type FunctionType, int, type PlainType, type Type } from '../../types/type.ts';
import { itemAt } from '../locate.ts';
import { surfaceAt } from '../surface.ts';
import type { Frame, GuardState, Operand, ScopeName, Wanted } from './frames.ts';
import type { CursorWords } from './words.ts';

/** What is known of a guard that is being written. */
export interface GuardKnowledge {
  readonly interface: string | undefined;
  /** Undefined where it is not written, or not to be understood. */
  readonly pattern: Pattern | undefined;
  /** What its clauses deal with, before the cursor and after it. */
  readonly handled: ReadonlySet<string>;
}

interface BoundType {
  readonly type: Type;
  readonly written: boolean;
}

export class Knowledge {
  readonly analysis: Analysis;
  readonly frames: readonly Frame[];
  readonly words: CursorWords;
  private readonly binders = new Map<AnalysedItem, ReadonlyMap<number, Binder>>();
  private readonly types = new Map<AnalysedItem, ReadonlyMap<Binder, BoundType>>();
  private readonly made = new Map<AnalysedItem, ReadonlySet<number>>();

  constructor(analysis: Analysis, frames: readonly Frame[], words: CursorWords) {
    this.analysis = analysis;
    this.frames = frames;
    this.words = words;
  }

  // ----------------------------------------------------------------------------------------------- names

  /** The names in scope, the innermost first; of two of the same text only the inner one. */
  names(): ScopeName[] {
    const seen = new Set<string>();
    const out: ScopeName[] = [];
    for (let i = this.frames.length - 1; i >= 0; i--) {
      for (const name of [...(this.frames[i]?.names ?? [])].reverse()) {
        if (seen.has(name.text) || isBuiltin(name.text)) continue;
        seen.add(name.text);
        out.push(name);
      }
    }
    return out;
  }

  /** The type that a name has when it comes into scope, or as much as is known of that. */
  typeOf(name: ScopeName): Type | PlainType | undefined {
    const bound = this.messageType(name);
    if (bound !== undefined) return bound;
    const item = itemAt(this.analysis, name.start);
    const binder = item === undefined ? undefined : this.bindersOf(item).get(name.start - item.start);
    if (item === undefined || binder === undefined) return undefined;
    const found = this.typesOf(item).get(binder);
    if (found !== undefined) {
      const { signatures: world, solution } = this.analysis;
      return found.written ? found.type : presentType({ world, values: solution.values }, found.type);
    }
    const type = item.checked?.typing.binders.get(binder);
    return type === undefined || type.kind === 'error' ? undefined : type;
  }

  plainTypeOf(name: ScopeName): PlainType | undefined {
    const type = this.typeOf(name);
    return type === undefined ? undefined : asPlain(type);
  }

  /** What a clause binds: a payload, or the mailbox with what remains in it. */
  private messageType({ message, role }: ScopeName): Type | undefined {
    if (message === undefined) return undefined;
    const guard = this.guard(message.guard);
    if (guard.interface === undefined) return undefined;
    if (role === 'payload') {
      const payload = this.message(guard.interface, message.tag)?.payloads[message.index];
      return payload === undefined ? undefined : usable(payload);
    }
    if (guard.pattern === undefined) return undefined;
    const order = tagOrder(this.analysis.signatures, guard.interface);
    const pattern = message.tag === '' ? one : simplified(derivative(guard.pattern, message.tag), order);
    return { kind: 'mailbox', capability: '?', interface: guard.interface, pattern, usage: 'R' };
  }

  /** The types of the parameters, and of what else is bound where the rest of its scope says at which type it is used. */
  private typesOf(item: AnalysedItem): ReadonlyMap<Binder, BoundType> {
    const known = this.types.get(item);
    if (known !== undefined) return known;
    const map = new Map<Binder, BoundType>();
    if (item.lowered.kind === 'definition')
      for (const { binder, type } of item.lowered.core.parameters) map.set(binder, { type, written: true });
    for (const fact of item.checked?.facts ?? []) {
      if (fact.kind !== 'binding' || fact.type === undefined || map.has(fact.binder)) continue;
      if (!holdsError(fact.type)) map.set(fact.binder, { type: fact.type, written: false });
    }
    this.types.set(item, map);
    return map;
  }

  private bindersOf(item: AnalysedItem): ReadonlyMap<number, Binder> {
    const known = this.binders.get(item);
    if (known !== undefined) return known;
    const map = new Map<number, Binder>();
    for (const binder of item.checked?.typing.binders.keys() ?? []) {
      if (!binder.introduced) map.set(binder.at.start, binder);
    }
    this.binders.set(item, map);
    return map;
  }

  /** Whether a name is bound to a mailbox that is made there: one that has to be received from or freed. */
  isMade(name: ScopeName): boolean {
    if (name.role !== 'let') return false;
    const item = itemAt(this.analysis, name.start);
    if (item === undefined) return false;
    let made = this.made.get(item);
    if (made === undefined) {
      made = madeIn(item);
      this.made.set(item, made);
    }
    return made.has(name.start - item.start);
  }

  // ------------------------------------------------------------------------------------------- mailboxes

  message(interfaceName: string, name: string): MessageSignature | undefined {
    return this.analysis.signatures.interface(interfaceName)?.messages.get(name);
  }

  /** The interface of a mailbox that is sent to. */
  interfaceOf(target: Operand): string | undefined {
    if (target.name !== undefined) return interfaceName(this.plainTypeOf(target.name));
    const item = itemAt(this.analysis, target.end);
    if (item === undefined) return undefined;
    const end = target.end - item.start;
    const send = finalsOf(item).find(f => f.kind === 'send' && f.target.at.end === end);
    return send === undefined ? undefined : item.checked?.typing.interfaces.get(send);
  }

  guard(state: GuardState): GuardKnowledge {
    const node = this.guardNode(state);
    const written = node === undefined ? undefined : completePattern(node.pattern);
    const pattern = written ?? (state.mentioned.size === 0 ? undefined : sum([...state.mentioned].map(tag)));
    const handled = new Set(state.handled);
    for (const clause of node?.clauses ?? []) {
      if (clause.kind === 'receive-clause') handled.add(clause.tag.text);
      else handled.add(clause.kind.replace('-clause', ''));
    }
    return { interface: this.guardInterface(state), pattern, handled };
  }

  /** The type that a guard's clauses must have, as far as it is known. */
  guardResult(state: GuardState): PlainType | undefined {
    const item = itemAt(this.analysis, state.start);
    const core = this.coreGuard(state);
    const found = core === undefined ? undefined : item?.checked?.typing.finals.get(core);
    if (found !== undefined && found.kind !== 'error') return found;
    return this.resultAround(this.frames.findIndex(f => f.kind === 'guard' && f.start === state.start));
  }

  /** What a frame must return when it is the last thing that its definition does, as far as is open. */
  resultAround(index = this.frames.length - 1): PlainType | undefined {
    let i = index;
    for (let frame = this.frames[i]; frame !== undefined; frame = this.frames[--i]) {
      if (frame.kind === 'definition') {
        const item = this.analysis.items.find(({ start }) => start === frame.start);
        return item?.lowered.kind === 'definition' ? asPlain(item.lowered.core.result) : undefined;
      }
      const passes =
        frame.kind === 'expression' ||
        frame.kind === 'guard' ||
        frame.kind === 'clause' ||
        frame.kind === 'if' ||
        frame.kind === 'case';
      if (!passes || (frame.kind === 'if' && frame.at === 'condition')) return undefined;
    }
    return undefined;
  }

  private guardInterface(state: GuardState): string | undefined {
    const { target } = state;
    if (target?.name !== undefined) return interfaceName(this.plainTypeOf(target.name));
    const item = itemAt(this.analysis, state.start);
    const core = this.coreGuard(state);
    return core === undefined ? undefined : item?.checked?.typing.interfaces.get(core);
  }

  private coreGuard(state: GuardState): Guard | undefined {
    const item = itemAt(this.analysis, state.start);
    if (item === undefined) return undefined;
    const start = state.start - item.start;
    return finalsOf(item).find((f): f is Guard => f.kind === 'guard' && f.at.start === start);
  }

  private guardNode(state: GuardState): GuardExpression | undefined {
    const item = itemAt(this.analysis, state.start);
    const node = item === undefined ? undefined : surfaceAt(item.item, state.start - item.start);
    return node?.kind === 'guard' ? node.node : undefined;
  }

  // --------------------------------------------------------------------------------------------- wishes

  /** The plain type that an expression should have; `mailbox` for any. */
  wanted(wish: Wanted | undefined): PlainType | 'mailbox' | undefined {
    switch (wish?.kind) {
      case undefined:
        return undefined;
      case 'mailbox':
        return 'mailbox';
      case 'integer':
        return int;
      case 'boolean':
        return bool;
      case 'argument': {
        const type = this.wantedType(wish);
        return type === undefined ? undefined : asPlain(type);
      }
      default:
        return wish satisfies never;
    }
  }

  /** The type that a parameter or payload is declared with. */
  wantedType({ callee, index }: Extract<Wanted, { kind: 'argument' }>): Type | undefined {
    if (callee.kind === 'function') return this.functionNamed(callee.text)?.parameters[index];
    const owner = this.interfaceOf(callee.target);
    return owner === undefined ? undefined : this.message(owner, callee.tag)?.payloads[index];
  }

  functionNamed(text: string): FunctionType | undefined {
    if (isBuiltin(text)) return primitiveTypes[text];
    const local = this.names().find(name => name.text === text);
    if (local !== undefined) {
      const type = this.plainTypeOf(local);
      return type?.kind === 'function' ? type : undefined;
    }
    const signature = this.analysis.signatures.definition(text);
    return signature === undefined ? undefined : functionType(signature);
  }
}

/** The plain type of a type that may be one already. */
export function asPlain(type: Type | PlainType): PlainType {
  if (type.kind === 'mailbox') return { kind: 'interface', name: type.interface };
  return isPlain(type) ? type : plain(type);
}

function isPlain(type: Type | PlainType): type is PlainType {
  switch (type.kind) {
    case 'mailbox':
      return false;
    case 'tuple':
      return type.parts.every(isPlain);
    case 'sum':
      return isPlain(type.left) && isPlain(type.right);
    case 'list':
      return isPlain(type.element);
    default:
      return true;
  }
}

export function interfaceName(type: PlainType | undefined): string | undefined {
  return type?.kind === 'interface' ? type.name : undefined;
}

/** Whether using a value of the type takes something away. */
export function isSpent(type: PlainType): boolean {
  return holdsMailbox(type) || (type.kind === 'function' && type.linear);
}

/** Where the names stand that are bound to `new[…]`. */
function madeIn({ lowered }: AnalysedItem): ReadonlySet<number> {
  const found = new Set<number>();
  const step = (s: Step): void => {
    if (s.kind === 'let' && s.bound.kind === 'new') found.add(s.binder.at.start);
  };
  if (lowered.kind !== 'interface') visitComputation({ step }, lowered.core.body);
  return found;
}

function finalsOf({ lowered }: AnalysedItem): Final[] {
  const out: Final[] = [];
  if (lowered.kind !== 'interface') visitComputation({ final: f => out.push(f) }, lowered.core.body);
  return out;
}
