// The workspace: its folders, and the programs in them that no editor has open, in balance with the documents that are:
// an open document's text counts, and when it is closed the disk's counts again. Nothing is listed or checked before
// somebody asks for it.
import {
  type CancellationToken,
  CancellationTokenSource,
  type Connection,
  FileChangeType,
  type FileEvent,
  type WorkDoneProgressReporter,
  type WorkspaceFolder,
} from 'vscode-languageserver';
import { languageNames } from '../../host/languages.ts';
import { section } from '../../host/product.ts';
import type { ClientAbilities } from '../client-abilities.ts';
import type { ClientConfiguration } from '../configuration.ts';
import type { DiagnosticForm } from '../convert.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { OpenDocument } from '../document.ts';
import type { Foreground } from '../foreground.ts';
import type { LoadedLanguages } from '../languages.ts';
import type { OpenDocuments } from '../open-documents.ts';
import { nameOfUri, pathWithin, uriKey } from '../uri.ts';
import { ClosedFile } from './closed-files.ts';
import { mostFiles, type WorkspaceFiles } from './files.ts';
import { type Folder, type FolderChange, Folders } from './folders.ts';
import { WorkspacePushes } from './pushes.ts';
import { type Standing, WorkspaceReports } from './reports.ts';
import { Sweep } from './sweep.ts';
import { FileEvents } from './watch.ts';

/** More folders than this are no workspace that anyone works in, but a home directory or a whole disk. */
const mostFolders = 50_000;

/** So many folders of the workspace are searched at a time. */
const together = 8;

/** For more new files or folders than this the whole workspace is searched instead. */
const mostPlaces = 100;

/** Milliseconds without a change of an open document before it is reported as part of the workspace. */
const pause = 300;

/** Milliseconds that a list of files is taken to be right where nobody says what changes. */
const lasting = 1000;

/** Milliseconds after which a client surely watches a folder that has appeared. */
const settled = 1500;

export interface WorkspaceHost {
  readonly connection: Connection;
  readonly abilities: ClientAbilities;
  readonly form: DiagnosticForm;
  readonly configuration: ClientConfiguration;
  readonly documents: OpenDocuments;
  readonly diagnostics: Diagnostics;
  readonly foreground: Foreground;
  readonly languages: LoadedLanguages;
  /** What reads the files of a folder; undefined where nothing can. */
  readonly filesOf: (folder: string) => WorkspaceFiles | undefined;
  readonly log: (what: string, error: unknown) => void;
  readonly note: (message: string) => void;
  /** Says something to the user. */
  readonly warn: (message: string) => void;
}

export class Workspace {
  /** The requests for all diagnostics that are open. */
  readonly reports: WorkspaceReports;
  private readonly host: WorkspaceHost;
  private readonly folders: Folders;
  private readonly pushes: WorkspacePushes | undefined;
  private readonly sweep: Sweep;
  private readonly events: FileEvents;
  private readonly byKey = new Map<string, ClosedFile>();
  private readonly pausing = new Map<string, ReturnType<typeof setTimeout>>();
  /** Set when the files were listed, or while that is being done. */
  private listing: { readonly done: Promise<void>; finished: number | undefined } | undefined;
  private relisting: ReturnType<typeof setTimeout> | undefined;
  private readonly settling = new Set<ReturnType<typeof setTimeout>>();
  private readonly over = new CancellationTokenSource();
  /** Cancelled when the user stops the search for files; the next one is another. */
  private searching = new CancellationTokenSource();
  private readonly warned = new Set<string>();
  /** Somebody wants the diagnostics of files that are not open. */
  private isWanted = false;

  constructor(host: WorkspaceHost, folders: readonly string[]) {
    this.host = host;
    this.folders = new Folders(host.configuration, host.languages.list, message => this.warnOnce(message));
    for (const uri of folders) this.addFolder(uri);
    const { connection, abilities, form, diagnostics, foreground, languages } = host;
    this.pushes = abilities.pullsDiagnostics ? undefined : new WorkspacePushes(connection, host.log);
    this.events = new FileEvents(events => this.takeEvents(events));
    this.reports = new WorkspaceReports({
      foreground,
      listed: () => this.listed(),
      keys: () => this.keys(),
      standing: key => this.standing(key),
      isIdle: () => this.sweep.isIdle,
    });
    this.sweep = new Sweep({
      connection,
      languages: languages.list,
      encoding: abilities.encoding,
      form,
      diagnostics,
      foreground,
      isWanted: file => this.isToBeChecked(file),
      checked: file => this.changed(file.key),
      gone: file => this.drop(file),
      idle: () => this.reports.idle(),
      cancelled: () => {
        this.stopSearching();
        return this.listing?.finished === undefined;
      },
      log: host.note,
    });
  }

