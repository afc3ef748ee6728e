// The outline of a document: interfaces with their messages, definitions, and the body.
import type { DocumentSymbol } from '../../answers.ts';
import type { Analysis } from '../analysis.ts';
import { showType } from '../types/show.ts';
import { spanOf } from './locate.ts';

export function documentSymbols(analysis: Analysis): DocumentSymbol[] {
  const { values } = analysis.solution;
  return analysis.items.map((analysed): DocumentSymbol => {
    const { item, lowered } = analysed;
    const span = spanOf(analysed, item.at);
    switch (item.kind) {
      case 'interface': {
        const children = item.messages.map((m): DocumentSymbol => {
          const payloads =
            lowered.kind === 'interface' ? (lowered.signature.messages.get(m.tag.text)?.payloads ?? []) : [];
          return {
            name: m.tag.text || '(no name)',
            detail: `(${payloads.map(p => showType(p, values)).join(', ')})`,
            kind: 'message',
            span: spanOf(analysed, m.at),
            selection: spanOf(analysed, m.tag.at),
            children: [],
          };
        });
        return {
          name: item.name.text || '(no name)',
          detail: '',
          kind: 'interface',
          span,
          selection: spanOf(analysed, item.name.at),
          children,
        };
      }
      case 'definition': {
        const detail =
          lowered.kind === 'definition'
            ? `(${lowered.signature.parameters.map(p => showType(p.type, values)).join(', ')}): ${showType(lowered.signature.result, values)}`
            : '';
        return {
          name: item.name.text || '(no name)',
          detail,
          kind: 'definition',
          span,
          selection: spanOf(analysed, item.name.at),
          children: [],
        };
      }
      case 'body':
        return { name: 'program', detail: 'what runs', kind: 'body', span, selection: span, children: [] };
      default:
        return item satisfies never;
    }
  });
}
