// `textDocument/codeLens`. What a lens does is a command of the client: `pat.run` with the URI, `pat.showReferences` with the
// URI, a position and locations. A client that has such commands names them in its capabilities, as
// `experimental: { commands: ["pat.run", "pat.showReferences"] }`; a lens that another client could only show is not sent.
import type { CodeLens, Position } from 'vscode-languageserver';
import { section } from '../../host/product.ts';
import type * as answers from '../../languages/answers.ts';
import { commandsOf } from '../client-commands.ts';
import type { OpenDocument } from '../document.ts';
import type { Feature } from '../feature.ts';

const runCommand = `${section}.run`;
const referencesCommand = `${section}.showReferences`;

export const codeLens: Feature = {
  capabilities: client => {
    const commands = commandsOf(client.capabilities);
    return commands.has(runCommand) || commands.has(referencesCommand) ? { codeLensProvider: {} } : {};
  },
  attach: host => {
    host.connection.onCodeLens(({ textDocument: { uri } }, token) =>
      host.answer('codeLens', uri, token, [], (document, analysis) => {
        const commands = commandsOf(host.client.capabilities);
        const lenses = analysis.lenses?.(document.configuration.preferences) ?? [];
        return lenses.flatMap(lens => {
          if (lens.kind === 'run') return commands.has(runCommand) ? [runLens(lens, document)] : [];
          return commands.has(referencesCommand) ? [referencesLens(lens, document)] : [];
        });
      }),
    );
  },
};

function runLens({ span }: answers.Lens, { uri, lines }: OpenDocument): CodeLens {
  return {
    range: atStart(lines.positionAt(span.start)),
    command: { title: '▶ Run', command: runCommand, arguments: [uri] },
  };
}

function referencesLens(
  { span, references }: Extract<answers.Lens, { kind: 'references' }>,
  { uri, lines }: OpenDocument,
): CodeLens {
  const range = lines.rangeOf(span);
  const locations = references.map(reference => ({ uri, range: lines.rangeOf(reference) }));
  const title = references.length === 1 ? '1 reference' : `${references.length} references`;
  return { range, command: { title, command: referencesCommand, arguments: [uri, range.start, locations] } };
}

/** The body may be long; a lens needs its first place only. */
function atStart(start: Position): CodeLens['range'] {
  return { start, end: start };
}
