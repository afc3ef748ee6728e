// What may be written to a terminal, as a type of its own, so that the compiler finds whatever has not been made safe.
// It comes from the template `shown`, which escapes the strings in it, and from the styles.
import { escaped, escapedJson, escapedOutput } from './escape.ts';

/** Text without anything from outside that would steer a terminal; it may have our own colours and line breaks. */
export class Shown {
  /** Only for what is known to be safe. */
  static trusted(text: string): Shown {
    return new Shown(text);
  }

  private readonly safe: string;
  private constructor(text: string) {
    this.safe = text;
  }
  get text(): string {
    return this.safe;
  }
}

/** A template for terminals: what is between the strings of the source is escaped, unless it has been already. */
export function shown(parts: TemplateStringsArray, ...values: readonly (string | number | Shown)[]): Shown {
  const safe = values.map(value => (value instanceof Shown ? value.text : escaped(String(value))));
  return Shown.trusted(String.raw({ raw: parts }, ...safe));
}

/** Lines or other pieces, with our own text between them. */
export function joined(pieces: readonly Shown[], between: string): Shown {
  return Shown.trusted(pieces.map(piece => piece.text).join(between));
}

/** One line of JSON, for other programs. */
export function shownJson(value: unknown): Shown {
  return Shown.trusted(`${escapedJson(JSON.stringify(value))}\n`);
}

/** What a program wrote: lines with colours. */
export function shownOutput(text: string): Shown {
  return Shown.trusted(escapedOutput(text));
}
