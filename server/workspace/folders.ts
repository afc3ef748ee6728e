// The folders of the workspace, each with what the client's configuration says for it.
import { defaultSettings, type Settings } from '../../languages/pat/index.ts';
import { type ClientConfiguration, soon } from '../configuration.ts';
import { sameSettings } from '../document.ts';
import { readSettings } from '../settings.ts';
import { folderKey, pathWithin, uriKey } from '../uri.ts';
import { isPatFile, type WorkspaceFiles } from './files.ts';
import {
  type Exclusion,
  exclusion,
  readWorkspaceSettings,
  sameExclude,
  type WorkspaceSettings,
} from './settings.ts';

export class Folder {
  readonly uri: string;
  readonly files: WorkspaceFiles;
  /** For checking. */
  settings: Settings = defaultSettings;
  private about: WorkspaceSettings;
  private exclusion: Exclusion;

  constructor(uri: string, files: WorkspaceFiles) {
    this.uri = uri;
    this.files = files;
    this.about = readWorkspaceSettings(undefined);
    this.exclusion = exclusion(this.about.exclude);
  }

  /** Whether files that are not open are checked. */
  get isChecked(): boolean {
    return this.about.diagnostics;
  }

  /** Whether a path below the folder is left out. */
  get excludes(): (path: string) => boolean {
    return this.exclusion.excludes;
  }

  /** What is to be said of patterns that cannot be used. */
  get refusals(): readonly string[] {
    return this.exclusion.refusals;
  }

  /** Whether a URI is that of a Pat file in the folder that is not left out. */
  holds(uri: string): boolean {
    const path = pathWithin(this.uri, uri);
    return path !== undefined && isPatFile(path) && !this.excludes(path);
  }

  /** Takes over new settings, and says what of them is new. */
  configure(settings: Settings, about: WorkspaceSettings): FolderChange {
    const before = this.about;
    const change = {
      folder: this,
      settings: !sameSettings(settings, this.settings),
      isChecked: about.diagnostics !== before.diagnostics,
      exclude: !sameExclude(about, before),
    };
    this.settings = settings;
    this.about = about;
    if (change.exclude) this.exclusion = exclusion(about.exclude);
    return change;
  }
}

/** What of a folder's settings has changed. */
export interface FolderChange {
  readonly folder: Folder;
  readonly settings: boolean;
  readonly isChecked: boolean;
  readonly exclude: boolean;
}

export class Folders {
  private readonly configuration: ClientConfiguration;
  private readonly refuse: (message: string) => void;
  private readonly byKey = new Map<string, Folder>();
  private question: symbol | undefined;

  /** @param refuse is told of settings that cannot be followed */
  constructor(configuration: ClientConfiguration, refuse: (message: string) => void) {
    this.configuration = configuration;
    this.refuse = refuse;
  }

  all(): readonly Folder[] {
    return [...this.byKey.values()];
  }

  /** The innermost folder that a file is in, whether it is left out there or not. */
  of(uri: string): Folder | undefined {
    const key = uriKey(uri);
    // What is in a folder has a name, which may end in a slash.
    for (let end = key.lastIndexOf('/', key.length - 2); end > 0; end = key.lastIndexOf('/', end - 1)) {
      const folder = this.byKey.get(key.slice(0, end));
      if (folder !== undefined) return folder;
    }
    return undefined;
  }

  add(uri: string, files: WorkspaceFiles): void {
    const key = folderKey(uri);
    if (!this.byKey.has(key)) this.byKey.set(key, new Folder(uri, files));
  }

  remove(uri: string): void {
    this.byKey.delete(folderKey(uri));
  }

  /** Takes over what the configuration says now; resolves at the latest when the client takes too long to say. */
  async configure(): Promise<readonly FolderChange[]> {
    const question = Symbol('question');
    this.question = question;
    const folders = this.all();
    const changes: FolderChange[] = [];
    const asking = this.configuration
      .ask(
        folders.flatMap(({ uri }) => [
          { scopeUri: uri, section: 'pat' },
          { scopeUri: uri, section: 'files.exclude' },
        ]),
      )
      .then(answers => {
        // Of two answers the later question's counts.
        if (answers === undefined || this.question !== question) return;
        folders.forEach((folder, i) => {
          const section = answers[2 * i];
          const about = readWorkspaceSettings(section, answers[2 * i + 1]);
          changes.push(folder.configure(readSettings(section), about));
          for (const refusal of folder.refusals) this.refuse(refusal);
        });
      });
    await soon(asking);
    return changes;
  }
}
