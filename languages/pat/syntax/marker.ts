// What may be written at a cursor, asked of the parser itself: a name is put there, or else one of the words that go on
// with what stands before it, and the tree says what it was taken for (as rust-analyzer's completion does). A marker is a
// repair (`repair.ts`): the tree is read with the offsets of the text that the user wrote, and has a hole where the marker is.
import type { Node } from 'web-tree-sitter';
import type { PlacedItem, Range } from './ast.ts';
import { convertSection } from './convert.ts';
import { isLoss } from './damage.ts';
import { KnownItems } from './known-items.ts';
import { itemEnd, itemStart } from './lexemes.ts';
import type { PatParser } from './parse.ts';
import { type Repair, repairText } from './repair.ts';
import { isBaseType } from './words.ts';

/** What a marker was taken for. */
export type Slot =
  /** A name that is made up here. */
  | 'new-name'
  | 'expression'
  | 'type'
  /** After the name of an interface in a type: `!` or `?`. */
  | 'capability'
  | 'usage'
  | 'pattern'
  | 'pattern-operator'
  /** After `mailbox !`, */
  | 'sent-tag'
  /** and after `receive`. */
  | 'received-tag'
  /** After `from`. */
  | 'mailbox'
  /** After `new[`. */
  | 'interface'
  /** The clauses of a guard in braces, */
  | 'clauses'
  /** and one of them. */
  | 'clause'
  /** The branches of an `if` in braces. */
  | 'branches'
  /** One branch of a `case`, */
  | 'arm'
  /** and of a `caseL`. */
  | 'list-arm'
  | 'from'
  | 'of'
  | 'else'
  | 'in';

