// The surface syntax as plain data: every node has a range, whatever it is. For features that ask where things are, not
// what they mean.
import type { Range } from '../syntax/ast.ts';

export interface TreeNode {
  readonly at: Range;
  /** Absent for names and a few parts. */
  readonly kind?: unknown;
}

/** Calls `enter` for each node of a tree, from the outside in; what is inside is left out when it answers false. */
export function visitTree(tree: unknown, enter: (node: TreeNode) => boolean): void {
  if (typeof tree !== 'object' || tree === null) return;
  if (isNode(tree) && !enter(tree)) return;
  for (const [key, part] of Object.entries(tree)) {
    if (key !== 'at' && key !== 'faults') visitTree(part, enter);
  }
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
