// Which language a program is in: that of its name, and otherwise the one that the user says.
import { languageOfFile } from '../host/languages.ts';
import type { Language } from '../languages/language.ts';
import { readSettings, type SettingValues } from '../languages/settings.ts';
import { type Place, textOf } from './place.ts';

export class Choice {
  readonly languages: readonly Language[];
  private readonly otherwise: Language;
  private readonly flags: unknown;

  /**
   * @param otherwise the language of standard input, and of files whose names do not say theirs
   * @param flags settings by their keys
   */
  constructor(languages: readonly Language[], otherwise: Language, flags?: unknown) {
    this.languages = languages;
    this.otherwise = otherwise;
    this.flags = flags;
  }

  languageOf(place: Place): Language {
    return languageOfFile(this.languages, textOf(place)) ?? this.otherwise;
  }

  settingsOf({ settings }: Language): SettingValues {
    return readSettings(settings, this.flags);
  }
}
