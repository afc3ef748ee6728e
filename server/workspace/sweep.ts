// Checks files that are not open, one after the other, whenever the client wants nothing else.
import {
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  type WorkDoneProgressReporter,
} from 'vscode-languageserver';
import { languageNames } from '../../host/languages.ts';
import { checkedWhileOpen, largestClosed, tooLarge } from '../../host/limits.ts';
import type { Encoding } from '../../host/positions.ts';
import type { Language } from '../../languages/language.ts';
import { defaultsOf } from '../../languages/settings.ts';
import type { DiagnosticForm } from '../convert.ts';
import { type Diagnostics, type Report, wholeText } from '../diagnostics.ts';
import { OpenDocument } from '../document.ts';
import type { Foreground } from '../foreground.ts';
import { fingerprint } from '../result-id.ts';
import { type ClosedFile, type FileSymbol, fileSymbols } from './closed-files.ts';
import type { FileText } from './files.ts';
import { SweepProgress } from './progress.ts';

/** How many files are read before it is their turn to be checked. */
const ahead = 6;
/** A text of this many characters takes long enough to check that a pause of the user is waited for. */
const large = 50_000;

export interface SweepHost {
  readonly connection: Connection;
  readonly languages: readonly Language[];
  readonly encoding: Encoding;
  readonly form: DiagnosticForm;
  readonly diagnostics: Diagnostics;
  readonly foreground: Foreground;
  /** Whether the file's diagnostics are of use: it is there, not open, and to be checked. */
  readonly isWanted: (file: ClosedFile) => boolean;
  /** Something was found out about the file. */
  readonly checked: (file: ClosedFile) => void;
  /** There is no such file any more. */
  readonly gone: (file: ClosedFile) => void;
  /** Everything has been checked, or the user does not want it. */
  readonly idle: () => void;
  /** The user wants no more of it. Gives whether there may be more files than are known. */
  readonly cancelled: () => boolean;
  readonly log: (message: string) => void;
}

/** Reading failed, and it cannot be said what is wrong. */
interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
}

interface Unsettled {
  /** The file's state that the questions are about. */
  readonly at: number;
  readonly symbols: readonly FileSymbol[];
  readonly complete: () => Promise<Report>;
}

export class Sweep {
  private readonly host: SweepHost;
  private readonly queue = new Set<ClosedFile>();
  /** Those with questions for the last resort, which are put to it after all others have been checked. */
  private readonly unsettled = new Map<ClosedFile, Unsettled>();
  private readonly reading = new Map<
    ClosedFile,
    { readonly at: number; readonly text: Promise<FileText | Unknown> }
  >();
  private running: Promise<void> | undefined;
  private done = 0;
  private progress: SweepProgress | undefined;

  constructor(host: SweepHost) {
    this.host = host;
  }

  get isIdle(): boolean {
    return this.running === undefined;
  }

  /** Starts when there is something to do. `after` is waited for first: the list of files, say. */
  start(after: Promise<void>, workDone?: WorkDoneProgressReporter): void {
    this.running ??= this.run(after, workDone);
  }

  add(file: ClosedFile): void {
    this.queue.add(file);
    this.start(Promise.resolve());
  }

  remove(file: ClosedFile): void {
    this.queue.delete(file);
    this.unsettled.delete(file);
  }

  /** A folder is searched for files. */
  visited(): void {
    this.progress?.visited();
  }

  /** Leaves what is not yet checked unchecked. */
  stop(): void {
    this.queue.clear();
    this.unsettled.clear();
  }

  private async run(after: Promise<void>, workDone: WorkDoneProgressReporter | undefined): Promise<void> {
    const { host } = this;
    this.done = 0;
    this.progress = new SweepProgress(
      host.connection,
      `Checking ${languageNames(host.languages)} files`,
      workDone,
      () => {
        const others = host.cancelled() ? ', and there may be others that were not found yet' : '';
        host.log(`Checking the workspace was cancelled; ${this.queue.size} files were not checked${others}.`);
        this.stop();
      },
    );
    try {
      await after;
      for (;;) {
        const next = this.next();
        if (next === undefined) break;
        await next.work().catch(error => host.log(`Checking ${next.uri} failed: ${String(error)}`));
        this.done++;
        this.progress?.report(this.done, this.done + this.queue.size + this.unsettled.size);
      }
    } finally {
      this.progress?.end();
      this.progress = undefined;
      this.reading.clear();
      this.running = undefined;
      host.idle();
    }
  }

