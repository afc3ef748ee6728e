// The languages that the server has loaded, and to which of them a text belongs.
import { languageOfFile, union } from '../host/languages.ts';
import type { Language, Parser } from '../languages/language.ts';

export interface LoadedLanguage {
  readonly language: Language;
  readonly parser: Parser;
}

export class LoadedLanguages {
  readonly list: readonly Language[];
  private readonly byId: ReadonlyMap<string, LoadedLanguage>;

  constructor(all: readonly LoadedLanguage[]) {
    this.list = all.map(({ language }) => language);
    this.byId = new Map(all.map(loaded => [loaded.language.id, loaded]));
  }

  /** What the names of their files end in. */
  get extensions(): readonly string[] {
    return union(this.list.map(({ extensions }) => extensions));
  }

  /** Of a file, by the end of its name. */
  ofFile(name: string): LoadedLanguage | undefined {
    const language = languageOfFile(this.list, name);
    return language && this.byId.get(language.id);
  }

  /** Of an open document: what its editor says, or, where that is nothing known, what its name says. */
  ofDocument(languageId: string | undefined, uri: string): LoadedLanguage | undefined {
    return this.byId.get(languageId ?? '') ?? this.ofFile(uri);
  }
}
