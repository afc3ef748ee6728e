// One open document: its text as the client has it, the version the client gave it, and what the checker knows of it.

import { largestText } from '../host/limits.ts';
import { type Encoding, LineIndex } from '../host/positions.ts';
import type { Analysis, Document, Language } from '../languages/language.ts';
import { sameSettings } from '../languages/settings.ts';
import { changed, type TextChange } from './changes.ts';
import type { Configuration } from './configuration.ts';
import type { LoadedLanguage } from './languages.ts';
import { fingerprint } from './result-id.ts';

/** A document between `didOpen` and `didClose`. */
export class OpenDocument {
  readonly uri: string;
  version: number;
  private readonly loaded: LoadedLanguage;
  private readonly encoding: Encoding;
  private configured: Configuration;
  private content: string;
  /** Undefined while the text is too long, and after a failure until it is needed again. */
  private checked: Document | undefined;
  private index: LineIndex | undefined;
  private print: number | undefined;

  constructor(
    loaded: LoadedLanguage,
    uri: string,
    version: number,
    text: string,
    encoding: Encoding,
    configuration: Configuration,
  ) {
    this.loaded = loaded;
    this.uri = uri;
    this.version = version;
    this.content = text;
    this.encoding = encoding;
    this.configured = configuration;
  }

  get language(): Language {
    return this.loaded.language;
  }

  get configuration(): Configuration {
    return this.configured;
  }

  get text(): string {
    return this.content;
  }

  get isTooLarge(): boolean {
    return this.content.length > largestText;
  }

  get lines(): LineIndex {
    this.index ??= new LineIndex(this.content, this.encoding);
    return this.index;
  }

  /** The same for the same text. */
  get fingerprint(): number {
    this.print ??= fingerprint(this.content);
    return this.print;
  }

  /** What the checker knows of the text; undefined when the text is too long to check. */
  analysis(): Analysis | undefined {
    if (this.isTooLarge) return undefined;
    this.checked ??= this.loaded.parser.open(this.content, this.configured.settings);
    return this.checked.analysis();
  }

  /** Takes over what the client's configuration says now, and says what of it is new. */
  configure(configuration: Configuration): { readonly settings: boolean; readonly preferences: boolean } {
    const before = this.configured;
    this.configured = configuration;
    const changed = {
      settings: !sameSettings(configuration.settings, before.settings),
      preferences: !sameSettings(configuration.preferences, before.preferences),
    };
    if (changed.settings) this.checked?.setSettings(configuration.settings);
    return changed;
  }

  /**
   * Takes over a `didChange`. When the checker fails on it, it starts afresh at the next question; the text is right in
   * any case, and the error is thrown.
   */
  change(version: number, changes: readonly TextChange[]): void {
    const { content } = this;
    const { start, end, text } = this.asOneEdit(changes);
    this.content = content.slice(0, start) + text + content.slice(end);
    this.version = version;
    this.index = undefined;
    this.print = undefined;
    try {
      if (this.isTooLarge) this.reset();
      else this.checked?.edit(start, end, text);
    } catch (error) {
      this.reset();
      throw error;
    }
  }

  /** Forgets what the checker knows, so that the next question starts afresh. */
  reset(): void {
    const { checked } = this;
    this.checked = undefined;
    checked?.dispose();
  }

  /** What changes that apply one after another do to the text as it is. */
  private asOneEdit(changes: readonly TextChange[]): Edit {
    const [only, ...others] = changes;
    if (others.length > 0 || !only?.range)
      return difference(this.content, changed(this.content, changes, this.encoding));
    // A key that was pressed: by far the most frequent, and no place to go through the whole text.
    const start = this.lines.offsetAt(only.range.start);
    return { start, end: Math.max(start, this.lines.offsetAt(only.range.end)), text: only.text };
  }
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The smallest edit that makes one text of another. */
function difference(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = before.length;
  let same = after.length;
  while (end > start && same > start && before.charCodeAt(end - 1) === after.charCodeAt(same - 1)) {
    end--;
    same--;
  }
  return { start, end, text: after.slice(start, same) };
}