  dispose(): void {
    this.over.cancel();
    this.stopSearching();
    this.sweep.stop();
    this.events.dispose();
    clearTimeout(this.relisting);
    for (const timer of [...this.pausing.values(), ...this.settling]) clearTimeout(timer);
    this.reports.end();
  }

  /** Somebody wants the diagnostics of all files, now and whenever they change. */
  want(workDone?: WorkDoneProgressReporter): void {
    const listed = this.listed();
    this.isWanted = true;
    for (const file of this.byKey.values()) this.due(file);
    this.sweep.start(listed, workDone);
  }

  // ------------------------------------------------------------------------------------------------ files

  /** Resolves when all folders have been searched for files. */
  listed(): Promise<void> {
    const finished = this.listing?.finished;
    // Without word of what changes, a list is soon out of date.
    const isOld = !this.watches && finished !== undefined && Date.now() - finished > lasting;
    if (this.listing === undefined || isOld) this.list(this.listing?.done);
    return this.listing?.done ?? Promise.resolve();
  }

  /** The files that are not open. */
  closedFiles(): ClosedFile[] {
    return [...this.byKey.values()].filter(({ key }) => !this.isOpen(key));
  }

  /** A file that is not open, however its URI is written. */
  closedFile(uri: string): ClosedFile | undefined {
    const key = uriKey(uri);
    return this.isOpen(key) ? undefined : this.byKey.get(key);
  }

  private list(before: Promise<void> = this.folders.configure().then(() => undefined)): void {
    const done = before
      .then(() => this.searchAll())
      .catch(error => this.host.log('Listing the files of the workspace failed', error));
    const listing: NonNullable<typeof this.listing> = { done, finished: undefined };
    this.listing = listing;
    void done.then(() => {
      listing.finished = Date.now();
    });
  }

  /** The progress and the end of it are those of the check. */
  private listAgain(before = this.listing?.done): void {
    this.list(before);
    if (this.isWanted) this.sweep.start(this.listed());
  }

  /** Brings the files of a folder, or of a place in it (a path), up to date with what is there. */
  private async search(folder: Folder, place = ''): Promise<void> {
    const { host } = this;
    const { token } = this.searching;
    const found = new Set<string>();
    let complete = place === '';
    const files = folder.files.list(folder.uri, {
      place,
      extensions: this.host.languages.extensions,
      excludes: folder.excludes,
      mostFolders,
      token,
      visit: () => this.sweep.visited(),
      leave: () => {
        complete = false;
        this.warn(
          `Only ${spoken(mostFolders)} folders in ${nameOfUri(folder.uri)} were searched for ${languageNames(host.languages.list)} files`,
        );
      },
      // A place is most often no folder at all.
      log: place === '' ? host.note : () => undefined,
    });
    for await (const { uri, stamp } of until(files, token)) {
      // A folder within this one looks after its own files.
      if (this.folders.of(uri) !== folder || !folder.holds(uri)) continue;
      const key = uriKey(uri);
      found.add(key);
      const known = this.byKey.get(key);
      if (known !== undefined && known.stamp === stamp && stamp !== undefined) continue;
      if (known === undefined && this.byKey.size >= mostFiles) {
        complete = false;
        this.warn(
          `There are more than ${spoken(mostFiles)} ${languageNames(host.languages.list)} files in the workspace`,
        );
        break;
      }
      if (known === undefined) this.add(uri, folder, stamp);
      else this.outdate(known, stamp);
    }
    if (token.isCancellationRequested || !complete) return;
    for (const file of [...this.byKey.values()]) {
      if (file.folder === folder && !found.has(file.key)) this.drop(file);
    }
  }

  private async searchAll(): Promise<void> {
    const folders = this.folders.all();
    for (let i = 0; i < folders.length; i += together)
      await Promise.all(folders.slice(i, i + together).map(folder => this.searchOrSay(folder)));
  }

