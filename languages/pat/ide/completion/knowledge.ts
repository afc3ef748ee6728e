// What the checker knows of the place that is completed: the item around it, with a hole where the cursor is, the names that
// are in scope there, and their types as far as they have come. Whether they may still be used is another matter (`uses.ts`).
import type { AnalysedItem, Analysis } from '../../analysis.ts';
import type { MessageSignature } from '../../core/lower.ts';
import type { Binder, Clause, Final, Guard, Send } from '../../core/term.ts';
import { visitComputation, visitParameters } from '../../core/visit.ts';
import { presentType } from '../../explain/present.ts';
import { simplified } from '../../solve/index.ts';
import type { GuardExpression, PlacedItem, Range } from '../../syntax/ast.ts';
import type { Slot } from '../../syntax/slots.ts';
import { isBuiltin } from '../../types/builtins.ts';
import { holdsError, holdsMailbox, plain, usable } from '../../types/operations.ts';
import { tagOrder } from '../../types/order.ts';
import { derivative, one, type Pattern } from '../../types/pattern.ts';
import type { PlainType, Type } from '../../types/type.ts';
import { analysedBeside } from '../beside.ts';
import { itemAt, touches } from '../locate.ts';
import { type TreeNode, wayTo } from '../tree.ts';

/** What an expression is for. */
export type Wanted =
  /** `by`: what takes the mailbox. */
  | { readonly kind: 'mailbox'; readonly by: 'guard' | 'free' | 'fail' }
  | { readonly kind: 'type'; readonly type: Type };

/** What is known of the guard around the place. */
export interface GuardKnowledge {
  readonly node: GuardExpression;
  /** The name of its mailbox, when it is nothing but a name, and what that stands for. */
  readonly mailbox: string | undefined;
  readonly binder: Binder | undefined;
  readonly interface: string | undefined;
  /** Undefined where it is not written, or not to be understood. */
  readonly pattern: Pattern | undefined;
  /** What its clauses deal with, before the place and after it: tags, `empty`, `free` and `fail`. */
  readonly handled: ReadonlySet<string>;
  /** The type that its clauses must have, as far as it is known. */
  readonly result: PlainType | undefined;
}

export class Knowledge {
  readonly analysis: Analysis;
  readonly item: AnalysedItem;
  /** The place, as an offset of the item. */
  readonly at: number;
  /** The nodes around the place, innermost first. */
  readonly way: readonly TreeNode[];
  /** Each variable that is used, by where. */
  readonly variables = new Map<Range, Binder>();
  private readonly binders: Binder[] = [];
  private readonly finals = new Map<Range, Final>();
  /** The clauses that bind names. */
  private readonly clauses = new Map<Binder, { readonly guard: Guard; readonly clause: Clause }>();
  private readonly made = new Set<Binder>();
  private readonly typesOf = new Map<AnalysedItem, ReadonlyMap<number, Type | PlainType>>();

  constructor(analysis: Analysis, placed: PlacedItem, slot: Slot, cursor: number) {
    this.analysis = analysis;
    this.item = analysedBeside(analysis, placed);
    this.at = cursor - placed.start;
    this.way = wayTo(placed.item, this.at, node => isMarked(node, slot, this.at)) ?? [placed.item];
    const { lowered } = this.item;
    if (lowered.kind === 'interface') return;
    const binder = (b: Binder): void => void this.binders.push(b);
    if (lowered.kind === 'definition') visitParameters({ binder }, lowered.core.parameters);
    visitComputation(
      {
        binder,
        value: v => v.kind === 'variable' && !v.binder.introduced && this.variables.set(v.at, v.binder),
        step: s => s.kind === 'let' && s.bound.kind === 'new' && this.made.add(s.binder),
        final: f => {
          this.finals.set(f.at, f);
          if (f.kind !== 'guard') return;
          for (const clause of f.clauses)
            for (const b of bindersOf(clause)) this.clauses.set(b, { guard: f, clause });
        },
      },
      lowered.core.body,
    );
  }

  // ----------------------------------------------------------------------------------------------- names

