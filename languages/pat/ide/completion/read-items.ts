// The tokens of interfaces and definitions, and of what looks like them inside expressions: functions, processes, `new`.
import type { FrameOf } from './frames.ts';
import { type Action, type FrameStack, isName, to } from './stack.ts';
import type { Token } from './words.ts';

export function topToken(s: FrameStack, token: Token): Action {
  if (token.text === 'interface') return () => s.push({ kind: 'interface', at: 'name' });
  if (token.text === 'def') return () => s.push({ kind: 'definition', at: 'name', start: token.start });
  if (token.kind === 'sign' && token.text !== '(') return undefined;
  return () => {
    s.expression();
    s.begin(token);
  };
}

export function interfaceToken(s: FrameStack, frame: FrameOf<'interface'>, token: Token): Action {
  const name = isName(token);
  if (token.text === '}' && frame.at !== 'name') return () => s.close();
  switch (frame.at) {
    case 'name':
      return name ? () => to(frame, 'open') : undefined;
    case 'open':
      return token.text === '{' ? () => to(frame, 'tag') : undefined;
    case 'tag':
      return name ? () => to(frame, 'tagged') : undefined;
    case 'tagged':
    case 'signed':
      if (token.text === ',') return () => to(frame, 'tag');
      if (frame.at === 'signed') return name ? () => to(frame, 'tagged') : undefined;
      if (token.text !== '(') return undefined;
      return () => {
        to(frame, 'signed');
        s.push({ kind: 'types', at: 'item', close: ')' });
      };
    default:
      return frame.at satisfies never;
  }
}

export function definitionToken(s: FrameStack, frame: FrameOf<'definition'>, token: Token): Action {
  switch (frame.at) {
    case 'name':
      // A word of the language is no name, but it was meant as one.
      if (isName(token) || token.kind === 'keyword') return () => to(frame, 'open');
      return token.text === '(' ? () => openParameters(s, frame) : undefined;
    case 'open':
      return token.text === '(' ? () => openParameters(s, frame) : undefined;
    case 'colon':
      if (token.text === ':') return () => typeThen(s, frame, 'brace');
      return token.text === '{' ? () => openBody(s, frame) : undefined;
    case 'brace':
      return token.text === '{' ? () => openBody(s, frame) : undefined;
    case 'body':
      return token.text === '}' ? () => s.close() : undefined;
    default:
      return frame.at satisfies never;
  }
}

function openParameters(s: FrameStack, frame: FrameOf<'definition' | 'lambda'>): void {
  to(frame, 'colon');
  s.push({ kind: 'parameters', at: 'name' });
}

function typeThen(s: FrameStack, frame: FrameOf<'definition' | 'lambda'>, at: 'brace'): void {
  to(frame, at);
  s.type('annotation');
}

function openBody(s: FrameStack, frame: { at: string }): void {
  frame.at = 'body';
  s.expression();
}

export function parametersToken(s: FrameStack, frame: FrameOf<'parameters'>, token: Token): Action {
  if (token.text === ')') return () => s.close();
  switch (frame.at) {
    case 'name':
      if (!isName(token)) return undefined;
      return () => {
        to(frame, 'colon');
        s.declare(s.parentOf(frame), { text: token.text, start: token.start, role: 'parameter' });
      };
    case 'colon':
      if (token.text === ',') return () => to(frame, 'name');
      if (token.text !== ':') return undefined;
      return () => {
        to(frame, 'after');
        s.type('annotation');
      };
    case 'after':
      return token.text === ',' ? () => to(frame, 'name') : undefined;
    default:
      return frame.at satisfies never;
  }
}

export function spawnToken(s: FrameStack, frame: FrameOf<'spawn'>, token: Token): Action {
  if (frame.at === 'open') return token.text === '{' ? () => openBody(s, frame) : undefined;
  return token.text === '}' ? () => s.close() : undefined;
}

export function lambdaToken(s: FrameStack, frame: FrameOf<'lambda'>, token: Token): Action {
  switch (frame.at) {
    case 'open':
      return token.text === '(' ? () => openParameters(s, frame) : undefined;
    case 'colon':
      if (token.text === ':') return () => typeThen(s, frame, 'brace');
      return token.text === '{' ? () => openBody(s, frame) : undefined;
    case 'brace':
      return token.text === '{' ? () => openBody(s, frame) : undefined;
    case 'body':
      return token.text === '}' ? () => s.close() : undefined;
    default:
      return frame.at satisfies never;
  }
}

export function newToken(s: FrameStack, frame: FrameOf<'new'>, token: Token): Action {
  if (token.text === ']') return () => s.close();
  if (frame.at === 'open' && token.text === '[') return () => to(frame, 'name');
  if (frame.at === 'open' && isName(token)) return () => s.close();
  return frame.at === 'name' && isName(token) ? () => to(frame, 'close') : undefined;
}
