// Semantic tokens: what each name stands for, where colouring by words alone cannot tell.
import type { SemanticToken } from '../../answers.ts';
import type { AnalysedItem, Analysis } from '../analysis.ts';
import type { Binder } from '../core/term.ts';
import { spanOf } from './locate.ts';
import { type Occurrence, occurrences } from './occurrences.ts';
import { unusedBinders } from './unused.ts';

// The order is part of the protocol: new ones go to the end.
export const tokenTypes = ['interface', 'enumMember', 'function', 'parameter', 'variable'] as const;
export const tokenModifiers = [
  'declaration',
  'defaultLibrary',
  'send',
  'receive',
  /** A mailbox that is used, or a mailbox type that is, returnable `[R]`. */
  'returnable',
  /** A name that is bound and never used. */
  'unused',
] as const;

type Modifier = (typeof tokenModifiers)[number];

/** The tokens in source order, without overlaps. */
export function semanticTokens(analysis: Analysis): SemanticToken[] {
  const out: SemanticToken[] = [];
  let end = 0;
  for (const item of analysis.items) {
    const known = { unused: unusedBinders(item), returnable: returnablePlaces(item) };
    for (const o of occurrences(item)) {
      const span = spanOf(item, o.at);
      if (span.start < end || span.start === span.end) continue;
      out.push({ span, ...classify(o, known) });
      end = span.end;
    }
  }
  return out;
}

interface Known {
  readonly unused: ReadonlySet<Binder>;
  readonly returnable: ReadonlySet<number>;
}

/** Where variables begin that are bound or used as returnable mailboxes. */
function returnablePlaces({ checked }: AnalysedItem): ReadonlySet<number> {
  const places = new Set<number>();
  for (const fact of checked?.facts ?? []) {
    if (fact.kind === 'guard' || fact.type?.kind !== 'mailbox') continue;
    if (fact.type.usage === 'R') places.add(fact.at.start);
  }
  return places;
}

function classify(o: Occurrence, { unused, returnable }: Known): Omit<SemanticToken, 'span'> {
  switch (o.kind) {
    case 'interface':
      return {
        type: 'interface',
        modifiers: [...when(o.declares, 'declaration'), ...when(o.usage === 'R', 'returnable')],
      };
    case 'message':
      return { type: 'enumMember', modifiers: messageModifiers[o.role] };
    case 'definition':
      return { type: 'function', modifiers: when(o.declares, 'declaration') };
    case 'builtin':
      return { type: 'function', modifiers: ['defaultLibrary'] };
    case 'variable':
      return {
        type: o.binder.role === 'parameter' ? 'parameter' : 'variable',
        modifiers: [
          ...when(o.declares, 'declaration'),
          ...when(returnable.has(o.at.start), 'returnable'),
          ...when(o.declares && unused.has(o.binder), 'unused'),
        ],
      };
    default:
      return o satisfies never;
  }
}

const messageModifiers: Readonly<
  Record<Extract<Occurrence, { kind: 'message' }>['role'], readonly Modifier[]>
> = { declare: ['declaration'], send: ['send'], receive: ['receive'], pattern: [] };

function when(holds: boolean, modifier: Modifier): readonly Modifier[] {
  return holds ? [modifier] : [];
}
