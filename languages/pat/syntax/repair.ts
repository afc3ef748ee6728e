// Where tree-sitter skips text it loses what that text meant. A small change that makes the text whole keeps it (Corchuelo
// et al. 2002; Diekmann and Tratt 2020): a token that is missing, or a word that is misspelt. The tree is made of the
// repaired text and read with the offsets of the text that the user wrote, so names around the mistake keep their meaning,
// and there is one fault, at the mistake. How repairs are found is in `mend.ts`.
import type { SyntaxFault } from './fault.ts';
import { isReserved } from './words.ts';

/** A change of a text. */
export interface Repair {
  /** Where it begins in the text that the user wrote. */
  readonly at: number;
  /** How many characters it stands for there; 0 when it puts something in. */
  readonly width: number;
  readonly put: string;
  /** The token that is put in, as it is written; undefined for a name, which the user must choose. */
  readonly token: string | undefined;
}

/** A repair with the place of what it puts in, as an offset of the repaired text. */
export interface PlacedRepair extends Repair {
  readonly place: number;
}

export interface RepairedText {
  readonly text: string;
  /** In order. */
  readonly repairs: readonly PlacedRepair[];
}

/** Makes repairs, which do not overlap. */
export function repairText(text: string, repairs: readonly Repair[]): RepairedText {
  const placed: PlacedRepair[] = [];
  let whole = '';
  let end = 0;
  for (const repair of repairs.toSorted((a, b) => a.at - b.at || a.width - b.width)) {
    whole += text.slice(end, repair.at);
    placed.push({ ...repair, place: whole.length });
    whole += repair.put;
    end = repair.at + repair.width;
  }
  return { text: whole + text.slice(end), repairs: placed };
}

/** An offset of the repaired text as an offset of the text that the user wrote. */
export function originalOffset(repairs: readonly PlacedRepair[], offset: number): number {
  let added = 0;
  for (const { at, width, put, place } of repairs) {
    if (offset <= place) break;
    if (offset < place + put.length) return at + Math.min(offset - place, width);
    added += put.length - width;
  }
  return offset - added;
}

/**
 * The fault that a missing token is, where reading the tree has not said so already. `last` is the place of the token before
 * it, `around` the characters on both sides.
 */
export function missingTokenFault(
  token: string,
  offset: number,
  last: SyntaxFault['at'],
  around: readonly [string, string],
): SyntaxFault {
  const isWord = /^\w/.test(token);
  const [left, right] = around.map(c => (isWord && /[\w']/.test(c) ? ' ' : ''));
  const edit = { range: { start: offset, end: offset }, text: `${left}${token}${right}` };
  return {
    code: 'E129',
    severity: 'error',
    at: last,
    message: `Here \`${token}\` is missing.`,
    fixes: [{ title: `Write \`${token}\``, edits: [edit] }],
  };
}

/** The fault that a word is for which another is meant. */
export function misspeltWordFault(word: string, meant: string, at: SyntaxFault['at']): SyntaxFault {
  const what = isReserved(word)
    ? `Here \`${word}\` does not fit.`
    : `\`${word}\` is not a word of the language.`;
  return {
    code: 'E138',
    severity: 'error',
    at,
    message: `${what} Did you mean \`${meant}\`?`,
    fixes: [{ title: `Write \`${meant}\``, edits: [{ range: at, text: meant }], spelling: true }],
  };
}