/** A marker that fits. */
export interface Marked {
  readonly slot: Slot;
  /** The item around the marker. */
  readonly placed: PlacedItem;
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

// ---------------------------------------------------------------------------------------------- reading

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
    this.repairs = repairs
      .filter(({ at, width }) => this.start <= at && (at + width < start || end < at))
      .map(repair => ({ ...repair, at: repair.at - this.start }));
  }

  /**
   * The word where it fits. What is behind the cursor is part of the item, but says nothing of what may be written at it:
   * it may be broken, or what was there before.
   */
  fit({ put, slotOf }: Word): Marked | undefined {
    const slot = this.read('before', put, leaf => (fits(leaf) ? slotOf(leaf) : undefined));
    if (slot === undefined) return undefined;
    const placed =
      this.read('whole', put, (leaf, item) =>
        slotOf(leaf) === slot && !isSkipped(leaf) && !runsOn(leaf) ? item() : undefined,
      ) ?? this.read('before', put, (_, item) => item());
    return placed === undefined ? undefined : { slot, placed };
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

/** Whether a node is part of text that was skipped. */
function isSkipped({ parent }: Node): boolean {
  for (let node = parent; node !== null; node = node.parent) if (node.isError) return true;
  return false;
}

/** Where no step comes before another but in parentheses of their own, or after a `let`. */
const singles: ReadonlySet<string> = new Set([
  ...['parenthesized', 'tuple', 'cons', 'argument', 'arguments'],
  ...['case_expression', 'let_statement', 'let_tuple_statement'],
]);

/** Whether what is behind a node on its line became a step of its own, where there are none. */
function runsOn({ parent }: Node): boolean {
  if (parent?.type !== 'then_statement' || !isCut(parent)) return false;
  const { nextSibling: next, parent: block } = parent;
  return next?.startPosition.row === parent.endPosition.row && singles.has(block?.parent?.type ?? '');
}

/** Whether nothing was skipped or taken for missing right before a node, so that it goes on with what stands there. */
function fits(leaf: Node): boolean {
  if (isSkipped(leaf)) return false;
  let node = leaf;
  while (previous(node) === undefined && node.parent !== null) node = node.parent;
  for (let last = previous(node); last !== undefined; last = lastOf(last.children))
    if (isCut(last)) return false;
  return true;
}

function previous(node: Node): Node | undefined {
  const all = node.parent?.children ?? [];
  return lastOf(
    all.slice(
      0,
      all.findIndex(({ id }) => id === node.id),
    ),
  );
}

function lastOf(nodes: readonly Node[]): Node | undefined {
  return nodes.findLast(({ type }) => type !== 'comment');
}

/** The last part of constructs that the parser takes without it. */
const lastParts: ReadonlyMap<string, string> = new Map([
  ...['definition', 'lambda', 'free_clause', 'empty_clause', 'receive_clause'].map(
    type => [type, 'body'] as const,
  ),
  ...['injection_arm', 'nil_arm', 'cons_arm'].map(type => [type, 'body'] as const),
  ...['case_expression', 'case_list_expression'].map(type => [type, 'arms'] as const),
  ...['injection', 'free_expression'].map(type => [type, 'argument'] as const),
  ['interface_declaration', 'messages'],
  ['message', 'payloads'],
  ['fail_expression', 'type'],
  ['fail_clause', 'type'],
  ['send', 'arguments'],
  ['if_expression', 'alternative'],
  ['guard_expression', 'clauses'],
]);

/** Whether a node lacks its end. */
function isCut(node: Node): boolean {
  if (node.isError) return isLoss(node);
  if (node.startIndex === node.endIndex) return true;
  const part = lastParts.get(node.type);
  if (part !== undefined) return node.childForFieldName(part) === null;
  const last = lastOf(node.children)?.type;
  if (node.type === 'then_statement') return last !== ';' && last !== 'in';
  if (node.type === 'let_statement' || node.type === 'let_tuple_statement') return last !== 'in';
  return node.children.filter(({ type }) => /^[()[\]{}]$/.test(type)).length % 2 > 0;
}

// ------------------------------------------------------------------------------------------------ words

interface Word {
  readonly put: string;
  /** What it is taken for where it stands. */
  readonly slotOf: (leaf: Node) => Slot | undefined;
}

/** What a name is, by the node that holds it and its field there; elsewhere it is an expression. */
const names: ReadonlyMap<string, Slot> = new Map<string, Slot>([
  ['named_type', 'type'],
  ['mailbox_type interface', 'type'],
  ['usage name', 'usage'],
  ['pattern_tag', 'pattern'],
  ['send tag', 'sent-tag'],
  ['receive_clause tag', 'received-tag'],
  ['receive_clause mailbox', 'mailbox'],
  ['new_expression interface', 'interface'],
  ...['interface_declaration', 'definition', 'parameter', 'let_statement', 'names', 'bracketed_names'].map(
    node => [`${node} name`, 'new-name'] as const,
  ),
  ['message tag', 'new-name'],
  ['cons_arm head', 'new-name'],
  ['cons_arm tail', 'new-name'],
  // Only the parser takes one there: what comes has braces.
  ['spawn_expression body', 'new-name'],
  ['if_expression alternative', 'new-name'],
]);

const name: Word = {
  put: "X'_'",
  slotOf: leaf => {
    const { parent } = leaf;
    if (parent === null) return undefined;
    const field = parent.fieldNameForChild(parent.children.findIndex(({ id }) => id === leaf.id));
    const slot = names.get(field === null ? parent.type : `${parent.type} ${field}`) ?? 'expression';
    return slot === 'interface' && leaf.previousSibling?.type !== '[' ? 'new-name' : slot;
  },
};

/** A word that goes on with one of some constructs, after a part of it. */
function word(put: string, slot: Slot, constructs: readonly string[], part?: string): Word {
  return {
    put,
    slotOf: leaf => {
      const construct = constructOf(leaf);
      if (construct === null || !constructs.includes(construct.type)) return undefined;
      const before = part === undefined ? undefined : construct.childForFieldName(part);
      if (before === null || (before !== undefined && before.endIndex > leaf.startIndex)) return undefined;
      // A mailbox type needs parentheses around such a pattern, and no base type is one.
      if (slot === 'pattern-operator' && construct.parent?.type === 'mailbox_type') return undefined;
      return slot === 'capability' && isBaseType(before?.text ?? '') ? undefined : slot;
    },
  };
}

/** The construct that goes on with what begins with a leaf. */
function constructOf(leaf: Node): Node | null {
  let { parent } = leaf;
  while (parent !== null && parent.startIndex === leaf.startIndex) ({ parent } = parent);
  return parent?.type === 'clauses' || parent?.type === 'arms' ? parent.parent : parent;
}

/** The words that go on with something: the first that fit count. */
const continuations: readonly (readonly Word[])[] = [
  [word('from', 'from', ['receive_clause'], 'tag')],
  [word('of', 'of', ['case_expression', 'case_list_expression'], 'scrutinee')],
  [word('else', 'else', ['if_expression'], 'consequence')],
  [word('!', 'capability', ['mailbox_type'], 'interface')],
  [
    word('.', 'pattern-operator', ['pattern_sequence'], 'part'),
    word('{', 'clauses', ['guard_expression'], 'pattern'),
    word('{', 'branches', ['if_expression'], 'condition'),
  ],
  [word('in', 'in', ['let_statement', 'let_tuple_statement'], 'bound')],
  [word('receive', 'clause', ['guard_expression'])],
  [word('inl', 'arm', ['case_expression']), word('inl', 'list-arm', ['case_list_expression'])],
];
