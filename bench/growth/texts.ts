// How texts of a family grow: a family gives a text of about any number of characters, made of ever more of the same.

/** A text of about so many characters. */
export type Family = (size: number) => string;

/** Part of a text; one with a `%` has the number of its repetition there. */
export type Unit = string;

const numbered = (unit: Unit, i: number): string => unit.replaceAll('%', String(i));

/** So many repetitions that they take about `size` characters; at least one. */
function times(size: number, ...units: readonly Unit[]): number {
  // What takes the place of a `%` is longer than that.
  const width = units.reduce((sum, unit) => sum + unit.length + 3 * (unit.split('%').length - 1), 0);
  return Math.max(1, Math.floor(size / Math.max(1, width)));
}

function several(count: number, unit: Unit): string {
  return unit.includes('%')
    ? Array.from({ length: count }, (_, i) => numbered(unit, i)).join('')
    : unit.repeat(count);
}

/** `before`, the unit again and again, `after`. */
export function repeated(unit: Unit, before = '', after = ''): Family {
  return size => before + several(times(size, unit), unit) + after;
}

/** One within the other: `open`, again and again, `core`, and as often `close`. */
export function nested(open: Unit, core: string, close: Unit, before = '', after = ''): Family {
  return size => {
    const count = times(size, open, close);
    const closing = Array.from({ length: count }, (_, i) => numbered(close, count - 1 - i)).join('');
    return before + several(count, open) + core + closing + after;
  };
}

/** Several rows, each as long as the others, one after the other: of declarations and their uses, say. */
export function rows(...parts: readonly (string | readonly [unit: Unit])[]): Family {
  const units = parts.flatMap(part => (typeof part === 'string' ? [] : [part[0]]));
  return size => {
    const count = times(size, ...units);
    return parts.map(part => (typeof part === 'string' ? part : several(count, part[0]))).join('');
  };
}
