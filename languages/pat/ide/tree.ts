// The surface syntax as plain data: every node has a range, whatever it is. For features that ask where things are, not
// what they mean.
import type {
  CaseArm,
  Clause,
  Expression,
  Item,
  MessageSignature,
  Name,
  Parameter,
  PatternNode,
  Range,
  Statement,
  TypeNode,
} from '../syntax/ast.ts';
import { touches } from './locate.ts';

type Part = CaseArm | MessageSignature | Name | Parameter;

/** A node; those that are only parts of others have no kind. */
export type TreeNode =
  | Item
  | Statement
  | Expression
  | Clause
  | TypeNode
  | PatternNode
  | (Part & { readonly kind?: never });

/** The nodes right inside a node, or in a list of them, in source order. */
export function childrenOf(tree: object): TreeNode[] {
  return Object.entries(tree).flatMap(([key, part]: [string, unknown]) => {
    if (key === 'at' || key === 'faults' || typeof part !== 'object' || part === null) return [];
    return isNode(part) ? [part] : childrenOf(part);
  });
}

/** Calls `enter` for each node of a tree, from the outside in; what is inside is left out when it answers false. */
export function visitTree(node: TreeNode, enter: (node: TreeNode) => boolean): void {
  if (!enter(node)) return;
  for (const child of childrenOf(node)) visitTree(child, enter);
}

/** The way to the first node around an offset that is meant: that node, and those around it from the inside out. */
export function wayTo(
  node: TreeNode,
  offset: number,
  isMeant: (node: TreeNode) => boolean,
): readonly TreeNode[] | undefined {
  if (isMeant(node)) return [node];
  for (const child of childrenOf(node)) {
    const way = touches(child.at, offset) ? wayTo(child, offset, isMeant) : undefined;
    if (way !== undefined) return [...way, node];
  }
  return undefined;
}

function isNode(value: object): value is TreeNode {
  return 'at' in value && isRange(value.at);
}

function isRange(value: unknown): value is Range {
  return (
    typeof value === 'object' &&
    value !== null &&
    'start' in value &&
    'end' in value &&
    typeof value.start === 'number' &&
    typeof value.end === 'number'
  );
}
