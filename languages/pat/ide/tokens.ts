// Semantic tokens: what each name stands for, where colouring by words alone cannot tell.
import type { Analysis } from '../analysis.ts';
import type { Span } from '../diagnostic.ts';
import { spanOf } from './locate.ts';
import { type Occurrence, occurrences } from './occurrences.ts';

export const tokenTypes = ['interface', 'enumMember', 'function', 'parameter', 'variable'] as const;
export const tokenModifiers = ['declaration', 'defaultLibrary', 'send', 'receive'] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof tokenTypes)[number];
  readonly modifiers: readonly (typeof tokenModifiers)[number][];
}

/** The tokens in source order, without overlaps. */
export function semanticTokens(analysis: Analysis): SemanticToken[] {
  const out: SemanticToken[] = [];
  let end = 0;
  for (const item of analysis.items) {
    for (const o of occurrences(item)) {
      const span = spanOf(item, o.at);
      if (span.start < end || span.start === span.end) continue;
      out.push({ span, ...classify(o) });
      end = span.end;
    }
  }
  return out;
}

function classify(o: Occurrence): Omit<SemanticToken, 'span'> {
  switch (o.kind) {
    case 'interface':
      return { type: 'interface', modifiers: o.declares ? ['declaration'] : [] };
    case 'message':
      return {
        type: 'enumMember',
        modifiers:
          o.role === 'declare'
            ? ['declaration']
            : o.role === 'send'
              ? ['send']
              : o.role === 'receive'
                ? ['receive']
                : [],
      };
    case 'definition':
      return { type: 'function', modifiers: o.declares ? ['declaration'] : [] };
    case 'builtin':
      return { type: 'function', modifiers: ['defaultLibrary'] };
    case 'variable':
      return {
        type: o.binder.role === 'parameter' ? 'parameter' : 'variable',
        modifiers: o.declares ? ['declaration'] : [],
      };
    default:
      return o satisfies never;
  }
}
