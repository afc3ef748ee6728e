// Walks core terms in source order, for those who look for occurrences rather than meaning.
import type { Binder, Clause, Computation, Final, Step, TypedBinder, Value } from './term.ts';

/** What to do at each kind of node; children are visited after it. */
export interface Visitor {
  readonly computation?: (c: Computation) => void;
  readonly value?: (v: Value) => void;
  readonly final?: (f: Final) => void;
  readonly step?: (s: Step) => void;
  readonly clause?: (c: Clause) => void;
  readonly binder?: (b: Binder) => void;
}

export function visitComputation(visitor: Visitor, computation: Computation): void {
  visitor.computation?.(computation);
  const { steps, final } = computation;
  for (const step of steps) {
    visitor.step?.(step);
    switch (step.kind) {
      case 'let':
        visitor.binder?.(step.binder);
        visitFinal(visitor, step.bound);
        break;
      case 'then':
        visitFinal(visitor, step.first);
        break;
      case 'let-tuple':
        for (const binder of step.binders) visitor.binder?.(binder);
        visitValue(visitor, step.value);
        break;
      default:
        step satisfies never;
    }
  }
  visitFinal(visitor, final);
}

export function visitParameters(visitor: Visitor, parameters: readonly TypedBinder[]): void {
  for (const { binder } of parameters) visitor.binder?.(binder);
}

function visitFinal(visitor: Visitor, f: Final): void {
  visitor.final?.(f);
  switch (f.kind) {
    case 'return':
      visitValue(visitor, f.value);
      return;
    case 'annotation':
    case 'spawn':
      visitComputation(visitor, f.body);
      return;
    case 'apply':
      visitValue(visitor, f.callee);
      for (const a of f.arguments) visitValue(visitor, a);
      return;
    case 'new':
      return;
    case 'free':
      visitValue(visitor, f.mailbox);
      return;
    case 'send':
      visitValue(visitor, f.target);
      for (const a of f.arguments) visitValue(visitor, a);
      return;
    case 'if':
      visitValue(visitor, f.condition);
      visitComputation(visitor, f.consequence);
      visitComputation(visitor, f.alternative);
      return;
    case 'case':
      visitValue(visitor, f.scrutinee);
      for (const arm of [f.left, f.right]) {
        visitor.binder?.(arm.binder);
        visitComputation(visitor, arm.body);
      }
      return;
    case 'case-list':
      visitValue(visitor, f.scrutinee);
      visitComputation(visitor, f.nil);
      visitor.binder?.(f.head);
      visitor.binder?.(f.tail);
      visitComputation(visitor, f.cons);
      return;
    case 'guard':
      visitValue(visitor, f.target);
      for (const clause of f.clauses) visitClause(visitor, clause);
      return;
    default:
      f satisfies never;
  }
}

function visitClause(visitor: Visitor, clause: Clause): void {
  visitor.clause?.(clause);
  if (clause.kind === 'fail') return;
  if (clause.kind === 'receive') {
    for (const binder of clause.payloads) visitor.binder?.(binder);
    visitor.binder?.(clause.mailbox);
  } else visitor.binder?.(clause.binder);
  visitComputation(visitor, clause.body);
}

function visitValue(visitor: Visitor, v: Value): void {
  visitor.value?.(v);
  switch (v.kind) {
    case 'tuple':
      for (const part of v.parts) visitValue(visitor, part);
      return;
    case 'cons':
      visitValue(visitor, v.head);
      visitValue(visitor, v.tail);
      return;
    case 'injection':
    case 'annotated':
      visitValue(visitor, v.value);
      return;
    case 'lambda':
      visitParameters(visitor, v.parameters);
      visitComputation(visitor, v.body);
      return;
    default:
      return;
  }
}
