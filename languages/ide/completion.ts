// A suggestion as data, and the text it writes: with places for the user to fill in, for editors that have such, and
// as plain text for those that have not.
import type { Span } from '../diagnostic.ts';

export type CompletionKind =
  | 'variable'
  | 'function'
  | 'interface'
  | 'type'
  | 'message'
  | 'keyword'
  | 'construct'
  | 'clause'
  | 'pattern'
  | 'operator';

/** A place to fill in; places of the same number are filled in together, and 0 is where the cursor ends. */
export interface Hole {
  readonly number: number;
  readonly text: string;
}

/** Text with holes. Lines after the first are indented as if the first began its line without any space. */
export type Template = readonly (string | Hole)[];

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Right behind the label: parameters, payloads. */
  readonly signature?: string;
  /** A type, or where it comes from, in a few words. */
  readonly description?: string;
  /** The whole as one line of code. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What typed letters are compared with, when that is not the label. */
  readonly filter?: string;
  /** For editors without templates. */
  readonly text: string;
  /** For all others; the text alone when there is nothing to fill in. */
  readonly template?: Template;
}

/** All suggestions for one place, the best first. They all replace the same text. */
export interface Completions {
  /** What was typed of the word, up to the cursor. */
  readonly insert: Span;
  /** The whole word around the cursor. */
  readonly replace: Span;
  /** The white space that the line of the cursor begins with. */
  readonly indentation: string;
  readonly items: readonly CompletionItem[];
}

export function hole(number: number, text = ''): Hole {
  return { number, text };
}

/** A template as a tagged literal: holes are put in as values. */
export function template(
  strings: TemplateStringsArray,
  ...values: readonly (string | Hole | Template)[]
): Template {
  return strings.flatMap((text, i) => {
    const value = values[i];
    const rest =
      value === undefined ? [] : typeof value === 'string' || !Array.isArray(value) ? [value] : value;
    return [text, ...rest].filter((part): part is string | Hole => part !== '');
  });
}

/** The template as the user reads it: each hole as its text. */
export function plainText(parts: Template): string {
  return parts.map(part => (typeof part === 'string' ? part : part.text)).join('');
}

/** Holes for names in a list: `a, b`. */
export function holes(names: readonly string[], first = 1): Template {
  return names.flatMap((name, i) => (i === 0 ? [hole(first, name)] : [', ', hole(first + i, name)]));
}
