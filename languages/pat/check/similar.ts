// The name that a user may have meant: the nearest one by edit distance, when it is near enough.
import { editDistance } from '../syntax/distance.ts';

/** Beyond so many candidates only those that differ in the case of letters are looked for. */
const mostCandidates = 1000;

/** A name that may have been meant. */
export interface Similar {
  readonly name: string;
  /** No other candidate is as near. */
  readonly only: boolean;
}

/** The candidate nearest to `name`, at most a third of its letters away; undefined when none is. Single letters are like every other. */
export function mostSimilar(name: string, candidates: Iterable<string>): Similar | undefined {
  let best: Similar | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  let seen = 0;
  for (const candidate of candidates) {
    if (++seen > mostCandidates && candidate.toLowerCase() !== name.toLowerCase()) continue;
    if (
      candidate === name ||
      Math.max(candidate.length, name.length) < 2 ||
      Math.abs(candidate.length - name.length) > least
    )
      continue;
    const distance = candidate.toLowerCase() === name.toLowerCase() ? 0 : editDistance(name, candidate);
    if (distance < least) {
      least = distance;
      best = { name: candidate, only: true };
    } else if (distance === least && best !== undefined && best.name !== candidate) {
      best = { ...best, only: false };
    }
  }
  return best;
}
