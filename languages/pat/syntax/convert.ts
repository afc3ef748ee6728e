// Tree-sitter trees of the sections of a text → a program. Items whose text did not change stay the same objects:
// their ranges are relative, and an item without skipped text is a function of its own text and the comment above it.
import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Item, PlacedItem, Program, Range } from './ast.ts';
import { type Entry, withoutConsequences, withoutDebris } from './consequences.ts';
import { readBody, readDefinition, readInterface } from './convert-item.ts';
import { documentationAbove } from './documentation.ts';
import { sameValue } from './equality.ts';
import type { SyntaxFault } from './fault.ts';
import { KnownItems, type TakenItems } from './known-items.ts';
import { fix, TreeReader } from './reader.ts';
import {
  missingTokenFault,
  misspeltWordFault,
  originalOffset,
  type PlacedRepair,
  type Repair,
} from './repair.ts';

type ItemKind = Item['kind'];
const KINDS: ReadonlyMap<string, ItemKind> = new Map([
  ['interface_declaration', 'interface'],
  ['definition', 'definition'],
  ['body', 'body'],
]);

/** What a section of a text holds, with offsets from the start of the section. */
export interface ConvertedSection {
  readonly entries: readonly Entry[];
  /** Faults that lie in no item. */
  readonly faults: readonly SyntaxFault[];
  /** What its text was read with. */
  readonly repairs: readonly Repair[];
  readonly known: KnownItems;
}

/**
 * Converts the tree of a section; takes unchanged items from `old` and gives those for the next time. The tree is that of
 * the text with the `repairs` made, each of which is a fault.
 */
export function convertSection(
  tree: Tree,
  text: string,
  old: TakenItems,
  repairs: readonly PlacedRepair[] = [],
): ConvertedSection {
  const entries: Entry[] = [];
  const known = new KnownItems();
  const cursor = tree.walk();
  const loose = new Set(repairs);
  try {
    const outside = new TreeReader(cursor, text, 0, repairs);
    // A text that is nothing but an error has no `program` node of its own.
    if (outside.type === 'ERROR') outside.stray();
    else {
      for (let type = outside.down(); type !== undefined; type = outside.next()) {
        const kind = KINDS.get(type);
        entries.push(kind ? readItem(cursor, text, kind, old, known, repairs) : { brace: outside.at() });
        if (kind) for (const repair of repairs) if (holds(cursor, repair)) loose.delete(repair);
      }
    }
    for (const repair of loose) {
      const fault = faultOf(repair, outside, 0, outside.faults);
      if (fault !== undefined) outside.faults.push(fault);
    }
    return { entries, faults: outside.faults, repairs, known };
  } finally {
    cursor.delete();
  }
}

/** The program that sections make up, in order; `text` is the whole text. */
export function assemble(
  sections: Iterable<{ readonly start: number; readonly converted: ConvertedSection }>,
  text: string,
): Program {
  const found: Entry[] = [];
  const skipped: SyntaxFault[] = [];
  const repairs: Repair[] = [];
  for (const { start, converted } of sections) {
    for (const entry of converted.entries) {
      found.push(
        'item' in entry
          ? { item: entry.item, start: start + entry.start }
          : { brace: moved(entry.brace, start) },
      );
    }
    for (const fault of converted.faults) skipped.push(movedFault(fault, start));
    for (const repair of converted.repairs) repairs.push({ ...repair, at: start + repair.at });
  }
  const { entries, faults } = withoutDebris(found, skipped, text);
  const items = entries.filter(entry => 'item' in entry);
  const braces = entries.flatMap(entry => ('brace' in entry ? [strayBrace(entry.brace)] : []));
  return { items, faults: [...faults, ...braces, ...misplaced(items)], repairs };
}

