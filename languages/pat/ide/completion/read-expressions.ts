// The tokens of expressions: operands and what may come between them, `let`, `if`, calls and sends.
import type { Frame, FrameOf, FrameState, GuardState, NameUse, Operand } from './frames.ts';
import { type Action, type FrameStack, isName, to, wantedOf } from './stack.ts';
import type { Token } from './words.ts';

/** What each binary operator takes. */
const binaryOperators: ReadonlyMap<string, 'boolean' | 'integer'> = new Map(
  ['&&', '||', '+', '-', '*', '/', '==', '!=', '<', '<=', '>', '>='].map(operator => [
    operator,
    operator === '&&' || operator === '||' ? 'boolean' : 'integer',
  ]),
);

export function expressionToken(
  s: FrameStack,
  frame: FrameOf<'expression'>,
  token: Token,
  next: Token | undefined,
): Action {
  switch (frame.at) {
    case 'atom':
      return isName(token) || token.kind === 'keyword' ? () => operand(frame, undefined) : undefined;
    case 'after':
      return continuation(s, frame, token, next);
    case 'operand':
      return begin(s, frame, token, next);
    default:
      return frame.at satisfies never;
  }
}

/** A token after a complete operand. */
function continuation(
  s: FrameStack,
  frame: FrameOf<'expression'>,
  token: Token,
  next: Token | undefined,
): Action {
  const { operand } = frame;
  switch (token.text) {
    case ';':
      if (frame.basic) return undefined;
      return () => {
        to(frame, 'operand');
        frame.statement = true;
        frame.wanted = undefined;
      };
    case '!': {
      const target = { ...operand, end: s.previousEnd };
      return () => {
        frame.operand = undefined;
        s.push({ kind: 'send', at: 'tag', target, tag: '' });
      };
    }
    case '(':
      return () => {
        const text = operand?.text ?? '';
        if (text !== 'fail') frame.operand = undefined;
        s.list({ kind: 'function', text });
      };
    case '[':
      return operand?.text === 'fail' ? () => s.push({ kind: 'types', at: 'item', close: ']' }) : undefined;
    case ':':
      return frame.basic ? undefined : () => s.type('annotation');
    default:
      break;
  }
  const operands = binaryOperators.get(token.text);
  if (operands !== undefined) {
    return () => {
      to(frame, 'operand');
      frame.wanted = { kind: operands };
    };
  }
  // Two operands in a row: something is missing between them.
  if (frame.basic && token.text === 'let') return undefined;
  return token.kind === 'sign' ? undefined : begin(s, frame, token, next);
}

/** A token where an operand begins. */
function begin(s: FrameStack, frame: FrameOf<'expression'>, token: Token, next: Token | undefined): Action {
  switch (token.kind) {
    case 'variable':
      return () => {
        const { text, start, end } = token;
        const name = s.resolve(text);
        if (name !== undefined) s.use(frame, { name, start, end, as: purposeOf(s, frame, next) });
        operand(frame, { text, end, ...(name === undefined ? {} : { name }) });
      };
    case 'constructor':
    case 'integer':
    case 'string':
      return () => operand(frame, undefined);
    case 'sign':
      if (token.text === '(') {
        return () => {
          operand(frame, undefined);
          s.list(undefined);
        };
      }
      if (token.text === ':') return () => to(frame, 'atom');
      return token.text === '-' || token.text === ';' ? () => {} : undefined;
    case 'keyword':
      return keyword(s, frame, token, next);
    default:
      return token.kind satisfies never;
  }
}

function operand(frame: FrameOf<'expression'>, operand: Operand | undefined): void {
  to(frame, 'after');
  frame.statement = false;
  frame.operand = operand;
}

/** What a name is used for, when it is all of an expression. */
function purposeOf(s: FrameStack, frame: Frame, next: Token | undefined): NameUse['as'] {
  if (next?.text === '!') return { kind: 'target' };
  const parent = s.parentOf(frame);
  if (parent?.kind === 'guard') return { kind: 'guard' };
  if (parent?.kind !== 'list' || parent.callee === undefined) return { kind: 'other' };
  const { callee } = parent;
  if (callee.kind === 'message') return { kind: 'sent', tag: callee.tag };
  return callee.text === 'free' ? { kind: 'free' } : { kind: 'passed', to: callee.text, index: parent.index };
}

