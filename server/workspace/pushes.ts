// For clients that do not ask for diagnostics: those of files that are not open, sent when they change. What is sent for
// open documents is `server/diagnostics.ts`'s business.
import type { Connection } from 'vscode-languageserver';
import { uriKey } from '../uri.ts';
import type { Standing } from './reports.ts';

export class WorkspacePushes {
  private readonly connection: Connection;
  private readonly log: (what: string, error: unknown) => void;
  /** The files for which the client shows something, with the URI and the name of the result that it was sent. */
  private readonly shown = new Map<string, { readonly uri: string; readonly id: string | undefined }>();

  constructor(connection: Connection, log: (what: string, error: unknown) => void) {
    this.connection = connection;
    this.log = log;
  }

  /** From here on the open document's diagnostics are sent for the file. */
  opened(uri: string): void {
    const key = uriKey(uri);
    const before = this.shown.get(key);
    this.shown.delete(key);
    // The client writes the URI in another way: to it, these are diagnostics of another file.
    if (before !== undefined && before.uri !== uri) this.send(before.uri, []);
  }

  /** What the client shows for a file may be anything: it has been closed. */
  forget(key: string, uri: string): void {
    this.shown.set(key, { uri, id: undefined });
  }

  say(key: string, standing: Standing): void {
    const before = this.shown.get(key);
    switch (standing.kind) {
      case 'not yet known':
        return;
      case 'gone':
        if (before === undefined) return;
        this.shown.delete(key);
        this.send(before.uri, []);
        return;
      case 'known': {
        if (standing.version !== null) return;
        const { items, id } = standing.report;
        if (before?.id === id || (before === undefined && items.length === 0)) return;
        const uri = before?.uri ?? standing.uri;
        if (items.length === 0) this.shown.delete(key);
        else this.shown.set(key, { uri, id });
        this.send(uri, items);
        return;
      }
      default:
        standing satisfies never;
    }
  }

  private send(uri: string, diagnostics: Extract<Standing, { kind: 'known' }>['report']['items']): void {
    this.connection
      .sendDiagnostics({ uri, diagnostics: [...diagnostics] })
      .catch(error => this.log('Sending diagnostics failed', error));
  }
}