  /** The names in scope, the innermost first; of two of the same text only the inner one. */
  names(): Binder[] {
    const seen = new Set<string>(['']);
    return this.binders.toReversed().filter(({ name, introduced, at, scopeStart, scopeEnd }) => {
      const inScope = touches({ start: scopeStart, end: scopeEnd }, this.at) && !this.isBeingBound(at);
      if (!inScope || introduced || isBuiltin(name) || seen.has(name)) return false;
      seen.add(name);
      return true;
    });
  }

  /** Whether the place is in the `let` that binds a name. */
  private isBeingBound(at: Range): boolean {
    return this.way.some(
      node =>
        (node.kind === 'let' && node.binder.at === at) ||
        (node.kind === 'let-tuple' && node.binders.some(name => name.at === at)),
    );
  }

  /** The type that a name has when it comes into scope, or as much as is known of that. */
  typeOf(binder: Binder): Type | PlainType | undefined {
    const { lowered, start } = this.item;
    if (lowered.kind === 'definition') {
      const parameter = lowered.core.parameters.find(p => p.binder === binder);
      if (parameter !== undefined) return parameter.type;
    }
    const bound = this.messageType(binder);
    if (bound !== undefined) return bound;
    // What the text as it is says of it has been solved.
    const place = start + binder.at.start;
    return this.known(itemAt(this.analysis, place)).get(place) ?? this.known(this.item).get(place);
  }

  plainTypeOf(binder: Binder): PlainType | undefined {
    const type = this.typeOf(binder);
    return type === undefined ? undefined : asPlain(type);
  }

  /** What a clause binds: a payload, or the mailbox with what remains in it. */
  private messageType(binder: Binder): Type | undefined {
    const { guard, clause } = this.clauses.get(binder) ?? {};
    const of = guard === undefined ? undefined : this.interfaceOf(guard);
    if (guard === undefined || clause === undefined || of === undefined) return undefined;
    if (clause.kind === 'receive' && binder !== clause.mailbox) {
      const payload = this.message(of, clause.tag.text)?.payloads[clause.payloads.indexOf(binder)];
      return payload === undefined ? undefined : usable(payload);
    }
    if (guard.pattern === undefined) return undefined;
    const order = tagOrder(this.analysis.signatures, of);
    const pattern =
      clause.kind === 'receive' ? simplified(derivative(guard.pattern, clause.tag.text), order) : one;
    return { kind: 'mailbox', capability: '?', interface: of, pattern, usage: 'R' };
  }

  /** The types that the checker found for the names that an item binds, by where they are bound. */
  private known(item: AnalysedItem | undefined): ReadonlyMap<number, Type | PlainType> {
    const before = item === undefined ? undefined : this.typesOf.get(item);
    if (before !== undefined) return before;
    const types = new Map<number, Type | PlainType>();
    if (item?.checked === undefined) return types;
    this.typesOf.set(item, types);
    const { typing, facts } = item.checked;
    for (const [{ introduced, at }, type] of typing.binders)
      if (!introduced && type.kind !== 'error') types.set(item.start + at.start, type);
    const solved = { world: this.analysis.signatures, values: this.analysis.solution.values };
    for (const fact of facts)
      if (
        fact.kind === 'binding' &&
        !fact.binder.introduced &&
        fact.type !== undefined &&
        !holdsError(fact.type)
      )
        types.set(item.start + fact.at.start, presentType(solved, fact.type));
    return types;
  }

  /** Whether a name is bound to a mailbox that is made there: one that has to be received from or freed. */
  isMade(binder: Binder): boolean {
    return this.made.has(binder);
  }

  // ------------------------------------------------------------------------------------------- mailboxes

  message(interfaceName: string, name: string): MessageSignature | undefined {
    return this.analysis.signatures.interface(interfaceName)?.messages.get(name);
  }

  private interfaceOf(final: Final): string | undefined {
    return this.item.checked?.typing.interfaces.get(final);
  }

  /** The send whose message is completed, and the interface of its mailbox. */
  send(): { readonly target: Send['target']; readonly interface: string | undefined } | undefined {
    const [node] = this.way;
    const final = node === undefined ? undefined : this.finals.get(node.at);
    return final?.kind === 'send' ? { target: final.target, interface: this.interfaceOf(final) } : undefined;
  }

