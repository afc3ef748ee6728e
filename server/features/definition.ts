// `textDocument/definition`, `textDocument/declaration` (the same: a thing is declared where it is defined) and
// `textDocument/typeDefinition`.
import type { DefinitionLink, Location, TextDocumentClientCapabilities } from 'vscode-languageserver';
import type * as answers from '../../languages/answers.ts';
import type { OpenDocument } from '../document.ts';
import type { Feature } from '../feature.ts';

export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true, declarationProvider: true, typeDefinitionProvider: true }),
  attach: host => {
    const { connection } = host;
    type Request = 'definition' | 'declaration' | 'typeDefinition';
    const links = (request: Request): boolean => {
      const client: TextDocumentClientCapabilities = host.client.capabilities.textDocument ?? {};
      return client[request]?.linkSupport === true;
    };
    connection.onDefinition(({ textDocument: { uri }, position }, token) =>
      host.answer('definition', uri, token, null, (document, analysis) =>
        toAnswer(analysis.definition?.(document.lines.offsetAt(position)), document, links('definition')),
      ),
    );
    connection.onDeclaration(({ textDocument: { uri }, position }, token) =>
      host.answer('declaration', uri, token, null, (document, analysis) =>
        toAnswer(analysis.definition?.(document.lines.offsetAt(position)), document, links('declaration')),
      ),
    );
    connection.onTypeDefinition(({ textDocument: { uri }, position }, token) =>
      host.answer('typeDefinition', uri, token, null, (document, analysis) =>
        toAnswer(
          analysis.typeDefinition?.(document.lines.offsetAt(position)),
          document,
          links('typeDefinition'),
        ),
      ),
    );
  },
};

/** Links say what was asked about and how far the declaration goes; clients without them get its name alone. */
function toAnswer(
  found: answers.Definition | undefined,
  { uri, lines }: OpenDocument,
  links: boolean,
): DefinitionLink[] | Location[] | null {
  if (found === undefined) return null;
  if (!links) return found.targets.map(({ selection }) => ({ uri, range: lines.rangeOf(selection) }));
  return found.targets.map(({ span, selection }) => ({
    originSelectionRange: lines.rangeOf(found.origin),
    targetUri: uri,
    targetRange: lines.rangeOf(span),
    targetSelectionRange: lines.rangeOf(selection),
  }));
}
