// The documents that the client has open, each with the settings that hold for it.

import type { Encoding } from '../host/positions.ts';
import { type ClientConfiguration, readConfiguration, soon } from './configuration.ts';
import { OpenDocument } from './document.ts';
import type { LoadedLanguage } from './languages.ts';
import { uriKey } from './uri.ts';

export class OpenDocuments {
  private readonly configuration: ClientConfiguration;
  private readonly byUri = new Map<string, OpenDocument>();
  /** The URIs as they compare, whoever wrote them. */
  private readonly byKey = new Map<string, OpenDocument>();
  /** The last question about each document's settings: of two answers the later question's counts. */
  private readonly questions = new WeakMap<OpenDocument, symbol>();
  /** The URIs of documents that are open and of no language of ours. */
  private readonly foreign = new Set<string>();
  private readonly waiting = new WeakMap<OpenDocument, Promise<void>>();

  constructor(configuration: ClientConfiguration) {
    this.configuration = configuration;
  }

  find(uri: string): OpenDocument | undefined {
    return this.byUri.get(uri);
  }

  /** Finds a document however its URI is written. */
  findByKey(key: string): OpenDocument | undefined {
    return this.byKey.get(key);
  }

  all(): readonly OpenDocument[] {
    return [...this.byUri.values()];
  }

  /** Resolves when a document's settings are known, or when the client takes too long to say. */
  ready(document: OpenDocument): Promise<void> | undefined {
    return this.waiting.get(document);
  }

  open(loaded: LoadedLanguage, uri: string, version: number, text: string, encoding: Encoding): OpenDocument {
    this.byUri.get(uri)?.reset();
    this.foreign.delete(uri);
    const { language } = loaded;
    const configured = readConfiguration(language, this.configuration.sent(language.id));
    const document = new OpenDocument(loaded, uri, version, text, encoding, configured);
    this.byUri.set(uri, document);
    this.byKey.set(uriKey(uri), document);
    if (this.configuration.isAsked) this.waiting.set(document, soon(this.configure([document])));
    return document;
  }

  /** A document was opened that is of no language of ours: it is let be. */
  leave(uri: string): void {
    const before = this.byUri.get(uri);
    if (before !== undefined) this.close(before);
    this.foreign.add(uri);
  }

  isForeign(uri: string): boolean {
    return this.foreign.has(uri);
  }

  forget(uri: string): void {
    this.foreign.delete(uri);
  }

  close(document: OpenDocument): void {
    this.byUri.delete(document.uri);
    const key = uriKey(document.uri);
    if (this.byKey.get(key) === document) this.byKey.delete(key);
    document.reset();
  }

  clear(): void {
    for (const document of this.byUri.values()) document.reset();
    this.byUri.clear();
    this.byKey.clear();
    this.foreign.clear();
  }

  /**
   * Takes over what the configuration says now. Settings may differ between the folders of a workspace, so the client is
   * asked about each document. Gives the documents that are to be checked again, and whether there is any of which other
   * things are to be shown.
   */
  async configure(
    documents = this.all(),
  ): Promise<{ readonly settings: readonly OpenDocument[]; readonly shows: boolean }> {
    const question = Symbol('question');
    for (const document of documents) this.questions.set(document, question);
    const sections = await this.configuration.ask(
      documents.map(({ uri, language }) => ({ scopeUri: uri, section: language.id })),
    );
    const settings: OpenDocument[] = [];
    let shows = false;
    documents.forEach((document, i) => {
      if (sections === undefined || this.byUri.get(document.uri) !== document) return;
      if (this.questions.get(document) !== question) return;
      const changed = document.configure(readConfiguration(document.language, sections[i]));
      if (changed.settings) settings.push(document);
      shows ||= changed.settings || changed.preferences;
    });
    return { settings, shows };
  }
}
