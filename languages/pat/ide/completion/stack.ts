// The constructs that are open while tokens are read, and the names in scope there. Which construct takes which token is
// the grammar's business (`read-….ts`).
import type {
  Callee,
  Frame,
  FrameOf,
  FrameState,
  NameUse,
  PatternOwner,
  ScopeName,
  TypePlace,
  Wanted,
} from './frames.ts';
import type { Token } from './words.ts';

/** What a token does to the frame that takes it; undefined when the frame cannot take it. */
export type Action = (() => void) | undefined;

/** Asks a frame whether it takes a token; `next` is the token after that. */
export type Accept = (stack: FrameStack, frame: Frame, token: Token, next: Token | undefined) => Action;

export class FrameStack {
  readonly frames: Frame[] = [];
  /** The names in scope by their text, the innermost last. */
  private readonly scope = new Map<string, ScopeName[]>();
  /** Where the last token that was read ends. */
  previousEnd = 0;
  /** Told of each use of a name, and of the construct that it stands in. */
  onUse: ((use: NameUse, around: Frame | undefined) => void) | undefined;
  private readonly accept: Accept;

  constructor(accept: Accept) {
    this.accept = accept;
    this.push({ kind: 'top' });
  }

  push(state: FrameState): void {
    this.frames.push({ ...state, names: [], uses: [], aside: [] });
  }

  /** Closes the innermost frame: its names go out of scope, and what it used its parent has used. */
  close(): void {
    const frame = this.frames.pop();
    const parent = this.frames.at(-1);
    if (frame === undefined || parent === undefined) return;
    this.forget(frame);
    const into = isInBranches(parent) ? parent.aside : parent.uses;
    const within = frame.kind === 'spawn' ? 'process' : frame.kind === 'lambda' ? 'function' : undefined;
    for (const uses of [frame.uses, frame.aside]) {
      for (const use of uses) into.push(within === undefined ? use : { ...use, within });
    }
  }

  /** Takes the names of a frame out of scope. */
  forget(frame: Frame): void {
    for (const name of frame.names.splice(0)) this.scope.get(name.text)?.pop();
  }

  /** Puts a name into the scope of a frame. */
  declare(frame: Frame | undefined, name: ScopeName): void {
    if (frame === undefined) return;
    frame.names.push(name);
    const same = this.scope.get(name.text);
    if (same === undefined) this.scope.set(name.text, [name]);
    else same.push(name);
  }

  /** Notes that an expression uses a name. */
  use(frame: FrameOf<'expression'>, use: NameUse): void {
    const around = this.parentOf(frame);
    frame.uses.push(use);
    if (around?.kind === 'list' && use.as.kind !== 'target') around.parts.push(use);
    this.onUse?.(use, around);
  }

  resolve(text: string): ScopeName | undefined {
    return this.scope.get(text)?.at(-1);
  }

  /** `basic`: the grammar takes no `;` and no annotation in it. `statement`: it may well begin with a `let`. */
  expression(wanted?: Wanted, basic = false, statement = wanted === undefined && !basic): void {
    this.push({ kind: 'expression', at: 'operand', basic, statement, wanted, operand: undefined });
  }

  type(place: TypePlace): void {
    this.push({ kind: 'type', at: 'start', place, name: '' });
  }

  pattern(of: PatternOwner, grouped: boolean): void {
    this.push({ kind: 'pattern', at: 'operand', grouped, of, fresh: true });
  }

  /** Opens parentheses, with the expression that may begin in them. */
  list(callee: Callee | undefined): void {
    const parts: NameUse[] = [];
    if (callee?.kind === 'message' && callee.target.name !== undefined) {
      const { name, end } = callee.target;
      parts.push({ name, start: end - name.text.length, end, as: { kind: 'target' } });
    }
    this.push({ kind: 'list', callee, index: 0, parts });
    this.expression(wantedOf(callee, 0), false, false);
  }

  /** Offers a token to the innermost frame alone; the frame is closed when it cannot take it. */
  begin(token: Token): void {
    const frame = this.frames.at(-1);
    const action = frame === undefined ? undefined : this.accept(this, frame, token, undefined);
    if (action === undefined) this.close();
    else action();
  }

  parentOf(frame: Frame): Frame | undefined {
    return this.frames[this.frames.lastIndexOf(frame) - 1];
  }

  /** Reads a token: the innermost frame that can take it does, and those inside that frame are closed. */
  take(token: Token, next: Token | undefined): void {
    const item = token.kind === 'keyword' && (token.text === 'def' || token.text === 'interface');
    for (let i = item ? 0 : this.frames.length - 1; i >= 0; i--) {
      const frame = this.frames[i];
      const action = frame === undefined ? undefined : this.accept(this, frame, token, next);
      if (action === undefined) continue;
      while (this.frames.length > i + 1) this.close();
      action();
      break;
    }
    this.previousEnd = token.end;
  }
}

/** Whether what is read inside the frame now is one of its branches. */
export function isInBranches(frame: Frame): boolean {
  return (
    (frame.kind === 'if' && frame.at !== 'condition') ||
    (frame.kind === 'case' && frame.at === 'body') ||
    (frame.kind === 'guard' && frame.at === 'clauses')
  );
}

/** Brings a frame on. */
export function to<At extends string>(frame: { at: At }, at: NoInfer<At>): void {
  frame.at = at;
}

export function isName({ kind }: Token): boolean {
  return kind === 'variable' || kind === 'constructor';
}

/** What an argument is wanted to be. */
export function wantedOf(callee: Callee | undefined, index: number): Wanted | undefined {
  if (callee === undefined) return undefined;
  if (callee.kind === 'function' && (callee.text === 'free' || callee.text === 'fail')) {
    return { kind: 'mailbox', by: callee.text };
  }
  return { kind: 'argument', callee, index };
}
