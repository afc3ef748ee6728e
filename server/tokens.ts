// Semantic tokens in LSP's encoding: five numbers a token, each place relative to the token before. The last answer
// for each document is kept, so that the client may ask for the difference only.
import {
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensDelta,
  type SemanticTokensLegend,
} from 'vscode-languageserver';
import { semanticTokens, tokenModifiers, tokenTypes } from '../languages/pat/index.ts';
import type { OpenDocument } from './document.ts';

export const legend: SemanticTokensLegend = {
  tokenTypes: [...tokenTypes],
  tokenModifiers: [...tokenModifiers],
};

export class TokenMemory {
  private readonly builders = new WeakMap<OpenDocument, SemanticTokensBuilder>();

  full(document: OpenDocument): SemanticTokens {
    const builder = new SemanticTokensBuilder();
    this.builders.set(document, builder);
    push(builder, document);
    return builder.build();
  }

  /** The difference to the answer `previous`, or all tokens when that is not the one that was given last. */
  delta(document: OpenDocument, previous: string): SemanticTokens | SemanticTokensDelta {
    const builder = this.builders.get(document);
    if (builder === undefined) return this.full(document);
    builder.previousResult(previous);
    push(builder, document);
    return builder.buildEdits();
  }

  range(document: OpenDocument, range: Range): SemanticTokens {
    const builder = new SemanticTokensBuilder();
    push(builder, document, {
      start: document.lines.offsetAt(range.start),
      end: document.lines.offsetAt(range.end),
    });
    return { data: builder.build().data };
  }
}

function push(
  builder: SemanticTokensBuilder,
  document: OpenDocument,
  within = { start: 0, end: document.text.length },
): void {
  const analysis = document.analysis();
  if (analysis === undefined) return;
  const { lines } = document;
  for (const { span, type, modifiers } of semanticTokens(analysis)) {
    if (span.end <= within.start || span.start >= within.end) continue;
    const { start, end } = lines.rangeOf(span);
    if (start.line !== end.line) continue;
    const bits = modifiers.reduce((sum, m) => sum | (1 << tokenModifiers.indexOf(m)), 0);
    builder.push(
      start.line,
      start.character,
      end.character - start.character,
      tokenTypes.indexOf(type),
      bits,
    );
  }
}
