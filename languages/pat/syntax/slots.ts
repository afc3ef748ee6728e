// What may be put into a text at a place (`marker.ts`), by the tree with it in: names, and the words that go on with what
// stands before them.
import type { Node } from 'web-tree-sitter';
import { isLoss } from './damage.ts';
import { isBaseType } from './words.ts';

/** What something may be at a place. */
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

/** A name or another word that may be put somewhere. */
export interface Word {
  readonly put: string;
  /** What it was taken for where it stands. */
  readonly slotOf: (leaf: Node) => Slot | undefined;
}

/** What a name is, by the node that it is part of and its field there, `node.field`; in other places it is an expression. */
const names: ReadonlyMap<string, Slot> = new Map(
  Object.entries<Slot>({
    'named_type.': 'type',
    'mailbox_type.interface': 'type',
    'usage.name': 'usage',
    'pattern_tag.': 'pattern',
    'send.tag': 'sent-tag',
    'receive_clause.tag': 'received-tag',
    'receive_clause.mailbox': 'mailbox',
    'new_expression.interface': 'interface',
    'interface_declaration.name': 'new-name',
    'message.tag': 'new-name',
    'definition.name': 'new-name',
    'parameter.name': 'new-name',
    'let_statement.name': 'new-name',
    'names.name': 'new-name',
    'bracketed_names.name': 'new-name',
    'cons_arm.head': 'new-name',
    'cons_arm.tail': 'new-name',
    // Only the parser takes one there: what comes has braces.
    // Only the parser takes one in the last two: what comes there has braces.
    'spawn_expression.body': 'new-name',
    'if_expression.alternative': 'new-name',
  }),
);

/** A name that no one writes. */
export const name: Word = {
  put: "X'_'",
  slotOf: leaf => {
    const { parent } = leaf;
    if (parent === null) return 'expression';
    const field = parent.fieldNameForChild(parent.children.findIndex(({ id }) => id === leaf.id));
    const slot = names.get(`${parent.type}.${field ?? ''}`) ?? 'expression';
    return slot === 'interface' && leaf.previousSibling?.type !== '[' ? 'new-name' : slot;
  },
};

/** A word that goes on with a construct, after a part of it. */
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

/** The words that go on with something: of these groups the first counts of which one fits. */
export const continuations: readonly (readonly Word[])[] = [
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

// ----------------------------------------------------------------------------------------- does it fit?

/** Whether a node is part of text that was skipped. */
export function isSkipped({ parent }: Node): boolean {
  for (let node = parent; node !== null; node = node.parent) if (node.isError) return true;
  return false;
}

/** Whether nothing was skipped or taken for missing right before a node, so that it goes on with what stands there. */
export function fits(leaf: Node): boolean {
  if (isSkipped(leaf)) return false;
  let node = leaf;
  let before = noComment(node.previousSibling);
  for (; before === null && node.parent !== null; before = noComment(node.previousSibling))
    node = node.parent;
  for (; before !== null; before = noComment(before.lastChild)) if (isCut(before)) return false;
  return true;
}

function noComment(node: Node | null): Node | null {
  let found = node;
  while (found?.type === 'comment') found = found.previousSibling;
  return found;
}

/** The last part of constructs that the parser takes without it. */
const lastParts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    interface_declaration: 'messages',
    message: 'payloads',
    definition: 'body',
    lambda: 'body',
    injection: 'argument',
    free_expression: 'argument',
    fail_expression: 'type',
    send: 'arguments',
    if_expression: 'alternative',
    case_expression: 'arms',
    case_list_expression: 'arms',
    injection_arm: 'body',
    nil_arm: 'body',
    cons_arm: 'body',
    guard_expression: 'clauses',
    receive_clause: 'body',
    empty_clause: 'body',
    free_clause: 'body',
    fail_clause: 'type',
  }),
);

/** Whether a node lacks its end. */
function isCut(node: Node): boolean {
  if (node.isError) return isLoss(node);
  if (node.startIndex === node.endIndex) return true;
  const part = lastParts.get(node.type);
  if (part !== undefined) return node.childForFieldName(part) === null;
  const last = noComment(node.lastChild)?.type;
  switch (node.type) {
    case 'block':
      return false;
    case 'then_statement':
      return last !== ';' && last !== 'in';
    case 'let_statement':
    case 'let_tuple_statement':
      return last !== 'in';
    default:
      return node.children.filter(({ type }) => /^[()[\]{}]$/.test(type)).length % 2 > 0;
  }
}

/** Where no step comes before another but in parentheses of their own, or after a `let`. */
const singles: ReadonlySet<string> = new Set([
  ...['parenthesized', 'tuple', 'cons', 'argument', 'arguments'],
  ...['case_expression', 'let_statement', 'let_tuple_statement'],
]);

/** Whether what is behind a node on its line became a step of its own, where there are none. */
export function runsOn({ parent }: Node): boolean {
  if (parent?.type !== 'then_statement' || !isCut(parent)) return false;
  const { nextSibling: next, parent: block } = parent;
  return next?.startPosition.row === parent.endPosition.row && singles.has(block?.parent?.type ?? '');
}
