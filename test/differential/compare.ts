// The comparison itself: programs from a seed, two verdicts each, and for every difference the smallest program.
import type { PatParser, Settings } from '../../languages/pat/index.ts';
import { type OracleVerdict, oracleVerdicts } from './oracle.ts';
import { type OurVerdict, verdict } from './ours.ts';
import { examples, programFor } from './programs.ts';
import { shrink } from './shrink.ts';

export interface Difference {
  readonly settings: Settings;
  readonly text: string;
  readonly smallest: string;
  readonly ours: OurVerdict;
  readonly oracle: OracleVerdict;
}

export interface Comparison {
  readonly parser: PatParser;
  /** The path of the second implementation. */
  readonly oracle: string;
  readonly count: number;
  readonly seed: number;
  /** The programs are dealt out to these in turn. */
  readonly settings: readonly Settings[];
  readonly shrinking: boolean;
  readonly onDifference?: (difference: Difference) => void;
}

export interface Report {
  readonly programs: number;
  /** How many both accept. */
  readonly accepted: number;
  /** How many we left to the last resort. */
  readonly undecided: number;
  /** How many the oracle gave no answer to. */
  readonly unknown: number;
  /** Rejections by the family of rules that the oracle names. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
}

/** Two verdicts differ. What either could not decide is counted apart, and is no difference. */
export function differ(ours: OurVerdict, oracle: OracleVerdict): boolean {
  if (ours.verdict === 'threw') return true;
  return oracle.verdict !== 'unknown' && ours.verdict !== 'undecided' && ours.verdict !== oracle.verdict;
}

export function compare(comparison: Comparison): Report {
  const { parser, oracle, count, seed, settings, shrinking, onDifference } = comparison;
  const material = examples();
  const differences: Difference[] = [];
  const kinds = new Map<string, number>();
  let [accepted, undecided, unknown] = [0, 0, 0];
  settings.forEach((chosen, part) => {
    const texts: string[] = [];
    for (let i = part; i < count; i += settings.length) texts.push(programFor(seed, i, material));
    const theirs = oracleVerdicts(oracle, texts, chosen);
    texts.forEach((text, i) => {
      const ours = verdict(parser, text, chosen);
      const answer = theirs[i] ?? { verdict: 'unknown', kind: '', message: '' };
      if (answer.verdict === 'rejected') kinds.set(answer.kind, (kinds.get(answer.kind) ?? 0) + 1);
      if (answer.verdict === 'unknown') unknown += 1;
      if (ours.verdict === 'undecided') undecided += 1;
      if (ours.verdict === 'accepted' && answer.verdict === 'accepted') accepted += 1;
      if (!differ(ours, answer)) return;
      const small = shrinking ? smallest(comparison, text, chosen, ours, answer) : text;
      const difference: Difference = {
        settings: chosen,
        text,
        smallest: small,
        ours: verdict(parser, small, chosen),
        oracle: oracleVerdicts(oracle, [small], chosen)[0] ?? answer,
      };
      differences.push(difference);
      onDifference?.(difference);
    });
  });
  return { programs: count, accepted, undecided, unknown, kinds, differences };
}

/** Shrinks while the same two verdicts differ for the same reasons: our first code, and the oracle's kind. */
function smallest(
  { parser, oracle }: Comparison,
  text: string,
  settings: Settings,
  ours: OurVerdict,
  theirs: OracleVerdict,
): string {
  return shrink(text, candidates => {
    const alike = candidates.map(candidate => {
      const now = verdict(parser, candidate, settings);
      return now.verdict === ours.verdict && now.codes[0] === ours.codes[0];
    });
    const asked = candidates.filter((_, i) => alike[i] === true);
    const answers = oracleVerdicts(oracle, asked, settings);
    let next = 0;
    return alike.map(like => {
      if (!like) return false;
      const answer = answers[next++];
      return answer?.verdict === theirs.verdict && answer.kind === theirs.kind;
    });
  });
}
