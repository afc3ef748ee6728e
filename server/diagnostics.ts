// When diagnostics are computed and sent. Pushed: shortly after a change, once for a burst of changes, with the
// version they belong to. Pulled: when the client asks. What belongs to a text that has changed since is never sent.
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { type AskOf, isOpen, settled } from '../host/last-resort.ts';
import { tooLarge } from '../host/limits.ts';
import type { Analysis, Language } from '../languages/language.ts';
import type { ClientAbilities } from './client-abilities.ts';
import { type DiagnosticForm, toDiagnostic, toHint } from './convert.ts';
import type { OpenDocument } from './document.ts';
import type { Foreground } from './foreground.ts';
import { resultId } from './result-id.ts';

/** Milliseconds of quiet after a change before diagnostics are computed: enough to take a burst as one. */
const quiet = 4;

/** How many diagnostics of a document are sent. */
const most = 1000;

export interface DiagnosticsHost {
  readonly connection: Connection;
  readonly abilities: ClientAbilities;
  readonly form: DiagnosticForm;
  readonly foreground: Foreground;
  /** Who is asked about what a checker's own procedure leaves open. */
  readonly askOf: AskOf;
  /** The document, when it is still open. */
  readonly find: (uri: string) => OpenDocument | undefined;
  readonly log: (what: string, error: unknown) => void;
}

/** The diagnostics of one text. */
export interface Report {
  /** The same for the same diagnostics. */
  readonly id: string;
  readonly items: readonly Diagnostic[];
}

export class Diagnostics {
  private readonly host: DiagnosticsHost;
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  /** Documents that have been quiet, and those of them in the order in which they were, some more than once. */
  private readonly ready = new Set<string>();
  private readonly order: string[] = [];
  private isPushing = false;
  /** Answers of the last resort, for as long as the analysis they complete is in use. */
  private readonly settled = new WeakMap<Analysis, Promise<Analysis>>();

  constructor(host: DiagnosticsHost) {
    this.host = host;
  }

  /** A document was opened or changed: its diagnostics are due, unless the client asks for them itself. */
  due({ uri }: OpenDocument): void {
    if (this.host.abilities.pullsDiagnostics) return;
    clearTimeout(this.waiting.get(uri));
    this.ready.delete(uri);
    this.waiting.set(
      uri,
      setTimeout(() => {
        this.waiting.delete(uri);
        this.ready.add(uri);
        this.order.push(uri);
        void this.pushAll();
      }, quiet),
    );
  }

