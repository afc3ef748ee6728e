// The client's configuration: asked for where the client answers questions about it, and otherwise what it has sent.
import type { ConfigurationItem, Connection } from 'vscode-languageserver';
import type { Settings } from '../languages/pat/index.ts';
import { type Preferences, readPreferences } from './preferences.ts';
import { readSettings } from './settings.ts';

/** What the client's configuration says for one document. */
export interface Configuration {
  readonly settings: Settings;
  readonly preferences: Preferences;
}

export function readConfiguration(section: unknown): Configuration {
  return { settings: readSettings(section), preferences: readPreferences(section) };
}

/** Milliseconds to wait for an answer before going on without. */
const patience = 1000;

export class ClientConfiguration {
  private readonly connection: Connection;
  private readonly log: (what: string, error: unknown) => void;
  private asks = false;
  /** The `pat` section as it was sent last. */
  private section: unknown;

  constructor(connection: Connection, log: (what: string, error: unknown) => void) {
    this.connection = connection;
    this.log = log;
  }

  /** `asks` when the client answers `workspace/configuration`. */
  start(initializationOptions: unknown, asks: boolean): void {
    this.asks = asks;
    this.section = sectionOf(initializationOptions) ?? initializationOptions;
  }

  /** Whether the client is asked, so that an answer takes a while. */
  get isAsked(): boolean {
    return this.asks;
  }

  /** What the client has sent without being asked. */
  get sent(): unknown {
    return this.section;
  }

  /** Takes over what came with `didChangeConfiguration`; false when that says nothing about Pat. */
  take(settings: unknown): boolean {
    if (this.asks) return true;
    const section = sectionOf(settings);
    if (section === undefined) return false;
    this.section = section;
    return true;
  }

  /** The answers, one for each question, as soon as they are there; undefined when there are none. */
  async ask(items: readonly ConfigurationItem[]): Promise<readonly unknown[] | undefined> {
    if (!this.asks) return items.map(({ section }) => (section === 'pat' ? this.section : undefined));
    if (items.length === 0) return [];
    try {
      return await this.connection.workspace.getConfiguration([...items]);
    } catch (error) {
      this.log('Asking for the settings failed', error);
      return undefined;
    }
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

/** The `pat` part of settings sent whole, as `{ pat: { … } }`. */
function sectionOf(settings: unknown): unknown {
  return typeof settings === 'object' && settings !== null && 'pat' in settings ? settings.pat : undefined;
}
