// What handlers see of the parameters of each message: the parts that they rely on, checked, and nothing else. So whatever
// is let through they can do, and a client of another version of LSP is understood. What does not fit is named by its path.
import { own } from '../languages/own.ts';

/** Parameters that cannot be handled, with a sentence that says why. */
export class WrongParameters {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** A value that is not what it should be: where it is in the parameters. */
class Wrong {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
}

/** Gives what a handler sees of a value. */
type Reader = (value: unknown, path: string) => unknown;

const is =
  (holds: (value: unknown) => boolean): Reader =>
  (value, path) =>
    holds(value) ? value : new Wrong(path);

const text = is(value => typeof value === 'string');
const number = is(value => typeof value === 'number');
const integer = is(Number.isSafeInteger);
/** Zero or more. Larger than any text is allowed: some clients say "to the end of the line" with the largest number. */
const count = is(value => Number.isInteger(value) && Number(value) >= 0);
/** The server ends with this process; no other number is one. */
const process = is(value => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31);
const name = is(value => typeof value === 'string' || typeof value === 'number');
const anything: Reader = value => value;
const nothing: Reader = () => undefined;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fields =
  (shape: Readonly<Record<string, Reader>>): Reader =>
  (value, path) => {
    if (!isObject(value)) return new Wrong(path);
    const seen: [string, unknown][] = [];
    for (const [key, read] of Object.entries(shape)) {
      const part = read(own(value, key), path === '' ? key : `${path}.${key}`);
      if (part instanceof Wrong) return part;
      if (part !== undefined) seen.push([key, part]);
    }
    return Object.fromEntries(seen);
  };

/** Some clients write null for what is not there. */
const optional =
  (read: Reader): Reader =>
  (value, path) =>
    value === undefined || value === null ? undefined : read(value, path);

const each =
  (read: Reader): Reader =>
  (value, path) => {
    if (!Array.isArray(value)) return new Wrong(path);
    const seen: unknown[] = [];
    for (const [i, one] of value.entries()) {
      const part = read(one, `${path}[${i}]`);
      if (part instanceof Wrong) return part;
      seen.push(part);
    }
    return seen;
  };

/**
 * What a client says of itself: as it was sent, but without what is null, and without those of the parts named that are not
 * what they should be. They were others in other versions of LSP, and nobody can work with a server that does not start.
 */
const said =
  (parts: Readonly<Record<string, Reader>> = {}): Reader =>
  (value, path) => {
    if (!isObject(value)) return new Wrong(path);
    const read = new Map(Object.entries(value));
    for (const [key, reader] of Object.entries(parts)) {
      if (read.has(key)) read.set(key, reader(read.get(key), path));
    }
    return Object.fromEntries([...read].filter(([, part]) => part !== null && !(part instanceof Wrong)));
  };

const values = fields({ valueSet: each(number) });
const formats = each(text);
const capabilities = said({
  general: said({ positionEncodings: each(text) }),
  textDocument: said({
    codeAction: said(),
    completion: said({
      completionItem: said({ documentationFormat: formats, insertTextModeSupport: values }),
      completionItemKind: values,
      completionList: said({ itemDefaults: each(text) }),
    }),
    diagnostic: said({ tagSupport: values }),
    documentSymbol: said({ symbolKind: values }),
    foldingRange: said({ rangeLimit: count }),
    hover: said({ contentFormat: formats }),
    inlayHint: said({ resolveSupport: fields({ properties: each(text) }) }),
    publishDiagnostics: said({ tagSupport: values }),
    signatureHelp: said({ signatureInformation: said({ documentationFormat: formats }) }),
  }),
  workspace: said({ symbol: said({ symbolKind: values }) }),
});

const position = fields({ line: count, character: count });
const range = fields({ start: position, end: position });
const textDocument = fields({ uri: text });
const options = fields({ tabSize: count, insertSpaces: anything });
const folders = each(fields({ uri: text }));
const hierarchyItem = fields({ item: fields({ uri: text, data: anything }) });

const document = fields({ textDocument });
const place = fields({ textDocument, position });
const span = fields({ textDocument, range });

const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries({
    initialize: fields({
      processId: optional(process),
      rootUri: optional(text),
      workspaceFolders: optional(folders),
      capabilities,
      initializationOptions: anything,
      trace: optional(text),
    }),
    initialized: nothing,
    shutdown: nothing,
    exit: nothing,
    'textDocument/didOpen': fields({
      textDocument: fields({ uri: text, languageId: anything, version: integer, text }),
    }),
    'textDocument/didChange': fields({
      textDocument: fields({ uri: text, version: optional(integer) }),
      contentChanges: each(fields({ text, range: optional(range) })),
    }),
    'textDocument/hover': place,
    'textDocument/completion': fields({
      textDocument,
      position,
      context: optional(fields({ triggerKind: optional(number), triggerCharacter: optional(text) })),
    }),
    'textDocument/signatureHelp': fields({
      textDocument,
      position,
      context: optional(
        fields({
          activeSignatureHelp: optional(
            fields({ signatures: each(fields({ label: text })), activeSignature: optional(number) }),
          ),
        }),
      ),
    }),
    'textDocument/declaration': place,
    'textDocument/definition': place,
    'textDocument/typeDefinition': place,
    'textDocument/references': fields({
      textDocument,
      position,
      context: optional(fields({ includeDeclaration: anything })),
    }),
    'textDocument/documentHighlight': place,
    'textDocument/linkedEditingRange': place,
    'textDocument/prepareRename': place,
    'textDocument/rename': fields({ textDocument, position, newName: text }),
    'textDocument/prepareCallHierarchy': place,
    'textDocument/onTypeFormatting': fields({ textDocument, position, ch: text, options }),
    'textDocument/formatting': fields({ textDocument, options }),
    'textDocument/rangeFormatting': fields({ textDocument, range, options }),
    'textDocument/rangesFormatting': fields({ textDocument, ranges: each(range), options }),
    'textDocument/codeAction': fields({
      textDocument,
      range,
      context: fields({ only: optional(each(text)), triggerKind: optional(number) }),
    }),
    'textDocument/diagnostic': fields({ textDocument, previousResultId: optional(text) }),
    'textDocument/inlayHint': span,
    'textDocument/semanticTokens/range': span,
    'textDocument/semanticTokens/full/delta': fields({ textDocument, previousResultId: text }),
    'textDocument/selectionRange': fields({ textDocument, positions: each(position) }),
    'callHierarchy/incomingCalls': hierarchyItem,
    'callHierarchy/outgoingCalls': hierarchyItem,
    'workspace/symbol': fields({ query: text }),
    'workspace/diagnostic': fields({
      previousResultIds: each(fields({ uri: text, value: text })),
      workDoneToken: optional(name),
      partialResultToken: optional(name),
    }),
    'workspace/didChangeConfiguration': fields({ settings: anything }),
    'workspace/didChangeWatchedFiles': fields({ changes: each(fields({ uri: text, type: number })) }),
    'workspace/didChangeWorkspaceFolders': fields({ event: fields({ added: folders, removed: folders }) }),
    '$/cancelRequest': fields({ id: name }),
    '$/progress': fields({ token: name }),
    'window/workDoneProgress/cancel': fields({ token: name }),
    '$/setTrace': fields({ value: text }),
  }),
);

/** What the handler of a message sees of its parameters. */
export function readParameters(method: string, params: unknown): unknown {
  const read = readers.get(method) ?? (method.startsWith('textDocument/') ? document : anything);
  const seen = read(params, '');
  if (!(seen instanceof Wrong)) return seen;
  return new WrongParameters(
    seen.path === ''
      ? `The parameters of ${method} are missing or are no object.`
      : `The parameters of ${method} are wrong: ${seen.path} is missing or is not what it should be.`,
  );
}