function moved({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

/** A fault with its places moved. */
export function movedFault(fault: SyntaxFault, by: number): SyntaxFault {
  const { at, related, fixes } = fault;
  return {
    ...fault,
    at: moved(at, by),
    ...(related === undefined ? {} : { related: related.map(r => ({ ...r, at: moved(r.at, by) })) }),
    ...(fixes === undefined
      ? {}
      : {
          fixes: fixes.map(f => ({
            ...f,
            edits: f.edits.map(edit => ({ ...edit, range: moved(edit.range, by) })),
          })),
        }),
  };
}

function readItem(
  cursor: TreeCursor,
  text: string,
  kind: ItemKind,
  old: TakenItems,
  all: KnownItems,
  repairs: readonly PlacedRepair[],
): PlacedItem {
  const start = originalOffset(repairs, cursor.startIndex);
  const end = originalOffset(repairs, cursor.endIndex);
  const documentation = documentationAbove(text, start);
  const key = `${kind}\n${documentation}\n\n${text.slice(start, end)}`;
  const known = old.take(key);
  let item = known;
  const inside = repairs.filter(repair => holds(cursor, repair));
  if (!item || item.faults.length > 0 || inside.length > 0) {
    const reader = new TreeReader(cursor, text, start, repairs);
    item = read(reader, kind, documentation);
    const said = [...item.faults];
    for (const repair of inside) {
      const fault = faultOf(repair, reader, start, said);
      if (fault !== undefined) said.push(fault);
    }
    const faults = withoutConsequences(said, text.slice(start));
    item = { ...item, faults };
    if (known && sameValue(known, item)) item = known;
  }
  all.add(key, item);
  return { item, start };
}

/** Whether the node at the cursor holds the token that was put in, which may have a space on both sides. */
function holds({ startIndex, endIndex }: TreeCursor, { place, put }: PlacedRepair): boolean {
  return startIndex <= place + 1 && place + put.length - 1 <= endIndex;
}

/** The fault that a repair stands for, unless reading the tree has said it already. */
function faultOf(
  { at, width, token }: PlacedRepair,
  reader: TreeReader,
  start: number,
  said: readonly SyntaxFault[],
): SyntaxFault | undefined {
  const from = at - start;
  if (token === undefined) return undefined;
  if (width > 0) {
    const to = from + width;
    return misspeltWordFault(reader.slice(from, to), token, { start: from, end: to });
  }
  if (saysMissing(said, from)) return undefined;
  const around = [reader.slice(from - 1, from), reader.slice(from, from + 1)] as const;
  return missingTokenFault(token, from, reader.before(from), around);
}

/** Whether a fault says already what is missing at an offset. */
function saysMissing(faults: readonly SyntaxFault[], offset: number): boolean {
  return faults.some(
    ({ severity, at, fixes = [] }) =>
      severity === 'error' &&
      ((at.start <= offset && offset <= at.end) ||
        fixes.some(({ edits }) => edits.some(({ range }) => range.start === offset))),
  );
}

function read(reader: TreeReader, kind: ItemKind, documentation: string): Item {
  switch (kind) {
    case 'interface':
      return readInterface(reader, documentation);
    case 'definition':
      return readDefinition(reader, documentation);
    case 'body':
      return readBody(reader, documentation);
    default:
      return kind satisfies never;
  }
}

function strayBrace(at: Range): SyntaxFault {
  return {
    code: 'E109',
    severity: 'error',
    at,
    message: 'This `}` closes nothing: there is no open `{` before it.',
    fixes: fix('Remove it', at.start, at.end, ''),
  };
}

/** Interfaces come first, then definitions, then at most one body (spec §2). */
function misplaced(items: readonly PlacedItem[]): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  let firstDefinition: PlacedItem | undefined;
  let body: PlacedItem | undefined;
  const report = (
    code: string,
    placed: PlacedItem,
    length: number,
    message: string,
    other: PlacedItem,
    role: string,
  ) => {
    const at = { start: placed.start, end: placed.start + Math.min(length, placed.item.at.end) };
    const otherEnd = other.start + Math.min(other.item.at.end, other.item.kind === 'definition' ? 3 : 40);
    const related = [{ at: { start: other.start, end: otherEnd }, message: role }];
    faults.push({ code, severity: 'error', at, message, related });
  };
  for (const placed of items) {
    // A broken body with something after it may well be a broken definition: its own faults say enough.
    const broken =
      placed.item.kind === 'body' && placed.item.faults.some(fault => fault.severity === 'error');
    if (broken && placed !== items.at(-1)) continue;
    switch (placed.item.kind) {
      case 'interface': {
        const before = firstDefinition ?? body;
        if (before) {
          report(
            'E119',
            placed,
            9,
            'Interfaces come first in a program: move this one up.',
            before,
            'This comes before it.',
          );
        }
        break;
      }
      case 'definition':
        firstDefinition ??= placed;
        if (body) {
          const message =
            'Definitions come before the program’s body: move this one up, or the body to the end.';
          report('E119', placed, 3, message, body, 'The body is here.');
        }
        break;
      case 'body':
        if (body) {
          const message =
            'A program has one body. To do one thing after another, join them: `first; second`.';
          report('E120', placed, 40, message, body, 'The first body is here.');
        } else body = placed;
        break;
      default:
        placed.item satisfies never;
    }
  }
  return faults;
}
