// Every name in an item with what it stands for: the base of hover, semantic tokens, and all that goes from a
// name to its other places.
import type { AnalysedItem } from '../analysis.ts';
import type { Binder, Final } from '../core/term.ts';
import { type Visitor, visitComputation, visitParameters } from '../core/visit.ts';
import type {
  Clause,
  Expression,
  GuardExpression,
  Item,
  MailboxTypeNode,
  PatternNode,
  Range,
  Statement,
  TypeNode,
} from '../syntax/ast.ts';
import type { Usage } from '../types/type.ts';

export type Occurrence =
  | {
      readonly kind: 'interface';
      readonly at: Range;
      readonly name: string;
      readonly declares: boolean;
      /** In a mailbox type: its usage, as written or as it is by default there (spec §3). */
      readonly usage?: Usage;
    }
  | {
      readonly kind: 'message';
      readonly at: Range;
      readonly tag: string;
      /** Undefined where it is not known. */
      readonly interface: string | undefined;
      readonly role: 'declare' | 'send' | 'receive' | 'pattern';
    }
  | { readonly kind: 'definition'; readonly at: Range; readonly name: string; readonly declares: boolean }
  | { readonly kind: 'variable'; readonly at: Range; readonly binder: Binder; readonly declares: boolean }
  | { readonly kind: 'builtin'; readonly at: Range; readonly name: string };

const known = new WeakMap<object, readonly Occurrence[]>();

/** The occurrences in an item, in source order, with ranges relative to the item. */
export function occurrences(analysed: AnalysedItem): readonly Occurrence[] {
  const key = analysed.checked ?? analysed.lowered;
  const before = known.get(key);
  if (before !== undefined) return before;
  const out = collect(analysed).sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  known.set(key, out);
  return out;
}

function collect({ item, lowered, checked }: AnalysedItem): Occurrence[] {
  const out: Occurrence[] = [];
  const guards = new Map<string, string>();
  const interfaceOf = (f: Final): string | undefined => checked?.typing.interfaces.get(f);
  const visitor: Visitor = {
    binder: binder => {
      if (!binder.introduced && binder.name !== '')
        out.push({ kind: 'variable', at: binder.at, binder, declares: true });
    },
    value: v => {
      if (v.kind === 'variable' && !v.binder.introduced) {
        out.push({ kind: 'variable', at: v.at, binder: v.binder, declares: false });
      } else if (v.kind === 'definition')
        out.push({ kind: 'definition', at: v.at, name: v.name, declares: false });
      else if (v.kind === 'primitive' && /^[a-z]/.test(v.name))
        out.push({ kind: 'builtin', at: v.at, name: v.name });
    },
    final: f => {
      if (f.kind === 'send' && f.tag.text !== '') {
        out.push({ kind: 'message', at: f.tag.at, tag: f.tag.text, interface: interfaceOf(f), role: 'send' });
      } else if (f.kind === 'guard') {
        const name = interfaceOf(f);
        if (name !== undefined) guards.set(rangeKey(f.at), name);
        for (const clause of f.clauses) {
          if (clause.kind !== 'receive' || clause.tag.text === '') continue;
          out.push({
            kind: 'message',
            at: clause.tag.at,
            tag: clause.tag.text,
            interface: name,
            role: 'receive',
          });
        }
      }
    },
  };
  if (lowered.kind === 'definition') {
    visitParameters(visitor, lowered.core.parameters);
    visitComputation(visitor, lowered.core.body);
  } else if (lowered.kind === 'body') visitComputation(visitor, lowered.core.body);
  new SurfaceNames(out, guards).item(item);
  return out;
}

function rangeKey({ start, end }: Range): string {
  return `${start}:${end}`;
}

/** Where a type stands, as far as usages depend on it. */
type TypePlace = 'plain' | 'data' | 'payload' | 'let';

function inData(place: TypePlace): TypePlace {
  return place === 'let' ? 'let' : 'data';
}

function usageOf({ usage, capability }: MailboxTypeNode, place: TypePlace): Usage {
  if (place === 'payload') return 'U';
  if (place === 'let') return 'R';
  return usage?.value ?? (place === 'data' || capability === '?' ? 'R' : 'U');
}

/** The names that only the surface syntax has places for: those in types and patterns, and what items declare. */
class SurfaceNames {
  private readonly out: Occurrence[];
  private readonly guards: ReadonlyMap<string, string>;

  constructor(out: Occurrence[], guards: ReadonlyMap<string, string>) {
    this.out = out;
    this.guards = guards;
  }

