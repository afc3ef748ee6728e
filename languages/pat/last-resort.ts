// Z3 as a solver of the shared kind: a question is an inclusion of two closed patterns.
import type { Ask, OpenSolver } from '../solver.ts';
import type { LastResort } from './analysis.ts';
import { type Inclusion, type LoadZ3, openZ3 } from './solve/index.ts';
import type { Pattern } from './types/pattern.ts';

interface Question {
  readonly left: Pattern;
  readonly right: Pattern;
}

export const openSolver: OpenSolver = async load => {
  const session = await openZ3(load as LoadZ3);
  return {
    ask: askedBy((left, right) => session.decide(left, right)),
    close: () => session.close(),
  };
};

/** Who answers the questions of this file by deciding inclusions. */
export function askedBy(decide: LastResort): Ask {
  return question => {
    // Nothing but `inclusionBy` asks.
    const { left, right } = question as Question;
    return decide(left, right);
  };
}

/** Inclusions decided by whoever answers the questions of this file. */
export function inclusionBy(ask: Ask): LastResort {
  return async (left, right) => {
    const answer = (await ask({ left, right } satisfies Question)) as Inclusion | undefined;
    return answer ?? { kind: 'undecided', spent: 0 };
  };
}
