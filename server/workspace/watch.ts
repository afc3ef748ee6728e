// Changes of files, as the client sees them: gathered for a moment, because a checkout changes a thousand at once.
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type FileEvent,
  WatchKind,
} from 'vscode-languageserver';
import { uriKey } from '../uri.ts';

/** Milliseconds without a further change before those so far are taken up … */
const quiet = 50;
/** … and milliseconds after the first of them at the latest. */
const patience = 500;

/** Asks the client to watch the files of the workspace. Rejects when it will not. */
export async function watchFiles(connection: Connection, extensions: readonly string[]): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [
      ...extensions.map(extension => ({ globPattern: `**/*${extension}` })),
      // A folder that comes or goes with the files in it is one event: the folder's.
      { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
    ],
  });
}

/** Hands on events together; of several about one file the last. */
export class FileEvents {
  private readonly take: (events: readonly FileEvent[]) => void;
  private waiting = new Map<string, FileEvent>();
  private first = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(take: (events: readonly FileEvent[]) => void) {
    this.take = take;
  }

  add(events: readonly FileEvent[]): void {
    const now = Date.now();
    if (this.waiting.size === 0) this.first = now;
    for (const event of events) this.waiting.set(uriKey(event.uri), event);
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        const taken = [...this.waiting.values()];
        this.waiting = new Map();
        this.take(taken);
      },
      Math.max(0, Math.min(quiet, this.first + patience - now)),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
