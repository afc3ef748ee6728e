// Moves an expression, or statements, into a definition of its own, and calls it in their place. Its parameters are the
// variables that it uses. Offered where all types can be said and the program is typed as well as before.
import type { CodeAction } from '../../../answers.ts';
import type { AnalysedItem, Analysis } from '../../analysis.ts';
import type { Binder } from '../../core/term.ts';
import type { Range } from '../../syntax/ast.ts';
import { showPatternInType } from '../../types/show.ts';
import { itemAt } from '../locate.ts';
import { missingPatterns } from '../missing-patterns.ts';
import { type Occurrence, occurrences } from '../occurrences.ts';
import { type ActionRequest, isNoWorse, sourceOf, within } from './action.ts';
import { expressionOf } from './parts.ts';
import { PlaceTypes } from './place-types.ts';
import { holdsHole, type Selected, selected } from './selection.ts';

/** What moves, and what stays in its place. */
interface Move {
  readonly at: Range;
  /** The parts of the source that are the body of the definition. */
  readonly body: readonly Range[];
  readonly result: string;
  /** Source that stays around the call. */
  readonly before?: Range;
  readonly after?: Range;
}
interface Extraction extends Move {
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
}

/** Offered for what is selected. */
export function extractDefinition(analysis: Analysis, { span, whatIf }: ActionRequest): CodeAction[] {
  if (span.end <= span.start) return [];
  const item = itemAt(analysis, span.start);
  if (item === undefined || item.item.kind === 'interface') return [];
  const range = { start: span.start - item.start, end: span.end - item.start };
  const found = selected(item.item.body, sourceOf(analysis, item, item.item.at), range);
  const types = new PlaceTypes(analysis, item);
  const move = found && moveOf(item, types, found);
  const parameters = move && parametersOf(item, types, move.at);
  if (parameters === undefined || move === undefined) return [];
  const writer = new Writer(analysis, item, { ...move, parameters });
  const first = writer.action([]);
  const inferred = whatIf(first.edits);
  if (inferred === undefined || !isNoWorse(analysis, inferred)) return [];
  const patterns = writer.patterns(inferred);
  if (patterns.length === 0) return [first];
  const complete = writer.action(patterns);
  const after = whatIf(complete.edits);
  return after === undefined || !isNoWorse(analysis, after) ? [first] : [complete];
}

// ------------------------------------------------------------------------------------------ what moves

function moveOf(item: AnalysedItem, types: PlaceTypes, found: Selected): Move | undefined {
  if (found.kind === 'statements') return moveOfStatements(item, types, found);
  const { expression: e, path } = found;
  if (e.kind === 'variable' || (e.kind === 'tuple' && e.parts.length === 0) || holdsHole(e)) return undefined;
  const result = types.result(e, path);
  return result === undefined ? undefined : { at: e.at, body: [e.at], result };
}

/** Statements give what comes after them at most one thing: the result of the block, or the name that the last one binds. */
function moveOfStatements(
  item: AnalysedItem,
  types: PlaceTypes,
  { block, statements, result: whole, path }: Extract<Selected, { kind: 'statements' }>,
): Move | undefined {
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined || statements.some(s => holdsHole(expressionOf(s))))
    return undefined;
  const { start } = first.at;
  if (whole) {
    const at = { start, end: block.at.end };
    const result = holdsHole(block.result) ? undefined : types.result(block, path);
    return result === undefined ? undefined : { at, body: [at], result };
  }
  const end = expressionOf(last).at.end;
  const escaping = escapingFrom(item, { start, end });
  if (last.kind === 'then') {
    const at = { start, end };
    return escaping.length === 0 ? { at, body: [at], result: 'Unit' } : undefined;
  }
  const { bound } = last;
  if (last.kind === 'let-tuple' || escaping.some(binder => binder.at.start !== last.binder.at.start))
    return undefined;
  const result = types.result(bound, [...path, block]);
  if (result === undefined) return undefined;
  return {
    at: { start, end: bound.at.end },
    body: [{ start, end: last.at.start }, bound.at],
    result,
    before: { start: last.at.start, end: bound.at.start },
  };
}

type VariableOccurrence = Extract<Occurrence, { kind: 'variable' }>;

function variablesOf(item: AnalysedItem): VariableOccurrence[] {
  return occurrences(item).filter((o): o is VariableOccurrence => o.kind === 'variable');
}

/** The variables that are bound in a part of an item and used outside it. */
function escapingFrom(item: AnalysedItem, part: Range): Binder[] {
  const outside = variablesOf(item).filter(o => within(o.binder.at, part) && !within(o.at, part));
  return [...new Set(outside.map(o => o.binder))];
}