  item(item: Item): void {
    if (item.kind === 'interface') {
      this.interface(item.name, true);
      for (const { tag, payloads } of item.messages) {
        if (tag.text !== '') {
          this.out.push({
            kind: 'message',
            at: tag.at,
            tag: tag.text,
            interface: item.name.text,
            role: 'declare',
          });
        }
        for (const type of payloads) this.type(type, 'payload');
      }
      return;
    }
    if (item.kind === 'definition') {
      if (item.name.text !== '') {
        this.out.push({ kind: 'definition', at: item.name.at, name: item.name.text, declares: true });
      }
      for (const { type } of item.parameters) this.type(type);
      this.type(item.result);
    }
    this.expression(item.body);
  }

  private interface(
    { text, at }: { readonly text: string; readonly at: Range },
    declares: boolean,
    usage?: Usage,
  ): void {
    if (text === '') return;
    const name = { kind: 'interface', at, name: text, declares } as const;
    this.out.push(usage === undefined ? name : { ...name, usage });
  }

  private type(t: TypeNode, place: TypePlace = 'plain'): void {
    switch (t.kind) {
      case 'mailbox-type':
        this.interface(t.interface, false, usageOf(t, place));
        if (t.pattern !== undefined) this.pattern(t.pattern, t.interface.text);
        return;
      case 'function-type':
        for (const p of t.parameters) this.type(p);
        this.type(t.result);
        return;
      case 'tuple-type':
        for (const p of t.parts) this.type(p, inData(place));
        return;
      case 'sum-type':
        this.type(t.left, inData(place));
        this.type(t.right, inData(place));
        return;
      case 'list-type':
        this.type(t.element, inData(place));
        return;
      case 'type-hole':
        if (t.interface !== undefined) this.interface(t.interface, false);
        return;
      default:
        return;
    }
  }

  private pattern(p: PatternNode, of: string | undefined): void {
    if (p.kind === 'pattern-tag')
      this.out.push({ kind: 'message', at: p.at, tag: p.tag, interface: of, role: 'pattern' });
    else if (p.kind === 'pattern-star') this.pattern(p.body, of);
    else if (p.kind === 'pattern-sum' || p.kind === 'pattern-product')
      for (const q of p.parts) this.pattern(q, of);
  }

  private statement(s: Statement): void {
    if (s.kind === 'then') this.expression(s.expression);
    else {
      if (s.annotation !== undefined) this.type(s.annotation, 'let');
      this.expression(s.bound);
    }
  }

  private expression(e: Expression): void {
    switch (e.kind) {
      case 'block':
        for (const s of e.statements) this.statement(s);
        this.expression(e.result);
        return;
      case 'annotation':
        this.expression(e.body);
        this.type(e.type);
        return;
      case 'tuple':
        for (const p of e.parts) this.expression(p);
        return;
      case 'cons':
        this.expression(e.head);
        this.expression(e.tail);
        return;
      case 'injection':
      case 'spawn':
        this.expression(e.body);
        return;
      case 'case':
        this.expression(e.scrutinee);
        for (const arm of [e.left, e.right]) {
          this.type(arm.type, 'data');
          this.expression(arm.body);
        }
        return;
      case 'case-list':
        this.expression(e.scrutinee);
        this.type(e.type, 'data');
        this.expression(e.nil);
        this.expression(e.cons);
        return;
      case 'new':
        this.interface(e.interface, false);
        return;
      case 'free':
        this.expression(e.mailbox);
        return;
      case 'fail':
        this.expression(e.mailbox);
        this.type(e.type);
        return;
      case 'apply':
        this.expression(e.callee);
        for (const a of e.arguments) this.expression(a);
        return;
      case 'lambda':
        for (const { type } of e.parameters) this.type(type);
        this.type(e.result);
        this.expression(e.body);
        return;
      case 'send':
        this.expression(e.target);
        for (const a of e.arguments) this.expression(a);
        return;
      case 'if':
        this.expression(e.condition);
        this.expression(e.consequence);
        this.expression(e.alternative);
        return;
      case 'guard':
        this.guard(e);
        return;
      case 'binary':
        this.expression(e.left);
        this.expression(e.right);
        return;
      default:
        return;
    }
  }

  private guard(e: GuardExpression): void {
    this.expression(e.target);
    this.pattern(e.pattern, this.guards.get(rangeKey(e.at)));
    for (const clause of e.clauses) this.clause(clause);
  }

  private clause(clause: Clause): void {
    if (clause.kind === 'fail-clause') this.type(clause.type);
    else this.expression(clause.body);
  }
}
