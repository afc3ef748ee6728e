// AST → core (spec §4): sugar goes, then fine-grain call-by-value. Lets and sequences are flattened outward as
// the terms are built: lowering an expression appends its steps to those of the computation around it and
// returns what is left. Works on one item at a time and knows nothing of the others.
import type {
  BodyItem,
  DefinitionItem,
  Expression,
  InterfaceItem,
  Item,
  Name,
  Parameter,
  Range,
  Statement,
  Clause as SurfaceClause,
  TypeNode,
} from '../syntax/ast.ts';
import { sameValue } from '../syntax/equality.ts';
import { isBuiltin } from '../types/builtins.ts';
import { zero } from '../types/pattern.ts';
import type { Type } from '../types/type.ts';
import { completePattern, type InferredPattern, TypeCompletion } from './complete.ts';
import type { CoreFault } from './fault.ts';
import type {
  Binder,
  CaseArm,
  Clause,
  Computation,
  CoreBody,
  CoreDefinition,
  Final,
  Step,
  TypedBinder,
  Value,
} from './term.ts';

export interface MessageSignature {
  readonly tag: Name;
  readonly payloads: readonly Type[];
}
export interface InterfaceSignature {
  /** The first item that read so. A later one may have taken its place: with other comments, at another offset. */
  readonly item: InterfaceItem;
  readonly name: string;
  /** The first message of each name. */
  readonly messages: ReadonlyMap<string, MessageSignature>;
}
export interface DefinitionSignature {
  /** The first item whose header read so. A later one may have taken its place: with another body. */
  readonly item: DefinitionItem;
  readonly name: string;
  readonly parameters: readonly TypedBinder[];
  readonly result: Type;
  /** Where the user left a pattern out in the header. */
  readonly inferred: readonly InferredPattern[];
}

interface LoweredBase {
  readonly item: Item;
  readonly faults: readonly CoreFault[];
  /** Where the user left a pattern out. */
  readonly inferred: readonly InferredPattern[];
  /** Interfaces named in types, with the places of their names. */
  readonly interfaces: readonly { readonly name: string; readonly at: Range }[];
}
export interface LoweredInterface extends LoweredBase {
  readonly kind: 'interface';
  readonly signature: InterfaceSignature;
}
export interface LoweredDefinition extends LoweredBase {
  readonly kind: 'definition';
  readonly signature: DefinitionSignature;
  readonly core: CoreDefinition;
}
export interface LoweredBody extends LoweredBase {
  readonly kind: 'body';
  readonly core: CoreBody;
}
export type LoweredItem = LoweredInterface | LoweredDefinition | LoweredBody;

/**
 * Lowers one item. Depends on the item alone, so that the result can be kept as long as the item is. When it takes
 * the place of an `earlier` one and others see no difference, the signature is the same object as before.
 */
export function lower(item: Item, earlier?: LoweredItem): LoweredItem {
  switch (item.kind) {
    case 'interface':
      return lowerInterface(item, earlier);
    case 'definition':
      return lowerDefinition(item, earlier);
    case 'body':
      return lowerBody(item);
    default:
      return item satisfies never;
  }
}

function lowerInterface(item: InterfaceItem, earlier: LoweredItem | undefined): LoweredInterface {
  if (earlier?.kind === 'interface' && sameMessages(earlier.signature.item, item))
    return { ...earlier, item };
  const types = new TypeCompletion();
  const messages = new Map<string, MessageSignature>();
  for (const { tag, payloads } of item.messages) {
    const signature = { tag, payloads: payloads.map(t => types.payload(t)) };
    const first = messages.get(tag.text);
    if (tag.text === '') continue;
    if (first === undefined) messages.set(tag.text, signature);
    else types.faults.push({ kind: 'duplicate-message', at: tag.at, name: tag.text, first: first.tag.at });
  }
  return {
    kind: 'interface',
    item,
    faults: types.faults,
    inferred: types.inferred,
    interfaces: types.interfaces,
    signature: { item, name: item.name.text, messages },
  };
}

