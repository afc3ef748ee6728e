// What a server may send only to clients that said they understand it: one line for each capability of LSP that guards
// a part of an answer. Gives what a message has that its client never promised to understand.
import type { ClientCapabilities } from 'vscode-languageserver/node';
import { isObject } from './validator.ts';

type Found = Record<string, unknown>;

/** A part of a message, and whether this client may be sent it. */
interface Rule {
  /** Messages that can have the part; undefined: all. */
  readonly in?: RegExp;
  readonly what: string;
  readonly has: (part: Found, key: string) => boolean;
  readonly allowed: (client: ClientCapabilities, part: Found) => boolean;
}

const isMarkup = ({ kind, value }: Found): boolean =>
  (kind === 'markdown' || kind === 'plaintext') && typeof value === 'string';
const isDiagnostic = (part: Found): boolean => 'message' in part && 'range' in part && 'severity' in part;
const isWorkspaceEdit = ({ changes, documentChanges }: Found): boolean =>
  isObject(changes) || Array.isArray(documentChanges);

const completion = /^(textDocument\/completion|completionItem\/resolve)$/;
const item = ({ textDocument }: ClientCapabilities) => textDocument?.completion?.completionItem;
/** What a client says of diagnostics that it pulls and leaves open is as of those it is sent. */
const diagnosing = ({ textDocument }: ClientCapabilities) => ({
  ...textDocument?.publishDiagnostics,
  ...textDocument?.diagnostic,
});

const markupIn = (
  method: RegExp,
  formats: (client: ClientCapabilities) => readonly string[] | undefined,
): Rule => ({
  in: method,
  what: 'markup of a kind',
  has: isMarkup,
  allowed: (client, { kind }) => formats(client)?.includes(String(kind)) ?? false,
});

const linkIn = (request: 'definition' | 'typeDefinition' | 'declaration' | 'implementation'): Rule => ({
  in: new RegExp(`^textDocument/${request}$`),
  what: 'a location link',
  has: part => 'targetUri' in part,
  allowed: ({ textDocument }) => textDocument?.[request]?.linkSupport === true,
});

const key = (
  method: RegExp,
  name: string,
  allowed: (client: ClientCapabilities, part: Found) => boolean | undefined,
): Rule => ({
  in: method,
  what: `the property ${name}`,
  has: part => part[name] !== undefined,
  allowed: (client, part) => allowed(client, part) === true,
});

