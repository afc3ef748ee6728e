// Expressions → core computations (spec §4): sugar goes, then fine-grain call-by-value. Lets and sequences are flattened
// outward as the terms are built: lowering an expression appends its steps to those of the computation around it and
// returns what is left.
import type {
  Expression,
  Name,
  Parameter,
  Range,
  Statement,
  Clause as SurfaceClause,
  TypeNode,
} from '../syntax/ast.ts';
import { isBuiltin } from '../types/builtins.ts';
import { zero } from '../types/pattern.ts';
import { completePattern, type InferredPattern, TypeCompletion } from './complete.ts';
import type { CoreFault } from './fault.ts';
import type { Binder, CaseArm, Clause, Computation, Final, Step, TypedBinder, Value } from './term.ts';

/** Lowers the expressions of one item. The scope is a stack per name, undone when a block is left. */
export class Lowering {
  readonly types: TypeCompletion;
  readonly faults: CoreFault[] = [];
  binders = 0;
  private readonly scope = new Map<string, Binder[]>();
  private readonly bound: string[] = [];
  /** How many binders without a name are in scope. */
  private nameless = 0;

  constructor(known?: readonly InferredPattern[]) {
    this.types = new TypeCompletion(known);
  }

  // ------------------------------------------------------------------------------------------------ names

  private make(
    name: string,
    at: Range,
    role: Binder['role'],
    { start: scopeStart, end: scopeEnd }: Range,
    introduced = false,
  ): Binder {
    return { name, index: this.binders++, at, scopeStart, scopeEnd, introduced, role };
  }

  private bind({ text, at }: Name, role: Binder['role'], scope: Range): Binder {
    const binder = this.make(text, at, role, scope);
    this.bound.push(text);
    if (text === '') {
      this.nameless++;
      return binder;
    }
    if (isBuiltin(text)) this.faults.push({ kind: 'builtin-binder', at, name: text });
    const stack = this.scope.get(text);
    if (stack === undefined) this.scope.set(text, [binder]);
    else stack.push(binder);
    return binder;
  }

  /** Binds names of one construct; a later one of the same name wins. */
  private bindAll(
    names: readonly { readonly name: Name; readonly role: Binder['role'] }[],
    scope: Range,
  ): Binder[] {
    const hidden: CoreFault[] = [];
    const later = new Map<string, Name>();
    for (const { name } of names.toReversed()) {
      const by = later.get(name.text);
      if (by !== undefined && name.text !== '')
        hidden.push({ kind: 'hidden-binder', at: name.at, name: name.text, by: by.at });
      later.set(name.text, name);
    }
    for (const fault of hidden.reverse()) this.faults.push(fault);
    return names.map(({ name, role }) => this.bind(name, role, scope));
  }

  /** Runs `body` and forgets what it bound. */
  private scoped<T>(body: () => T): T {
    const mark = this.bound.length;
    const result = body();
    while (this.bound.length > mark) {
      const name = this.bound.pop();
      if (name === '') this.nameless--;
      else if (name !== undefined) this.scope.get(name)?.pop();
    }
    return result;
  }

  parameters(nodes: readonly Parameter[], scope: Range): TypedBinder[] {
    const seen = new Map<string, Range>();
    return nodes.map(({ name, type }) => {
      const first = seen.get(name.text);
      if (first !== undefined && name.text !== '') {
        this.faults.push({ kind: 'duplicate-parameter', at: name.at, name: name.text, first });
      } else seen.set(name.text, name.at);
      return {
        binder: this.bind(name, 'parameter', scope),
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
          for (const statement of e.statements) this.statement(statement, e.at.end, steps);
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
            binder: this.bind(a.binder, 'case', a.body.at),
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
            e.cons.at,
          );
          if (head === undefined || tail === undefined) throw new Error('a list pattern binds two names');
          const cons = this.computation(e.cons);
          return { kind: 'case-list', at: e.at, scrutinee, type, typeAt: e.type.at, nil, head, tail, cons };
        });
      }
      case 'guard': {
        const target = this.value(e.target, steps);
        return {
          kind: 'guard',
          at: e.at,
          target,
          pattern: completePattern(e.pattern),
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

  private statement(s: Statement, blockEnd: number, steps: Step[]): void {
    const scope = { start: s.at.end, end: blockEnd };
    switch (s.kind) {
      case 'let': {
        const bound = this.bindable(s.bound, s.annotation, steps);
        steps.push({ kind: 'let', at: s.at, binder: this.bind(s.binder, 'let', scope), bound });
        return;
      }
      case 'let-tuple': {
        const value = this.tupleValue(s.bound, s.annotation, steps);
        const binders = this.bindAll(
          s.binders.map(name => ({ name, role: 'tuple' as const })),
          scope,
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
        const binder = this.make('<free>', at, 'free', c.body.at, true);
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
          binder: this.bind(c.binder, 'mailbox', c.body.at),
          body: this.computation(c.body),
        }));
      case 'receive-clause':
        return this.scoped(() => {
          const names = c.payloads.map(name => ({ name, role: 'payload' as const }));
          const binders = this.bindAll([...names, { name: c.mailbox, role: 'mailbox' as const }], c.body.at);
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
    const binder = this.make('<subterm>', at, 'subterm', { start: at.end, end: at.end }, true);
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
          parameters: this.parameters(e.parameters, e.body.at),
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
    if (binder !== undefined) return { kind: 'variable', at, binder };
    return { kind: 'definition', at, name, ...(this.nameless > 0 && { maybeBound: true }) };
  }
}

/** Spec §4: a variable, constant, `nil`, function, or an annotation or data all of whose parts are values. */
export function isValue(e: Expression): boolean {
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