/** The variables that a part of an item uses and does not bind, in the order of their use. */
function parametersOf(
  item: AnalysedItem,
  types: PlaceTypes,
  part: Range,
): Extraction['parameters'] | undefined {
  const used = variablesOf(item).filter(o => within(o.at, part) && !within(o.binder.at, part));
  const parameters = [...new Set(used.map(o => o.binder))].map(binder => {
    const type = types.parameter(binder, part);
    return type === undefined ? undefined : { name: binder.name, type };
  });
  return parameters.every(p => p !== undefined) ? parameters : undefined;
}

// ----------------------------------------------------------------------------------------------- text

/** A pattern to write into the new definition, at an offset in it. */
interface Pattern {
  readonly offset: number;
  readonly text: string;
}

class Writer {
  private readonly analysis: Analysis;
  private readonly item: AnalysedItem;
  private readonly extraction: Extraction;
  private readonly name: string;
  /** Where the new definition goes. */
  private readonly place: number;
  private readonly lineBreak: string;

  constructor(analysis: Analysis, item: AnalysedItem, extraction: Extraction) {
    this.analysis = analysis;
    this.item = item;
    this.extraction = extraction;
    this.name = freshName(analysis.text);
    this.place = aboveItem(analysis.text, item.start);
    this.lineBreak = analysis.text.includes('\r\n') ? '\r\n' : '\n';
  }

  action(patterns: readonly Pattern[]): CodeAction {
    const { at, before, after, parameters } = this.extraction;
    const definition = this.definition(patterns);
    const start = this.source(before);
    const call = `${this.name}(${parameters.map(p => p.name).join(', ')})`;
    const span = { start: this.item.start + at.start, end: this.item.start + at.end };
    return {
      title: 'Extract to a definition',
      kind: 'refactor.extract',
      edits: [
        { span: { start: this.place, end: this.place }, text: definition },
        { span, text: `${start}${call}${this.source(after)}` },
      ],
      renameAt: span.start + definition.length + start.length,
    };
  }

  /** The patterns that inference found for the header that `action([])` writes. */
  patterns(inferred: Analysis): Pattern[] {
    const made = inferred.items.find(
      ({ item }) => item.kind === 'definition' && item.name.text === this.name,
    );
    if (made === undefined) return [];
    const header = this.header().length;
    return missingPatterns(inferred, made)
      .map(({ offset, pattern }) => ({ offset: offset - this.place, text: showPatternInType(pattern) }))
      .filter(({ offset }) => offset <= header);
  }

  private definition(patterns: readonly Pattern[]): string {
    const header = this.header();
    let out = '';
    let at = 0;
    for (const { offset, text } of [...patterns].sort((a, b) => a.offset - b.offset)) {
      out += header.slice(at, offset) + text;
      at = offset;
    }
    out += header.slice(at);
    const body = this.extraction.body.map(part => this.indented(part)).join('');
    return [`${out} {`, `  ${body}`, '}', '', ''].join(this.lineBreak);
  }

  private header(): string {
    const { parameters, result } = this.extraction;
    const startsLine = this.place === 0 || this.analysis.text[this.place - 1] === '\n';
    return `${startsLine ? '' : this.lineBreak}def ${this.name}(${parameters
      .map(({ name, type }) => `${name}: ${type}`)
      .join(', ')}): ${result}`;
  }

  /** A part of the source with its lines indented as the body of a definition. */
  private indented(part: Range): string {
    const start = this.item.start + part.start;
    const { text } = this.analysis;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const depth = indentation(text.slice(lineStart, start)).length;
    // A blank last line is where the next part begins.
    return this.source(part)
      .split('\n')
      .map((line, i, { length }) => {
        if (i === 0) return line;
        return line.trim() === '' && i < length - 1
          ? line.slice(indentation(line).length)
          : `  ${line.slice(Math.min(depth, indentation(line).length))}`;
      })
      .join('\n');
  }

  private source(part: Range | undefined): string {
    return part === undefined ? '' : sourceOf(this.analysis, this.item, part);
  }
}

function indentation(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** A name that the text does not hold anywhere. */
function freshName(text: string): string {
  const taken = new Set(text.match(/[A-Za-z][\w']*/g) ?? []);
  let name = 'extracted';
  for (let n = 2; taken.has(name); n++) name = `extracted${n}`;
  return name;
}

/** The offset above an item and the comment lines that belong to it. */
function aboveItem(text: string, start: number): number {
  let place = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(place, start).trim() !== '') return start;
  while (place > 0) {
    const line = text.lastIndexOf('\n', place - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(line, place))) break;
    place = line;
  }
  return place;
}
