// `workspace/diagnostic` (LSP 3.17, "Workspace Diagnostics"): the request stays open. What is known is reported at once, and
// each change as soon as it is found out, in partial results; a client that takes none gets one answer as soon as there
// is something that it does not know. VS Code asks again two seconds after an answer.
import {
  type CancellationToken,
  LSPErrorCodes,
  ResponseError,
  type ResultProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Report } from '../diagnostics.ts';
import type { Foreground } from '../foreground.ts';
import { uriKey } from '../uri.ts';

/** Milliseconds in which changes are gathered before they are reported together. */
const pace = 50;
/** How many reports are made before the client's other messages are taken up. */
const portion = 50;

/** What is known about one file, open or closed. */
export type Standing =
  | {
      readonly kind: 'known';
      readonly uri: string;
      /** Of an open document. */
      readonly version: number | null;
      readonly report: Report;
    }
  /** It is still to be checked, and will be announced then. */
  | { readonly kind: 'not yet known' }
  /** It is neither open nor a file of the workspace. */
  | { readonly kind: 'gone' };

export interface ReportsHost {
  readonly foreground: Foreground;
  /** Resolves when the files of the workspace have been listed. */
  readonly listed: () => Promise<void>;
  /** The keys of all files, open or closed. */
  readonly keys: () => Iterable<string>;
  readonly standing: (key: string) => Promise<Standing>;
  /** Whether nothing is left to be checked. */
  readonly isIdle: () => boolean;
}

/** What a client knows of a file: the result's name, or undefined when it may show anything. */
interface Knowledge {
  readonly uri: string;
  readonly id: string | undefined;
  /** Came with the request, and has not been answered. */
  readonly asked: boolean;
}

class Stream {
  readonly known = new Map<string, Knowledge>();
  readonly due = new Set<string>();
  private wakeUp: (() => void) | undefined;

  constructor({ previousResultIds }: WorkspaceDiagnosticParams) {
    for (const { uri, value } of previousResultIds) {
      this.known.set(uriKey(uri), { uri, id: value, asked: true });
    }
  }

  wake(): void {
    this.wakeUp?.();
  }

  /** Resolves at the next `wake`. */
  sleep(): Promise<void> {
    return new Promise(resolve => {
      this.wakeUp = resolve;
    });
  }
}

export class WorkspaceReports {
  private readonly host: ReportsHost;
  private readonly streams = new Set<Stream>();
  private ended = false;

  constructor(host: ReportsHost) {
    this.host = host;
  }

  /** Whether a request is open. */
  get isAsked(): boolean {
    return this.streams.size > 0;
  }

  /** Something about a file has changed. */
  changed(key: string): void {
    for (const stream of this.streams) {
      stream.due.add(key);
      stream.wake();
    }
  }

  /** What the client shows for a file may be anything: it has been closed, say. */
  forget(key: string, uri: string): void {
    for (const { known } of this.streams) known.set(key, { uri, id: undefined, asked: false });
  }

  /** Nothing is left to be checked: who takes one answer only gets it now. */
  idle(): void {
    for (const stream of this.streams) stream.wake();
  }

  /** Ends all open requests. */
  end(): void {
    this.ended = true;
    for (const stream of this.streams) stream.wake();
  }

  async answer(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
    partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDiagnosticReport | ResponseError<never>> {
    const stream = new Stream(params);
    const over = (): boolean => this.ended || token.isCancellationRequested;
    const cancelling = token.onCancellationRequested(() => stream.wake());
    this.streams.add(stream);
    try {
      let isListed = false;
      void this.host.listed().then(() => {
        isListed = true;
        for (const key of this.host.keys()) stream.due.add(key);
        // What the client knows and we do not is gone.
        for (const key of stream.known.keys()) stream.due.add(key);
        stream.wake();
      });
      const answer: WorkspaceDocumentDiagnosticReport[] = [];
      while (!over()) {
        for (
          let items = await this.take(stream, over);
          items.length > 0;
          items = await this.take(stream, over)
        ) {
          if (partial === undefined) answer.push(...items);
          else partial.report({ items });
        }
        if (over()) break;
        if (partial === undefined && isListed && stream.due.size === 0 && this.host.isIdle()) {
          const isNews = answer.some(({ kind }) => kind === 'full') || params.previousResultIds.length === 0;
          if (isNews) return { items: answer };
        }
        if (stream.due.size === 0) await stream.sleep();
        if (!over()) await new Promise(resolve => setTimeout(resolve, pace));
      }
      return this.ended ? { items: answer } : new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
    } finally {
      cancelling.dispose();
      this.streams.delete(stream);
    }
  }

  /** Some of what is due; nothing when nothing is. */
  private async take(stream: Stream, over: () => boolean): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    while (stream.due.size > 0 && items.length < portion && !over()) {
      const [key = ''] = stream.due;
      stream.due.delete(key);
      const item = this.itemFor(stream, key, await this.host.standing(key));
      if (item !== undefined) items.push(item);
    }
    await this.host.foreground.turn();
    return items;
  }

  /** What is to be said about a file; undefined when the client knows it already, or nobody does yet. */
  private itemFor(
    { known }: Stream,
    key: string,
    standing: Standing,
  ): WorkspaceDocumentDiagnosticReport | undefined {
    const before = known.get(key);
    switch (standing.kind) {
      case 'not yet known':
        return undefined;
      case 'gone':
        if (before === undefined) return undefined;
        known.delete(key);
        return { kind: 'full', uri: before.uri, version: null, items: [] };
      case 'known': {
        const { uri, version, report } = standing;
        const { id } = report;
        known.set(key, { uri, id, asked: false });
        if (before?.id !== id) return { kind: 'full', uri, version, resultId: id, items: [...report.items] };
        return before.asked ? { kind: 'unchanged', uri, version, resultId: id } : undefined;
      }
      default:
        return standing satisfies never;
    }
  }
}
