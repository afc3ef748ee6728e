// Where tree-sitter had to skip text, and whether what it skipped means anything.
import type { Node, Tree } from 'web-tree-sitter';

/** What is wrong with a tree. */
export interface Damage {
  /** Offsets near which a token may be missing, in order of likelihood. None when nothing was skipped. */
  readonly stops: readonly number[];
  /** Whether what was skipped has a meaning; otherwise it may be a stray sign. */
  readonly loss: boolean;
}

/** Where text was skipped, or a section of the text has fallen apart into several items. */
export function damageOf(tree: Tree): Damage {
  const { rootNode } = tree;
  const stops: number[] = [];
  let before: Node | null = null;
  for (const child of rootNode.children) {
    const isCut = before?.type === 'definition' && before.childForFieldName('body') === null;
    if (child.type === 'unmatched_brace' || (child.type === 'body' && isCut)) {
      stops.push(child.startIndex);
      break;
    }
    before = child;
  }
  const isApart = stops.length > 0;
  const errors = rootNode.hasError ? skippedIn(rootNode) : [];
  for (const { startIndex, endIndex } of errors.slice(0, 2)) stops.push(startIndex, endIndex);
  return { stops, loss: isApart || errors.length > 1 || errors.some(isLoss) };
}

/** The first outermost places where text was skipped, in order. */
function skippedIn(root: Node): readonly Node[] {
  const errors: Node[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined && errors.length < 3; node = open.pop()) {
    if (node.isError) errors.push(node);
    else if (node.hasError) for (const child of node.children.toReversed()) open.push(child);
  }
  return errors;
}

/** Tokens that are no mere slips: what belongs before them must be missing. */
const hints = new Set(['variable', 'constructor', 'integer', ':', '->', '!', '::', 'from', '{', '[']);

/** Whether skipped text has a meaning: a name, or several tokens. */
export function isLoss(error: Node): boolean {
  if (error.childCount !== 1) return error.childCount > 1;
  const only = error.child(0);
  return only !== null && (only.childCount > 0 || hints.has(only.type));
}
