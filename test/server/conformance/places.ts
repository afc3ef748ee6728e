// Whether the places in an answer are places of the text, and stand to each other as LSP says: edits that do not
// overlap, folds and selections that nest, tokens in order. Counts characters itself, not with the server's code.
import { isObject } from './validator.ts';

export type Encoding = 'utf-8' | 'utf-16';

/** The texts that the client has open, by URI, as the server should know them. */
export interface Texts {
  readonly encoding: () => Encoding;
  readonly get: (uri: string) => string | undefined;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The lines of a text, without their ends: `\n`, `\r\n` or `\r`. */
export function linesOf(text: string): readonly string[] {
  if (split?.text !== text) split = { text, lines: text.split(/\r\n|\n|\r/) };
  return split.lines;
}
/** The last text that was split: an answer has hundreds of places, all in one text. */
let split: { readonly text: string; readonly lines: readonly string[] } | undefined;

function lengthOf(text: string, encoding: Encoding): number {
  return encoding === 'utf-8' ? Buffer.byteLength(text) : text.length;
}

/** UTF-16 units of a line before a character of it; undefined when there is no such place. */
export function unitsBefore(line: string, character: number, encoding: Encoding): number | undefined {
  let units = 0;
  let counted = 0;
  for (const point of line) {
    if (counted >= character) break;
    units += point.length;
    counted += lengthOf(point, encoding);
  }
  return counted === character ? units : undefined;
}

/** The position of an offset, in UTF-16 units. */
export function positionOf(text: string, offset: number, encoding: Encoding): Position {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  // Between the two characters of a line break is the end of the line.
  const inBreak = text[offset - 1] === '\r' && text[offset] === '\n';
  const line = before.length - (inBreak ? 2 : 1);
  return { line, character: lengthOf(before[line] ?? '', encoding) };
}

export function isPosition(value: unknown): value is Position {
  return isObject(value) && typeof value.line === 'number' && typeof value.character === 'number';
}
export function isRange(value: unknown): value is Range {
  return isObject(value) && isPosition(value.start) && isPosition(value.end);
}

export function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

function within(inner: Range, outer: Range): boolean {
  return compare(outer.start, inner.start) <= 0 && compare(inner.end, outer.end) <= 0;
}

function overlap(a: Range, b: Range): boolean {
  return compare(a.start, b.end) < 0 && compare(b.start, a.end) < 0;
}

/** What is wrong with the places in the answer to a request, or in a notification's parameters. */
export function misplaced(
  method: string,
  params: unknown,
  answer: unknown,
  texts: Texts,
  serverCapabilities: unknown,
): string[] {
  const asked = isObject(params) && isObject(params.textDocument) ? params.textDocument.uri : undefined;
  const uri = typeof asked === 'string' ? asked : undefined;
  const faults = placesIn(answer, uri, texts);
  const text = uri === undefined ? undefined : texts.get(uri);
  if (text === undefined || answer === null) return faults;
  const say = (what: string | undefined): void => {
    if (what !== undefined) faults.push(what);
  };
  switch (method) {
    case 'textDocument/foldingRange':
      say(foldFault(answer as Fold[]));
      break;
    case 'textDocument/documentSymbol':
      for (const one of answer as Tree[]) say(symbolFault(one, undefined));
      break;
    case 'textDocument/selectionRange': {
      const { positions } = params as { positions: Position[] };
      const all = answer as Selection[];
      if (all.length !== positions.length) say('must have a selection for each position');
      for (const [i, one] of all.entries()) say(selectionFault(one, positions[i]));
      break;
    }
    case 'textDocument/semanticTokens/full':
    case 'textDocument/semanticTokens/range':
      say(tokenFault((answer as { data: number[] }).data, text, texts.encoding(), serverCapabilities));
      break;
    case 'textDocument/hover':
    case 'textDocument/prepareRename': {
      const range = isRange(answer) ? answer : (answer as { range?: Range }).range;
      const { position } = params as { position: Position };
      if (range !== undefined && !within({ start: position, end: position }, range)) {
        say(`is about ${place(range)}, which does not hold the position`);
      }
      break;
    }
    case 'textDocument/linkedEditingRange': {
      const { ranges } = answer as { ranges: Range[] };
      const words = new Set(ranges.map(range => textOf(text, range, texts.encoding())));
      if (words.size > 1) say(`links different words: ${[...words].join(', ')}`);
      say(overlapFault(ranges));
      break;
    }
    case 'textDocument/documentHighlight':
      say(overlapFault((answer as { range: Range }[]).map(one => one.range)));
      break;
    case 'textDocument/completion':
      for (const fault of completionFaults(answer, (params as { position: Position }).position)) say(fault);
      break;
  }
  return faults;
}

/** Walks a value: each position in it, and each list of edits. `uri`: the document that places are in. */
function placesIn(value: unknown, uri: string | undefined, texts: Texts): string[] {
  if (Array.isArray(value)) {
    const edits = value.filter(one => isObject(one) && isRange(one.range) && 'newText' in one);
    const fault =
      edits.length > 1 ? overlapFault(edits.map(one => (one as { range: Range }).range)) : undefined;
    return [...(fault === undefined ? [] : [fault]), ...value.flatMap(one => placesIn(one, uri, texts))];
  }
  if (!isObject(value)) return [];
  if (isRange(value)) {
    const backwards = compare(value.start, value.end) > 0 ? [`${place(value)} ends before it starts`] : [];
    return [...backwards, ...placesIn(value.start, uri, texts), ...placesIn(value.end, uri, texts)];
  }
  if (isPosition(value)) {
    const text = uri === undefined ? undefined : texts.get(uri);
    if (text === undefined) return [];
    const line = linesOf(text)[value.line];
    if (line === undefined) return [`line ${value.line} is past the end of the text`];
    return unitsBefore(line, value.character, texts.encoding()) === undefined
      ? [`${value.line}:${value.character} is no place between characters of the line`]
      : [];
  }
  if (isObject(value.changes)) {
    return Object.entries(value.changes).flatMap(([key, one]) => placesIn(one, key, texts));
  }
  const { textDocument, uri: own, targetUri } = value;
  const named = isObject(textDocument) ? textDocument.uri : own;
  const here = typeof named === 'string' ? named : uri;
  return Object.entries(value).flatMap(([key, one]) =>
    placesIn(one, typeof targetUri === 'string' && key.startsWith('target') ? targetUri : here, texts),
  );
}

function overlapFault(ranges: readonly Range[]): string | undefined {
  const sorted = [...ranges].sort((a, b) => compare(a.start, b.start) || compare(a.end, b.end));
  for (const [i, range] of sorted.entries()) {
    const before = sorted[i - 1];
    if (before !== undefined && overlap(before, range)) return `${place(before)} overlaps ${place(range)}`;
  }
  return undefined;
}

interface Fold {
  readonly startLine: number;
  readonly endLine: number;
}

function foldFault(folds: readonly Fold[]): string | undefined {
  const open: Fold[] = [];
  const sorted = [...folds].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
  for (const fold of sorted) {
    if (fold.startLine >= fold.endLine) return `the fold at line ${fold.startLine} hides nothing`;
    // A fold may end on the line where the next one starts: `} else {`.
    while ((open.at(-1)?.endLine ?? Number.POSITIVE_INFINITY) <= fold.startLine) open.pop();
    const around = open.at(-1);
    if (around !== undefined && fold.endLine > around.endLine) {
      return `the folds at lines ${around.startLine} and ${fold.startLine} cross`;
    }
    open.push(fold);
  }
  return undefined;
}

interface Tree {
  readonly name: string;
  readonly range?: Range;
  readonly selectionRange?: Range;
  readonly children?: readonly Tree[];
}

function symbolFault({ name, range, selectionRange, children }: Tree, outer?: Range): string | undefined {
  if (name.trim() === '') return 'has a symbol without a name';
  if (range === undefined || selectionRange === undefined) return undefined;
  if (!within(selectionRange, range)) return `${name}: its selection is not inside its range`;
  if (outer !== undefined && !within(range, outer)) return `${name} is not inside what it is a part of`;
  for (const child of children ?? []) {
    const fault = symbolFault(child, range);
    if (fault !== undefined) return fault;
  }
  return overlapFault((children ?? []).flatMap(child => child.range ?? []));
}

interface Selection {
  readonly range: Range;
  readonly parent?: Selection;
}

function selectionFault(selection: Selection, position: Position | undefined): string | undefined {
  if (position !== undefined && !within({ start: position, end: position }, selection.range)) {
    return `${place(selection.range)} does not hold ${position.line}:${position.character}`;
  }
  for (let at: Selection | undefined = selection; at?.parent !== undefined; at = at.parent) {
    const { range, parent } = at;
    if (!within(range, parent.range))
      return `${place(range)} is not inside its parent ${place(parent.range)}`;
    if (within(parent.range, range)) return `${place(range)} is its own parent`;
  }
  return undefined;
}

function tokenFault(
  data: readonly number[],
  text: string,
  encoding: Encoding,
  capabilities: unknown,
): string | undefined {
  if (data.length % 5 !== 0) return 'must have five numbers for each token';
  const legend = legendOf(capabilities);
  const lines = linesOf(text);
  let [line, start, end] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(i, i + 5);
    line += down;
    start = down === 0 ? start + right : right;
    if (down > 0) end = 0;
    if (start < end) return `the token at ${line}:${start} overlaps the one before`;
    end = start + length;
    const words = lines[line];
    if (length === 0) return `the token at ${line}:${start} is empty`;
    if (words === undefined || unitsBefore(words, start, encoding) === undefined)
      return `the token at ${line}:${start} is not in the text`;
    if (unitsBefore(words, end, encoding) === undefined)
      return `the token at ${line}:${start} does not end in its line`;
    if (type >= legend.types || modifiers >= 2 ** legend.modifiers)
      return `the token at ${line}:${start} is of no type in the legend`;
  }
  return undefined;
}

