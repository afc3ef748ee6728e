// Looks for what makes a damaged section whole: words that are misspelt, one after the other, each of which must bring the
// parser further when it is written right; one token that is missing; or both. What leaves the least wrong counts.
import type { Tree } from 'web-tree-sitter';
import { type ConvertedSection, convertSection, movedFault } from './convert.ts';
import { type Damage, damageOf } from './damage.ts';
import type { SyntaxFault } from './fault.ts';
import { KnownItems } from './known-items.ts';
import { missingTokens } from './missing-token.ts';
import { misspeltWords } from './misspelt-word.ts';
import { originalOffset, type PlacedRepair, type Repair, type RepairedText, repairText } from './repair.ts';

/** A longer section costs too much to try anything out in it. */
const longestMended = 16_000;
/** With more faults than these, more than one token is missing. */
const mostFaults = 12;
/** So many words of one section are written right. */
const mostWords = 8;
/** Each attempt costs a parse of the text: this many characters are parsed for words, and for a token. */
const charactersForWords = 48_000;
const charactersForToken = 32_000;
/** So many tokens are tried. */
const mostTokens = 32;

/** To try anything out costs as much as parsing so many characters, however short the text is. */
const charactersEach = 256;

type Parse = (text: string) => Tree;

/** What is tried of a text, until it has cost enough. */
class Attempts {
  readonly text: string;
  private readonly parse: Parse;
  private left: number;

  /** @param characters how many may be parsed */
  constructor(parse: Parse, text: string, characters: number) {
    this.parse = parse;
    this.text = text;
    this.left = characters;
  }

  /** Looks at the tree of the text with repairs made; undefined when enough has been tried. */
  look<T>(repairs: readonly Repair[], read: (tree: Tree, repaired: RepairedText) => T): T | undefined {
    const repaired = repairText(this.text, repairs);
    this.left -= repaired.text.length;
    if (this.left < 0) return undefined;
    const tree = this.parse(repaired.text);
    try {
      return read(tree, repaired);
    } finally {
      tree.delete();
    }
  }
}

/** A text that may be repaired, and what is wrong with it still. */
interface State extends RepairedText {
  readonly damage: Damage;
  /** With offsets of the repaired text. */
  readonly errors: readonly SyntaxFault[];
}

/** What a section holds, and how many characters of parsing it cost to find what mends it. */
export interface MendedSection {
  readonly section: ConvertedSection;
  readonly parsed: number;
  /** There are errors in it, or were before it was mended. */
  readonly isHurt: boolean;
}

/**
 * What a section holds, with what mends it where its tree is damaged; without looking for that unless `tries`. The items that
 * it takes over are taken out of `known`.
 */
export function mended(
  parse: Parse,
  tree: Tree,
  text: string,
  known: KnownItems,
  tries: boolean,
): MendedSection {
  let parsed = 0;
  const counting: Parse = other => {
    parsed += other.length + charactersEach;
    return parse(other);
  };
  const taken = known.forOne();
  const section = convertSection(tree, text, taken);
  const errors = errorsOf(section);
  const isHurt = errors.length > 0;
  const repairs = tries ? repairsOf(counting, tree, text, errors) : [];
  if (repairs.length === 0) {
    taken.keep();
    return { section, parsed, isHurt };
  }
  const takenWhole = known.forOne();
  const once = new Attempts(counting, text, Number.POSITIVE_INFINITY);
  const whole = once.look(repairs, (repaired, { repairs }) =>
    convertSection(repaired, text, takenWhole, repairs),
  );
  (whole === undefined ? taken : takenWhole).keep();
  return { section: whole ?? section, parsed, isHurt };
}

/** What makes a text whole, or less damaged. */
function repairsOf(
  parse: Parse,
  tree: Tree,
  text: string,
  errors: readonly SyntaxFault[],
): readonly PlacedRepair[] {
  if (errors.length === 0 || text.length > longestMended) return [];
  const first: State = { text, repairs: [], damage: damageOf(tree), errors };
  const spelt = withWordsRight(new Attempts(parse, text, charactersForWords), first);
  const withToken = (state: State) => withOneToken(new Attempts(parse, text, charactersForToken), state);
  let best = better(first, spelt);
  if (spelt.errors.length > 0) best = better(best, withToken(spelt));
  if (spelt !== first && wrong(best) > 1) best = better(best, withToken(first));
  return best.repairs;
}

/** The one that is whole or, when both are or neither is, has fewer mistakes; the other when there is no difference. */
function better(one: State, other: State | undefined): State {
  if (other === undefined) return one;
  const difference =
    Math.sign(one.errors.length) - Math.sign(other.errors.length) || wrong(one) - wrong(other);
  return difference < 0 ? one : other;
}

/** How many mistakes there are: those that were repaired, and those that are left. */
function wrong({ repairs, errors }: State): number {
  return repairs.length + errors.length;
}

