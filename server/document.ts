// One open document: its text as the client has it, the version the client gave it, and what the checker knows of it.
import {
  type Analysis,
  PatDocument,
  type PatParser,
  type Settings,
  type TextEdit,
} from '../languages/pat/index.ts';
import type { Configuration } from './configuration.ts';
import { largestText } from './limits.ts';
import { type Encoding, LineIndex, type PlaceRange } from './positions.ts';
import { samePreferences } from './preferences.ts';
import { fingerprint } from './result-id.ts';

/** One part of a change: the text of a range replaced, or the whole text when there is no range. */
export interface TextChange {
  readonly range?: PlaceRange;
  readonly text: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A document between `didOpen` and `didClose`. */
export class OpenDocument {
  readonly uri: string;
  version: number;
  private readonly parser: PatParser;
  private readonly encoding: Encoding;
  private configured: Configuration;
  private content: string;
  /** Undefined while the text is too long, and after a failure until it is needed again. */
  private checked: PatDocument | undefined;
  private index: LineIndex | undefined;
  private print: number | undefined;

  constructor(
    parser: PatParser,
    uri: string,
    version: number,
    text: string,
    encoding: Encoding,
    configuration: Configuration,
  ) {
    this.parser = parser;
    this.uri = uri;
    this.version = version;
    this.content = text;
    this.encoding = encoding;
    this.configured = configuration;
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
    this.checked ??= new PatDocument(this.parser, this.content, this.configured.settings);
    return this.checked.analysis();
  }

  /** What the checker would know after edits of the text as it is; undefined when the text is too long to check. */
  whatIf(edits: readonly TextEdit[]): Analysis | undefined {
    return this.analysis() === undefined ? undefined : this.checked?.whatIf(edits);
  }

  /** Takes over what the client's configuration says now, and says what of it is new. */
  configure(configuration: Configuration): { readonly settings: boolean; readonly preferences: boolean } {
    const before = this.configured;
    this.configured = configuration;
    const changed = {
      settings: !sameSettings(configuration.settings, before.settings),
      preferences: !samePreferences(configuration.preferences, before.preferences),
    };
    if (changed.settings) this.checked?.setSettings(configuration.settings);
    return changed;
  }

  /**
   * Takes over a `didChange`: each part applies to the text that the parts before it left. When the checker fails on
   * the change, it starts afresh at the next question; the text is right in any case, and the error is thrown.
   */
  change(version: number, changes: readonly TextChange[]): void {
    this.version = version;
    const failures: unknown[] = [];
    const apply = (edit: Edit): void => {
      try {
        this.edit(edit);
      } catch (error) {
        this.reset();
        failures.push(error);
      }
    };
    const batch = this.asOneEdit(changes);
    if (batch !== undefined) apply(batch);
    else for (const change of changes) apply(this.asEdit(change));
    if (failures.length > 0) throw failures[0];
  }

  /** Forgets what the checker knows, so that the next question starts afresh. */
  reset(): void {
    const { checked } = this;
    this.checked = undefined;
    checked?.dispose();
  }

  private asEdit({ range, text }: TextChange): Edit {
    if (range === undefined) return { start: 0, end: this.content.length, text };
    const start = this.lines.offsetAt(range.start);
    return { start, end: Math.max(start, this.lines.offsetAt(range.end)), text };
  }

  /**
   * Editors send a change at many cursors, or a "replace all", from the last place to the first. Then no part moves
   * another, and together they are one edit; taken one by one, a big file would be indexed once for each.
   */
  private asOneEdit(changes: readonly TextChange[]): Edit | undefined {
    if (changes.length < 2) return undefined;
    const edits: Edit[] = [];
    for (const change of changes) {
      if (change.range === undefined) return undefined;
      const edit = this.asEdit(change);
      const after = edits.at(-1);
      if (after !== undefined && edit.end > after.start) return undefined;
      edits.push(edit);
    }
    const last = edits[0];
    const first = edits.at(-1);
    if (first === undefined || last === undefined) return undefined;
    const parts: string[] = [];
    let at = first.start;
    for (const { start, end, text } of edits.reverse()) {
      parts.push(this.content.slice(at, start), text);
      at = end;
    }
    return { start: first.start, end: last.end, text: parts.join('') };
  }

  private edit({ start, end, text }: Edit): void {
    this.content = this.content.slice(0, start) + text + this.content.slice(end);
    this.index = undefined;
    this.print = undefined;
    if (this.isTooLarge) this.reset();
    else this.checked?.edit(start, end, text);
  }
}

export function sameSettings(a: Settings, b: Settings): boolean {
  return (
    a.aliasCheck === b.aliasCheck &&
    a.quasiLinearity === b.quasiLinearity &&
    a.joinNotCombine === b.joinNotCombine &&
    a.liberalDatatypes === b.liberalDatatypes
  );
}
