// Text → sections → trees → program. Runs wherever WebAssembly does: the host hands over the bytes of both modules.
import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import type { Program } from './ast.ts';
import { assemble, type ConvertedSection, type ItemCache } from './convert.ts';
import { mended } from './mend.ts';
import { resplit, splitSections } from './sections.ts';

export interface ParserFiles {
  /** `web-tree-sitter.wasm`. */
  readonly treeSitter: Uint8Array;
  /** `tree-sitter-pat.wasm`. */
  readonly grammar: Uint8Array;
}

/** Parses Pat; shared by any number of documents. */
export class PatParser {
  private readonly parser: Parser;

  constructor(parser: Parser) {
    this.parser = parser;
  }

  /** A tree of `text`. With `old`, edited to match the text, only what changed is parsed again. */
  parse(text: string, old: Tree | null): Tree {
    // The lexer takes a NUL for the end of the text: show it another character that Pat does not know.
    const shown = text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
    const tree = this.parser.parse(shown, old);
    if (!tree) throw new Error('The parser has lost its language.');
    return tree;
  }

  dispose(): void {
    this.parser.delete();
  }
}

/** Loads tree-sitter (once per process) and the grammar. Rejects if the bytes are not what they should be. */
export async function loadParser(files: ParserFiles): Promise<PatParser> {
  await Parser.init({ wasmBinary: files.treeSitter });
  const parser = new Parser();
  parser.setLanguage(await Language.load(files.grammar));
  return new PatParser(parser);
}

/** Shorter sections are parsed from nothing: that costs less than keeping their trees. */
const shortSection = 4096;

/** A part of a text that is parsed on its own. */
class Section {
  readonly text: string;
  /** The items of what stood here before, by their text. */
  private readonly known: ItemCache;
  /** A tree without errors, edited to match the text or made from it. */
  private tree: Tree | undefined;
  private result: ConvertedSection | undefined;

  constructor(text: string, known: ItemCache, tree?: Tree) {
    this.text = text;
    this.known = known;
    this.tree = tree;
  }

  /** The items in the section by their text, as far as they are known. */
  get cache(): ItemCache {
    return this.result?.cache ?? this.known;
  }

  converted(parser: PatParser): ConvertedSection {
    if (this.result === undefined) {
      const tree = this.parse(parser);
      this.result = mended(part => parser.parse(part, null), tree, this.text, this.known);
      if (this.text.length >= shortSection && !tree.rootNode.hasError) this.tree = tree;
      else {
        tree.delete();
        this.tree = undefined;
      }
    }
    return this.result;
  }

  /** This section after an edit of the offsets `from` to `to`, counted from its start. Takes the tree over. */
  edited(text: string, from: number, to: number): Section {
    const { tree } = this;
    this.tree = undefined;
    const newEnd = to + text.length - this.text.length;
    tree?.edit(
      new Edit({
        startIndex: from,
        oldEndIndex: to,
        newEndIndex: newEnd,
        startPosition: pointAt(this.text, from),
        oldEndPosition: pointAt(this.text, to),
        newEndPosition: pointAt(text, newEnd),
      }),
    );
    return new Section(text, union([this.cache]), tree);
  }

  dispose(): void {
    this.tree?.delete();
    this.tree = undefined;
  }

  private parse(parser: PatParser): Tree {
    const old = this.tree;
    if (old === undefined) return parser.parse(this.text, null);
    const tree = parser.parse(this.text, old);
    old.delete();
    this.tree = undefined;
    if (!tree.rootNode.hasError) return tree;
    // How tree-sitter skips text depends on what it parsed before; a fresh parse depends on the text alone.
    tree.delete();
    return parser.parse(this.text, null);
  }
}

/** The text between two offsets replaced. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with its program, kept up to date by edits. Parses on demand, and only the sections that changed. */
export class SyntaxDocument {
  private readonly parser: PatParser;
  private content: string;
  private sections: Section[];
  private assembled: Program | undefined;

  constructor(parser: PatParser, text: string) {
    this.parser = parser;
    this.content = text;
    this.sections = splitSections(text).map(part => new Section(part, new Map()));
  }

  get text(): string {
    return this.content;
  }

  /** Replaces the text from `start` to `end` (UTF-16 offsets; put in order and into the text when they are not). */
  edit(start: number, end: number, replacement: string): void {
    const { length } = this.content;
    const from = Math.max(0, Math.min(start, end, length));
    const to = Math.min(length, Math.max(start, end, 0));
    this.content = this.content.slice(0, from) + replacement + this.content.slice(to);
    this.assembled = undefined;
    const { first, end: last, texts } = resplit(this.sections, this.content, from, to);
    const gone = this.sections.slice(first, last);
    const [only] = gone;
    const [text] = texts;
    let made: Section[];
    if (gone.length === 1 && texts.length === 1 && only !== undefined && text !== undefined) {
      const offset = this.sections.slice(0, first).reduce((sum, s) => sum + s.text.length, 0);
      made = [only.edited(text, from - offset, to - offset)];
    } else {
      const known = union(gone.map(section => section.cache));
      made = texts.map(part => new Section(part, known));
      for (const section of gone) section.dispose();
    }
    this.sections = [...this.sections.slice(0, first), ...made, ...this.sections.slice(last)];
  }

  /** The program of the present text. Items whose text did not change since the last call are the same objects. */
  program(): Program {
    this.assembled ??= assemble(this.placed(), this.content);
    return this.assembled;
  }

  /**
   * What the text and its program would be after edits, which do not overlap and are all places of the present text. The
   * document stays as it is, its items the same objects.
   */
  after(edits: readonly Replacement[]): { readonly text: string; readonly program: Program } {
    const { content, sections, assembled } = this;
    try {
      for (const { start, end, text } of [...edits].sort((a, b) => b.start - a.start || b.end - a.end))
        this.edit(start, end, text);
      return { text: this.content, program: this.program() };
    } finally {
      const before = new Set(sections);
      for (const section of this.sections) if (!before.has(section)) section.dispose();
      this.content = content;
      this.sections = sections;
      this.assembled = assembled;
    }
  }

  private *placed(): Generator<{ start: number; converted: ConvertedSection }> {
    let start = 0;
    for (const section of this.sections) {
      yield { start, converted: section.converted(this.parser) };
      start += section.text.length;
    }
  }

  /** Frees the trees. The document may still be used: it parses again. */
  dispose(): void {
    for (const section of this.sections) section.dispose();
    this.sections = splitSections(this.content).map(part => new Section(part, new Map()));
    this.assembled = undefined;
  }
}

/** All items of several caches, each list of its own, so that they can be taken out one by one. */
function union(caches: readonly ItemCache[]): ItemCache {
  const all: ItemCache = new Map();
  for (const cache of caches) {
    for (const [key, items] of cache) all.set(key, [...(all.get(key) ?? []), ...items]);
  }
  return all;
}

function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let lineStart = 0;
  for (;;) {
    const newline = text.indexOf('\n', lineStart);
    if (newline === -1 || newline >= offset) return { row, column: offset - lineStart };
    row++;
    lineStart = newline + 1;
  }
}
