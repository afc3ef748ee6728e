// The alias check (spec §6): which variables may be used beside what a `receive` clause receives, so that no
// mailbox is known by two names in one thread. A mailbox at `!1` counts too: holding its name is enough to keep the `free`
// clause of whoever waits for it from being taken (spec §6.1, *strict*).
import type { Range } from '../syntax/ast.ts';
import { holdsDuty, holdsLinearFunction, interfacesHeld } from '../types/operations.ts';
import type { Type } from '../types/type.ts';
import type { Checking } from './checking.ts';
import type { Environment } from './environment.ts';

/** Checks the variables of `environment` against the types of what was received or taken apart. */
export function aliasCheck(
  c: Checking,
  received: readonly Type[],
  environment: Environment,
  at: Range,
  construct: 'receive' | 'case-list' | 'let-tuple',
): void {
  const mode = c.settings.aliasCheck;
  if (mode === 'none') return;
  const interfaces = new Set<string>();
  for (const type of received) interfacesHeld(type, interfaces);
  const linearFunctions = received.some(holdsLinearFunction);
  for (const [binder, { type, uses }] of environment.entries) {
    const fault = { kind: 'alias', at, binder, uses, type, construct } as const;
    if (mode === 'strict') {
      if (holdsDuty(type)) c.fault({ ...fault, because: 'strict' });
      continue;
    }
    const shared = [...interfacesHeld(type)].find(name => interfaces.has(name));
    if (shared !== undefined) c.fault({ ...fault, because: 'same-interface', interface: shared });
    else if ((linearFunctions && holdsDuty(type)) || (interfaces.size > 0 && holdsLinearFunction(type))) {
      c.fault({ ...fault, because: 'linear-function' });
    }
  }
}
