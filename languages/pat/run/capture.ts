// Which variables a function or a spawned process takes along: those that its body mentions and that are bound outside.
import type { Binder, Clause, Computation, Final, Lambda, Value } from '../core/term.ts';

/** What has code of its own inside an item. */
export type Enclosed = Lambda | Extract<Final, { kind: 'spawn' }>;
export type Captures = ReadonlyMap<Enclosed, readonly Binder[]>;

interface Context {
  readonly outer: Context | undefined;
  readonly captured: Set<Binder>;
}

/** The captured variables of all functions and spawned processes in a body, in order of first mention. */
export function findCaptures(parameters: readonly Binder[], body: Computation): Captures {
  const captures = new Map<Enclosed, readonly Binder[]>();
  const homes = new Map<Binder, Context>();

  const bind = (binder: Binder, context: Context): void => void homes.set(binder, context);

  const inside = (of: Enclosed, binders: readonly Binder[], context: Context): void => {
    const inner: Context = { outer: context, captured: new Set() };
    for (const binder of binders) bind(binder, inner);
    computation(of.body, inner);
    captures.set(of, [...inner.captured]);
  };

  const value = (v: Value, context: Context): void => {
    switch (v.kind) {
      case 'variable': {
        const home = homes.get(v.binder);
        for (let c: Context | undefined = context; c !== undefined && c !== home; c = c.outer) {
          c.captured.add(v.binder);
        }
        return;
      }
      case 'tuple':
        for (const part of v.parts) value(part, context);
        return;
      case 'cons': {
        let list: Value = v;
        for (; list.kind === 'cons'; list = list.tail) value(list.head, context);
        value(list, context);
        return;
      }
      case 'injection':
      case 'annotated':
        value(v.value, context);
        return;
      case 'lambda':
        inside(
          v,
          v.parameters.map(p => p.binder),
          context,
        );
        return;
      default:
        return;
    }
  };

  const clause = (c: Clause, context: Context): void => {
    if (c.kind === 'fail') return;
    if (c.kind === 'receive') for (const payload of c.payloads) bind(payload, context);
    bind(c.kind === 'receive' ? c.mailbox : c.binder, context);
    computation(c.body, context);
  };

  const final = (f: Final, context: Context): void => {
    switch (f.kind) {
      case 'return':
        value(f.value, context);
        return;
      case 'annotation':
        computation(f.body, context);
        return;
      case 'apply':
        value(f.callee, context);
        for (const a of f.arguments) value(a, context);
        return;
      case 'new':
        return;
      case 'spawn':
        inside(f, [], context);
        return;
      case 'free':
        value(f.mailbox, context);
        return;
      case 'send':
        value(f.target, context);
        for (const a of f.arguments) value(a, context);
        return;
      case 'if':
        value(f.condition, context);
        computation(f.consequence, context);
        computation(f.alternative, context);
        return;
      case 'case':
        value(f.scrutinee, context);
        for (const arm of [f.left, f.right]) {
          bind(arm.binder, context);
          computation(arm.body, context);
        }
        return;
      case 'case-list':
        value(f.scrutinee, context);
        computation(f.nil, context);
        bind(f.head, context);
        bind(f.tail, context);
        computation(f.cons, context);
        return;
      case 'guard':
        value(f.target, context);
        for (const c of f.clauses) clause(c, context);
        return;
      default:
        f satisfies never;
    }
  };

  const computation = (c: Computation, context: Context): void => {
    for (const step of c.steps) {
      if (step.kind === 'let-tuple') {
        value(step.value, context);
        for (const binder of step.binders) bind(binder, context);
      } else if (step.kind === 'let') {
        final(step.bound, context);
        bind(step.binder, context);
      } else final(step.first, context);
    }
    final(c.final, context);
  };

  const outermost: Context = { outer: undefined, captured: new Set() };
  for (const binder of parameters) bind(binder, outermost);
  computation(body, outermost);
  return captures;
}