  private searchOrSay(folder: Folder, place?: string): Promise<void> {
    const where = place === undefined ? folder.uri : `${place} in ${folder.uri}`;
    return this.search(folder, place).catch(error => this.host.log(`Searching ${where} failed`, error));
  }

  private stopSearching(): void {
    this.searching.cancel();
    if (!this.over.token.isCancellationRequested) this.searching = new CancellationTokenSource();
  }

  /** Says what is left out, and what can be done about it. */
  private warn(message: string): void {
    this.warnOnce(
      `${message}; the others are checked when they are opened. The setting ${section}.workspace.exclude leaves folders out.`,
    );
  }

  private warnOnce(message: string): void {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    this.host.warn(message);
  }

  private add(uri: string, folder: Folder, stamp?: string): void {
    const loaded = this.host.languages.ofFile(uri);
    if (loaded === undefined) return;
    const file = new ClosedFile(uri, folder, loaded, stamp);
    this.byKey.set(file.key, file);
    this.due(file);
  }

  private outdate(file: ClosedFile, stamp?: string): void {
    file.stamp = stamp;
    file.outdate();
    this.due(file);
  }

  private drop(file: ClosedFile): void {
    if (this.byKey.get(file.key) !== file) return;
    this.byKey.delete(file.key);
    file.outdate();
    this.sweep.remove(file);
    this.changed(file.key);
  }

  private due(file: ClosedFile): void {
    if (file.report === undefined && this.isToBeChecked(file)) this.sweep.add(file);
  }

  private isToBeChecked(file: ClosedFile): boolean {
    return (
      this.isWanted &&
      file.folder.isChecked &&
      this.byKey.get(file.key) === file &&
      !this.isOpen(file.key) &&
      !this.over.token.isCancellationRequested
    );
  }

  private isOpen(key: string): boolean {
    return this.host.documents.findByKey(key) !== undefined;
  }

  // ------------------------------------------------------------------------------------ what is known of a file

  /** Whether the client says which files change. */
  private get watches(): boolean {
    return this.host.abilities.watchesFiles;
  }

  private *keys(): Iterable<string> {
    for (const { uri } of this.host.documents.all()) yield uriKey(uri);
    yield* this.byKey.keys();
  }

  private async standing(key: string): Promise<Standing> {
    const { documents, diagnostics, foreground } = this.host;
    const document = documents.findByKey(key);
    if (document !== undefined) {
      await documents.ready(document);
      // It may have to be checked first.
      await foreground.turn();
      const report = await diagnostics.report(document);
      const { uri, version } = document;
      // When it has changed, that is reported in its turn.
      return report === undefined ? { kind: 'not yet known' } : { kind: 'known', uri, version, report };
    }
    const file = this.byKey.get(key);
    if (file === undefined) return { kind: 'gone' };
    const { uri, folder } = file;
    const report = folder.isChecked ? file.report : { id: 'off', items: [] };
    return report === undefined ? { kind: 'not yet known' } : { kind: 'known', uri, version: null, report };
  }

  /** What is known of a file has changed: whoever shows it is told. */
  private changed(key: string): void {
    this.reports.changed(key);
    const { pushes } = this;
    if (pushes === undefined || this.isOpen(key)) return;
    this.standing(key).then(
      standing => pushes.say(key, standing),
      error => this.host.log('Reporting a file failed', error),
    );
  }

  // ------------------------------------------------------------------------------------------ what happens

  opened({ uri }: OpenDocument): void {
    this.pushes?.opened(uri);
    this.edited(uri);
  }

  /** An open document has changed; its client may not ask about it when it is not in view. */
  edited(uri: string): void {
    if (!this.reports.isAsked) return;
    const key = uriKey(uri);
    clearTimeout(this.pausing.get(key));
    this.pausing.set(
      key,
      setTimeout(() => {
        this.pausing.delete(key);
        this.reports.changed(key);
      }, pause),
    );
  }

