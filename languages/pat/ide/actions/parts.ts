// The parts of surface expressions: what stands inside what, which names come into scope on the way, and where the
// grammar wants parentheses (spec §2).
import type { Clause, Expression, Name, Statement } from '../../syntax/ast.ts';

/**
 * What may stand at a place without parentheses: any expression; one without statements and annotation; an operand; a
 * name, constant or parentheses.
 */
export type Slot = 'any' | 'basic' | 'operand' | 'fact';

export interface Part {
  readonly expression: Expression;
  readonly slot: Slot;
  /** Names that come into scope with this part: for it alone, or in a block from here to its end. */
  readonly binds: readonly Name[];
}

/** The immediate parts in source order. */
export function partsOf(e: Expression): readonly Part[] {
  switch (e.kind) {
    case 'block':
      return blockParts(e);
    case 'annotation':
      return [part(e.body, 'basic')];
    case 'tuple':
      return e.parts.map(p => part(p, 'any'));
    case 'cons':
      return [part(e.head, 'any'), part(e.tail, 'any')];
    case 'injection':
    case 'spawn':
      return [part(e.body, 'any')];
    case 'case':
      return [part(e.scrutinee, 'any'), ...[e.left, e.right].map(arm => part(arm.body, 'any', [arm.binder]))];
    case 'case-list':
      return [part(e.scrutinee, 'basic'), part(e.nil, 'any'), part(e.cons, 'any', [e.head, e.tail])];
    case 'free':
    case 'fail':
      return [part(e.mailbox, 'any')];
    case 'apply':
      return [part(e.callee, 'fact'), ...e.arguments.map(a => part(a, 'any'))];
    case 'lambda':
      return [
        part(
          e.body,
          'any',
          e.parameters.map(p => p.name),
        ),
      ];
    case 'send':
      return [part(e.target, 'fact'), ...e.arguments.map(a => part(a, 'any'))];
    case 'if':
      return [part(e.condition, 'any'), part(e.consequence, 'any'), part(e.alternative, 'any')];
    case 'guard':
      return [part(e.target, 'basic'), ...e.clauses.flatMap(clausePart)];
    case 'binary':
      return [part(e.left, 'operand'), part(e.right, 'operand')];
    case 'variable':
    case 'integer':
    case 'string':
    case 'boolean':
    case 'atom':
    case 'nil':
    case 'new':
    case 'hole':
      return [];
    default:
      return e satisfies never;
  }
}

function part(expression: Expression, slot: Slot, binds: readonly Name[] = []): Part {
  return { expression, slot, binds };
}

function blockParts({ statements, result }: Extract<Expression, { kind: 'block' }>): Part[] {
  const parts: Part[] = [];
  let binds: readonly Name[] = [];
  for (const s of statements) {
    parts.push(part(expressionOf(s), s.kind === 'let' ? 'any' : 'basic', binds));
    binds = s.kind === 'then' ? [] : s.kind === 'let' ? [s.binder] : s.binders;
  }
  parts.push(part(result, 'any', binds));
  return parts;
}

/** What a statement evaluates. */
export function expressionOf(s: Statement): Expression {
  return s.kind === 'then' ? s.expression : s.bound;
}

function clausePart(clause: Clause): Part[] {
  switch (clause.kind) {
    case 'fail-clause':
      return [];
    case 'free-clause':
      return [part(clause.body, 'any')];
    case 'empty-clause':
      return [part(clause.body, 'any', [clause.binder])];
    case 'receive-clause':
      return [part(clause.body, 'any', [...clause.payloads, clause.mailbox])];
    default:
      return clause satisfies never;
  }
}

/** How many binders of each name are in scope that were not where the walk began. */
export type Scope = ReadonlyMap<string, number>;

/** Visits an expression and all in it, wholes before parts; what lies in an expression for which `visit` gives false is left out. */
export function walk(
  root: Expression,
  visit: (e: Expression, slot: Slot, scope: Scope) => boolean,
  slot: Slot = 'any',
): void {
  const scope = new Map<string, number>();
  const change = (names: readonly Name[], by: number): void => {
    for (const { text } of names) scope.set(text, (scope.get(text) ?? 0) + by);
  };
  const go = (e: Expression, at: Slot): void => {
    if (!visit(e, at, scope)) return;
    const bound: Name[] = [];
    for (const { expression, slot: inner, binds } of partsOf(e)) {
      change(binds, 1);
      go(expression, inner);
      if (e.kind !== 'block') change(binds, -1);
      else for (const name of binds) bound.push(name);
    }
    change(bound, -1);
  };
  go(root, slot);
}

const atoms = new Set<Expression['kind']>(['variable', 'integer', 'string', 'boolean', 'atom']);
const closed = new Set<Expression['kind']>([
  ...atoms,
  ...(['nil', 'tuple', 'cons', 'injection', 'new', 'apply', 'free', 'fail'] as const),
]);

/** Whether an expression needs parentheses at a place. */
export function needsParentheses(e: Expression, slot: Slot): boolean {
  switch (slot) {
    case 'any':
      return false;
    case 'basic':
      return e.kind === 'block' || e.kind === 'annotation';
    case 'operand':
      return !closed.has(e.kind);
    case 'fact':
      return !atoms.has(e.kind) && !(e.kind === 'tuple' && e.parts.length === 0);
    default:
      return slot satisfies never;
  }
}

/** Whether it is a name or a constant: as short wherever it stands, and evaluated by nothing. */
export function isAtom(e: Expression): boolean {
  return atoms.has(e.kind);
}