/** Whether two interfaces differ in their comments at most. */
function sameMessages(a: InterfaceItem, b: InterfaceItem): boolean {
  const bare = ({ name, messages }: InterfaceItem) => [
    name,
    messages.map(({ tag, payloads }) => [tag, payloads]),
  ];
  return sameValue(bare(a), bare(b));
}

/** Whether two definitions differ in their bodies and comments at most. */
function sameHeader(a: DefinitionItem, b: DefinitionItem): boolean {
  const header = ({ name, parameters, result }: DefinitionItem) => [name, parameters, result];
  return sameValue(header(a), header(b));
}

function lowerDefinition(item: DefinitionItem, earlier: LoweredItem | undefined): LoweredDefinition {
  const kept =
    earlier?.kind === 'definition' && sameHeader(earlier.signature.item, item)
      ? earlier.signature
      : undefined;
  const lowering = new Lowering(kept?.inferred);
  const { types, faults } = lowering;
  const parameters = lowering.parameters(item.parameters, item.body.at.start);
  const result = types.type(item.result);
  const signature = kept ?? {
    item,
    name: item.name.text,
    parameters,
    result,
    inferred: [...types.inferred],
  };
  const body = lowering.computation(item.body);
  return {
    kind: 'definition',
    item,
    faults: [...types.faults, ...faults],
    inferred: types.inferred,
    interfaces: types.interfaces,
    signature,
    core: { name: item.name.text, parameters, result, body, binders: lowering.binders },
  };
}

function lowerBody(item: BodyItem): LoweredBody {
  const lowering = new Lowering();
  const { types, faults } = lowering;
  const body = lowering.computation(item.body);
  return {
    kind: 'body',
    item,
    faults: [...types.faults, ...faults],
    inferred: types.inferred,
    interfaces: types.interfaces,
    core: { body, binders: lowering.binders },
  };
}

/** Lowers the expressions of one item. The scope is a stack per name, undone when a block is left. */
class Lowering {
  readonly types: TypeCompletion;
  readonly faults: CoreFault[] = [];
  binders = 0;
  private readonly scope = new Map<string, Binder[]>();
  private readonly bound: string[] = [];

  constructor(known?: readonly InferredPattern[]) {
    this.types = new TypeCompletion(known);
  }

  // ------------------------------------------------------------------------------------------------ names

  private make(
    name: string,
    at: Range,
    role: Binder['role'],
    scopeStart: number,
    introduced = false,
  ): Binder {
    return { name, index: this.binders++, at, scopeStart, introduced, role };
  }

  private bind({ text, at }: Name, role: Binder['role'], scopeStart: number): Binder {
    const binder = this.make(text, at, role, scopeStart);
    if (text === '') return binder;
    if (isBuiltin(text)) this.faults.push({ kind: 'builtin-binder', at, name: text });
    const stack = this.scope.get(text);
    if (stack === undefined) this.scope.set(text, [binder]);
    else stack.push(binder);
    this.bound.push(text);
    return binder;
  }

  /** Binds names of one construct; a later one of the same name wins. */
  private bindAll(
    names: readonly { readonly name: Name; readonly role: Binder['role'] }[],
    scopeStart: number,
  ): Binder[] {
    for (const [i, { name }] of names.entries()) {
      const by = names.slice(i + 1).find(later => later.name.text === name.text && name.text !== '');
      if (by !== undefined) {
        this.faults.push({ kind: 'hidden-binder', at: name.at, name: name.text, by: by.name.at });
      }
    }
    return names.map(({ name, role }) => this.bind(name, role, scopeStart));
  }

  /** Runs `body` and forgets what it bound. */
  private scoped<T>(body: () => T): T {
    const mark = this.bound.length;
    const result = body();
    while (this.bound.length > mark) {
      const name = this.bound.pop();
      if (name !== undefined) this.scope.get(name)?.pop();
    }
    return result;
  }

