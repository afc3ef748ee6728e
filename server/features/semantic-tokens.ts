// `textDocument/semanticTokens` in LSP's encoding: five numbers a token, each place relative to the token before. The last answer
// for each document is kept, so that the client may ask for the difference only.
import {
  type Range,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensDelta,
  type SemanticTokensLegend,
} from 'vscode-languageserver';
import { union } from '../../host/languages.ts';
import type { Language } from '../../languages/language.ts';
import type { OpenDocument } from '../document.ts';
import type { Feature } from '../feature.ts';

/** Of all languages: a type or modifier of the same name is one. The order of the first ones is part of the protocol. */
function legendOf(languages: readonly Language[]): SemanticTokensLegend {
  return {
    tokenTypes: union(languages.map(({ tokens }) => tokens.types)),
    tokenModifiers: union(languages.map(({ tokens }) => tokens.modifiers)),
  };
}

export const semanticTokens: Feature = {
  capabilities: (_, languages) => ({
    semanticTokensProvider: { legend: legendOf(languages), full: { delta: true }, range: true },
  }),
  attach: ({ connection, answer, languages }) => {
    const tokens = new TokenMemory(legendOf(languages));
    const none: SemanticTokens = { data: [] };
    const { semanticTokens: requests } = connection.languages;
    requests.on(({ textDocument: { uri } }, token) =>
      answer('semanticTokens/full', uri, token, none, document => tokens.full(document)),
    );
    requests.onDelta(({ textDocument: { uri }, previousResultId }, token) =>
      answer(
        'semanticTokens/full/delta',
        uri,
        token,
        none as SemanticTokens | SemanticTokensDelta,
        document => tokens.delta(document, previousResultId),
      ),
    );
    requests.onRange(({ textDocument: { uri }, range }, token) =>
      answer('semanticTokens/range', uri, token, none, document => tokens.range(document, range)),
    );
  },
};

class TokenMemory {
  private readonly builders = new WeakMap<OpenDocument, SemanticTokensBuilder>();
  private readonly legend: SemanticTokensLegend;

  constructor(legend: SemanticTokensLegend) {
    this.legend = legend;
  }

  full(document: OpenDocument): SemanticTokens {
    const builder = new SemanticTokensBuilder();
    this.builders.set(document, builder);
    push(builder, this.legend, document);
    return builder.build();
  }

  /** The difference to the answer `previous`, or all tokens when that is not the one that was given last. */
  delta(document: OpenDocument, previous: string): SemanticTokens | SemanticTokensDelta {
    const builder = this.builders.get(document);
    if (builder === undefined) return this.full(document);
    builder.previousResult(previous);
    push(builder, this.legend, document);
    return builder.buildEdits();
  }

  range(document: OpenDocument, range: Range): SemanticTokens {
    const builder = new SemanticTokensBuilder();
    push(builder, this.legend, document, {
      start: document.lines.offsetAt(range.start),
      end: document.lines.offsetAt(range.end),
    });
    return { data: builder.build().data };
  }
}

function push(
  builder: SemanticTokensBuilder,
  { tokenTypes, tokenModifiers }: SemanticTokensLegend,
  document: OpenDocument,
  within = { start: 0, end: document.text.length },
): void {
  const { lines } = document;
  for (const { span, type, modifiers } of document.analysis()?.semanticTokens?.() ?? []) {
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
