// What may come next, read off the constructs that are open: the innermost one says what it waits for, and, where it
// may end here, so does the one around it.
import type { Frame, GuardState, Operand, PatternOwner, TypePlace, Wanted } from './frames.ts';

export type Expectation =
  /** A definition or an interface. */
  | { readonly kind: 'item' }
  | { readonly kind: 'expression'; readonly statement: boolean; readonly wanted: Wanted | undefined }
  /** A word that goes on with what is before the cursor. */
  | { readonly kind: 'word'; readonly word: 'in' | 'of' | 'else' }
  | { readonly kind: 'from'; readonly guard: GuardState }
  | { readonly kind: 'type'; readonly place: TypePlace }
  | { readonly kind: 'capability' }
  | { readonly kind: 'usage' }
  /** `bare`: right after `!` or `?`, where a longer pattern needs parentheses. */
  | { readonly kind: 'pattern'; readonly of: PatternOwner; readonly bare: boolean; readonly begins: boolean }
  | { readonly kind: 'pattern-operator' }
  | { readonly kind: 'sent-tag'; readonly target: Operand }
  | { readonly kind: 'new' }
  /** The branches of an `if` after its condition. */
  | { readonly kind: 'branches' }
  /** All clauses of a guard, in braces. */
  | { readonly kind: 'clauses'; readonly guard: GuardState }
  | { readonly kind: 'clause'; readonly guard: GuardState }
  | { readonly kind: 'received-tag'; readonly guard: GuardState }
  | { readonly kind: 'mailbox-name'; readonly guard: GuardState }
  | { readonly kind: 'arm'; readonly list: boolean };

/** All that may come next, what is nearest first. Empty where a new name is made up. */
export function expectationsOf(frames: readonly Frame[]): Expectation[] {
  const out: Expectation[] = [];
  for (let i = frames.length - 1; i >= 0; i--) {
    const frame = frames[i];
    if (frame === undefined) break;
    const { next, complete } = look(frame, frames[i - 1]);
    out.push(...next);
    if (!complete) break;
  }
  return out;
}

interface Look {
  readonly next: readonly Expectation[];
  /** The construct may end here. */
  readonly complete: boolean;
}

const nothing: Look = { next: [], complete: false };
const complete: Look = { next: [], complete: true };

function one(expectation: Expectation): Look {
  return { next: [expectation], complete: false };
}

function look(frame: Frame, parent: Frame | undefined): Look {
  switch (frame.kind) {
    case 'top':
      return {
        next: [{ kind: 'item' }, { kind: 'expression', statement: true, wanted: undefined }],
        complete: false,
      };
    case 'interface':
    case 'definition':
    case 'parameters':
    case 'list':
    case 'lambda':
    case 'spawn':
      return nothing;
    case 'type':
      return lookAtType(frame);
    case 'types':
      return frame.at === 'item'
        ? one({ kind: 'type', place: parent?.kind === 'interface' ? 'payload' : 'part' })
        : nothing;
    case 'pattern':
      if (frame.at === 'operand') {
        const begins = frame.fresh;
        return one({ kind: 'pattern', of: frame.of, bare: false, begins });
      }
      return { next: [{ kind: 'pattern-operator' }], complete: !frame.grouped };
    case 'expression':
      if (frame.at === 'operand') {
        return one({ kind: 'expression', statement: frame.statement, wanted: frame.wanted });
      }
      return frame.at === 'after' ? complete : nothing;
    case 'send':
      return frame.at === 'tag' ? one({ kind: 'sent-tag', target: frame.target }) : complete;
    case 'let':
      return frame.at === 'value' ? one({ kind: 'word', word: 'in' }) : nothing;
    case 'if':
      if (frame.at === 'condition') return one({ kind: 'branches' });
      return frame.at === 'between' ? { next: [{ kind: 'word', word: 'else' }], complete: true } : nothing;
    case 'guard':
      if (frame.at === 'pattern') return one({ kind: 'clauses', guard: frame });
      return frame.at === 'clauses' ? one({ kind: 'clause', guard: frame }) : nothing;
    case 'clause':
      return lookAtClause(frame);
    case 'case':
      if (frame.at === 'arm') return one({ kind: 'arm', list: frame.list });
      return frame.at === 'scrutinee' || frame.at === 'of' ? one({ kind: 'word', word: 'of' }) : nothing;
    case 'new':
      return frame.at === 'name' ? one({ kind: 'new' }) : nothing;
    default:
      return frame satisfies never;
  }
}

function lookAtType(frame: Extract<Frame, { kind: 'type' }>): Look {
  switch (frame.at) {
    case 'start':
      return one({ kind: 'type', place: frame.place });
    case 'named':
      return { next: isBaseType(frame.name) ? [] : [{ kind: 'capability' }], complete: true };
    case 'pattern': {
      const of: PatternOwner = { kind: 'interface', name: frame.name };
      return { next: [{ kind: 'pattern', of, bare: true, begins: true }], complete: true };
    }
    case 'usage':
      return one({ kind: 'usage' });
    case 'list':
      return nothing;
    case 'closing':
    case 'arrow':
    case 'done':
      return complete;
    default:
      return frame.at satisfies never;
  }
}

function lookAtClause(frame: Extract<Frame, { kind: 'clause' }>): Look {
  const { guard } = frame;
  switch (frame.at) {
    case 'tag':
      return one({ kind: 'received-tag', guard });
    case 'open':
    case 'from':
      return frame.what === 'receive' ? one({ kind: 'from', guard }) : nothing;
    case 'mailbox':
      return one({ kind: 'mailbox-name', guard });
    case 'typed':
    case 'body':
      return complete;
    case 'names':
    case 'arrow':
    case 'colon':
      return nothing;
    default:
      return frame.at satisfies never;
  }
}

export const baseTypes = ['Int', 'Bool', 'String', 'Atom', 'Unit'] as const;

function isBaseType(name: string): boolean {
  return baseTypes.some(base => base === name);
}