  parameters(nodes: readonly Parameter[], scopeStart: number): TypedBinder[] {
    const seen = new Map<string, Range>();
    return nodes.map(({ name, type }) => {
      const first = seen.get(name.text);
      if (first !== undefined && name.text !== '') {
        this.faults.push({ kind: 'duplicate-parameter', at: name.at, name: name.text, first });
      } else seen.set(name.text, name.at);
      return {
        binder: this.bind(name, 'parameter', scopeStart),
        type: this.types.type(type),
        typeAt: type.at,
      };
    });
  }

  // ----------------------------------------------------------------------------------------- computations

  computation(e: Expression): Computation {
    return this.scoped(() => {
      const steps: Step[] = [];
      const final = this.flatten(e, steps);
      return { steps, final };
    });
  }

  /** Appends the steps of `e` and returns what is left of it. What it binds stays in scope until the caller's ends. */
  private flatten(e: Expression, steps: Step[]): Final {
    switch (e.kind) {
      case 'block':
        return this.scoped(() => {
          for (const statement of e.statements) this.statement(statement, steps);
          return this.flatten(e.result, steps);
        });
      case 'apply': {
        const callee = this.value(e.callee, steps);
        return { kind: 'apply', at: e.at, callee, arguments: e.arguments.map(a => this.value(a, steps)) };
      }
      case 'binary': {
        const callee: Value = { kind: 'primitive', at: e.operatorAt, name: e.operator };
        return {
          kind: 'apply',
          at: e.at,
          callee,
          arguments: [this.value(e.left, steps), this.value(e.right, steps)],
        };
      }
      case 'send': {
        const target = this.value(e.target, steps);
        return {
          kind: 'send',
          at: e.at,
          target,
          tag: e.tag,
          arguments: e.arguments.map(a => this.value(a, steps)),
        };
      }
      case 'new':
        return { kind: 'new', at: e.at, interface: e.interface };
      case 'spawn':
        return { kind: 'spawn', at: e.at, body: this.computation(e.body) };
      case 'free':
        return { kind: 'free', at: e.at, mailbox: this.value(e.mailbox, steps) };
      case 'fail':
        return this.failure(e, steps);
      case 'if':
        return {
          kind: 'if',
          at: e.at,
          condition: this.value(e.condition, steps),
          consequence: this.computation(e.consequence),
          alternative: this.computation(e.alternative),
        };
      case 'case': {
        const scrutinee = this.value(e.scrutinee, steps);
        const arm = (a: typeof e.left): CaseArm =>
          this.scoped(() => ({
            at: a.at,
            type: this.types.type(a.type, true),
            typeAt: a.type.at,
            binder: this.bind(a.binder, 'case', a.body.at.start),
            body: this.computation(a.body),
          }));
        return { kind: 'case', at: e.at, scrutinee, left: arm(e.left), right: arm(e.right) };
      }
      case 'case-list': {
        const scrutinee = this.value(e.scrutinee, steps);
        const type = this.types.type(e.type, true);
        const nil = this.computation(e.nil);
        return this.scoped(() => {
          const [head, tail] = this.bindAll(
            [
              { name: e.head, role: 'head' },
              { name: e.tail, role: 'tail' },
            ],
            e.cons.at.start,
          );
          if (head === undefined || tail === undefined) throw new Error('a list pattern binds two names');
          const cons = this.computation(e.cons);
          return { kind: 'case-list', at: e.at, scrutinee, type, typeAt: e.type.at, nil, head, tail, cons };
        });
      }
      case 'guard': {
        const target = this.value(e.target, steps);
        const pattern = completePattern(e.pattern);
        // A guard without a pattern or clauses was reported, and could be anything.
        if (pattern === undefined || e.clauses.length === 0)
          return { kind: 'return', at: e.at, value: { kind: 'hole', at: e.at } };
        return {
          kind: 'guard',
          at: e.at,
          target,
          pattern,
          patternAt: e.pattern.at,
          clauses: e.clauses.map(c => this.clause(c)),
        };
      }
      case 'annotation':
        if (isValue(e)) return { kind: 'return', at: e.at, value: this.inPlace(e) };
        return this.annotation(e.body, e.type, e.at, false);
      case 'injection':
        if (isValue(e)) break;
        return {
          kind: 'return',
          at: e.at,
          value: { kind: 'injection', at: e.at, side: e.side, value: this.value(e.body, steps) },
        };
      case 'cons': {
        if (isValue(e)) break;
        const head = this.value(e.head, steps);
        return {
          kind: 'return',
          at: e.at,
          value: { kind: 'cons', at: e.at, head, tail: this.value(e.tail, steps) },
        };
      }
      case 'tuple':
        if (isValue(e)) break;
        return {
          kind: 'return',
          at: e.at,
          value: { kind: 'tuple', at: e.at, parts: e.parts.map(p => this.value(p, steps)) },
        };
      default:
        break;
    }
    return { kind: 'return', at: e.at, value: this.inPlace(e) };
  }

