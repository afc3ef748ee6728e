// Reads along with a session and says what is wrong with each message of the server: its type by the model of LSP, whether
// this client said that it understands it, whether it may be sent now at all, and whether its places are in the text.
import type { ClientCapabilities } from 'vscode-languageserver/node';
import type { Message, Wire } from '../wire.ts';
import { misplaced, type Texts } from './places.ts';
import { promises, unpromised } from './promises.ts';
import { isObject, type Validator } from './validator.ts';

/** A part of a message, of the type that `role` says it has in the message's method. */
export interface Testimony {
  readonly method: string;
  readonly role: 'params' | 'result' | 'partial result';
  readonly value: unknown;
}

interface Asked {
  readonly method: string;
  readonly params: unknown;
}

const errorCodes = new Set([
  ...[-32700, -32600, -32601, -32602, -32603, -32002, -32001],
  ...[-32803, -32802, -32801, -32800],
]);

export class Witness {
  /** What was wrong, in the order it was seen. */
  readonly faults: string[] = [];
  /** Everything with a type, for a check of other kinds. */
  readonly seen: Testimony[] = [];
  /** How often each method was answered with a result other than nothing. */
  readonly answered = new Map<string, number>();
  private readonly validator: Validator | undefined;
  private readonly client: ClientCapabilities;
  private readonly texts: Texts;
  private readonly asked = new Map<number | string, Asked>();
  private readonly partial = new Map<number | string, Asked>();
  private readonly progress = new Map<number | string, 'created' | 'begun' | 'ended'>();
  private initialized = false;
  private serverCapabilities: unknown;

  /** Without a validator only what the model does not say is checked. */
  constructor(wire: Wire, client: ClientCapabilities, texts: Texts, validator: Validator | undefined) {
    this.validator = validator;
    this.client = client;
    this.texts = texts;
    const send = wire.send.bind(wire);
    wire.send = (...messages) => {
      for (const message of messages) this.sent(message as Message);
      send(...messages);
    };
    wire.onMessage(message => this.heard(message));
  }

  private sent({ id, method, params }: Message): void {
    if (method === undefined || id === undefined || id === null) return;
    this.asked.set(id, { method, params });
    if (!isObject(params)) return;
    const { workDoneToken, partialResultToken } = params;
    if (isToken(partialResultToken)) this.partial.set(partialResultToken, { method, params });
    if (isToken(workDoneToken)) this.progress.set(workDoneToken, 'created');
  }

  private heard(message: Message): void {
    const { id, method, error } = message;
    if (message.jsonrpc !== '2.0') this.fault('a message', 'does not say that it is JSON-RPC 2.0');
    if (method === undefined) {
      if (id === undefined) this.fault('a message', 'has neither a method nor an id');
      else if (id === null) {
        if (error === undefined) this.fault('an answer', 'to nothing has no error');
      } else this.responded(id, message);
    } else if (id === undefined) this.notified(method, message.params);
    else this.requested(method, message.params);
  }

  private responded(id: number | string, message: Message): void {
    const asked = this.asked.get(id);
    if (asked === undefined) {
      this.fault(`the answer to ${id}`, 'was not asked for, or came before');
      return;
    }
    this.asked.delete(id);
    const { method, params } = asked;
    const { error, result } = message;
    const request = this.validator?.request(method);
    const hasResult = 'result' in message;
    if (hasResult === (error !== undefined))
      this.fault(method, 'must have a result or an error, and one only');
    if (error !== undefined) {
      if (!errorCodes.has(error.code)) this.fault(method, `has the error code ${error.code}, unknown to LSP`);
      if (typeof error.message !== 'string' || error.message === '')
        this.fault(method, 'has an error without words');
      if (error.data !== undefined && request?.errorData !== undefined) {
        this.faultsOf(method, this.validator?.faults(request.errorData, error.data) ?? []);
      }
      return;
    }
    if (!empty(result)) this.answered.set(method, (this.answered.get(method) ?? 0) + 1);
    if (method === 'initialize') {
      this.initialized = true;
      this.serverCapabilities = isObject(result) ? result.capabilities : undefined;
    }
    this.value({ method, role: 'result', value: result });
    if (request !== undefined) this.faultsOf(method, this.validator?.faults(request.result, result) ?? []);
    else if (this.validator !== undefined) this.fault(method, 'is a request that LSP does not have');
    for (const wrong of misplaced(method, params, result, this.texts, this.serverCapabilities)) {
      this.fault(`${method} ${JSON.stringify(params).slice(0, 200)}`, wrong);
    }
  }

  private notified(method: string, params: unknown): void {
    if (!this.initialized && !/^(window\/(logMessage|showMessage)|telemetry\/event)$/.test(method)) {
      this.fault(method, 'was sent before initialize was answered');
    }
    if (method === '$/progress') {
      this.progressed(params);
      return;
    }
    if (method === '$/cancelRequest' || method === '$/logTrace') return;
    const notification = this.validator?.notification(method);
    this.value({ method, role: 'params', value: params });
    if (this.validator === undefined) return;
    if (notification === undefined || notification.messageDirection === 'clientToServer') {
      this.fault(method, 'is no notification that a server sends');
    } else if (notification.params !== undefined) {
      this.faultsOf(method, this.validator.faults(notification.params, params));
    }
    for (const wrong of misplaced(method, undefined, params, this.texts, this.serverCapabilities)) {
      this.fault(method, wrong);
    }
  }

