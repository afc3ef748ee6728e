// Which word near the place where the parser stopped may be meant as another: a word of the language that is misspelt, or
// one that other languages have for the same thing.
import { editDistance } from './distance.ts';
import type { Repair } from './repair.ts';
import { tokensAround } from './tokens-around.ts';
import { isReserved, reservedWords, words } from './words.ts';

/** So many words are tried, each with all that it may mean: each costs a parse of the text. */
const most = 6;

/**
 * The words to try, the likelier first: near `places`, few letters away from what may be meant, and not used again and again
 * as names are. The meanings of one word come one after the other.
 */
export function misspeltWords(text: string, places: readonly number[]): readonly Repair[] {
  const near = tokensAround(text, places).filter(({ text: word }) => /^[A-Za-z]/.test(word));
  const uses = new Map<string, number>();
  for (const { text: word } of near) uses.set(word, (uses.get(word) ?? 0) + 1);
  const meanings = new Map([...uses.keys()].map(word => [word, meaningsOf(word)]));
  const found = near.flatMap(({ text: word, start }) => {
    const meant = meanings.get(word) ?? [];
    if (meant.length === 0) return [];
    const away = Math.min(...places.map(place => Math.abs(place - start)));
    const isName = (uses.get(word) ?? 0) > 1 && foreignMeanings(word).length === 0;
    const unlikely = away + (isName ? 1000 : 0) + 10 * Math.min(...meant.map(({ distance }) => distance));
    return [{ start, width: word.length, meant, unlikely }];
  });
  return found
    .toSorted((a, b) => a.unlikely - b.unlikely)
    .slice(0, most)
    .flatMap(({ start, width, meant }) =>
      meant
        .toSorted((a, b) => a.distance - b.distance)
        .map(({ meant: put }) => ({ at: start, width, put, token: put })),
    );
}

function foreignMeanings(word: string): readonly string[] {
  return [...words].flatMap(([text, { alsoWritten = [] }]) => (alsoWritten.includes(word) ? [text] : []));
}

interface Meaning {
  readonly meant: string;
  readonly distance: number;
}

function meaningsOf(word: string): readonly Meaning[] {
  const foreign = foreignMeanings(word).map(meant => ({ meant, distance: 0 }));
  if (isReserved(word) || word.length < 2 || word.length > 11) return foreign;
  const near: Meaning[] = [];
  for (const meant of reservedWords) {
    const distance = lettersWrong(word, meant);
    if (distance !== undefined) near.push({ meant, distance });
  }
  return [...foreign, ...near];
}

/** In how many letters a word differs from what may be meant; undefined when in too many. */
function lettersWrong(word: string, meant: string): number | undefined {
  if (word.toLowerCase() === meant.toLowerCase()) return 0;
  // Names of types and tags are no words of the language but for one.
  if (/^[A-Z]/.test(word) !== /^[A-Z]/.test(meant)) return undefined;
  const most = meant.length < 6 ? 1 : 2;
  if (Math.abs(meant.length - word.length) > most) return undefined;
  const distance = editDistance(word, meant);
  return distance <= most ? distance : undefined;
}
