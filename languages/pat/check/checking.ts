// The state of checking one item: what it sees, and where faults, constraints and facts for the editor collect.
import type { Binder, Final } from '../core/term.ts';
import type { Settings } from '../settings.ts';
import type { Constraint } from '../solve/constraint.ts';
import type { Item, Range } from '../syntax/ast.ts';
import { Places } from '../syntax/places.ts';
import { holdsError } from '../types/operations.ts';
import { equalPatterns, type Pattern, PatternVariable, variable } from '../types/pattern.ts';
import type { Type } from '../types/type.ts';
import type { MailboxFault } from './fault.ts';
import type { Origin } from './origin.ts';
import type { PlainTyping } from './plain.ts';
import type { World } from './world.ts';

/** What checking found out about a place in the source, for hovers and hints. */
export type Fact =
  /** A variable occurs, used at this type. */
  | { readonly kind: 'use'; readonly at: Range; readonly binder: Binder; readonly type: Type }
  /** A variable is bound; `type` is how the rest of its scope uses it, undefined when it does not. */
  | { readonly kind: 'binding'; readonly at: Range; readonly binder: Binder; readonly type: Type | undefined }
  /** A guard: its pattern, and for each clause what remains in the mailbox. */
  | {
      readonly kind: 'guard';
      readonly at: Range;
      readonly patternAt: Range;
      readonly pattern: Pattern;
      readonly handled: Pattern;
      readonly interface: string;
      readonly clauses: readonly {
        /** The clause without its body, for a `receive`. */
        readonly at: Range;
        readonly whole: Range;
        /** Undefined for the clause of the empty mailbox. */
        readonly tag: string | undefined;
        readonly remaining: Pattern;
        /** Its body is `fail(…)[…]`: the user says that it is never taken. */
        readonly fails: boolean;
      }[];
    };

export class Checking {
  readonly faults: MailboxFault[] = [];
  readonly constraints: Constraint<Origin>[] = [];
  readonly facts: Fact[] = [];
  /** What is wanted where something is missing, and of the results of functions that are, by place. */
  readonly wanted = new Map<Range, Type>();
  /** Pattern variables made while checking, with the place that made each necessary. */
  readonly fresh: { readonly variable: PatternVariable; readonly at: Range; readonly binder: Binder }[] = [];
  readonly item: Item;
  readonly world: World;
  readonly settings: Settings;
  readonly typing: PlainTyping;
  /** Where the first pass found fault. */
  private readonly faulty: Places;

  constructor(item: Item, world: World, settings: Settings, typing: PlainTyping) {
    this.item = item;
    this.world = world;
    this.settings = settings;
    this.typing = typing;
    this.faulty = new Places(typing.faults);
  }

  /** Demands `lower ⊑ upper`; what holds trivially is dropped (spec §7). */
  need(lower: Pattern, upper: Pattern, origin: Omit<Origin, 'item'>): void {
    if (equalPatterns(lower, upper)) return;
    this.constraints.push({ lower, upper, origin: { ...origin, item: this.item } });
  }

  freshPattern(binder: Binder, at: Range, interfaceName: string): Pattern {
    const fresh = new PatternVariable(binder.name, interfaceName);
    this.fresh.push({ variable: fresh, at, binder });
    return variable(fresh);
  }

  want(at: Range, type: Type): void {
    if (!holdsError(type)) this.wanted.set(at, type);
  }

  fault(fault: MailboxFault): void {
    this.faults.push(fault);
  }

  /** Whether the first pass already found fault with exactly this place. */
  reported(at: Range): boolean {
    return this.faulty.has(at);
  }

  interfaceOf(f: Final): string | undefined {
    return this.typing.interfaces.get(f);
  }
}