  private annotation(body: Expression, node: TypeNode, at: Range, madeReturnable: boolean): Final {
    const type = this.types.type(node);
    return { kind: 'annotation', at, body: this.computation(body), type, typeAt: node.at, madeReturnable };
  }

  private statement(s: Statement, steps: Step[]): void {
    switch (s.kind) {
      case 'let': {
        const bound = this.bindable(s.bound, s.annotation, steps);
        steps.push({ kind: 'let', at: s.at, binder: this.bind(s.binder, 'let', s.at.end), bound });
        return;
      }
      case 'let-tuple': {
        const value = this.tupleValue(s.bound, s.annotation, steps);
        const binders = this.bindAll(
          s.binders.map(name => ({ name, role: 'tuple' as const })),
          s.at.end,
        );
        steps.push({ kind: 'let-tuple', at: s.at, binders, value });
        return;
      }
      case 'then': {
        const first = this.flatten(s.expression, steps);
        if (isUnit(first)) return;
        steps.push({ kind: 'then', at: s.at, first });
        return;
      }
      default:
        s satisfies never;
    }
  }

  private tupleValue(bound: Expression, annotation: TypeNode | undefined, steps: Step[]): Value {
    if (annotation === undefined) return this.value(bound, steps);
    const annotated = this.bindable(bound, annotation, steps);
    return annotated.kind === 'return' ? annotated.value : this.name(annotated, bound.at, steps);
  }

  /** What a `let` binds, under its annotation if there is one. */
  private bindable(bound: Expression, annotation: TypeNode | undefined, steps: Step[]): Final {
    if (annotation === undefined) return this.flatten(bound, steps);
    if (!isValue(bound)) return this.annotation(bound, annotation, bound.at, true);
    const value = this.inPlace(bound);
    const type = this.types.type(annotation);
    const typeAt = annotation.at;
    return {
      kind: 'return',
      at: bound.at,
      value: { kind: 'annotated', at: bound.at, value, type, typeAt, madeReturnable: true },
    };
  }

  private failure(e: Extract<Expression, { kind: 'fail' }>, steps: Step[]): Final {
    const target = this.value(e.mailbox, steps);
    const clause: Clause = { kind: 'fail', at: e.at, type: this.types.type(e.type), typeAt: e.type.at };
    const guard: Final = {
      kind: 'guard',
      at: e.at,
      target,
      pattern: zero,
      patternAt: e.at,
      clauses: [clause],
    };
    return {
      kind: 'annotation',
      at: e.at,
      body: { steps: [], final: guard },
      type: this.types.type(e.type),
      typeAt: e.type.at,
    };
  }

