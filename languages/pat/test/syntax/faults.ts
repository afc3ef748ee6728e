// What the syntax tests have in common: the faults of a text with absolute ranges, and fixes applied to it.
import type { Program } from '../../syntax/ast.ts';
import type { Edit, SyntaxFault } from '../../syntax/fault.ts';
import { type PatParser, SyntaxDocument } from '../../syntax/parse.ts';

/** The program of a text, parsed afresh. */
export function parseText(parser: PatParser, text: string): Program {
  const document = new SyntaxDocument(parser, text);
  const program = document.program();
  document.dispose();
  return program;
}

/** All faults with absolute ranges, in order of place. */
export function faultsOf(program: Program): readonly SyntaxFault[] {
  const shift = (start: number) => (range: { start: number; end: number }) => ({
    start: range.start + start,
    end: range.end + start,
  });
  const inItems = program.items.flatMap(({ item, start }) => {
    const to = shift(start);
    return item.faults.map(fault => ({
      ...fault,
      at: to(fault.at),
      ...(fault.fixes && {
        fixes: fault.fixes.map(fix => ({
          title: fix.title,
          edits: fix.edits.map(edit => ({ range: to(edit.range), text: edit.text })),
        })),
      }),
    }));
  });
  return [...program.faults, ...inItems].toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}

export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { range, text: replacement } of edits.toSorted((a, b) => b.range.start - a.range.start)) {
    result = result.slice(0, range.start) + replacement + result.slice(range.end);
  }
  return result;
}

/**
 * Faults as `CODE text-at-the-fault`, one per line. The text must lie in the program: this throws when a range does not.
 */
export function summary(text: string, program: Program): string[] {
  return faultsOf(program).map(({ code, at }) => {
    if (at.start < 0 || at.end > text.length || at.start > at.end)
      throw new Error(`${code} lies outside the text`);
    return `${code} ${text.slice(at.start, at.end)}`;
  });
}

/** The program without its places and faults. */
export function meaning({ items }: Program): string {
  return JSON.stringify(
    items.map(({ item }) => item),
    (key, value: unknown) =>
      ['at', 'head', 'operatorAt', 'faults'].includes(key)
        ? undefined
        : typeof value === 'bigint'
          ? `${value}`
          : value,
  );
}
