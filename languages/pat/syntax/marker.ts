// What may be written at a cursor, asked of the parser itself: a name is put there, or else one of the words that go on
// with what stands before it, and the tree says what it was taken for (as rust-analyzer's completion does). A marker is a
// repair (`repair.ts`): the tree is read with the offsets of the text that the user wrote, and has a hole where the marker is.
import type { Node } from 'web-tree-sitter';
import type { PlacedItem, Range } from './ast.ts';
import { convertSection } from './convert.ts';
import { KnownItems } from './known-items.ts';
import { itemEnd, itemStart } from './lexemes.ts';
import type { PatParser } from './parse.ts';
import { type Repair, repairText } from './repair.ts';
import { continuations, fits, isSkipped, name, runsOn, type Slot, type Word } from './slots.ts';

/** A marker that fits. */
export interface Marked {
  readonly slot: Slot;
  /** Reads the item around the marker. */
  readonly item: () => PlacedItem | undefined;
}

/** What fits in place of some text; nothing, or several when it may go on in several ways. */
export function slotsAt(
  parser: PatParser,
  text: string,
  place: Range,
  repairs: readonly Repair[],
): readonly Marked[] {
  const section = new MarkedSection(parser, text, place, repairs);
  for (const words of [[name], ...continuations]) {
    const found = words.flatMap(word => section.fit(word) ?? []);
    if (found.length > 0) return found;
  }
  return [];
}

/** The item around a name in place of some text, whatever that is taken for. */
export function itemWithName(
  parser: PatParser,
  text: string,
  place: Range,
  repairs: readonly Repair[],
): PlacedItem | undefined {
  const section = new MarkedSection(parser, text, place, repairs);
  const take: Take<PlacedItem> = (leaf, item) => (isSkipped(leaf) ? undefined : item());
  return section.read('whole', name.put, take) ?? section.read('before', name.put, take);
}

/** At most this many characters behind a cursor are read: more than any item that people write has. */
const farthest = 20_000;

/** What is made of the marker in the tree, and of the item around it. */
type Take<T> = (leaf: Node, item: () => PlacedItem | undefined) => T | undefined;

/** The text of an item around a cursor. */
class MarkedSection {
  private readonly parser: PatParser;
  private readonly start: number;
  /** The text before the cursor, */
  private readonly before: string;
  /** and all of it, without what the marker takes the place of. */
  private readonly whole: string;
  private readonly repairs: readonly Repair[];

  constructor(parser: PatParser, text: string, { start, end }: Range, repairs: readonly Repair[]) {
    this.parser = parser;
    this.start = itemStart(text, end);
    this.before = text.slice(this.start, start);
    const behind = text.slice(end, Math.min(itemEnd(text, end), end + farthest));
    this.whole = this.before + ' '.repeat(end - start) + behind;
    // One right beside the cursor stands for what is not written there yet.
    const isApart = (from: number, to: number): boolean => /\S/.test(text.slice(from, to));
    this.repairs = repairs
      .filter(({ at, width }) => this.start <= at && (isApart(at + width, start) || isApart(end, at)))
      .map(repair => ({ ...repair, at: repair.at - this.start }));
  }

  /**
   * The word where it fits. What is behind the cursor is part of the item, but says nothing of what may be written at it:
   * it may be broken, or what was there before.
   */
  fit({ put, slotOf }: Word): Marked | undefined {
    const slot = this.read('before', put, leaf => (fits(leaf) ? slotOf(leaf) : undefined));
    if (slot === undefined) return undefined;
    const isSame = (leaf: Node): boolean => slotOf(leaf) === slot && !isSkipped(leaf) && !runsOn(leaf);
    return {
      slot,
      item: () =>
        this.read('whole', put, (leaf, item) => (isSame(leaf) ? item() : undefined)) ??
        this.read('before', put, (_, item) => item()),
    };
  }

  read<T>(which: 'before' | 'whole', put: string, take: Take<T>): T | undefined {
    const text = this[which];
    const cursor = this.before.length;
    const marker: Repair = { at: cursor, width: 0, put: `${put} `, token: undefined };
    const others = this.repairs.filter(({ at, width }) => at + width <= text.length);
    const marked = repairText(text, [...others, marker]);
    const at = marked.repairs.find(repair => repair.at === cursor)?.place ?? cursor;
    const tree = this.parser.parse(marked.text, null);
    try {
      const leaf = tree.rootNode.descendantForIndex(at, at + put.length);
      // It may have become one with what is right before it.
      if (leaf === null || leaf.startIndex !== at || leaf.endIndex !== at + put.length) return undefined;
      return take(leaf, () => {
        const { entries } = convertSection(tree, text, new KnownItems().forOne(), marked.repairs);
        const placed = entries.findLast(
          (entry): entry is PlacedItem => 'item' in entry && entry.start <= cursor,
        );
        return placed && { ...placed, start: this.start + placed.start };
      });
    } finally {
      tree.delete();
    }
  }
}