  private next(): { readonly uri: string; readonly work: () => Promise<void> } | undefined {
    for (const file of this.queue) {
      this.queue.delete(file);
      return { uri: file.uri, work: () => this.check(file) };
    }
    for (const [file, unsettled] of this.unsettled) {
      this.unsettled.delete(file);
      return { uri: file.uri, work: () => this.settle(file, unsettled) };
    }
    return undefined;
  }

  private async check(file: ClosedFile): Promise<void> {
    const { host } = this;
    const at = file.state;
    const text = await this.read(file);
    await host.foreground.turn();
    if (text.kind === 'text' && text.text.length > large && text.text.length <= largestClosed) {
      await host.foreground.quiet(500, 10_000);
    }
    // When it was changed in the meantime it is in the queue again.
    if (file.state !== at || !host.isWanted(file)) return;
    switch (text.kind) {
      case 'text':
        if (text.text.length <= largestClosed) return this.checkText(file, at, text.text);
        return this.leave(
          file,
          at,
          this.note(file, 'I002', checkedWhileOpen(text.text.length), DiagnosticSeverity.Information),
        );
      case 'missing':
        return host.gone(file);
      case 'too large':
        return this.leave(file, at, this.note(file, 'E001', tooLarge(text.size, 'bytes')));
      case 'unreadable':
        return this.leave(file, at, this.note(file, 'E003', text.reason));
      case 'unknown':
        // Nothing is wrong with the file as far as anybody knows: a network may be down.
        host.log(`${file.uri} is not checked: ${text.reason}`);
        return this.leave(file, at);
      default:
        return text satisfies never;
    }
  }

  /** The file is not checked; `why` is shown instead. */
  private leave(file: ClosedFile, at: number, ...why: readonly Diagnostic[]): void {
    const id = `not-checked-${fingerprint(why.map(({ message }) => message).join()).toString(36)}`;
    file.learn(at, [], { id, items: why });
    this.host.checked(file);
  }

  private note(
    { loaded }: ClosedFile,
    code: string,
    message: string,
    severity?: DiagnosticSeverity,
  ): Diagnostic {
    return wholeText(loaded.language, code, message, this.host.form, severity);
  }

  private checkText(file: ClosedFile, at: number, text: string): void {
    const { host } = this;
    const { encoding, diagnostics } = host;
    const { language } = file.loaded;
    // As if it were open, for the time of its check.
    const document = new OpenDocument(file.loaded, file.uri, 0, text, encoding, {
      settings: file.folder.settings(language),
      preferences: defaultsOf(language.preferences),
    });
    try {
      const { report, analysis, complete } = diagnostics.first(document);
      const symbols = fileSymbols(analysis?.namedSymbols?.() ?? [], document.lines);
      file.learn(at, symbols, report);
      host.checked(file);
      if (complete !== undefined) this.unsettled.set(file, { at, symbols, complete });
    } finally {
      document.reset();
    }
  }

  private async settle(file: ClosedFile, { at, symbols, complete }: Unsettled): Promise<void> {
    const { host } = this;
    if (file.state !== at || !host.isWanted(file)) return;
    const report = await complete();
    if (file.state !== at || !host.isWanted(file)) return;
    file.learn(at, symbols, report);
    host.checked(file);
  }

  /** Reads a file, and begins to read those that come next, so that a slow disk or network is not waited for each time. */
  private read(file: ClosedFile): Promise<FileText | Unknown> {
    const begun = this.reading.get(file);
    this.reading.delete(file);
    const text = begun?.at === file.state ? begun.text : this.begin(file);
    let more = ahead - this.reading.size;
    for (const next of this.queue) {
      if (more <= 0) break;
      if (this.reading.has(next)) continue;
      this.reading.set(next, { at: next.state, text: this.begin(next) });
      more--;
    }
    return text;
  }

  private begin(file: ClosedFile): Promise<FileText | Unknown> {
    return file.folder.files
      .read(file.uri, file.folder.uri)
      .catch((error: unknown): Unknown => ({ kind: 'unknown', reason: String(error) }));
  }
}
