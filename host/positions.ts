// The one place where the offsets that the checker speaks (UTF-16, from the start of the text) and the positions that
// editors and people speak (line and character) are converted. LSP 3.17, "Position".

/** What a client counts characters in, as negotiated when the server starts. */
export type Encoding = 'utf-16' | 'utf-8';

/** Zero-based line, and zero-based character in units of the encoding. */
export interface Place {
  readonly line: number;
  readonly character: number;
}
export interface PlaceRange {
  readonly start: Place;
  readonly end: Place;
}

const lineFeed = 10;
const carriageReturn = 13;

/** Where the lines of one text begin. Lines end at `\n`, `\r\n` or a lone `\r`, as in LSP. */
export class LineIndex {
  readonly text: string;
  readonly encoding: Encoding;
  private readonly starts: readonly number[];
  /** For the line last asked about in UTF-8: bytes before each character, or undefined when all are ASCII. */
  private table: { readonly line: number; readonly bytes: Uint32Array | undefined } | undefined;

  constructor(text: string, encoding: Encoding = 'utf-16') {
    this.text = text;
    this.encoding = encoding;
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit !== lineFeed && unit !== carriageReturn) continue;
      if (unit === carriageReturn && text.charCodeAt(i + 1) === lineFeed) i++;
      starts.push(i + 1);
    }
    this.starts = starts;
  }

  /** At least 1: a text that ends in a line break has an empty last line. */
  get lineCount(): number {
    return this.starts.length;
  }

  /** The offsets of a line's text, without its line break. A line past the end is empty, at the end of the text. */
  lineSpan(line: number): { readonly start: number; readonly end: number } {
    const start = this.starts[line];
    if (start === undefined) return { start: this.text.length, end: this.text.length };
    let end = this.starts[line + 1] ?? this.text.length;
    if (end > start && this.text.charCodeAt(end - 1) === lineFeed) end--;
    if (end > start && this.text.charCodeAt(end - 1) === carriageReturn) end--;
    return { start, end };
  }

  /** The position of an offset; offsets outside the text count as its nearest end. */
  positionAt(offset: number): Place {
    const within = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= within) low = middle;
      else high = middle;
    }
    const units = within - (this.starts[low] ?? 0);
    return { line: low, character: this.bytesOf(low)?.[units] ?? units };
  }

  /** The offset of a position; a character past the line's end is its end, a line past the last is the text's end. */
  offsetAt({ line, character }: Place): number {
    if (line < 0) return 0;
    if (line >= this.starts.length) return this.text.length;
    const { start, end } = this.lineSpan(line);
    const bytes = this.bytesOf(line);
    if (bytes === undefined) return Math.max(start, Math.min(start + character, end));
    // The last character that begins at or before the byte: a position inside a character is its start.
    let low = 0;
    let high = end - start + 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((bytes[middle] ?? 0) <= character) low = middle;
      else high = middle;
    }
    const unit = this.text.charCodeAt(start + low);
    const insidePair = low > 0 && unit >= 0xdc00 && unit <= 0xdfff && bytes[low] === bytes[low - 1];
    return start + (insidePair ? low - 1 : low);
  }

  rangeOf(span: { readonly start: number; readonly end: number }): PlaceRange {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }

  private bytesOf(line: number): Uint32Array | undefined {
    if (this.encoding === 'utf-16') return undefined;
    if (this.table?.line !== line) {
      const start = this.starts[line] ?? 0;
      const end = this.starts[line + 1] ?? this.text.length;
      this.table = { line, bytes: utf8Table(this.text.slice(start, end)) };
    }
    return this.table.bytes;
  }
}

/** For each UTF-16 offset of a line the UTF-8 bytes before it; the middle of a surrogate pair counts as its start. */
function utf8Table(line: string): Uint32Array | undefined {
  let ascii = true;
  for (let i = 0; ascii && i < line.length; i++) ascii = line.charCodeAt(i) < 0x80;
  if (ascii) return undefined;
  const bytes = new Uint32Array(line.length + 1);
  let total = 0;
  for (let i = 0; i < line.length; ) {
    const point = line.codePointAt(i) ?? 0;
    const units = point > 0xffff ? 2 : 1;
    bytes[i] = total;
    if (units === 2) bytes[i + 1] = total;
    total += utf8Width(point);
    i += units;
  }
  bytes[line.length] = total;
  return bytes;
}

/** Bytes of a character; half of a pair has those of the character that stands for it. */
function utf8Width(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** The UTF-16 units of a line before one of its characters. The line may have its line break, which is not counted. */
export function unitsAt(line: string, character: number, encoding: Encoding): number {
  const most = line.length - (line.endsWith('\r\n') ? 2 : /[\r\n]$/.test(line.slice(-1)) ? 1 : 0);
  if (encoding === 'utf-16') return Math.min(character, most);
  let units = 0;
  for (let bytes = 0; units < most; ) {
    const point = line.codePointAt(units) ?? 0;
    bytes += utf8Width(point);
    if (bytes > character) break;
    units += point > 0xffff ? 2 : 1;
  }
  return units;
}