  private clause(c: SurfaceClause): Clause {
    switch (c.kind) {
      case 'fail-clause':
        return { kind: 'fail', at: c.at, type: this.types.type(c.type), typeAt: c.type.at };
      case 'free-clause': {
        const at = { start: c.at.start, end: Math.min(c.at.end, c.at.start + 'free'.length) };
        const binder = this.make('<free>', at, 'free', c.body.at.start, true);
        const { steps, final } = this.computation(c.body);
        const free: Final = { kind: 'free', at, mailbox: { kind: 'variable', at, binder } };
        return {
          kind: 'empty',
          at: c.at,
          binder,
          body: { steps: [{ kind: 'then', at, first: free }, ...steps], final },
        };
      }
      case 'empty-clause':
        return this.scoped(() => ({
          kind: 'empty',
          at: c.at,
          binder: this.bind(c.binder, 'mailbox', c.body.at.start),
          body: this.computation(c.body),
        }));
      case 'receive-clause':
        return this.scoped(() => {
          const names = c.payloads.map(name => ({ name, role: 'payload' as const }));
          const binders = this.bindAll(
            [...names, { name: c.mailbox, role: 'mailbox' as const }],
            c.body.at.start,
          );
          const mailbox = binders[binders.length - 1];
          if (mailbox === undefined) throw new Error('a receive clause binds its mailbox');
          return {
            kind: 'receive',
            at: c.at,
            head: c.head,
            starred: c.starred,
            tag: c.tag,
            payloads: binders.slice(0, -1),
            mailbox,
            body: this.computation(c.body),
          };
        });
      default:
        return c satisfies never;
    }
  }

  // ----------------------------------------------------------------------------------------------- values

  /** A value for `e`: in place when it is one, otherwise a name for it, bound by a step. */
  private value(e: Expression, steps: Step[]): Value {
    return isValue(e) ? this.inPlace(e) : this.name(this.flatten(e, steps), e.at, steps);
  }

  /** Names what is left of a subterm. An annotated term is named whole and used at its annotation (spec §4). */
  private name(bound: Final, at: Range, steps: Step[]): Value {
    const binder = this.make('<subterm>', at, 'subterm', at.end, true);
    steps.push({ kind: 'let', at, binder, bound });
    const value: Value = { kind: 'variable', at, binder };
    if (bound.kind !== 'annotation') return value;
    const { type, typeAt, madeReturnable = false } = bound;
    return { kind: 'annotated', at, value, type, typeAt, madeReturnable };
  }

  private inPlace(e: Expression): Value {
    switch (e.kind) {
      case 'variable':
        return this.variable(e.name, e.at);
      case 'integer':
      case 'string':
      case 'boolean':
      case 'atom': {
        const { at, ...constant } = e;
        return { kind: 'constant', at, constant };
      }
      case 'nil':
        return { kind: 'nil', at: e.at };
      case 'tuple':
        return { kind: 'tuple', at: e.at, parts: e.parts.map(p => this.inPlace(p)) };
      case 'cons':
        return { kind: 'cons', at: e.at, head: this.inPlace(e.head), tail: this.inPlace(e.tail) };
      case 'injection':
        return { kind: 'injection', at: e.at, side: e.side, value: this.inPlace(e.body) };
      case 'annotation':
        return {
          kind: 'annotated',
          at: e.at,
          value: this.inPlace(e.body),
          type: this.types.type(e.type),
          typeAt: e.type.at,
        };
      case 'lambda':
        return this.scoped(() => ({
          kind: 'lambda',
          at: e.at,
          linear: e.linear,
          parameters: this.parameters(e.parameters, e.body.at.start),
          result: this.types.type(e.result),
          body: this.computation(e.body),
        }));
      default:
        return { kind: 'hole', at: e.at };
    }
  }

  private variable(name: string, at: Range): Value {
    if (isBuiltin(name)) return { kind: 'primitive', at, name };
    const stack = this.scope.get(name);
    const binder = stack?.[stack.length - 1];
    return binder === undefined ? { kind: 'definition', at, name } : { kind: 'variable', at, binder };
  }
}

/** Spec §4: a variable, constant, `nil`, function, or an annotation or data all of whose parts are values. */
function isValue(e: Expression): boolean {
  switch (e.kind) {
    case 'variable':
    case 'integer':
    case 'string':
    case 'boolean':
    case 'atom':
    case 'nil':
    case 'lambda':
    case 'hole':
      return true;
    case 'injection':
    case 'annotation':
      return isValue(e.body);
    case 'cons':
      return isValue(e.head) && isValue(e.tail);
    case 'tuple':
      return e.parts.every(isValue);
    default:
      return false;
  }
}

function isUnit(f: Final): boolean {
  return f.kind === 'return' && f.value.kind === 'tuple' && f.value.parts.length === 0;
}