  /** A document was closed: nothing is due for it any more. */
  closed({ uri }: OpenDocument): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.delete(uri);
    this.ready.delete(uri);
  }

  /** The answer to a pull. Waits for the last resort, so that it is the final word on the text. */
  async pull(
    document: OpenDocument,
    previous: string | undefined,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport | ResponseError<{ retriggerRequest: boolean }>> {
    const id = resultIdOf(document);
    if (previous === id) return { kind: 'unchanged', resultId: id };
    const report = await this.report(document);
    if (token.isCancellationRequested) {
      return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
    }
    if (report === undefined) {
      return new ResponseError(LSPErrorCodes.ServerCancelled, 'The text has changed since.', {
        retriggerRequest: true,
      });
    }
    return { kind: 'full', resultId: report.id, items: [...report.items] };
  }

  /** The final word on an open document as it is now; undefined when it has changed before that is known. */
  async report(document: OpenDocument): Promise<Report | undefined> {
    const id = resultIdOf(document);
    const { diagnostics, analysis } = this.compute(document);
    const items = await this.completed(document, diagnostics, analysis);
    const isOpen = this.host.find(document.uri) === document;
    return isOpen && resultIdOf(document) === id ? { id, items } : undefined;
  }

  /**
   * The diagnostics of a text that no client has open. `complete` asks the last resort about what the checker leaves open,
   * and is there only when that is the case; for as long as the document is kept.
   */
  first(document: OpenDocument): {
    readonly report: Report;
    readonly analysis: Analysis | undefined;
    readonly complete: (() => Promise<Report>) | undefined;
  } {
    const { diagnostics, analysis } = this.compute(document);
    const open = analysis !== undefined && isOpen(analysis, this.host.askOf(document.language));
    return {
      report: { id: resultIdOf(document, !open), items: diagnostics },
      analysis,
      complete: open
        ? async () => ({
            id: resultIdOf(document),
            items: await this.completed(document, diagnostics, analysis),
          })
        : undefined,
    };
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
    this.ready.clear();
  }

  /** One after the other, that which was changed last first; in between the client's other messages are taken up. */
  private async pushAll(): Promise<void> {
    if (this.isPushing) return;
    this.isPushing = true;
    while (this.order.length > 0) {
      await this.host.foreground.turn();
      const uri = this.order.pop() ?? '';
      const document = this.ready.delete(uri) ? this.host.find(uri) : undefined;
      if (document !== undefined) void this.push(document);
    }
    this.isPushing = false;
  }

  private async completed(
    document: OpenDocument,
    diagnostics: readonly Diagnostic[],
    analysis: Analysis | undefined,
  ): Promise<readonly Diagnostic[]> {
    if (analysis === undefined) return diagnostics;
    const final = await this.settle(document, analysis);
    return final === analysis ? diagnostics : this.convert(document, final);
  }

  private async push(document: OpenDocument): Promise<void> {
    const { uri, text } = document;
    const { diagnostics, analysis } = this.compute(document);
    this.send(document, diagnostics);
    if (analysis === undefined || !isOpen(analysis, this.host.askOf(document.language))) return;
    const final = await this.settle(document, analysis);
    if (final === analysis || this.host.find(uri) !== document || document.text !== text) return;
    this.send(document, this.convert(document, final));
  }

  private settle({ language }: OpenDocument, analysis: Analysis): Promise<Analysis> {
    const { askOf, log } = this.host;
    const ask = askOf(language);
    if (!isOpen(analysis, ask)) return Promise.resolve(analysis);
    const before = this.settled.get(analysis);
    if (before !== undefined) return before;
    const answer = settled(analysis, ask).catch(error => {
      log('Asking the solver failed', error);
      return analysis;
    });
    this.settled.set(analysis, answer);
    return answer;
  }

  private compute(document: OpenDocument): { diagnostics: Diagnostic[]; analysis: Analysis | undefined } {
    try {
      const analysis = document.analysis();
      if (analysis !== undefined) return { diagnostics: this.convert(document, analysis), analysis };
      return {
        diagnostics: [
          wholeText(document.language, 'E001', tooLarge(document.text.length, 'characters'), this.host.form),
        ],
        analysis: undefined,
      };
    } catch (error) {
      this.host.log(`Checking ${document.uri} failed`, error);
      document.reset();
      const message =
        'The checker itself failed on this text, so nothing is known about it. The server’s log says where; please report it.';
      return {
        diagnostics: [wholeText(document.language, 'E002', message, this.host.form)],
        analysis: undefined,
      };
    }
  }

  private convert(document: OpenDocument, analysis: Analysis): Diagnostic[] {
    const { form } = this.host;
    const { diagnostics } = analysis;
    if (diagnostics.length <= most) {
      const hints = form.unnecessary ? (analysis.unusedNames?.() ?? []).slice(0, most) : [];
      return [
        ...diagnostics.map(d => toDiagnostic(d, document, form)),
        ...hints.map(name => toHint(name, document)),
      ];
    }
    // Errors first: a text that is no program has as many as it has words, and no editor can show them.
    const errors = diagnostics.filter(d => d.severity === 'error');
    const others = diagnostics.filter(d => d.severity !== 'error');
    const shown = [...errors, ...others].slice(0, most);
    const left = `There are ${diagnostics.length - most} more mistakes and remarks in this file than are shown.`;
    return [
      ...shown.map(d => toDiagnostic(d, document, form)),
      wholeText(document.language, 'I001', left, form, DiagnosticSeverity.Information),
    ];
  }

  private send({ uri, version }: OpenDocument, diagnostics: Diagnostic[]): void {
    const { connection, abilities } = this.host;
    connection
      .sendDiagnostics({ uri, diagnostics, ...(abilities.pushedVersions ? { version } : {}) })
      .catch(error => this.host.log('Sending diagnostics failed', error));
  }
}

function resultIdOf({ fingerprint, language, configuration }: OpenDocument, final = true): string {
  return resultId(fingerprint, language.id, configuration.settings, final);
}

/** A diagnostic of the tools themselves (`E001`) about the text as a whole, shown at its first character. */
export function wholeText(
  { id }: Language,
  tools: string,
  message: string,
  { explanation }: DiagnosticForm,
  severity: DiagnosticSeverity = DiagnosticSeverity.Error,
): Diagnostic {
  const start = { line: 0, character: 0 };
  const code = `${id}-${tools}`;
  const href = explanation?.(code);
  return {
    range: { start, end: start },
    severity,
    code,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    source: id,
    message,
  };
}