  /** A document was closed: what the disk has counts again, and whatever the client shows is to be replaced. */
  closed({ uri }: OpenDocument): void {
    const key = uriKey(uri);
    this.reports.forget(key, uri);
    this.pushes?.forget(key, uri);
    const folder = this.folders.of(uri);
    const file = this.byKey.get(key);
    if (file !== undefined) this.outdate(file);
    else if (this.listing !== undefined && folder?.holds(uri)) this.add(uri, folder);
    if (this.closedFile(uri) === undefined || !folder?.isChecked || !this.isWanted) this.changed(key);
  }

  saved(): void {
    if (!this.isWanted || this.watches) return;
    clearTimeout(this.relisting);
    this.relisting = setTimeout(() => this.listAgain(), pause);
  }

  /** The client says that files were created, changed or deleted. */
  filesChanged(events: readonly FileEvent[]): void {
    if (this.listing !== undefined) this.events.add(events);
  }

  private takeEvents(events: readonly FileEvent[]): void {
    const places: [Folder, string][] = [];
    for (const { uri, type } of events) {
      const key = uriKey(uri);
      const file = this.byKey.get(key);
      if (type === FileChangeType.Deleted) {
        if (file !== undefined) this.drop(file);
        else this.dropWithin(key);
        continue;
      }
      if (file !== undefined) {
        this.outdate(file);
        continue;
      }
      const folder = this.folders.of(uri);
      if (folder?.holds(uri) && this.byKey.size < mostFiles) this.add(uri, folder);
      else if (
        folder !== undefined &&
        type === FileChangeType.Created &&
        this.host.languages.ofFile(key) === undefined
      ) {
        const path = (pathWithin(folder.uri, uri) ?? '').replace(/\/$/, '');
        if (!folder.excludes(path)) places.push([folder, path]);
      }
    }
    // A folder that was moved here comes without its files.
    if (places.length > mostPlaces) this.listAgain();
    else for (const [folder, path] of places) this.look(folder, path);
  }

  /**
   * Searches a place that has just appeared, and once more when it has settled: a client begins to watch a new folder
   * some time after it has heard of it, and does not tell what changes in between.
   */
  private look(folder: Folder, place: string): void {
    const search = (): void => {
      void this.searchOrSay(folder, place);
    };
    search();
    const timer = setTimeout(() => {
      this.settling.delete(timer);
      search();
    }, settled);
    this.settling.add(timer);
  }

  /** A folder was deleted. */
  private dropWithin(key: string): void {
    for (const file of [...this.byKey.values()]) if (file.key.startsWith(`${key}/`)) this.drop(file);
  }

  /** The configuration has changed. */
  async configure(): Promise<void> {
    // Before the first list it is asked for anyway.
    if (this.listing === undefined) return;
    this.apply(await this.folders.configure());
  }

  private apply(changes: readonly FolderChange[]): void {
    for (const { folder, settings, isChecked } of changes) {
      if (settings.length === 0 && !isChecked) continue;
      for (const file of this.byKey.values()) {
        if (file.folder !== folder) continue;
        if (settings.includes(file.loaded.language)) file.outdate();
        if (!folder.isChecked) this.sweep.remove(file);
        this.due(file);
        if (isChecked) this.changed(file.key);
      }
    }
    if (changes.some(({ exclude }) => exclude)) this.listAgain();
  }

  foldersChanged(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    for (const { uri } of removed) this.folders.remove(uri);
    for (const { uri } of added) this.addFolder(uri);
    // A file may now be in another folder, or in none.
    for (const file of [...this.byKey.values()]) {
      if (this.folders.of(file.uri) !== file.folder) this.drop(file);
    }
    if (this.listing === undefined) return;
    const before = this.listing.done;
    this.listAgain(before.then(async () => this.apply(await this.folders.configure())));
  }

  private addFolder(uri: string): void {
    const files = this.host.filesOf(uri);
    if (files !== undefined) this.folders.add(uri, files);
  }
}

function spoken(count: number): string {
  return count.toLocaleString('en');
}

/** The elements of an iterable until the token is cancelled, whatever is waited for then: a disk may not answer. */
async function* until<T>(all: AsyncIterable<T>, token: CancellationToken): AsyncGenerator<T> {
  const cancelled = new Promise<undefined>(resolve =>
    token.onCancellationRequested(() => resolve(undefined)),
  );
  const iterator = all[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), cancelled]);
      if (next === undefined || next.done) return;
      yield next.value;
    }
  } finally {
    iterator.return?.().catch(() => undefined);
  }
}
