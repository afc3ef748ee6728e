// Text → tree → program. Runs wherever WebAssembly does: the host hands over the bytes of both modules.
import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import type { Program } from './ast.ts';
import { convert, type ItemCache } from './convert.ts';

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

/** A text with its tree and program, kept up to date by edits. Parses on demand. */
export class SyntaxDocument {
  private readonly parser: PatParser;
  private content: string;
  private parsed: Tree | undefined;
  private stale = true;
  private converted: Program | undefined;
  private items: ItemCache = new Map();

  constructor(parser: PatParser, text: string) {
    this.parser = parser;
    this.content = text;
  }

  get text(): string {
    return this.content;
  }

  /** The tree of the present text; it belongs to the document, and the next edit ends its life. */
  get tree(): Tree {
    if (this.parsed && !this.stale) return this.parsed;
    const old = this.parsed;
    let tree = this.parser.parse(this.content, old ?? null);
    // How tree-sitter skips text depends on what it parsed before; a fresh parse depends on the text alone.
    if (old && tree.rootNode.hasError) {
      tree.delete();
      tree = this.parser.parse(this.content, null);
    }
    old?.delete();
    this.parsed = tree;
    this.stale = false;
    return tree;
  }

  /** Replaces the text from `start` to `end` (UTF-16 offsets; put in order and into the text when they are not). */
  edit(start: number, end: number, replacement: string): void {
    const { length } = this.content;
    const from = Math.max(0, Math.min(start, end, length));
    const to = Math.min(length, Math.max(start, end, 0));
    const before = this.content;
    this.content = before.slice(0, from) + replacement + before.slice(to);
    this.converted = undefined;
    this.stale = true;
    if (!this.parsed) return;
    const newEnd = from + replacement.length;
    this.parsed.edit(
      new Edit({
        startIndex: from,
        oldEndIndex: to,
        newEndIndex: newEnd,
        startPosition: pointAt(before, from),
        oldEndPosition: pointAt(before, to),
        newEndPosition: pointAt(this.content, newEnd),
      }),
    );
  }

  /** The program of the present text. Items whose text did not change since the last call are the same objects. */
  program(): Program {
    if (!this.converted) {
      const { program, cache } = convert(this.tree, this.content, this.items);
      this.converted = program;
      this.items = cache;
    }
    return this.converted;
  }

  /** Frees the tree. The document may still be used: it parses again. */
  dispose(): void {
    this.parsed?.delete();
    this.parsed = undefined;
    this.stale = true;
    this.converted = undefined;
    this.items = new Map();
  }
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