const rules: readonly Rule[] = [
  markupIn(/^textDocument\/hover$/, c => c.textDocument?.hover?.contentFormat),
  markupIn(completion, c => item(c)?.documentationFormat),
  markupIn(
    /^textDocument\/signatureHelp$/,
    c => c.textDocument?.signatureHelp?.signatureInformation?.documentationFormat,
  ),
  linkIn('definition'),
  linkIn('typeDefinition'),
  linkIn('declaration'),
  linkIn('implementation'),

  {
    in: completion,
    what: 'a snippet',
    has: part => part.insertTextFormat === 2,
    allowed: client => item(client)?.snippetSupport === true,
  },
  {
    in: completion,
    what: 'a kind of item',
    has: part => 'label' in part && typeof part.kind === 'number',
    allowed: ({ textDocument }, { kind }) =>
      textDocument?.completion?.completionItemKind?.valueSet?.some(one => one === kind) ?? Number(kind) <= 18,
  },
  key(completion, 'labelDetails', c => item(c)?.labelDetailsSupport),
  key(completion, 'commitCharacters', c => item(c)?.commitCharactersSupport),
  key(completion, 'preselect', c => item(c)?.preselectSupport),
  key(completion, 'tags', c => item(c)?.tagSupport !== undefined),
  key(completion, 'deprecated', c => item(c)?.deprecatedSupport),
  key(completion, 'insertTextMode', (c, { insertTextMode }) =>
    item(c)?.insertTextModeSupport?.valueSet.some(one => one === insertTextMode),
  ),
  key(completion, 'insert', c => item(c)?.insertReplaceSupport),
  key(completion, 'applyKind', c => c.textDocument?.completion?.completionList?.applyKindSupport),
  key(completion, 'itemDefaults', (c, { itemDefaults }) =>
    Object.keys(isObject(itemDefaults) ? itemDefaults : {}).every(name =>
      c.textDocument?.completion?.completionList?.itemDefaults?.includes(name),
    ),
  ),

  {
    in: /^textDocument\/signatureHelp$/,
    what: 'a label of offsets',
    has: ({ label }) => Array.isArray(label),
    allowed: ({ textDocument }) =>
      textDocument?.signatureHelp?.signatureInformation?.parameterInformation?.labelOffsetSupport === true,
  },
  {
    in: /^textDocument\/signatureHelp$/,
    what: 'the active parameter of a signature',
    has: part => 'label' in part && part.activeParameter !== undefined,
    allowed: ({ textDocument }) =>
      textDocument?.signatureHelp?.signatureInformation?.activeParameterSupport === true,
  },
  {
    in: /^textDocument\/signatureHelp$/,
    what: 'no active parameter',
    has: part => part.activeParameter === null,
    allowed: ({ textDocument }) =>
      textDocument?.signatureHelp?.signatureInformation?.noActiveParameterSupport === true,
  },

  {
    in: /^textDocument\/documentSymbol$/,
    what: 'a tree of symbols',
    has: part => 'selectionRange' in part,
    allowed: ({ textDocument }) => textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
  },
  {
    // The call hierarchy has no capability of its own for it.
    in: /^(textDocument\/documentSymbol|textDocument\/prepareCallHierarchy|callHierarchy\/.*)$/,
    what: 'a kind of symbol',
    has: part => typeof part.kind === 'number',
    allowed: ({ textDocument }, { kind }) =>
      textDocument?.documentSymbol?.symbolKind?.valueSet?.some(one => one === kind) ?? Number(kind) <= 18,
  },
  {
    in: /^workspace\/symbol$/,
    what: 'a kind of symbol',
    has: part => typeof part.kind === 'number',
    allowed: ({ workspace }, { kind }) =>
      workspace?.symbol?.symbolKind?.valueSet?.some(one => one === kind) ?? Number(kind) <= 18,
  },
  key(
    /^textDocument\/documentSymbol$/,
    'tags',
    c => c.textDocument?.documentSymbol?.tagSupport !== undefined,
  ),
  key(/^workspace\/symbol$/, 'tags', c => c.workspace?.symbol?.tagSupport !== undefined),
  {
    in: /^workspace\/symbol$/,
    what: 'a location without a range',
    has: part => 'uri' in part && !('range' in part),
    allowed: ({ workspace }) =>
      workspace?.symbol?.resolveSupport?.properties.includes('location.range') ?? false,
  },

  {
    in: /^(textDocument\/codeAction|codeAction\/resolve)$/,
    what: 'a code action that is no command',
    has: part => typeof part.title === 'string' && typeof part.command !== 'string',
    allowed: ({ textDocument }) => textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
  },
  key(/codeAction/, 'isPreferred', c => c.textDocument?.codeAction?.isPreferredSupport),
  key(/codeAction/, 'disabled', c => c.textDocument?.codeAction?.disabledSupport),
  {
    in: /^(textDocument\/codeAction|codeAction\/resolve)$/,
    what: 'tags of a code action',
    has: part => 'title' in part && part.tags !== undefined,
    allowed: ({ textDocument }) => textDocument?.codeAction?.tagSupport !== undefined,
  },
  {
    in: /^textDocument\/codeAction$/,
    what: 'an action that must be resolved',
    has: part => 'title' in part && 'kind' in part && part.data !== undefined,
    allowed: ({ textDocument }) => textDocument?.codeAction?.dataSupport === true,
  },

  {
    what: 'edits of documents with a version',
    has: part => isWorkspaceEdit(part) && part.documentChanges !== undefined,
    allowed: ({ workspace }) => workspace?.workspaceEdit?.documentChanges === true,
  },
  {
    what: 'annotations of changes',
    has: part => part.changeAnnotations !== undefined || part.annotationId !== undefined,
    allowed: ({ workspace }) => workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
  },
  {
    what: 'a change of files',
    has: ({ kind, uri, oldUri }) =>
      (kind === 'create' || kind === 'rename' || kind === 'delete') && (uri ?? oldUri) !== undefined,
    allowed: ({ workspace }, { kind }) =>
      workspace?.workspaceEdit?.resourceOperations?.some(one => one === kind) ?? false,
  },
  {
    what: 'a snippet in an edit',
    has: part => isObject(part.snippet),
    allowed: ({ workspace }) => workspace?.workspaceEdit?.snippetEditSupport === true,
  },

  {
    what: 'related information',
    has: part => isDiagnostic(part) && part.relatedInformation !== undefined,
    allowed: client => diagnosing(client).relatedInformation === true,
  },
  {
    what: 'a link of a code',
    has: part => isDiagnostic(part) && part.codeDescription !== undefined,
    allowed: client => diagnosing(client).codeDescriptionSupport === true,
  },
  {
    what: 'data of a diagnostic',
    has: part => isDiagnostic(part) && part.data !== undefined,
    allowed: client => diagnosing(client).dataSupport === true,
  },
  {
    what: 'tags of a diagnostic',
    has: part => isDiagnostic(part) && Array.isArray(part.tags),
    allowed: (client, { tags }) =>
      (tags as unknown[]).every(tag => diagnosing(client).tagSupport?.valueSet.some(one => one === tag)),
  },

  key(
    /^textDocument\/publishDiagnostics$/,
    'version',
    c => c.textDocument?.publishDiagnostics?.versionSupport,
  ),
  {
    what: 'words of a diagnostic with markup',
    has: part => 'range' in part && 'severity' in part && isObject(part.message),
    allowed: ({ textDocument }) => textDocument?.diagnostic?.markupMessageSupport === true,
  },
  key(
    /^(textDocument|workspace)\/diagnostic$/,
    'relatedDocuments',
    c => c.textDocument?.diagnostic?.relatedDocumentSupport,
  ),

  // Hints have no capability of their own for it: what can be shown beside the pointer is taken for the same.
  markupIn(/^(textDocument\/inlayHint|inlayHint\/resolve)$/, c => c.textDocument?.hover?.contentFormat),
  key(
    /^textDocument\/prepareRename$/,
    'defaultBehavior',
    c => c.textDocument?.rename?.prepareSupportDefaultBehavior !== undefined,
  ),
  {
    what: 'a command',
    has: ({ title, command }) => typeof title === 'string' && typeof command === 'string',
    allowed: ({ experimental }, { command }) => {
      const { commands } = (experimental ?? {}) as { commands?: readonly unknown[] };
      return commands?.includes(command) ?? false;
    },
  },
  {
    in: /^client\/registerCapability$/,
    what: 'a pattern relative to a folder',
    has: ({ globPattern }) => isObject(globPattern),
    allowed: ({ workspace }) => workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
  },

  {
    in: /^textDocument\/foldingRange$/,
    what: 'a kind of fold',
    has: part => typeof part.startLine === 'number' && part.kind !== undefined,
    allowed: ({ textDocument }, { kind }) =>
      (textDocument?.foldingRange?.foldingRangeKind?.valueSet ?? ['comment', 'imports', 'region']).some(
        one => one === kind,
      ),
  },
  {
    in: /^textDocument\/foldingRange$/,
    what: 'columns of a fold',
    has: part => part.startCharacter !== undefined || part.endCharacter !== undefined,
    allowed: ({ textDocument }) => textDocument?.foldingRange?.lineFoldingOnly !== true,
  },
  key(
    /^textDocument\/foldingRange$/,
    'collapsedText',
    c => c.textDocument?.foldingRange?.foldingRange?.collapsedText,
  ),
  {
    in: /^textDocument\/(documentLink)$/,
    what: 'a tooltip of a link',
    has: part => part.tooltip !== undefined,
    allowed: ({ textDocument }) => textDocument?.documentLink?.tooltipSupport === true,
  },

  {
    in: /^initialize$/,
    what: 'options of code actions',
    has: part => isObject(part.codeActionProvider),
    allowed: ({ textDocument }) => textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
  },
  {
    in: /^initialize$/,
    what: 'options of renaming',
    has: part => isObject(part.renameProvider),
    allowed: ({ textDocument }) => textDocument?.rename?.prepareSupport === true,
  },
  {
    in: /^initialize$/,
    what: 'answers to questions about diagnostics',
    has: part => part.diagnosticProvider !== undefined,
    allowed: ({ textDocument }) => textDocument?.diagnostic !== undefined,
  },
  {
    in: /^initialize$/,
    what: 'code actions that are to be resolved',
    has: ({ codeActionProvider: on }) => isObject(on) && on.resolveProvider === true,
    allowed: ({ textDocument }) => textDocument?.codeAction?.resolveSupport !== undefined,
  },
  {
    in: /^initialize$/,
    what: 'the documentation of code actions',
    has: ({ codeActionProvider: on }) => isObject(on) && on.documentation !== undefined,
    allowed: ({ textDocument }) => textDocument?.codeAction?.documentationSupport === true,
  },
  {
    in: /^initialize$/,
    what: 'a name for the outline',
    has: ({ documentSymbolProvider: on }) => isObject(on) && on.label !== undefined,
    allowed: ({ textDocument }) => textDocument?.documentSymbol?.labelSupport === true,
  },
  key(/^initialize$/, 'retriggerCharacters', c => c.textDocument?.signatureHelp?.contextSupport),
  key(/^initialize$/, 'rangesSupport', c => c.textDocument?.rangeFormatting?.rangesSupport),
  {
    in: /^initialize$/,
    what: 'an encoding of positions',
    has: part => part.positionEncoding !== undefined && part.positionEncoding !== 'utf-16',
    allowed: ({ general }, { positionEncoding }) =>
      general?.positionEncodings?.some(one => one === positionEncoding) ?? false,
  },
];