function stateOf(tree: Tree, repaired: RepairedText): State {
  const errors = errorsOf(convertSection(tree, repaired.text, new KnownItems().forOne()));
  return { ...repaired, damage: damageOf(tree), errors };
}

/** The repairs of a state and more, which are of its text. Undefined when they would change what those have put in. */
function together(state: State, more: readonly Repair[]): readonly Repair[] | undefined {
  const overlaps = state.repairs.some(({ place, put }) =>
    more.some(({ at, width }) => at < place + put.length && place < at + width),
  );
  if (overlaps) return undefined;
  return [...state.repairs, ...more.map(one => ({ ...one, at: originalOffset(state.repairs, one.at) }))];
}

// ------------------------------------------------------------------------------------------- misspelt words

function withWordsRight(attempts: Attempts, first: State): State {
  let state = first;
  while (state.errors.length > 0 && state.repairs.length < mostWords) {
    const words = misspeltWords(state.text, likelyPlaces(state.errors, state.damage.stops));
    const next = wordRight(attempts, state, words) ?? wordsRight(attempts, state, words);
    if (next === undefined) break;
    state = next;
  }
  return state;
}

/** The text with one word more written right, which brings the parser further: the one that leaves the least wrong. */
function wordRight(attempts: Attempts, state: State, words: readonly Repair[]): State | undefined {
  let best: State | undefined;
  for (const word of words) {
    const repairs = together(state, [word]);
    if (repairs === undefined) continue;
    const next = attempts.look(repairs, stateOf);
    if (next === undefined) break;
    if (isFurther(next, state) && (best === undefined || next.errors.length < best.errors.length)) {
      best = next;
      if (best.errors.length === 0) break;
    }
  }
  return best;
}

/** The text with several words written right of which none alone brings the parser further. */
function wordsRight(attempts: Attempts, state: State, words: readonly Repair[]): State | undefined {
  let chosen = words.filter(({ at }, i) => words.findIndex(word => word.at === at) === i);
  const look = (some: readonly Repair[]): State | undefined => {
    const repairs = together(state, some);
    return repairs === undefined ? undefined : attempts.look(repairs, stateOf);
  };
  let best = chosen.length < 2 ? undefined : look(chosen);
  if (best === undefined || best.errors.length >= state.errors.length) return undefined;
  // Without those that are right as they are.
  for (const word of chosen) {
    const fewer = chosen.filter(other => other !== word);
    const next = look(fewer);
    if (next === undefined || next.errors.length > best.errors.length) continue;
    best = next;
    chosen = fewer;
  }
  return best;
}

/** Whether less is wrong or, since one error may hide others behind it, as much is wrong but further on. */
function isFurther(next: State, state: State): boolean {
  const difference = next.errors.length - state.errors.length;
  return difference < 0 || (difference === 0 && reached(next) > reached(state));
}

/** Where the first error is, in the text that the user wrote. */
function reached({ repairs, errors }: State): number {
  return originalOffset(repairs, Math.min(...errors.map(({ at }) => at.start)));
}

// ------------------------------------------------------------------------------------------- a missing token

/** A text with one token put in that makes it whole, with no more faults than it has without. */
function withOneToken(attempts: Attempts, state: State): State | undefined {
  const { stops, loss } = state.damage;
  const faults = state.errors.length;
  if (stops.length === 0 || faults < (loss ? 1 : 2) || faults > mostFaults) return undefined;
  let best: State | undefined;
  // What is still wrong with the token, and the token itself, must be less than what is wrong without.
  let least = loss ? faults : faults - 1;
  let left = mostTokens;
  for (const token of missingTokens(state.text, likelyPlaces(state.errors, stops))) {
    if (left-- === 0) break;
    const repairs = together(state, [token]);
    if (repairs === undefined) continue;
    const next = attempts.look(repairs, (tree, repaired) =>
      damageOf(tree).stops.length > 0 ? 'damaged' : stateOf(tree, repaired),
    );
    if (next === undefined) break;
    if (next === 'damaged' || next.errors.length >= least) continue;
    best = next;
    least = next.errors.length;
    if (least === 0) break;
  }
  return best;
}

/** Where something may be wrong, the likelier first: where the first faults are, which say what does not fit. */
function likelyPlaces(faults: readonly SyntaxFault[], stops: readonly number[]): readonly number[] {
  const first = faults.toSorted((a, b) => a.at.start - b.at.start).slice(0, 3);
  const places = first.flatMap(({ at }) => [at.start, at.end]);
  return [...new Set([...places, ...stops])];
}

/** The errors in a section, with offsets from its start. */
function errorsOf({ entries, faults }: ConvertedSection): readonly SyntaxFault[] {
  const all = [
    ...faults,
    ...entries.flatMap(entry =>
      'item' in entry ? entry.item.faults.map(fault => movedFault(fault, entry.start)) : [],
    ),
  ];
  return all.filter(({ severity }) => severity === 'error');
}
