// What is kept of the files that no editor has open: not their text and not what the checker knows of it, which would be
// too much memory for a big workspace, but only what is asked about them: their diagnostics, and where their names are.
import type { Range } from 'vscode-languageserver';
import type { LineIndex } from '../../host/positions.ts';
import type { NamedSymbol } from '../../languages/answers.ts';
import type { Report } from '../diagnostics.ts';
import type { LoadedLanguage } from '../languages.ts';
import { uriKey } from '../uri.ts';
import type { Folder } from './folders.ts';

export interface FileSymbol {
  readonly name: string;
  readonly kind: NamedSymbol['kind'];
  readonly container?: string;
  readonly range: Range;
}

export function fileSymbols(symbols: readonly NamedSymbol[], lines: LineIndex): FileSymbol[] {
  return symbols.map(({ name, kind, container, span }) => ({
    name,
    kind,
    ...(container === undefined ? {} : { container }),
    range: lines.rangeOf(span),
  }));
}

export class ClosedFile {
  readonly uri: string;
  readonly key: string;
  readonly folder: Folder;
  readonly loaded: LoadedLanguage;
  stamp: string | undefined;
  /** Counts how often the text or the settings may have changed: what was found out before is out of date. */
  private generation = 0;
  private found: { readonly at: number; readonly report: Report } | undefined;
  private named: { readonly at: number; readonly symbols: readonly FileSymbol[] } | undefined;

  constructor(uri: string, folder: Folder, loaded: LoadedLanguage, stamp: string | undefined) {
    this.uri = uri;
    this.key = uriKey(uri);
    this.folder = folder;
    this.loaded = loaded;
    this.stamp = stamp;
  }

  /** What is found out from here on counts only as long as this number stays the same. */
  get state(): number {
    return this.generation;
  }

  outdate(): void {
    this.generation++;
  }

  /** The diagnostics, when they are those of the file as it is. */
  get report(): Report | undefined {
    return this.found?.at === this.generation ? this.found.report : undefined;
  }

  /** The names, when they are those of the file as it is. */
  get symbols(): readonly FileSymbol[] | undefined {
    return this.named?.at === this.generation ? this.named.symbols : undefined;
  }

  learn(at: number, symbols: readonly FileSymbol[], report?: Report): void {
    this.named = { at, symbols };
    if (report !== undefined) this.found = { at, report };
  }
}
