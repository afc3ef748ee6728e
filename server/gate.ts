// What stands between the wire and the connection: the rules of LSP that the protocol's library leaves to servers.
// Nothing but `initialize` is answered before it and nothing after `shutdown`; what is no message, and parameters that
// no handler could use, are refused with the error that says so. LSP 3.18, "Server lifecycle", "Base protocol".
import {
  type DataCallback,
  Disposable,
  ErrorCodes,
  type Event,
  type Message,
  type MessageReader,
  MessageType,
  type MessageWriter,
  type NotificationMessage,
  type RequestMessage,
  type ResponseMessage,
} from 'vscode-languageserver';
import { own } from '../languages/own.ts';
import { readParameters, WrongParameters } from './params.ts';

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** What a reader gives instead of a message whose text is no JSON. */
export class Unreadable implements Message {
  readonly jsonrpc = '2.0';
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Where a session is between its first and last message. */
type Stage = 'new' | 'initializing' | 'running' | 'shutdown';

type Id = string | number;

/**
 * That a side was closed is for the host to act on. The library's answer is to throw whenever something is said from then
 * on, and what was still being worked on then fails.
 */
const never: Event<void> = () => Disposable.create(() => undefined);

/** Milliseconds that the end waits for answers that are still being worked on. */
const patience = 1000;

export class Gate {
  /** For the connection, in place of the reader and writer that it guards. */
  readonly transport: Transport;
  private readonly reader: MessageReader;
  private readonly writer: MessageWriter;
  private stage: Stage = 'new';
  private initializing: number | undefined;
  /** What came in while `initialize` was being answered: clients should wait, but not all do. */
  private held: Message[] = [];
  private count = 0;
  private lastNumber = 0;
  /**
   * The requests that are being worked on. To the library each has a number in place of its id: it takes `1` for `"1"`,
   * and would forget a request when another comes with the same id.
   */
  private readonly unanswered = new Map<number, Id>();
  /** Of several with the same id the last. */
  private readonly numbers = new Map<Id, number>();
  /** The end of the last write: what was said is only said when the other side can read it. */
  private written: Promise<unknown> = Promise.resolve();
  private deliver: DataCallback = () => undefined;
  private whenIdle: (() => void)[] = [];
  private whenInitialized: (() => void)[] = [];

  constructor({ reader, writer }: Transport) {
    this.reader = reader;
    this.writer = writer;
    this.transport = {
      reader: {
        onError: reader.onError,
        onClose: never,
        onPartialMessage: reader.onPartialMessage,
        listen: callback => {
          this.deliver = callback;
          return this.reader.listen(message => this.survive(message));
        },
        dispose: () => this.reader.dispose(),
      },
      writer: {
        onError: writer.onError,
        onClose: never,
        write: message => this.send(message),
        end: () => this.writer.end(),
        dispose: () => this.writer.dispose(),
      },
    };
  }

  /** How many messages have come in. */
  get received(): number {
    return this.count;
  }

  /** `shutdown` has come in. */
  get isShutDown(): boolean {
    return this.stage === 'shutdown';
  }

  /** Resolves when everything that came in is answered, or when that takes too long. */
  async idle(): Promise<void> {
    // What was held meanwhile may say how all is to end.
    while (this.stage === 'initializing')
      await new Promise<void>(resolve => this.whenInitialized.push(resolve));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tired = new Promise<void>(resolve => {
      timer = setTimeout(resolve, patience);
    });
    const answered = new Promise<void>(resolve => {
      if (this.unanswered.size === 0) resolve();
      else this.whenIdle.push(resolve);
    });
    await Promise.race([answered.then(() => this.written), tired]);
    clearTimeout(timer);
  }

  /** Tells the client that what it sends cannot be understood. */
  unreadable(reason: string): Promise<void> {
    return this.refuse(null, ErrorCodes.ParseError, `The message cannot be read: ${reason}`);
  }

  // -------------------------------------------------------------------------------------------- from the client

  /** To the library's reader, what is thrown here means that messages cannot be told apart any more. */
  private survive(message: Message): void {
    try {
      this.receive(message);
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : 'for no reason that is known';
      void this.log(`A message could not be taken up: ${reason}`);
    }
  }

  private receive(message: Message): void {
    this.count++;
    if (message instanceof Unreadable) {
      void this.unreadable(message.reason);
    } else if (isObject(message)) {
      const { method, id } = message as Message & { readonly method?: unknown; readonly id?: unknown };
      if (method === undefined) this.responded(message as ResponseMessage);
      else if (typeof method !== 'string') {
        void this.refuse(isId(id) ? id : null, ErrorCodes.InvalidRequest, 'The method must be a string.');
      } else if (id === undefined) this.notified(message as NotificationMessage);
      else if (isId(id)) this.requested(message as RequestMessage & { readonly id: Id });
      else void this.refuse(null, ErrorCodes.InvalidRequest, 'The id must be a string or a whole number.');
    } else {
      const what = Array.isArray(message) ? 'Batches are not part of LSP.' : 'A message must be an object.';
      void this.refuse(null, ErrorCodes.InvalidRequest, what);
    }
  }

