// What the parameters of each message must look like before a handler sees them: only what handlers rely on, so that a
// client of another version of LSP is understood. What does not fit is named by its path.

/** A check gives the path of what is wrong, below `path`, or undefined. */
type Check = (value: unknown, path: string) => string | undefined;

const is =
  (holds: (value: unknown) => boolean): Check =>
  (value, path) =>
    holds(value) ? undefined : path;

const text = is(value => typeof value === 'string');
const number = is(value => typeof value === 'number');
/** Zero or more. Larger than any text is allowed: some clients say "to the end of the line" with the largest number. */
const count = is(value => Number.isInteger(value) && Number(value) >= 0);
const anything: Check = () => undefined;

const fields =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return path;
    const given = value as Readonly<Record<string, unknown>>;
    for (const [key, check] of Object.entries(shape)) {
      const wrong = check(given[key], path === '' ? key : `${path}.${key}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };

const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined || value === null ? undefined : check(value, path);

const each =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return path;
    for (const [i, one] of value.entries()) {
      const wrong = check(one, `${path}[${i}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };

const position = fields({ line: count, character: count });
const range = fields({ start: position, end: position });
const textDocument = fields({ uri: text });
const item = fields({ name: text, uri: text, range, selectionRange: range });
const options = fields({ tabSize: count });

const document = fields({ textDocument });
const place = fields({ textDocument, position });
const span = fields({ textDocument, range });

const shapes: Readonly<Record<string, Check>> = {
  initialize: fields({
    capabilities: fields({}),
    rootUri: optional(text),
    workspaceFolders: optional(each(fields({ uri: text }))),
  }),
  'textDocument/didOpen': fields({ textDocument: fields({ uri: text, version: number, text }) }),
  'textDocument/didChange': fields({
    textDocument: fields({ uri: text, version: optional(number) }),
    contentChanges: each(fields({ text, range: optional(range) })),
  }),
  'textDocument/hover': place,
  'textDocument/completion': place,
  'textDocument/signatureHelp': place,
  'textDocument/declaration': place,
  'textDocument/definition': place,
  'textDocument/typeDefinition': place,
  'textDocument/implementation': place,
  'textDocument/references': fields({ textDocument, position, context: optional(fields({})) }),
  'textDocument/documentHighlight': place,
  'textDocument/linkedEditingRange': place,
  'textDocument/prepareRename': place,
  'textDocument/rename': fields({ textDocument, position, newName: text }),
  'textDocument/prepareCallHierarchy': place,
  'textDocument/prepareTypeHierarchy': place,
  'textDocument/onTypeFormatting': fields({ textDocument, position, ch: text, options }),
  'textDocument/formatting': fields({ textDocument, options }),
  'textDocument/rangeFormatting': fields({ textDocument, range, options }),
  'textDocument/rangesFormatting': fields({ textDocument, ranges: each(range), options }),
  'textDocument/codeAction': fields({
    textDocument,
    range,
    context: fields({ diagnostics: each(fields({ range })), only: optional(each(text)) }),
  }),
  'textDocument/inlayHint': span,
  'textDocument/semanticTokens/range': span,
  'textDocument/semanticTokens/full/delta': fields({ textDocument, previousResultId: text }),
  'textDocument/selectionRange': fields({ textDocument, positions: each(position) }),
  'callHierarchy/incomingCalls': fields({ item }),
  'callHierarchy/outgoingCalls': fields({ item }),
  'typeHierarchy/supertypes': fields({ item }),
  'typeHierarchy/subtypes': fields({ item }),
  'workspace/symbol': fields({ query: text }),
  'workspace/diagnostic': fields({ previousResultIds: each(fields({ uri: text, value: text })) }),
  'workspace/executeCommand': fields({ command: text, arguments: optional(each(anything)) }),
  'workspace/didChangeWatchedFiles': fields({ changes: each(fields({ uri: text, type: number })) }),
  'workspace/didChangeWorkspaceFolders': fields({
    event: fields({ added: each(fields({ uri: text })), removed: each(fields({ uri: text })) }),
  }),
  'completionItem/resolve': fields({ label: text }),
  'codeAction/resolve': fields({ title: text }),
  'codeLens/resolve': fields({ range }),
  'inlayHint/resolve': fields({ position }),
  'documentLink/resolve': fields({ range }),
  'workspaceSymbol/resolve': fields({ name: text }),
  '$/cancelRequest': fields({ id: is(id => typeof id === 'string' || typeof id === 'number') }),
  '$/progress': fields({ token: is(token => typeof token === 'string' || typeof token === 'number') }),
  'window/workDoneProgress/cancel': fields({
    token: is(token => typeof token === 'string' || typeof token === 'number'),
  }),
  '$/setTrace': fields({ value: text }),
};

/** What is wrong with the parameters of a message; undefined when they can be handled. */
export function wrongParameters(method: string, params: unknown): string | undefined {
  const check = shapes[method] ?? (method.startsWith('textDocument/') ? document : undefined);
  if (check === undefined) return undefined;
  const path = check(params, '');
  if (path === undefined) return undefined;
  if (path === '') return `The parameters of ${method} are missing or are no object.`;
  return `The parameters of ${method} are wrong: ${path} is missing or is not what it should be.`;
}