  guard(): GuardKnowledge | undefined {
    const node = this.way.find(around => around.kind === 'guard');
    const core = node === undefined ? undefined : this.finals.get(node.at);
    if (node === undefined || core?.kind !== 'guard') return undefined;
    const handled = node.clauses.map(c =>
      c.kind === 'receive-clause' ? c.tag.text : c.kind.replace('-clause', ''),
    );
    const result = this.item.checked?.typing.finals.get(core);
    return {
      node,
      mailbox: node.target.kind === 'variable' ? node.target.name : undefined,
      binder: core.target.kind === 'variable' ? core.target.binder : undefined,
      interface: this.interfaceOf(core),
      pattern: core.pattern,
      handled: new Set(handled.filter(tag => tag !== '')),
      result: result?.kind === 'error' ? undefined : result,
    };
  }

  // --------------------------------------------------------------------------------------------- wishes

  /** What the expression at the place is wanted to be. */
  wanted(): Wanted | undefined {
    const parent = this.way[1]?.kind;
    if (parent === 'guard' || parent === 'free' || parent === 'fail') return { kind: 'mailbox', by: parent };
    const [hole, around] = this.way;
    // A function is wanted to return it.
    const called = around?.kind === 'apply' && around.callee === hole ? around : hole;
    const type = called && this.item.checked?.wanted.get(called.at);
    return type === undefined ? undefined : { kind: 'type', type };
  }

  /** Whether the place begins an item. */
  beginsItem(): boolean {
    return this.item.item.kind === 'body' && this.at === 0;
  }

  /** Whether the expression at the place may well begin with a `let`: where a step begins. */
  beginsStep(): boolean {
    let [inner] = this.way;
    for (const outer of this.way.slice(1)) {
      switch (outer.kind) {
        case 'then':
        case 'annotation':
          break;
        case 'binary':
          if (outer.left !== inner) return false;
          break;
        case 'send':
          if (outer.target !== inner) return false;
          break;
        case 'apply':
          if (outer.callee !== inner) return false;
          break;
        case 'block':
          if (outer.statements[0] !== inner) return true;
          break;
        case 'if':
          return outer.condition !== inner;
        case 'case':
        case 'case-list':
          return outer.scrutinee !== inner;
        case 'definition':
        case 'body':
        case 'lambda':
        case 'spawn':
        case 'receive-clause':
        case 'empty-clause':
        case 'free-clause':
          return true;
        default:
          // Of what has no kind, only an arm holds expressions.
          return outer.kind === undefined;
      }
      inner = outer;
    }
    return false;
  }
}

/** Whether a node is what a marker at an offset was taken for. */
function isMarked(node: TreeNode, slot: Slot, offset: number): boolean {
  switch (slot) {
    case 'expression':
      return node.kind === 'hole' && node.at.start === offset && node.at.end === offset;
    case 'pattern':
      return node.kind === 'pattern-hole' && node.at.start === offset;
    case 'sent-tag':
      return node.kind === 'send' && node.tag.text === '' && node.tag.at.start === offset;
    case 'received-tag':
      return node.kind === 'receive-clause' && node.tag.text === '' && node.tag.at.start === offset;
    case 'clause':
      return node.kind === 'receive-clause' && node.at.start === offset;
    case 'from':
    case 'mailbox':
      return node.kind === 'receive-clause' && node.at.start < offset && offset <= node.body.at.start;
    case 'clauses':
      return (
        node.kind === 'guard' &&
        node.pattern.at.end <= offset &&
        node.clauses.every(c => c.at.start >= offset)
      );
    default:
      return false;
  }
}

function bindersOf(clause: Clause): readonly Binder[] {
  if (clause.kind === 'fail') return [];
  return clause.kind === 'empty' ? [clause.binder] : [...clause.payloads, clause.mailbox];
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

/** Whether using a value of the type takes something away. */
export function isSpent(type: PlainType): boolean {
  return holdsMailbox(type) || (type.kind === 'function' && type.linear);
}
