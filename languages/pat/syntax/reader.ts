// A walk over one item of a tree-sitter tree: where the cursor stands, relative ranges, names and faults. Together
// with the `convert-*` files this is the only code that sees tree-sitter nodes.
import type { TreeCursor } from 'web-tree-sitter';
import type { Name, Range } from './ast.ts';
import { documentationAbove } from './documentation.ts';
import type { SyntaxFault, SyntaxFix } from './fault.ts';
import { originalOffset, type PlacedRepair } from './repair.ts';
import { describeStray, isMisplaced } from './stray.ts';

/** How deep expressions, types and patterns may nest, so that every later pass may recurse. */
export const MAXIMUM_DEPTH = 500;

type Fixes = readonly SyntaxFix[];

export interface FaultExtras {
  readonly severity?: SyntaxFault['severity'];
  readonly fixes?: Fixes | undefined;
  readonly related?: SyntaxFault['related'];
}

/** A fix that makes one replacement. */
export function fix(title: string, start: number, end: number, text: string): Fixes {
  return [{ title, edits: [{ range: { start, end }, text }] }];
}

/** A fix that makes one replacement, which only spells what is meant as it should be spelt. */
export function spelling(title: string, start: number, end: number, text: string): Fixes {
  return [{ title, edits: [{ range: { start, end }, text }], spelling: true }];
}

export class TreeReader {
  readonly faults: SyntaxFault[] = [];
  private readonly cursor: TreeCursor;
  private readonly text: string;
  private readonly base: number;
  private readonly repairs: readonly PlacedRepair[];
  private readonly types: readonly string[];
  /** Whether tree-sitter has put in or left out anything; otherwise every token in the tree is in the text. */
  private readonly damaged: boolean;
  private depth = 0;
  private tooDeep = false;

  /**
   * `cursor` stands on the item's node; ranges are relative to `base`. The tree is that of the text with the `repairs` made:
   * a token that they put in is read as one of no width.
   */
  constructor(cursor: TreeCursor, text: string, base: number, repairs: readonly PlacedRepair[] = []) {
    this.cursor = cursor;
    this.repairs = repairs;
    this.text = text;
    this.base = base;
    const node = cursor.currentNode;
    this.types = node.tree.language.types;
    this.damaged = repairs.length > 0 || node.hasError;
  }

  /** The type of the node at the cursor. */
  get type(): string {
    return this.types[this.cursor.nodeTypeId] ?? 'ERROR';
  }
  get start(): number {
    return this.offset(this.cursor.startIndex);
  }
  get end(): number {
    return this.offset(this.cursor.endIndex);
  }
  at(): Range {
    return { start: this.start, end: this.end };
  }
  /** An offset of the tree, relative to the item. */
  private offset(index: number): number {
    return originalOffset(this.repairs, index) - this.base;
  }
  /** Whether the token at the cursor is in the text, and not put in by tree-sitter. */
  get present(): boolean {
    return !this.damaged || this.end > this.start;
  }
  /** The source text of a range. */
  slice(start: number, end: number): string {
    return this.text.slice(this.base + start, this.base + end);
  }
  sliceOf(range: Range): string {
    return this.slice(range.start, range.end);
  }

  /**
   * Goes to the first child that is part of the grammar and gives its type; `undefined`, and the cursor stays, when
   * there is none. Comments are passed over, stray text is reported. A loop over children is
   * `for (let type = reader.down(); type !== undefined; type = reader.next())`, without `break`.
   */
  down(): string | undefined {
    return this.cursor.gotoFirstChild() ? this.settle() : undefined;
  }
  /** The same for the next sibling; after the last one the cursor goes back to the parent. */
  next(): string | undefined {
    if (this.cursor.gotoNextSibling()) return this.settle();
    this.cursor.gotoParent();
    return undefined;
  }
  private settle(): string | undefined {
    const { cursor } = this;
    for (;;) {
      const type = this.type;
      if (type === 'unknown_character' || type === 'ERROR') this.stray();
      else if (type !== 'comment') return type;
      if (!cursor.gotoNextSibling()) {
        cursor.gotoParent();
        return undefined;
      }
    }
  }

  /** Goes one level deeper for `inner`; past the limit reports it (once) and gives `instead`. */
  nested<T>(inner: () => T, instead: () => T): T {
    if (this.depth >= MAXIMUM_DEPTH) {
      const start = this.start;
      this.tooDeepAt({ start, end: Math.min(this.end, start + 1) });
      return instead();
    }
    this.depth++;
    try {
      return inner();
    } finally {
      this.depth--;
    }
  }

  /** Reports that the item nests too deep, once. */
  tooDeepAt(at: Range): void {
    if (this.tooDeep) return;
    this.tooDeep = true;
    this.fault(
      'E128',
      at,
      `This is nested more than ${MAXIMUM_DEPTH} deep. Give inner parts names with \`let\`, or move them into definitions of their own.`,
    );
  }

  fault(code: string, at: Range, message: string, extras: FaultExtras = {}): void {
    this.faults.push({
      code,
      severity:
        extras.severity ??
        (code.startsWith('E') ? 'error' : code.startsWith('W') ? 'warning' : 'information'),
      at,
      message,
      ...(extras.related && { related: extras.related }),
      ...(extras.fixes && { fixes: extras.fixes }),
    });
  }

