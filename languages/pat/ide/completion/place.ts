// The place that is completed: the text around the cursor, and how what is written there has to look.

import type { Span } from '../../../diagnostic.ts';
import type { CompletionItem, CompletionKind, Template } from '../../../ide/completion.ts';
import type { Analysis } from '../../analysis.ts';
import type { Values } from '../../types/show.ts';
import type { Knowledge } from './knowledge.ts';
import { type NameUse, Uses } from './uses.ts';

/** The text around what is typed. */
export class TextPlace {
  readonly analysis: Analysis;
  /** The word that is typed, or the cursor alone. */
  readonly word: Span;
  /** The rest of the line behind the word, without white space around it. */
  private readonly behind: string;

  constructor(analysis: Analysis, word: Span) {
    this.analysis = analysis;
    this.word = word;
    const { text } = analysis;
    const endOfLine = text.indexOf('\n', word.end);
    this.behind = text.slice(word.end, endOfLine < 0 ? undefined : endOfLine).trim();
  }

  get text(): string {
    return this.analysis.text;
  }

  get values(): Values {
    return this.analysis.solution.values;
  }

  /** Whether these characters follow, white space aside. */
  isFollowedBy(signs: string): boolean {
    return this.behind.startsWith(signs);
  }

  /** Whether the word is the first of its line. */
  get beginsLine(): boolean {
    const { start } = this.word;
    return this.text.slice(this.text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
  }

  /** The tag in `! Tag` right behind the word: what a mailbox here is sent. */
  get tagBehind(): string | undefined {
    return /^!\s*([A-Z][A-Za-z0-9_']*)/.exec(this.behind)?.[1];
  }

  /** Whether nothing follows on the line that would be the rest of a construct written here. */
  get hasRoom(): boolean {
    return /^(?:$|[})\];,#]|(?:in|else|of)(?![\w']))/.test(this.behind);
  }

  /** A space when the word begins right after a sign that is written with one behind it. */
  get lead(): string {
    const sign = this.text[this.word.start - 1] ?? '';
    if (sign === ':' || sign === '{') return ' ';
    const spaced = /\s/.test(this.text[this.word.start - 2] ?? '');
    return spaced && (sign === '!' || sign === '.' || sign === '+') ? ' ' : '';
  }
}

/** That, with what is known of it. */
export class Place extends TextPlace {
  readonly knowledge: Knowledge;
  private usesFound: Uses | undefined;

  constructor(knowledge: Knowledge, word: Span) {
    super(knowledge.analysis, word);
    this.knowledge = knowledge;
  }

  /** How the names in scope are used around the cursor. */
  get uses(): Uses {
    this.usesFound ??= new Uses(this.knowledge);
    return this.usesFound;
  }

  /** The line of a use, counted from 1. */
  lineOf({ at }: NameUse): number {
    const offset = this.knowledge.item.start + at.start;
    let line = 1;
    for (let end = this.text.indexOf('\n'); end >= 0 && end < offset; end = this.text.indexOf('\n', end + 1))
      line++;
    return line;
  }
}

/** An item that writes a template, or its label alone where the rest of it is there already. */
export function templateItem(
  place: TextPlace,
  label: string,
  kind: CompletionKind,
  parts: Template,
  rest: Omit<CompletionItem, 'label' | 'kind' | 'text' | 'template'> & {
    /** For editors without templates; the label when it is left out. */
    readonly text?: string;
  } = {},
): CompletionItem {
  const { text = label, ...others } = rest;
  if (!place.hasRoom) return { label, kind, text: label, ...others };
  return { label, kind, text, template: parts, ...others };
}

/** The same with a space in front, where one belongs between a sign and what is written. */
export function withLead(place: TextPlace, item: CompletionItem): CompletionItem {
  const { lead } = place;
  if (lead === '') return item;
  const { template: parts } = item;
  return {
    ...item,
    filter: item.filter ?? item.label,
    text: `${lead}${item.text}`,
    ...(parts === undefined ? {} : { template: [lead, ...parts] }),
  };
}