  private requested(method: string, params: unknown): void {
    if (!this.initialized) this.fault(method, 'was asked before initialize was answered');
    this.value({ method, role: 'params', value: params });
    const needs = capabilityOf[method];
    if (needs === undefined) this.fault(method, 'is no request that this test knows');
    else if (needs !== '' && !promises(this.client, needs)) {
      this.fault(method, `was asked of a client that did not say it answers it (${needs})`);
    }
    if (method === 'window/workDoneProgress/create' && isObject(params) && isToken(params.token)) {
      this.progress.set(params.token, 'created');
    }
    if (method === 'client/registerCapability') this.registered(params);
    const request = this.validator?.request(method);
    if (this.validator === undefined || method.startsWith('pat/')) return;
    if (request === undefined || request.messageDirection === 'clientToServer') {
      this.fault(method, 'is no request that a server sends');
    } else if (request.params !== undefined) {
      this.faultsOf(method, this.validator.faults(request.params, params));
    } else if (params !== undefined && params !== null) this.fault(method, 'takes no parameters');
  }

  private registered(params: unknown): void {
    if (!isObject(params) || !Array.isArray(params.registrations)) return;
    for (const { method, registerOptions } of params.registrations as {
      method: string;
      registerOptions?: unknown;
    }[]) {
      const dynamic = dynamicOf(method);
      if (!promises(this.client, dynamic)) {
        this.fault(`registering ${method}`, `the client did not say that it takes this (${dynamic})`);
      }
      const known = this.validator?.request(method) ?? this.validator?.notification(method);
      if (known?.registrationOptions !== undefined) {
        const faults = this.validator?.faults(known.registrationOptions, registerOptions ?? {}) ?? [];
        this.faultsOf(`registering ${method}`, faults);
      }
    }
  }

  private progressed(params: unknown): void {
    if (!isObject(params) || !isToken(params.token)) {
      this.fault('$/progress', 'has no token');
      return;
    }
    const { token, value } = params;
    const asked = this.partial.get(token);
    if (asked !== undefined) {
      const { method } = asked;
      const type = this.validator?.request(method)?.partialResult;
      this.value({ method, role: 'partial result', value });
      if (type !== undefined) this.faultsOf(method, this.validator?.faults(type, value) ?? []);
      else if (this.validator !== undefined) this.fault(method, 'has no partial results');
      return;
    }
    const before = this.progress.get(token);
    const kind = isObject(value) ? value.kind : undefined;
    if (before === undefined) this.fault('$/progress', `has a token that nobody made: ${token}`);
    else if (kind !== 'begin' && kind !== 'report' && kind !== 'end') this.fault('$/progress', 'has no kind');
    else if ((kind === 'begin') !== (before === 'created')) {
      this.fault('$/progress', `${kind} after it was ${before}`);
    } else if (this.validator !== undefined) {
      const name = {
        begin: 'WorkDoneProgressBegin',
        report: 'WorkDoneProgressReport',
        end: 'WorkDoneProgressEnd',
      }[kind];
      this.faultsOf('$/progress', this.validator.faults({ kind: 'reference', name }, value));
      this.progress.set(token, kind === 'end' ? 'ended' : 'begun');
    }
  }

  private value(testimony: Testimony): void {
    this.seen.push(testimony);
    this.faults.push(...unpromised(testimony.method, testimony.value, this.client));
  }

  private faultsOf(
    method: string,
    faults: readonly { readonly path: string; readonly what: string }[],
  ): void {
    for (const { path, what } of faults) this.fault(method, `${path} ${what}`);
  }

  private fault(about: string, what: string): void {
    this.faults.push(`${about}: ${what}`);
  }
}

/** The capability of a client that each request of a server needs; '' where every client must answer. */
const capabilityOf: Readonly<Record<string, string>> = {
  // The server's own two (server/workspace/protocol.ts).
  'pat/files': 'experimental.patFiles',
  'pat/read': 'experimental.patFiles',
  'client/registerCapability': '',
  'client/unregisterCapability': '',
  'window/showMessageRequest': 'window.showMessage',
  'window/showDocument': 'window.showDocument.support',
  'window/workDoneProgress/create': 'window.workDoneProgress',
  'workspace/applyEdit': 'workspace.applyEdit',
  'workspace/configuration': 'workspace.configuration',
  'workspace/workspaceFolders': 'workspace.workspaceFolders',
  'workspace/codeLens/refresh': 'workspace.codeLens.refreshSupport',
  'workspace/diagnostic/refresh': 'workspace.diagnostics.refreshSupport',
  'workspace/foldingRange/refresh': 'workspace.foldingRange.refreshSupport',
  'workspace/inlayHint/refresh': 'workspace.inlayHint.refreshSupport',
  'workspace/semanticTokens/refresh': 'workspace.semanticTokens.refreshSupport',
};

/** Where a client says that it takes registrations of a method. */
function dynamicOf(method: string): string {
  const special: Readonly<Record<string, string>> = {
    'workspace/didChangeWorkspaceFolders': 'workspace.workspaceFolders',
    'textDocument/didOpen': 'textDocument.synchronization.dynamicRegistration',
    'textDocument/didChange': 'textDocument.synchronization.dynamicRegistration',
    'textDocument/didClose': 'textDocument.synchronization.dynamicRegistration',
    'textDocument/didSave': 'textDocument.synchronization.dynamicRegistration',
    'textDocument/prepareCallHierarchy': 'textDocument.callHierarchy.dynamicRegistration',
  };
  return special[method] ?? `${method.replace('/', '.')}.dynamicRegistration`;
}

function isToken(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

function empty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