  /** Takes back the last fault if it is at a `;` at or after `offset`, and gives the place of that `;`. */
  takeBackSemicolon(offset: number): Range | undefined {
    const last = this.faults.at(-1);
    if (!last || last.at.start < offset || this.sliceOf(last.at) !== ';') return undefined;
    this.faults.pop();
    return last.at;
  }

  /** The last token before `offset`: where a gap is shown. */
  before(offset: number): Range {
    const end = this.base + offset;
    const text = this.text.slice(Math.max(this.base, end - 64), end).trimEnd();
    const token = /(?:(?<![A-Za-z0-9_'])[A-Za-z0-9_']+|::|->|&&|\|\||[=!<>]=|\S)$/.exec(text)?.[0] ?? '';
    const length = token.length;
    const from = Math.max(this.base, end - 64) + text.length - length - this.base;
    return { start: Math.max(0, from), end: from + length };
  }

  /** The comment lines right above what begins at `offset`. */
  documentation(offset: number): string {
    return documentationAbove(this.text, this.base + offset);
  }

  /** Whether the text between two offsets breaks the line. */
  breaksLine(start: number, end: number): boolean {
    return this.slice(start, end).includes('\n');
  }

  /** The first offset at or after `offset` that is neither space nor comment. */
  skipSpace(offset: number): number {
    const space = /(?:\s|#[^\n]*(?![^\n]))*/y;
    space.lastIndex = this.base + offset;
    space.exec(this.text);
    return space.lastIndex - this.base;
  }

  /** The name at the cursor, checked for its case. `role` says what it names, as in "a tag". */
  name(wanted: 'variable' | 'constructor', role: string): Name {
    const type = this.type;
    const at = this.at();
    if (type === 'missing_name') {
      this.fault('E102', this.before(at.start), `Here ${role} is missing.`);
      return { text: '', at };
    }
    const text = this.sliceOf(at);
    if (text === '') {
      this.fault('E102', this.before(at.start), `Here ${role} is missing.`);
    } else if (text === 'List') {
      this.fault('E112', at, '`List` is a word of the language; choose another name.');
    } else if (type !== wanted) {
      const first = text.charAt(0);
      const right = (wanted === 'variable' ? first.toLowerCase() : first.toUpperCase()) + text.slice(1);
      const article = role.charAt(0).toUpperCase() + role.slice(1);
      this.fault(
        'E111',
        at,
        `${article} begins with ${wanted === 'variable' ? 'a small letter' : 'a capital letter'}: \`${right}\`.`,
        { fixes: spelling(`Write \`${right}\``, at.start, at.end, right) },
      );
    }
    return { text, at };
  }

  /** A name that is not in the text at all; the caller has reported it. */
  noName(offset: number): Name {
    return { text: '', at: { start: offset, end: offset } };
  }

  /** An opening bracket that is never closed. `end` is where the closing one belongs. */
  unclosed(bracket: '(' | '[' | '{', start: number, end: number): void {
    const close = bracket === '(' ? ')' : bracket === '[' ? ']' : '}';
    // A string that does not end has swallowed it.
    if (this.faults.some(fault => fault.code === 'E114' && fault.at.end >= end)) return;
    this.fault(
      'E108',
      { start, end: start + 1 },
      `This \`${bracket}\` is never closed: \`${close}\` is missing.`,
      {
        fixes: fix(`Write \`${close}\``, end, end, bracket === '{' ? '\n}' : close),
      },
    );
  }

  /** Reports the unknown characters or the skipped text at the cursor. */
  stray(): void {
    const at = this.at();
    if (this.type === 'unknown_character') {
      const { code, message, fixes } = describeStray(this.sliceOf(at), at, 'character');
      this.fault(code, at, message, { fixes });
      return;
    }
    const culprit = this.culprit();
    const line = firstLine(this, culprit);
    const { code, message, fixes } = describeStray(this.sliceOf(line), line, 'token');
    // Removing it mends the text only if nothing else was skipped.
    const alone = culprit.start === at.start && culprit.end === at.end;
    this.fault(code, line, message, { fixes: alone || this.sliceOf(line) === '=' ? fixes : undefined });
  }

  /** Which part of the skipped text at the cursor did not fit: a sign that often stands in the wrong place, or the last part. */
  private culprit(): Range {
    const { cursor } = this;
    let last = this.at();
    let sign: Range | undefined;
    if (!cursor.gotoFirstChild()) return last;
    do {
      if (this.type === 'unknown_character') this.stray();
      else if (this.end > this.start && this.type !== 'comment') {
        last = this.at();
        if (isMisplaced(this.type)) sign ??= last;
      }
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
    return sign ?? last;
  }
}

function firstLine(reader: TreeReader, at: Range): Range {
  const line = reader.sliceOf(at).split('\n', 1)[0] ?? '';
  return {
    start: at.start,
    end: at.start + Math.max(Math.min(1, line.length), Math.min(60, line.trimEnd().length)),
  };
}
