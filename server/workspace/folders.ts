// The folders of the workspace, each with what the client's configuration says for it.
import { languageOfFile } from '../../host/languages.ts';
import { section } from '../../host/product.ts';
import type { Language } from '../../languages/language.ts';
import { readSettings, type SettingValues, sameSettings } from '../../languages/settings.ts';
import { type ClientConfiguration, sectionsOf, soon } from '../configuration.ts';
import { folderKey, pathWithin, uriKey } from '../uri.ts';
import type { WorkspaceFiles } from './files.ts';
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
  private readonly languages: readonly Language[];
  /** For checking: by the language's id. */
  private values: ReadonlyMap<string, SettingValues>;
  private about: WorkspaceSettings;
  private exclusion: Exclusion;

  constructor(uri: string, files: WorkspaceFiles, languages: readonly Language[]) {
    this.uri = uri;
    this.files = files;
    this.languages = languages;
    this.values = new Map();
    this.about = readWorkspaceSettings(undefined);
    this.exclusion = exclusion(this.about.exclude);
  }

  /** The settings that a language's files are checked with. */
  settings({ id, settings }: Language): SettingValues {
    return this.values.get(id) ?? readSettings(settings, undefined);
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

  /** Whether a URI is that of a program in the folder that is not left out. */
  holds(uri: string): boolean {
    const path = pathWithin(this.uri, uri);
    return path !== undefined && languageOfFile(this.languages, path) !== undefined && !this.excludes(path);
  }

  /** Takes over what the sections say, and says what of it is new. */
  configure(sections: ReadonlyMap<string, unknown>, filesExclude: unknown): FolderChange {
    const before = this.about;
    const about = readWorkspaceSettings(sections.get(section), filesExclude);
    const values = new Map(
      this.languages.map(({ id, settings }) => [id, readSettings(settings, sections.get(id))]),
    );
    const change = {
      folder: this,
      settings: this.languages.filter(
        language => !sameSettings(values.get(language.id) ?? {}, this.settings(language)),
      ),
      isChecked: about.diagnostics !== before.diagnostics,
      exclude: !sameExclude(about, before),
    };
    this.values = values;
    this.about = about;
    if (change.exclude) this.exclusion = exclusion(about.exclude);
    return change;
  }
}

/** What of a folder's settings has changed. */
export interface FolderChange {
  readonly folder: Folder;
  /** The languages whose settings have changed. */
  readonly settings: readonly Language[];
  readonly isChecked: boolean;
  readonly exclude: boolean;
}

export class Folders {
  private readonly configuration: ClientConfiguration;
  private readonly languages: readonly Language[];
  private readonly refuse: (message: string) => void;
  private readonly byKey = new Map<string, Folder>();
  private question: symbol | undefined;

  /** @param refuse is told of settings that cannot be followed */
  constructor(
    configuration: ClientConfiguration,
    languages: readonly Language[],
    refuse: (message: string) => void,
  ) {
    this.configuration = configuration;
    this.languages = languages;
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
    if (!this.byKey.has(key)) this.byKey.set(key, new Folder(uri, files, this.languages));
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
    const sections = sectionsOf(this.languages);
    const names = [...sections, 'files.exclude'];
    const asking = this.configuration
      .ask(folders.flatMap(({ uri }) => names.map(name => ({ scopeUri: uri, section: name }))))
      .then(answers => {
        // Of two answers the later question's counts.
        if (answers === undefined || this.question !== question) return;
        folders.forEach((folder, i) => {
          const [...said] = answers.slice(names.length * i, names.length * (i + 1));
          const filesExclude = said.pop();
          changes.push(folder.configure(new Map(sections.map((name, j) => [name, said[j]])), filesExclude));
          for (const refusal of folder.refusals) this.refuse(refusal);
        });
      });
    await soon(asking);
    return changes;
  }
}
