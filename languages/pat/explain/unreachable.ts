// Clauses that can never be taken, because the guard's pattern never holds what they are for (W301).

import type { Diagnostic } from '../../diagnostic.ts';
import type { Fact } from '../check/checking.ts';
import { holdsEmpty, tagsOf } from '../types/pattern.ts';
import { shortPattern } from '../types/show.ts';
import { removeClause } from './clauses.ts';
import type { Reporter } from './report.ts';

type GuardFact = Extract<Fact, { readonly kind: 'guard' }>;

/** The clauses of a guard that its pattern rules out; none when it rules out all, which is how `fail` is used. */
export function unreachableClauses(r: Reporter, guard: GuardFact): Diagnostic[] {
  const dead = guard.clauses.filter(({ tag, remaining }) =>
    tag === undefined ? !holdsEmpty(guard.pattern) : remaining.kind === 'zero',
  );
  if (dead.length === guard.clauses.length) return [];
  const known = r.context.world.interface(guard.interface)?.messages;
  // A misspelt message in the pattern is why, and is reported.
  if (known === undefined || [...tagsOf(guard.pattern)].some(t => !known.has(t))) return [];
  const shown = shortPattern(guard.pattern);
  return dead
    .filter(({ fails }) => !fails)
    .map(({ at, whole, tag }) =>
      r.warning(
        'W301',
        r.headOf(at),
        `This clause is never taken: by its pattern \`${shown}\` the mailbox ${tag === undefined ? 'is never empty here' : `never holds \`${tag}\` here`}.`,
        { fixes: [removeClause(r, whole, 'Remove the clause')], unnecessary: true },
      ),
    );
}
