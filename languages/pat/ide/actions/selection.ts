// What a selection means: an expression, or statements of a block that stand one after the other. White space around it,
// parentheses around an expression, and the `;` or `in` behind a statement may be selected or not.
import type { Expression, Range, Statement } from '../../syntax/ast.ts';
import { sameRange, within } from './action.ts';
import { expressionOf, partsOf, walk } from './parts.ts';

export type Selected =
  | {
      readonly kind: 'expression';
      readonly expression: Expression;
      /** The wholes that it lies in, outermost first. */
      readonly path: readonly Expression[];
    }
  | {
      readonly kind: 'statements';
      readonly block: Extract<Expression, { kind: 'block' }>;
      readonly statements: readonly Statement[];
      /** Whether the result of the block is selected too. */
      readonly result: boolean;
      readonly path: readonly Expression[];
    };

/** What the selection stands for in a body; `text` is that of the item. Undefined when it cuts something apart. */
export function selected(body: Expression, text: string, selection: Range): Selected | undefined {
  let at = trimmed(text, selection);
  while (at.end > at.start) {
    const found = exactly(body, at);
    if (found !== undefined) return found;
    if (text[at.start] !== '(' || text[at.end - 1] !== ')') return undefined;
    at = trimmed(text, { start: at.start + 1, end: at.end - 1 });
  }
  return undefined;
}

function trimmed(text: string, { start, end }: Range): Range {
  const part = text.slice(start, end);
  const space = part.length - part.trimStart().length;
  return { start: start + space, end: Math.max(start + space, end - (part.length - part.trimEnd().length)) };
}

function exactly(body: Expression, at: Range): Selected | undefined {
  const path: Expression[] = [];
  for (let e = body; ; ) {
    if (sameRange(e.at, at)) return { kind: 'expression', expression: e, path };
    if (e.kind === 'block') {
      const found = statementsOf(e, at, path);
      if (found !== undefined) return found;
    }
    const inner = partsOf(e).find(({ expression }) => within(at, expression.at));
    if (inner === undefined) return undefined;
    path.push(e);
    e = inner.expression;
  }
}

function statementsOf(
  block: Extract<Expression, { kind: 'block' }>,
  at: Range,
  path: readonly Expression[],
): Selected | undefined {
  const { statements, result } = block;
  const first = statements.findIndex(s => s.at.start === at.start);
  if (first < 0) return undefined;
  if (result.at.end === at.end && result.kind !== 'hole')
    return { kind: 'statements', block, statements: statements.slice(first), result: true, path };
  const last = statements.findIndex(s => s.at.end === at.end || expressionOf(s).at.end === at.end);
  return last < first
    ? undefined
    : { kind: 'statements', block, statements: statements.slice(first, last + 1), result: false, path };
}

/** Whether a part of the source is missing in it. */
export function holdsHole(e: Expression): boolean {
  let found = false;
  walk(e, inner => {
    found ||= inner.kind === 'hole';
    return !found;
  });
  return found;
}
