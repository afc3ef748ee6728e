// Text → sections → trees → program. Runs wherever WebAssembly does: the host hands over the bytes of both modules.
import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import type { Program } from './ast.ts';
import { assemble, type ConvertedSection } from './convert.ts';
import { KnownItems } from './known-items.ts';
import { type MendedSection, mended } from './mend.ts';
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

/**
 * Looking for what mends damaged sections costs about so many characters of parsing. What comes behind is left as it is: a
 * text that is broken all over is no program, or not one of ours.
 */
const charactersForMending = 250_000;

/** A part of a text that is parsed on its own. */
class Section {
  readonly text: string;
  /** The items of what stood here before, and of other sections that were replaced since. */
  private readonly known: KnownItems;
  /** A tree without errors, edited to match the text or made from it. */
  private tree: Tree | undefined;
  private result: (MendedSection & { readonly tried: boolean }) | undefined;

  constructor(text: string, known: KnownItems, tree?: Tree) {
    this.text = text;
    this.known = known;
    this.tree = tree;
  }

  /** The items in the section; undefined before it is converted. */
  get items(): KnownItems | undefined {
    return this.result?.section.known;
  }

  /** What it holds; with what mends it, if it is damaged and `tries`. */
  converted(parser: PatParser, tries: boolean): MendedSection {
    if (this.result === undefined || (this.result.isHurt && this.result.tried !== tries)) {
      const tree = this.parse(parser);
      this.result = {
        ...mended(part => parser.parse(part, null), tree, this.text, this.items ?? this.known, tries),
        tried: tries,
      };
      if (this.text.length >= shortSection && !tree.rootNode.hasError) this.tree = tree;
      else {
        tree.delete();
        this.tree = undefined;
      }
    }
    return this.result;
  }

  /** This section after an edit of the offsets `from` to `to`, counted from its start. Takes the tree over. */
  edited(text: string, from: number, to: number, known: KnownItems): Section {
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
    return new Section(text, known, tree);
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
  /**
   * The items of all sections that were replaced since the last program. One for all that are new: each item is taken over
   * once, and is not counted again with each edit.
   */
  private replaced = new KnownItems();
  private assembled: Program | undefined;

  constructor(parser: PatParser, text: string) {
    this.parser = parser;
    this.content = text;
    this.sections = splitSections(text).map(part => new Section(part, this.replaced));
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
    const isOne = gone.length === 1 && texts.length === 1;
    // Sections whose text is the same stay as they are.
    const same = new Map(isOne ? [] : gone.map(section => [section.text, section]));
    const kept = texts.map(part => {
      const section = same.get(part);
      same.delete(part);
      return section ?? part;
    });
    const inUse = new Set<Section | string>(kept);
    const left = gone.filter(section => !inUse.has(section));
    for (const { items } of left) if (items !== undefined) this.replaced.addAll(items);
    let made: Section[];
    if (isOne && only !== undefined && text !== undefined) {
      const offset = this.sections.slice(0, first).reduce((sum, s) => sum + s.text.length, 0);
      made = [only.edited(text, from - offset, to - offset, this.replaced)];
    } else {
      for (const section of left) section.dispose();
      made = kept.map(part => (typeof part === 'string' ? new Section(part, this.replaced) : part));
    }
    this.sections = [...this.sections.slice(0, first), ...made, ...this.sections.slice(last)];
  }

  /** The program of the present text. Items whose text did not change since the last call are the same objects. */
  program(): Program {
    if (this.assembled === undefined) {
      this.assembled = assemble(this.placed(), this.content);
      this.replaced = new KnownItems();
    }
    return this.assembled;
  }

  /**
   * What the text and its program would be after edits, which do not overlap and are all places of the present text. The
   * document stays as it is, its items the same objects.
   */
  after(edits: readonly Replacement[]): { readonly text: string; readonly program: Program } {
    const assembled = this.program();
    const { content, sections } = this;
    try {
      if (edits.length > 0) {
        const { start, end, text } = asOne(edits, this.content);
        this.edit(start, end, text);
      }
      return { text: this.content, program: this.program() };
    } finally {
      const before = new Set(sections);
      for (const section of this.sections) if (!before.has(section)) section.dispose();
      this.content = content;
      this.sections = sections;
      this.replaced = new KnownItems();
      this.assembled = assembled;
    }
  }

  private *placed(): Generator<{ start: number; converted: ConvertedSection }> {
    let start = 0;
    let left = charactersForMending;
    for (const section of this.sections) {
      const { section: converted, parsed } = section.converted(this.parser, left > 0);
      yield { start, converted };
      start += section.text.length;
      left -= parsed;
    }
  }

  /** Frees the trees. The document may still be used: it parses again. */
  dispose(): void {
    for (const section of this.sections) section.dispose();
    this.replaced = new KnownItems();
    this.sections = splitSections(this.content).map(part => new Section(part, this.replaced));
    this.assembled = undefined;
  }
}

/** Edits of a text, which do not overlap, as one: many cost no more than a few. */
function asOne(edits: readonly Replacement[], text: string): Replacement {
  const inOrder = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const start = inOrder[0]?.start ?? 0;
  let end = start;
  let put = '';
  for (const edit of inOrder) {
    put += text.slice(end, edit.start) + edit.text;
    end = edit.end;
  }
  return { start, end, text: put };
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
