// The tokens of guards with their clauses, and of `case` with its branches: what binds names for one branch alone.
import type { Frame, FrameOf, Operand } from './frames.ts';
import { type Action, type FrameStack, isName, to } from './stack.ts';
import type { Token } from './words.ts';

const clauseKeywords: ReadonlyMap<string, FrameOf<'clause'>['what']> = new Map([
  ['receive', 'receive'],
  ['receive*', 'receive'],
  ['empty', 'empty'],
  ['free', 'free'],
  ['fail', 'fail'],
]);

export function guardToken(s: FrameStack, frame: FrameOf<'guard'>, token: Token): Action {
  switch (frame.at) {
    case 'target':
    case 'pattern': {
      const target = frame.target ?? targetOf(s, frame);
      if (token.text === ':' && frame.at === 'target') {
        return () => {
          frame.target = target;
          to(frame, 'pattern');
          s.pattern({ kind: 'guard', guard: frame }, false);
        };
      }
      if (token.text !== '{') return undefined;
      return () => {
        frame.target = target;
        to(frame, 'clauses');
        frame.brace = token.start;
      };
    }
    case 'clauses': {
      if (token.text === '}') return () => s.close();
      const what = clauseKeywords.get(token.text);
      if (what === undefined) return undefined;
      return () => {
        if (what !== 'receive') frame.handled.add(what);
        const at =
          what === 'receive' ? 'tag' : what === 'empty' ? 'open' : what === 'free' ? 'arrow' : 'colon';
        s.push({ kind: 'clause', what, at, tag: '', binders: [], guard: frame });
      };
    }
    default:
      return frame.at satisfies never;
  }
}

/** What a guard guards: the operand of the expression right inside it. */
function targetOf(s: FrameStack, frame: Frame): Operand | undefined {
  const inside = s.frames[s.frames.lastIndexOf(frame) + 1];
  return inside?.kind === 'expression' ? inside.operand : undefined;
}

export function clauseToken(s: FrameStack, frame: FrameOf<'clause'>, token: Token): Action {
  const { text } = token;
  if (text === '->' && frame.at !== 'body' && frame.at !== 'typed') return () => openClause(s, frame);
  switch (frame.at) {
    case 'tag':
      if (text === '*') return () => {};
      if (!isName(token)) return undefined;
      return () => {
        frame.tag = text;
        to(frame, 'open');
        frame.guard.handled.add(text);
      };
    case 'open':
      if (text === 'from') return () => to(frame, 'mailbox');
      return text === '(' || text === '[' ? () => to(frame, 'names') : undefined;
    case 'names':
      if (text === ')' || text === ']') return () => to(frame, frame.what === 'receive' ? 'from' : 'arrow');
      if (text === ',') return () => {};
      if (!isName(token)) return undefined;
      return () => binder(frame, token, frame.what === 'receive' ? 'payload' : 'mailbox');
    case 'from':
      return text === 'from' ? () => to(frame, 'mailbox') : undefined;
    case 'mailbox':
      if (!isName(token)) return undefined;
      return () => {
        binder(frame, token, 'mailbox');
        to(frame, 'arrow');
      };
    case 'colon':
      if (text !== ':') return undefined;
      return () => {
        to(frame, 'typed');
        s.type('annotation');
      };
    case 'arrow':
    case 'typed':
    case 'body':
      return undefined;
    default:
      return frame.at satisfies never;
  }
}

function binder(frame: FrameOf<'clause'>, { text, start }: Token, role: 'payload' | 'mailbox'): void {
  const { guard, tag } = frame;
  const index = frame.binders.length;
  frame.binders.push({ text, start, role, message: { guard, tag, index } });
}

function openClause(s: FrameStack, frame: FrameOf<'clause'>): void {
  const guarded = frame.guard.target?.text;
  if (frame.what === 'receive' && frame.at === 'from' && guarded !== undefined) {
    // Without `from` the mailbox keeps its name (spec §2), and lowering says that it is bound here.
    const message = { guard: frame.guard, tag: frame.tag, index: 0 };
    frame.binders.push({ text: guarded, start: s.previousEnd, role: 'mailbox', message });
  }
  for (const name of frame.binders) s.declare(frame, name);
  to(frame, 'body');
  s.expression();
}

export function caseToken(s: FrameStack, frame: FrameOf<'case'>, token: Token): Action {
  const { text } = token;
  switch (frame.at) {
    case 'scrutinee':
      if (text === ':' && frame.list) {
        return () => {
          to(frame, 'of');
          s.type('annotation');
        };
      }
      if (text === 'of') return () => to(frame, 'open');
      return text === '{' ? () => to(frame, 'arm') : undefined;
    case 'of':
      if (text === 'of') return () => to(frame, 'open');
      return text === '{' ? () => to(frame, 'arm') : undefined;
    case 'open':
      return text === '{' ? () => to(frame, 'arm') : undefined;
    case 'arm':
      if (text === '}') return () => s.close();
      if (text === '|') return () => {};
      if (text === 'inl' || text === 'inr') return () => to(frame, 'injection');
      if (text === 'nil') return () => to(frame, 'arrow');
      return text === '(' ? () => to(frame, 'names') : undefined;
    case 'injection':
      return text === '(' ? () => to(frame, 'names') : undefined;
    case 'names':
      if (text === ')') return () => to(frame, frame.list ? 'arrow' : 'colon');
      if (text === '::' || text === ',') return () => {};
      if (!isName(token)) return undefined;
      return () => {
        frame.binders.push({ text, start: token.start, role: 'arm' });
      };
    case 'colon':
      if (text === '->') return () => openArm(s, frame);
      if (text !== ':') return undefined;
      return () => {
        to(frame, 'arrow');
        s.type('annotation');
      };
    case 'arrow':
      return text === '->' ? () => openArm(s, frame) : undefined;
    case 'body':
      if (text === '}') return () => s.close();
      if (text !== '|') return undefined;
      return () => {
        s.forget(frame);
        to(frame, 'arm');
      };
    default:
      return frame.at satisfies never;
  }
}

function openArm(s: FrameStack, frame: FrameOf<'case'>): void {
  for (const name of frame.binders.splice(0)) s.declare(frame, name);
  to(frame, 'body');
  s.expression();
}