function keyword(s: FrameStack, frame: FrameOf<'expression'>, token: Token, next: Token | undefined): Action {
  const { text, start, end } = token;
  const named = (): void => operand(frame, { text, end });
  const open = (state: FrameState, then?: () => void): Action => {
    return () => {
      operand(frame, undefined);
      s.push(state);
      then?.();
    };
  };
  switch (text) {
    case 'true':
    case 'false':
    case 'nil':
      return () => operand(frame, undefined);
    case 'inl':
    case 'inr':
      return named;
    case 'free':
    case 'fail':
      return beginsClause(frame, token, next) ? undefined : named;
    case 'let':
      return open({ kind: 'let', at: 'name', binders: [] });
    case 'new':
      return open({ kind: 'new', at: 'open' });
    case 'spawn':
      return open({ kind: 'spawn', at: 'open' });
    case 'fun':
    case 'linfun':
      return open({ kind: 'lambda', at: 'open' });
    case 'if':
      return open({ kind: 'if', at: 'condition' }, () => s.expression({ kind: 'boolean' }, true));
    case 'case':
      return open({ kind: 'case', at: 'scrutinee', list: false, binders: [] }, () =>
        s.expression(undefined, false, false),
      );
    case 'caseL':
      return open({ kind: 'case', at: 'scrutinee', list: true, binders: [] }, () =>
        s.expression(undefined, true),
      );
    case 'guard': {
      const state: GuardState = {
        kind: 'guard',
        at: 'target',
        start,
        brace: undefined,
        target: undefined,
        mentioned: new Set(),
        handled: new Set(),
      };
      return open(state, () => s.expression({ kind: 'mailbox', by: 'guard' }, true));
    }
    default:
      return undefined;
  }
}

export function listToken(s: FrameStack, frame: FrameOf<'list'>, token: Token): Action {
  if (token.text === ')') return () => s.close();
  if (token.text !== ',' && token.text !== '::') return undefined;
  return () => {
    frame.index++;
    s.expression(wantedOf(frame.callee, frame.index), false, false);
  };
}

export function sendToken(s: FrameStack, frame: FrameOf<'send'>, token: Token): Action {
  switch (frame.at) {
    case 'tag':
      if (!isName(token)) return undefined;
      return () => {
        frame.tag = token.text;
        to(frame, 'open');
      };
    case 'open':
      if (token.text !== '(') return undefined;
      return () => {
        to(frame, 'done');
        const { target, tag } = frame;
        s.list({ kind: 'message', target, tag });
      };
    case 'done':
      return undefined;
    default:
      return frame.at satisfies never;
  }
}

export function letToken(s: FrameStack, frame: FrameOf<'let'>, token: Token): Action {
  const binder = (at: 'named' | 'names'): Action => {
    if (!isName(token)) return undefined;
    return () => {
      frame.binders.push({ text: token.text, start: token.start, role: 'let' });
      to(frame, at);
    };
  };
  switch (frame.at) {
    case 'name':
      return token.text === '(' ? () => to(frame, 'names') : binder('named');
    case 'names':
      if (token.text === ')') return () => to(frame, 'named');
      return token.text === ',' ? () => {} : binder('names');
    case 'named':
      if (token.text === ':') return () => s.type('annotation');
      if (token.text !== '=') return undefined;
      return () => {
        to(frame, 'value');
        s.expression(undefined, false, false);
      };
    case 'value':
      if (token.text !== 'in') return undefined;
      return () => {
        s.close();
        const block = s.frames.at(-1);
        for (const name of frame.binders) s.declare(block, name);
        if (block?.kind !== 'expression') return;
        to(block, 'operand');
        block.statement = true;
      };
    default:
      return frame.at satisfies never;
  }
}

export function ifToken(s: FrameStack, frame: FrameOf<'if'>, token: Token): Action {
  const { text } = token;
  switch (frame.at) {
    case 'condition':
    case 'else-open':
      if (text !== '{') return undefined;
      return () => {
        to(frame, frame.at === 'condition' ? 'then' : 'else');
        s.expression();
      };
    case 'then':
      return text === '}' ? () => to(frame, 'between') : undefined;
    case 'between':
      return text === 'else' ? () => to(frame, 'else-open') : undefined;
    case 'else':
      return text === '}' ? () => s.close() : undefined;
    default:
      return frame.at satisfies never;
  }
}

/** Whether `free` or `fail` begins a clause here, rather than an expression: `free -> …`, not `free(mb)`. */
function beginsClause(frame: FrameOf<'expression'>, token: Token, next: Token | undefined): boolean {
  if (next?.text === (token.text === 'free' ? '->' : ':')) return true;
  return frame.at === 'after' && next?.text !== '(';
}