  private requested(request: RequestMessage & { readonly id: Id }): void {
    const { id, method, params } = request;
    switch (this.stage) {
      case 'new':
        if (method === 'initialize') break;
        void this.refuse(id, ErrorCodes.ServerNotInitialized, `initialize must come before ${method}.`);
        return;
      case 'initializing':
        this.held.push(request);
        return;
      case 'running':
        if (method !== 'initialize') break;
        void this.refuse(id, ErrorCodes.InvalidRequest, 'initialize may come only once.');
        return;
      case 'shutdown':
        void this.refuse(id, ErrorCodes.InvalidRequest, `After shutdown, ${method} is not answered.`);
        return;
    }
    const seen = readParameters(method, params);
    if (seen instanceof WrongParameters) {
      void this.refuse(id, ErrorCodes.InvalidParams, seen.reason);
      return;
    }
    const number = ++this.lastNumber;
    if (method === 'initialize') {
      this.stage = 'initializing';
      this.initializing = number;
    } else if (method === 'shutdown') this.stage = 'shutdown';
    this.unanswered.set(number, id);
    this.numbers.set(id, number);
    this.pass({ ...request, id: number, params: seen } as RequestMessage);
  }

  private notified(notification: NotificationMessage): void {
    const { method, params } = notification;
    if (this.stage === 'initializing') {
      this.held.push(notification);
      return;
    }
    if (method === 'exit') {
      // The library ends the process at once, with answers half written.
      void this.idle().then(() => this.pass(notification));
      return;
    }
    if (this.stage !== 'running') return;
    const seen = readParameters(method, params);
    if (method === '$/cancelRequest') this.cancelled(own(seen, 'id'));
    else if (!(seen instanceof WrongParameters)) this.pass({ ...notification, params: seen } as Message);
    else if (!method.startsWith('$/')) void this.log(seen.reason);
  }

  private cancelled(id: unknown): void {
    const number = isId(id) ? this.numbers.get(id) : undefined;
    if (number === undefined) return;
    this.pass({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id: number } } as Message);
  }

  /** An answer to a request of the server: the library relies on what it looks like. */
  private responded(response: ResponseMessage): void {
    const { id, error } = response;
    if (id !== null && !isId(id)) {
      void this.refuse(
        null,
        ErrorCodes.InvalidRequest,
        'A message must have a method, or the id that it answers.',
      );
    } else if (error === undefined || isError(error)) this.pass(response);
    else this.pass({ jsonrpc: '2.0', id, error: noError } as Message);
  }

  private pass(message: Message): void {
    this.deliver(message);
  }

  // ---------------------------------------------------------------------------------------------- to the client

  private send(message: Message): Promise<void> {
    const { id, method, error } = message as Partial<RequestMessage & ResponseMessage>;
    if (method !== undefined || typeof id !== 'number') return this.write(message);
    const written = this.write({ ...message, id: this.unanswered.get(id) } as Message);
    if (this.stage === 'initializing' && id === this.initializing) this.initialized(error === undefined);
    // What could not be written, because it is too long, say, the library answers once more, with an error.
    written.then(
      () => this.answered(id),
      () => undefined,
    );
    return written;
  }

  private initialized(well: boolean): void {
    this.stage = well ? 'running' : 'new';
    const { held } = this;
    this.held = [];
    for (const message of held) this.survive(message);
    for (const resolve of this.whenInitialized.splice(0)) resolve();
  }

  private answered(number: number): void {
    const id = this.unanswered.get(number);
    if (id !== undefined && this.numbers.get(id) === number) this.numbers.delete(id);
    this.unanswered.delete(number);
    if (this.unanswered.size === 0) for (const resolve of this.whenIdle.splice(0)) resolve();
  }

  private refuse(id: Id | null, code: number, message: string): Promise<void> {
    const response: ResponseMessage = { jsonrpc: '2.0', id, error: { code, message } };
    // A client that is gone need not be told.
    return this.write(response).catch(() => undefined);
  }

  private log(message: string): Promise<void> {
    const params = { type: MessageType.Error, message };
    const notification: NotificationMessage = { jsonrpc: '2.0', method: 'window/logMessage', params };
    return this.write(notification).catch(() => undefined);
  }

  private write(message: Message): Promise<void> {
    const written = this.writer.write(message);
    this.written = written.catch(() => undefined);
    return written;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is Id {
  return typeof value === 'string' || Number.isInteger(value);
}

function isError(value: unknown): value is NonNullable<ResponseMessage['error']> {
  return (
    isObject(value) && typeof own(value, 'code') === 'number' && typeof own(value, 'message') === 'string'
  );
}

const noError = {
  code: ErrorCodes.InternalError,
  message: 'The client answered with an error that says nothing.',
};
