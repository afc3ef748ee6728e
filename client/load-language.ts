// Loading a language by its id, in the thread or worker that runs programs.
import type { Load } from '../host/run-session.ts';
import { languages } from '../languages/all.ts';
import type { Language, Parser } from '../languages/language.ts';

/** @param load loads a language of the list */
export function byId(load: (language: Language) => Promise<Parser>): Load {
  return async id => {
    const language = languages.find(known => known.id === id);
    if (language === undefined) throw new Error(`There is no language ${id}.`);
    return load(language);
  };
}
