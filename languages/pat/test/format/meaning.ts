// What formatting must keep: the syntax and the core term of every item but for their ranges, the documentation, and
// every comment, in order, between the same tokens.

import assert from 'node:assert/strict';
import type { FormatOptions, FormattedText } from '../../../answers.ts';
import { defaultFormatOptions } from '../../../format/options.ts';
import { lower } from '../../core/lower.ts';
import { applyEdits } from '../../format/edits.ts';
import { formatText } from '../../format/index.ts';
import { type PatParser, SyntaxDocument } from '../../syntax/parse.ts';

/** A copy of plain data without the places in the text that it tells. Cycles become `'…'`. */
export function withoutPlaces(value: unknown, above: readonly unknown[] = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '…';
  const inside = [...above, value];
  if (Array.isArray(value)) return value.map(part => withoutPlaces(part, inside));
  if (value instanceof Map) return [...value].map(entry => withoutPlaces(entry, inside));
  if (value instanceof Set) return [...value].map(part => withoutPlaces(part, inside));
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, part]) => !isPlace(part) && key !== 'scopeStart' && key !== 'scopeEnd' && key !== 'faults',
      )
      .map(([key, part]) => [key, withoutPlaces(part, inside)]),
  );
}

function isPlace(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return keys.length === 2 && keys.includes('start') && keys.includes('end');
}

export interface Meaning {
  readonly syntax: unknown;
  readonly core: unknown;
}

/** What the text says, apart from where it says it. */
export function meaningOf(parser: PatParser, text: string): Meaning {
  const document = new SyntaxDocument(parser, text);
  try {
    const items = document.program().items.map(({ item }) => item);
    return {
      syntax: withoutPlaces(items),
      core: withoutPlaces(items.map(item => lower(item))),
    };
  } finally {
    document.dispose();
  }
}

const piece = /("(?:[^"\\\n]|\\.)*"|#[^\n]*)|\s+/g;

/**
 * The text without white space, except in strings and comments; a line for each comment. Without parentheses: doubled
 * ones go, and the syntax says whether the right ones are left.
 */
function squeezed(text: string): string {
  return text
    .replace(piece, (_, kept?: string) =>
      kept === undefined ? '' : kept.startsWith('#') ? `\n${kept.trimEnd()}\n` : kept,
    )
    .replace(/[()]/g, '');
}

/** Formats a text and asserts everything that holds for every text; gives the result. */
export function formatted(
  parser: PatParser,
  text: string,
  options: FormatOptions = defaultFormatOptions,
): FormattedText {
  const once = formatText(parser, text, options);
  assert.equal(applyEdits(text, once.edits), once.text);
  assert.deepEqual(meaningOf(parser, once.text), meaningOf(parser, text), 'the meaning is kept');
  const twice = formatText(parser, once.text, options);
  assert.equal(twice.text, once.text, 'formatting twice changes nothing more');
  assert.deepEqual(twice.edits, [], 'a formatted text needs no edits');
  return once;
}

/** The same for a text without syntax errors and without spellings that are not canonical. */
export function wholeFormatted(parser: PatParser, text: string, options?: FormatOptions): string {
  const result = formatted(parser, text, options);
  assert.deepEqual(result.left, [], 'nothing is left out');
  assert.equal(squeezed(result.text), squeezed(text), 'all tokens and comments stay in their order');
  return result.text;
}
