// A language client whose server is a web worker. Beyond the library's: a worker that cannot be started counts as a
// server that crashed, and when the client stops the worker ends, even if it is caught in a computation.
import {
  BaseLanguageClient,
  BrowserMessageReader,
  BrowserMessageWriter,
  type LanguageClientOptions,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { languageNames } from '../host/languages.ts';
import { section } from '../host/product.ts';
import { descriptions as languages } from '../languages/all.ts';

class WorkerReader extends BrowserMessageReader {
  constructor(worker: Worker) {
    super(worker);
    // The server deals with its own errors, so this one says that its script could not be loaded.
    worker.addEventListener('error', () => this.fireClose());
  }
}

export class WorkerClient extends BaseLanguageClient {
  private readonly script: string;
  private worker: Worker | undefined;

  constructor(script: string, options: LanguageClientOptions) {
    super(section, languageNames(languages), options);
    this.script = script;
  }

  protected override async createMessageTransports(): Promise<MessageTransports> {
    this.worker?.terminate();
    const worker = new Worker(this.script, { name: 'language server' });
    this.worker = worker;
    return { reader: new WorkerReader(worker), writer: new BrowserMessageWriter(worker) };
  }

  override async stop(timeout?: number): Promise<void> {
    try {
      await super.stop(timeout);
    } finally {
      this.worker?.terminate();
      this.worker = undefined;
    }
  }
}
