// From tokens to the constructs that are open where they end. A pushdown automaton that follows the grammar (spec §2)
// and forgives: a token that the innermost construct cannot take closes what cannot go on without it, and one that
// none can take is passed over. So half-typed text has a context like any other, and only what is open costs anything.
import type { Frame, LaterUse } from './frames.ts';
import { expressionToken, ifToken, letToken, listToken, sendToken } from './read-expressions.ts';
import { caseToken, clauseToken, guardToken } from './read-guards.ts';
import {
  definitionToken,
  interfaceToken,
  lambdaToken,
  newToken,
  parametersToken,
  spawnToken,
  topToken,
} from './read-items.ts';
import { patternToken, typesToken, typeToken } from './read-types.ts';
import { type Action, FrameStack, isInBranches } from './stack.ts';
import type { Token } from './words.ts';

/** Deeper nesting than this is refused by the parser too, long before. */
const deepest = 2000;

/** The constructs that are open after the tokens, outermost first; undefined when they are nested too deep. */
export function readFrames(tokens: readonly Token[]): readonly Frame[] | undefined {
  const stack = new FrameStack(accept);
  for (const [i, token] of tokens.entries()) {
    stack.take(token, tokens[i + 1]);
    if (stack.frames.length > deepest) return undefined;
  }
  return stack.frames;
}

/**
 * The names in scope at the end of `before` that `after` goes on to use, by where they are declared. What another branch
 * uses does not count: where one is taken, the other is not.
 */
export function readLaterUses(
  before: readonly Token[],
  after: readonly Token[],
): ReadonlyMap<number, readonly LaterUse[]> {
  const found = new Map<number, LaterUse[]>();
  const stack = new FrameStack(accept);
  for (const [i, token] of before.entries()) {
    stack.take(token, before[i + 1]);
    if (stack.frames.length > deepest) return found;
  }
  // The constructs around the cursor; those from `open` on have ended since.
  const around = [...stack.frames];
  const branching = around.map(isInBranches);
  // What stands behind the cursor belongs to the same call only where that goes on.
  const step = after[0]?.text === ',' || after[0]?.text === '::' ? around.at(-2) : undefined;
  let open = around.length;
  stack.onUse = (use, parent) => {
    while (open > 0 && around[open - 1] !== stack.frames[open - 1]) open--;
    const otherBranch = branching[open - 1] === true;
    if (otherBranch || use.name.start >= (after[0]?.start ?? 0)) return;
    const left = around.slice(open);
    const outside = left.some(({ kind }) => kind === 'lambda')
      ? 'function'
      : left.some(({ kind }) => kind === 'spawn')
        ? 'process'
        : undefined;
    const sameStep = step?.kind === 'list' && parent === step && use.as.kind !== 'target';
    const later: LaterUse = { use, outside, sameStep };
    const same = found.get(use.name.start);
    if (same === undefined) found.set(use.name.start, [later]);
    else same.push(later);
  };
  for (const [i, token] of after.entries()) {
    stack.take(token, after[i + 1]);
    if (stack.frames.length > deepest) break;
  }
  return found;
}

function accept(stack: FrameStack, frame: Frame, token: Token, next: Token | undefined): Action {
  switch (frame.kind) {
    case 'top':
      return topToken(stack, token);
    case 'interface':
      return interfaceToken(stack, frame, token);
    case 'definition':
      return definitionToken(stack, frame, token);
    case 'parameters':
      return parametersToken(stack, frame, token);
    case 'type':
      return typeToken(stack, frame, token);
    case 'types':
      return typesToken(stack, frame, token);
    case 'pattern':
      return patternToken(stack, frame, token);
    case 'expression':
      return expressionToken(stack, frame, token, next);
    case 'list':
      return listToken(stack, frame, token);
    case 'send':
      return sendToken(stack, frame, token);
    case 'let':
      return letToken(stack, frame, token);
    case 'if':
      return ifToken(stack, frame, token);
    case 'guard':
      return guardToken(stack, frame, token);
    case 'clause':
      return clauseToken(stack, frame, token);
    case 'case':
      return caseToken(stack, frame, token);
    case 'spawn':
      return spawnToken(stack, frame, token);
    case 'lambda':
      return lambdaToken(stack, frame, token);
    case 'new':
      return newToken(stack, frame, token);
    default:
      return frame satisfies never;
  }
}