/** The parts of a message that are only for clients that said they understand them, each with its path. */
function* guarded(
  method: string,
  message: unknown,
): Generator<{ readonly path: string; readonly rule: Rule; readonly part: Found }> {
  const applying = rules.filter(rule => rule.in === undefined || rule.in.test(method));
  function* walk(value: unknown, path: string, name: string): ReturnType<typeof guarded> {
    if (Array.isArray(value)) for (const [i, one] of value.entries()) yield* walk(one, `${path}[${i}]`, name);
    if (!isObject(value)) return;
    for (const rule of applying) if (rule.has(value, name)) yield { path, rule, part: value };
    for (const [inner, one] of Object.entries(value)) yield* walk(one, `${path}.${inner}`, inner);
  }
  yield* walk(message, method, '');
}

/** What of a message the client did not say it understands, with its path. */
export function unpromised(method: string, message: unknown, client: ClientCapabilities): string[] {
  const found: string[] = [];
  for (const { path, rule, part } of guarded(method, message)) {
    if (!rule.allowed(client, part))
      found.push(`${path}: ${rule.what}, which the client did not say it understands`);
  }
  const limit = client.textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY;
  if (method === 'textDocument/foldingRange' && Array.isArray(message) && message.length > limit)
    found.push(`${method}: ${message.length} folds, and the client said that it shows at most ${limit}`);
  return found;
}

/** What a message has that is only for clients that said they understand it. */
export function partsForTheAble(method: string, message: unknown): string[] {
  return [...guarded(method, message)].map(({ rule }) => rule.what);
}

/** Whether a client has a capability, as a path such as `workspace.codeLens.refreshSupport`. */
export function promises(client: ClientCapabilities, path: string): unknown {
  let at: unknown = client;
  for (const name of path.split('.')) at = isObject(at) ? at[name] : undefined;
  return at;
}
