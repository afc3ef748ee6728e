// How far the check of the workspace is, for the client to show, with a way to stop it. Shown only when it takes long
// enough to be noticed.
import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver';

/** Milliseconds of work before anything is shown. */
const unnoticed = 300;
/** Milliseconds between two reports. */
const pace = 100;

export class SweepProgress {
  private readonly connection: Connection;
  private readonly title: string;
  private readonly cancel: () => void;
  private readonly timer: ReturnType<typeof setTimeout>;
  private reporter: WorkDoneProgressReporter | undefined;
  private ended = false;
  private said = 0;
  private done = 0;
  private total = 0;
  private folders = 0;

  /** `requested` reports to the token that came with a request, if there was one. */
  constructor(
    connection: Connection,
    title: string,
    requested: WorkDoneProgressReporter | undefined,
    cancel: () => void,
  ) {
    this.connection = connection;
    this.title = title;
    this.cancel = cancel;
    this.timer = setTimeout(() => void this.begin(requested), unnoticed);
  }

  /** So many files have been checked, of so many. */
  report(done: number, total: number): void {
    this.done = done;
    this.total = total;
    this.show();
  }

  /** One more folder is searched for files. */
  visited(): void {
    this.folders++;
    this.show();
  }

  private show(): void {
    const now = Date.now();
    if (this.reporter === undefined || now - this.said < pace) return;
    this.said = now;
    this.reporter.report(this.percentage, this.message);
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.reporter?.done();
    this.reporter = undefined;
  }

  private async begin(requested: WorkDoneProgressReporter | undefined): Promise<void> {
    if (requested !== undefined) {
      // Cancelled by cancelling the request that the token belongs to.
      requested.begin(this.title, this.percentage, this.message, false);
      this.reporter = requested;
      return;
    }
    try {
      const created = await this.connection.window.createWorkDoneProgress();
      if (this.ended) {
        // The client waits for a beginning and an end of what it has agreed to show.
        created.begin(this.title, 100);
        created.done();
        return;
      }
      created.token.onCancellationRequested(() => this.cancel());
      created.begin(this.title, this.percentage, this.message, true);
      this.reporter = created;
    } catch {
      // A client that will not show it is no reason to stop.
    }
  }

  private get percentage(): number {
    return this.total === 0 ? 0 : Math.floor((100 * this.done) / this.total);
  }

  private get message(): string {
    if (this.total > 0) return `${this.done} of ${this.total}`;
    return this.folders < 2
      ? 'looking for them'
      : `looking for them in ${this.folders.toLocaleString('en')} folders`;
  }
}