function legendOf(capabilities: unknown): { types: number; modifiers: number } {
  const { semanticTokensProvider } = capabilities as {
    semanticTokensProvider: { legend: { tokenTypes: string[]; tokenModifiers: string[] } };
  };
  const { tokenTypes, tokenModifiers } = semanticTokensProvider.legend;
  return { types: tokenTypes.length, modifiers: tokenModifiers.length };
}

function completionFaults(answer: unknown, position: Position): string[] {
  const list = answer as { items?: unknown[]; itemDefaults?: { editRange?: unknown } };
  const items = (Array.isArray(answer) ? answer : (list.items ?? [])) as Record<string, unknown>[];
  return items.flatMap(({ label, textEdit, additionalTextEdits }) => {
    const edit = (textEdit ?? {}) as { range?: Range; insert?: Range; replace?: Range };
    const main = [edit.range, edit.insert, edit.replace].filter(isRange);
    const wrong = main.filter(
      range => range.start.line !== range.end.line || !within({ start: position, end: position }, range),
    );
    const others = ((additionalTextEdits ?? []) as { range: Range }[]).map(one => one.range);
    const crossing = main.some(range => others.some(other => overlap(range, other)));
    return [
      ...wrong.map(range => `${label}: ${place(range)} is not on the line of the position and around it`),
      ...(crossing ? [`${label}: its edits overlap`] : []),
    ];
  });
}

export function textOf(text: string, { start, end }: Range, encoding: Encoding): string {
  return text.slice(offsetOf(text, start, encoding), offsetOf(text, end, encoding));
}

/** The offset of a place of the text. Throws when there is none. */
export function offsetOf(text: string, { line, character }: Position, encoding: Encoding): number {
  const breaks = /\r\n|\n|\r/g;
  for (let i = 0; i < line; i++) breaks.exec(text);
  const start = line === 0 ? 0 : breaks.lastIndex;
  const units = unitsBefore(linesOf(text)[line] ?? '', character, encoding);
  if (units === undefined) throw new Error(`there is no ${line}:${character}`);
  return start + units;
}

function place({ start, end }: Range): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}
