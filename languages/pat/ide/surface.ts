// The smallest type, pattern, guard or clause of the surface syntax at an offset: places to say something about
// that are no names.
import type {
  Clause,
  Expression,
  GuardExpression,
  Item,
  PatternNode,
  Range,
  Statement,
  TypeNode,
} from '../syntax/ast.ts';
import { touches } from './locate.ts';

export type SurfaceNode =
  | { readonly kind: 'type'; readonly node: TypeNode }
  | { readonly kind: 'pattern'; readonly node: PatternNode }
  /** The word `guard`. */
  | { readonly kind: 'guard'; readonly at: Range; readonly keyword: Range; readonly node: GuardExpression }
  /** The word that begins a clause. */
  | { readonly kind: 'clause'; readonly keyword: Range; readonly clause: Clause };

/** The node at an offset relative to the item; undefined where there is none. */
export function surfaceAt(item: Item, offset: number): SurfaceNode | undefined {
  switch (item.kind) {
    case 'interface':
      return first(
        item.messages.flatMap(m => m.payloads),
        t => inType(t, offset),
      );
    case 'definition':
      return (
        first(item.parameters, p => inType(p.type, offset)) ??
        inType(item.result, offset) ??
        inExpression(item.body, offset)
      );
    case 'body':
      return inExpression(item.body, offset);
    default:
      return item satisfies never;
  }
}

function first<T>(nodes: readonly T[], find: (node: T) => SurfaceNode | undefined): SurfaceNode | undefined {
  for (const node of nodes) {
    const found = find(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inType(t: TypeNode, offset: number): SurfaceNode | undefined {
  if (!touches(t.at, offset)) return undefined;
  switch (t.kind) {
    case 'function-type':
      return first([...t.parameters, t.result], p => inType(p, offset));
    case 'tuple-type':
      return first(t.parts, p => inType(p, offset));
    case 'sum-type':
      return inType(t.left, offset) ?? inType(t.right, offset);
    case 'list-type':
      return inType(t.element, offset);
    case 'mailbox-type':
      return (
        (t.pattern === undefined ? undefined : inPattern(t.pattern, offset)) ?? { kind: 'type', node: t }
      );
    default:
      return undefined;
  }
}

function inPattern(p: PatternNode, offset: number): SurfaceNode | undefined {
  return touches(p.at, offset) ? { kind: 'pattern', node: p } : undefined;
}

function inStatement(s: Statement, offset: number): SurfaceNode | undefined {
  if (s.kind === 'then') return inExpression(s.expression, offset);
  return (
    (s.annotation === undefined ? undefined : inType(s.annotation, offset)) ?? inExpression(s.bound, offset)
  );
}

function inExpression(e: Expression, offset: number): SurfaceNode | undefined {
  if (!touches(e.at, offset)) return undefined;
  switch (e.kind) {
    case 'block':
      return (
        first(e.statements, s => (touches(s.at, offset) ? inStatement(s, offset) : undefined)) ??
        inExpression(e.result, offset)
      );
    case 'annotation':
      return inExpression(e.body, offset) ?? inType(e.type, offset);
    case 'tuple':
      return first(e.parts, p => inExpression(p, offset));
    case 'cons':
      return inExpression(e.head, offset) ?? inExpression(e.tail, offset);
    case 'injection':
    case 'spawn':
      return inExpression(e.body, offset);
    case 'case':
      return (
        inExpression(e.scrutinee, offset) ??
        first([e.left, e.right], arm => inType(arm.type, offset) ?? inExpression(arm.body, offset))
      );
    case 'case-list':
      return (
        inExpression(e.scrutinee, offset) ??
        inType(e.type, offset) ??
        inExpression(e.nil, offset) ??
        inExpression(e.cons, offset)
      );
    case 'free':
      return inExpression(e.mailbox, offset);
    case 'fail':
      return inExpression(e.mailbox, offset) ?? inType(e.type, offset);
    case 'apply':
      return inExpression(e.callee, offset) ?? first(e.arguments, a => inExpression(a, offset));
    case 'lambda':
      return (
        first(e.parameters, p => inType(p.type, offset)) ??
        inType(e.result, offset) ??
        inExpression(e.body, offset)
      );
    case 'send':
      return inExpression(e.target, offset) ?? first(e.arguments, a => inExpression(a, offset));
    case 'if':
      return first([e.condition, e.consequence, e.alternative], p => inExpression(p, offset));
    case 'binary':
      return inExpression(e.left, offset) ?? inExpression(e.right, offset);
    case 'guard':
      return inGuard(e, offset);
    default:
      return undefined;
  }
}

function inGuard(e: GuardExpression, offset: number): SurfaceNode | undefined {
  const keyword = word(e.at, 'guard');
  if (touches(keyword, offset)) return { kind: 'guard', at: e.at, keyword, node: e };
  return (
    inExpression(e.target, offset) ??
    inPattern(e.pattern, offset) ??
    first(e.clauses, clause => inClause(clause, offset))
  );
}

function inClause(clause: Clause, offset: number): SurfaceNode | undefined {
  if (!touches(clause.at, offset)) return undefined;
  const keyword = word(clause.at, clauseWord(clause));
  if (touches(keyword, offset)) return { kind: 'clause', keyword, clause };
  return clause.kind === 'fail-clause' ? inType(clause.type, offset) : inExpression(clause.body, offset);
}

function clauseWord(clause: Clause): string {
  switch (clause.kind) {
    case 'receive-clause':
      return clause.starred ? 'receive*' : 'receive';
    case 'empty-clause':
      return 'empty';
    case 'free-clause':
      return 'free';
    case 'fail-clause':
      return 'fail';
    default:
      return clause satisfies never;
  }
}

function word({ start }: Range, text: string): Range {
  return { start, end: start + text.length };
}
