// Both passes over one top-level item. The result depends on the item, the settings and the signatures that
// were looked up, and says which those were.
import type { LoweredBody, LoweredDefinition } from '../core/lower.ts';
import type { Binder } from '../core/term.ts';
import type { Settings } from '../settings.ts';
import type { Constraint } from '../solve/constraint.ts';
import type { Range } from '../syntax/ast.ts';
import { holdsDuty } from '../types/operations.ts';
import type { PatternVariable } from '../types/pattern.ts';
import type { Type } from '../types/type.ts';
import { Checking, type Fact } from './checking.ts';
import { checkComputation, synthesiseComputation } from './computations.ts';
import type { MailboxFault, PlainFault } from './fault.ts';
import type { Origin } from './origin.ts';
import { type PlainTyping, plainTypes } from './plain.ts';
import { bind } from './values.ts';
import { ObservedWorld, type World } from './world.ts';

export interface CheckedItem {
  readonly plainFaults: readonly PlainFault[];
  readonly mailboxFaults: readonly MailboxFault[];
  readonly constraints: readonly Constraint<Origin>[];
  readonly facts: readonly Fact[];
  /** What is wanted where something is missing, and of the results of functions that are, by place. */
  readonly wanted: ReadonlyMap<Range, Type>;
  readonly fresh: readonly {
    readonly variable: PatternVariable;
    readonly at: Range;
    readonly binder: Binder;
  }[];
  readonly typing: PlainTyping;
  /** What it saw of the other items. */
  readonly seen: ObservedWorld;
}

/** Checks a definition, or the body of the program. */
export function checkItem(
  lowered: LoweredDefinition | LoweredBody,
  world: World,
  settings: Settings,
): CheckedItem {
  const seen = new ObservedWorld(world);
  const typing = plainTypes(lowered, seen);
  const c = new Checking(lowered.item, seen, settings, typing);
  if (lowered.kind === 'definition') {
    const { body, result, parameters } = lowered.core;
    const environment = checkComputation(c, body, result);
    for (const { binder, type, typeAt } of parameters) bind(c, environment, binder, type, typeAt);
    nothingRemains(environment.entries.size);
  } else {
    const { type, environment } = synthesiseComputation(c, lowered.core.body);
    // Nobody could do what is left to do (spec §6.1, *result*).
    if (holdsDuty(type)) c.fault({ kind: 'duty-left-over', at: lowered.core.body.final.at, type });
    nothingRemains(environment.entries.size);
  }
  const { faults: mailboxFaults, constraints, facts, wanted, fresh } = c;
  return { plainFaults: typing.faults, mailboxFaults, constraints, facts, wanted, fresh, typing, seen };
}

/** Every variable of an item is bound in it, so nothing can remain in its environment. */
function nothingRemains(variables: number): void {
  if (variables > 0) throw new Error(`${variables} variables remain in the environment of a whole item`);
}
