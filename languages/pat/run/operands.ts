// Values in code: variables and constants are operands as they are, others are made into a slot before the node that
// needs them.
import type { Place } from '@behavioural/runtime';
import type { Binder, Value } from '../core/term.ts';
import type { Range } from '../syntax/ast.ts';
import type { Enclosed } from './capture.ts';
import { Failure, MakeClosure, MakeCons, MakeInjection, MakeTuple } from './data-nodes.ts';
import { damaged, type RunFault, unbound } from './fault.ts';
import { integer } from './integer.ts';
import type { Live } from './live.ts';
import { type Code, type Node, Operand } from './node.ts';
import { Atom, BuiltinFunction, DefinedFunction, nil, type Value as RunValue, unit } from './value.ts';

/** Code, and the slots that it reads. */
export interface Rest {
  readonly node: Node;
  readonly live: Live;
}

/** What values need to know of the body that they stand in. */
export interface Scope {
  slotOf(binder: Binder): number | undefined;
  definition(name: string): Code | undefined;
  /** Reserves the slot above those that are taken, and returns it. */
  temporary(depth: number): number;
  /** Compiles a function or a spawned process; also what it captures, as operands here. */
  enclosed(of: Enclosed, name: string, parameters: readonly Binder[]): { code: Code; captured: Operand[] };
  place(range: Range): Place;
}

/** A value that must be made before it is used: made into `slot` by the node that `make` gives. */
interface Preparation {
  readonly slot: number;
  readonly reads: readonly Operand[];
  readonly make: (next: Node) => Node;
}

/** The values that one node needs: which of them must be made before, and where. */
export class Preparing {
  /** How many slots are taken, those for values that were made included. */
  depth: number;
  private readonly scope: Scope;
  private readonly preparations: Preparation[] = [];

  constructor(scope: Scope, depth: number) {
    this.scope = scope;
    this.depth = depth;
  }

  /** The operand for a value. When it must be made, it is made in `slot`, or in one of its own. */
  operand(v: Value, slot?: number): Operand {
    const { scope } = this;
    switch (v.kind) {
      case 'variable': {
        const home = scope.slotOf(v.binder);
        return home === undefined
          ? this.failing(unbound(v.binder.name, scope.place(v.at)))
          : new Operand(home, undefined);
      }
      case 'definition': {
        const code = scope.definition(v.name);
        return code === undefined
          ? this.failing(unbound(v.name, scope.place(v.at)))
          : new Operand(-1, new DefinedFunction(code));
      }
      case 'primitive':
        return new Operand(-1, new BuiltinFunction(v.name));
      case 'constant':
        return new Operand(-1, constant(v));
      case 'tuple': {
        if (v.parts.length === 0) return new Operand(-1, unit);
        const parts = v.parts.map(p => this.operand(p));
        return this.made(slot, parts, (at, next) => new MakeTuple(scope.place(v.at), at, parts, next));
      }
      case 'nil':
        return new Operand(-1, nil);
      case 'cons': {
        // From the end, since lists written out may be long.
        const cells: Extract<Value, { kind: 'cons' }>[] = [];
        let end: Value = v;
        for (; end.kind === 'cons'; end = end.tail) cells.push(end);
        const heads = cells.map(cell => this.operand(cell.head));
        let tail = this.operand(end);
        let own: number | undefined;
        for (let i = cells.length - 1; i >= 0; i--) {
          const cell = cells[i];
          const head = heads[i];
          if (cell === undefined || head === undefined) continue;
          const rest = tail;
          const at = scope.place(cell.at);
          // The cells of one list are made in the same slot, one after the other.
          const into = i === 0 && slot !== undefined ? slot : own;
          tail = this.made(into, [head, rest], (result, next) => new MakeCons(at, result, head, rest, next));
          own ??= tail.slot;
        }
        return tail;
      }
      case 'injection': {
        const value = this.operand(v.value);
        const at = scope.place(v.at);
        return this.made(slot, [value], (result, next) => new MakeInjection(at, result, v.side, value, next));
      }
      case 'annotated':
        return this.operand(v.value, slot);
      case 'lambda': {
        const binders = v.parameters.map(p => p.binder);
        const { code, captured } = scope.enclosed(v, 'a function', binders);
        const at = scope.place(v.at);
        return this.made(slot, captured, (result, next) => new MakeClosure(at, result, code, captured, next));
      }
      case 'hole':
        return this.failing(damaged(scope.place(v.at)));
      default:
        return v satisfies never;
    }
  }

  private made(
    slot: number | undefined,
    reads: readonly Operand[],
    make: (slot: number, next: Node) => Node,
  ): Operand {
    const at = slot ?? this.scope.temporary(this.depth++);
    this.preparations.push({ slot: at, reads, make: next => make(at, next) });
    return new Operand(at, undefined);
  }

  private failing(fault: RunFault): Operand {
    this.preparations.push({ slot: -1, reads: [], make: () => new Failure(fault.error.span, fault) });
    return new Operand(-1, unit);
  }

  /**
   * The node after what must be made for it. `after` is what is read after it; it sets the `results` and reads what it
   * `reads`.
   */
  before(node: Node, after: Live, results: readonly number[], reads: readonly Operand[]): Rest {
    let live = after.change(results, slotsOf(reads));
    let first = node;
    for (let i = this.preparations.length - 1; i >= 0; i--) {
      const preparation = this.preparations[i];
      if (preparation === undefined) continue;
      first = preparation.make(first);
      live = live.change([preparation.slot], slotsOf(preparation.reads));
    }
    return { node: first, live };
  }

  /** The same for a node with a result where a process may be interrupted. */
  acting(node: Node & { liveAfter?: Live }, slot: number, after: Live, reads: readonly Operand[]): Rest {
    const live = after.change([slot], []);
    if (node.liveAfter !== undefined) node.liveAfter = live;
    node.live = live.change([], slotsOf(reads));
    return this.before(node, live, [], reads);
  }
}

export function slotsOf(operands: readonly Operand[]): number[] {
  const slots: number[] = [];
  for (const { slot } of operands) if (slot >= 0) slots.push(slot);
  return slots;
}

function constant({ constant: c }: Extract<Value, { kind: 'constant' }>): RunValue {
  switch (c.kind) {
    case 'integer':
      return integer(c.value);
    case 'atom':
      return new Atom(c.value);
    default:
      return c.value;
  }
}
