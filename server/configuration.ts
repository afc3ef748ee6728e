// The client's configuration: asked for where the client answers questions about it, and otherwise what it has sent.
import type { ConfigurationItem, Connection } from 'vscode-languageserver';
import { union } from '../host/languages.ts';
import { section as product } from '../host/product.ts';
import type { Language } from '../languages/language.ts';
import { own } from '../languages/own.ts';
import { readSettings, type SettingValues } from '../languages/settings.ts';

/** What the client's configuration says for one document, of the language's own settings. */
export interface Configuration {
  readonly settings: SettingValues;
  readonly preferences: SettingValues;
}

export function readConfiguration({ settings, preferences }: Language, section: unknown): Configuration {
  return { settings: readSettings(settings, section), preferences: readSettings(preferences, section) };
}

/** The sections that concern the server: one for each language, and that of the product. */
export function sectionsOf(languages: readonly Language[]): string[] {
  return union([[product], languages.map(({ id }) => id)]);
}

/** Milliseconds to wait for an answer before going on without. */
const patience = 1000;

export class ClientConfiguration {
  private readonly connection: Connection;
  private readonly log: (what: string, error: unknown) => void;
  private readonly names: readonly string[];
  private asks = false;
  /** The sections as they were sent last. */
  private readonly sections = new Map<string, unknown>();

  constructor(
    connection: Connection,
    languages: readonly Language[],
    log: (what: string, error: unknown) => void,
  ) {
    this.connection = connection;
    this.names = sectionsOf(languages);
    this.log = log;
  }

  /** `asks` when the client answers `workspace/configuration`. */
  start(initializationOptions: unknown, asks: boolean): void {
    this.asks = asks;
    // Some clients send the product's section without its name.
    if (!this.takeSections(initializationOptions)) this.sections.set(product, initializationOptions);
  }

  /** Whether the client is asked, so that an answer takes a while. */
  get isAsked(): boolean {
    return this.asks;
  }

  /** What the client has sent of a section without being asked. */
  sent(section: string): unknown {
    return this.sections.get(section);
  }

  /** Takes over what came with `didChangeConfiguration`; false when that says nothing about us. */
  take(settings: unknown): boolean {
    return this.asks || this.takeSections(settings);
  }

  /** The answers, one for each question, as soon as they are there; undefined when there are none. */
  async ask(items: readonly ConfigurationItem[]): Promise<readonly unknown[] | undefined> {
    if (!this.asks) return items.map(({ section }) => this.sections.get(section ?? ''));
    if (items.length === 0) return [];
    try {
      return await this.connection.workspace.getConfiguration([...items]);
    } catch (error) {
      this.log('Asking for the settings failed', error);
      return undefined;
    }
  }

  /** Sections sent together, as `{ pat: { … } }`. */
  private takeSections(sent: unknown): boolean {
    const found = this.names.filter(name => own(sent, name) !== undefined);
    for (const name of found) this.sections.set(name, own(sent, name));
    return found.length > 0;
  }
}

/** Resolves with the promise, or a moment later when that takes too long. */
export async function soon(promise: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([
    promise,
    new Promise(resolve => {
      timer = setTimeout(resolve, patience);
    }),
  ]);
  clearTimeout(timer);
}
