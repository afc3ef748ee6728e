// The tokens of types and patterns (spec §2). Whether `+` joins types or messages depends on what is open.
import type { FrameOf, PatternOwner } from './frames.ts';
import { type Action, type FrameStack, isName, to } from './stack.ts';
import type { Token } from './words.ts';

export function typeToken(s: FrameStack, frame: FrameOf<'type'>, token: Token): Action {
  switch (frame.at) {
    case 'start':
      if (token.text === '(') {
        return () => {
          to(frame, 'arrow');
          s.push({ kind: 'types', at: 'item', close: ')' });
        };
      }
      if (token.text === 'List') return () => to(frame, 'list');
      if (!isName(token)) return undefined;
      return () => {
        frame.name = token.text;
        to(frame, 'named');
      };
    case 'named':
      return token.text === '!' || token.text === '?' ? () => to(frame, 'pattern') : undefined;
    case 'pattern': {
      if (token.text === '[') return () => to(frame, 'usage');
      const of: PatternOwner = { kind: 'interface', name: frame.name };
      if (token.text === '(') {
        return () => {
          to(frame, 'closing');
          s.pattern(of, true);
        };
      }
      return isName(token) || token.kind === 'integer' ? () => to(frame, 'closing') : undefined;
    }
    case 'closing':
      return token.text === '[' ? () => to(frame, 'usage') : undefined;
    case 'usage':
      if (token.text === ']') return () => to(frame, 'done');
      return isName(token) ? () => {} : undefined;
    case 'list':
      if (token.text !== '(') return undefined;
      return () => {
        to(frame, 'done');
        s.push({ kind: 'types', at: 'item', close: ')' });
      };
    case 'arrow':
      return token.text === '->' || token.text === '-o' ? () => to(frame, 'start') : undefined;
    case 'done':
      return undefined;
    default:
      return frame.at satisfies never;
  }
}

export function typesToken(s: FrameStack, frame: FrameOf<'types'>, token: Token): Action {
  if (token.text === frame.close) return () => s.close();
  if (frame.at === 'after') {
    return token.text === ',' || token.text === '*' || token.text === '+'
      ? () => to(frame, 'item')
      : undefined;
  }
  if (!isName(token) && token.text !== '(' && token.text !== 'List') return undefined;
  return () => {
    const place = s.parentOf(frame)?.kind === 'interface' ? 'payload' : 'part';
    to(frame, 'after');
    s.type(place);
    s.begin(token);
  };
}

export function patternToken(s: FrameStack, frame: FrameOf<'pattern'>, token: Token): Action {
  if (frame.grouped && token.text === ')') return () => s.close();
  const action = patternPart(s, frame, token);
  if (action === undefined) return undefined;
  return () => {
    frame.fresh = false;
    action();
  };
}

function patternPart(s: FrameStack, frame: FrameOf<'pattern'>, token: Token): Action {
  if (frame.at === 'after') {
    if (token.text === '*') return () => {};
    return token.text === '+' || token.text === '.' ? () => to(frame, 'operand') : undefined;
  }
  if (token.text === '*') return () => {};
  if (token.text === '(') {
    return () => {
      to(frame, 'after');
      s.pattern(frame.of, true);
    };
  }
  if (token.kind === 'integer') return () => to(frame, 'after');
  if (!isName(token)) return undefined;
  return () => {
    to(frame, 'after');
    if (frame.of.kind === 'guard') frame.of.guard.mentioned.add(token.text);
  };
}
