// All features that answer requests about an open document. A new one is a file beside this one and a line here.
import type { ServerCapabilities } from 'vscode-languageserver';
import type { Language } from '../../languages/language.ts';
import type { Client, Feature } from '../feature.ts';
import { callHierarchy } from './call-hierarchy.ts';
import { codeActions } from './code-actions.ts';
import { codeLens } from './code-lens.ts';
import { completion } from './completion.ts';
import { definition } from './definition.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { folding } from './folding.ts';
import { formatting } from './formatting.ts';
import { highlights } from './highlights.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { linkedEditing } from './linked-editing.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';
import { selectionRanges } from './selection-ranges.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { signatureHelp } from './signature-help.ts';
import { workspaceSymbols } from './workspace-symbols.ts';

export const features: readonly Feature[] = [
  hover,
  documentSymbols,
  folding,
  codeActions,
  semanticTokens,
  references,
  definition,
  highlights,
  rename,
  callHierarchy,
  linkedEditing,
  codeLens,
  inlayHints,
  signatureHelp,
  selectionRanges,
  documentLinks,
  workspaceSymbols,
  formatting,
  completion,
];

/** What all features together can do for a client. */
export function featureCapabilities(client: Client, languages: readonly Language[]): ServerCapabilities {
  return Object.assign({}, ...features.map(feature => feature.capabilities(client, languages)));
}
