// Rename: all places of a name changed at once, so that the program means the same. It refuses, and says why, when the
// new name is none, is taken, or would make some name mean something else; and where damaged code leaves that open.
import type { Refusal, RenameEdits, RenamePlace } from '../../answers.ts';
import type { Span, TextEdit } from '../../diagnostic.ts';
import type { Analysis } from '../analysis.ts';
import { itemEnd, itemStart, type Lexeme, lexemes } from '../syntax/lexemes.ts';
import { isConstructorName, isReserved, isVariableName } from '../syntax/words.ts';
import { isBuiltin } from '../types/builtins.ts';
import { spanOf } from './locate.ts';
import { occurrences } from './occurrences.ts';
import { type Entity, entities, entityAt } from './references.ts';
import { conflict, onLine } from './rename-conflicts.ts';

/** What can be renamed at the offset. */
export function prepareRename(analysis: Analysis, offset: number): RenamePlace | Refusal {
  const found = entityAt(analysis, offset);
  if (found === undefined) return refuse(noName(analysis, offset));
  const { entity, reference } = found;
  const why = whyNot(analysis, entity);
  return why === undefined ? { kind: 'place', span: reference.span, name: entity.name } : refuse(why);
}

/** The edits that give what is named at the offset another name. */
export function rename(analysis: Analysis, offset: number, name: string): RenameEdits | Refusal {
  const place = prepareRename(analysis, offset);
  const entity = entityAt(analysis, offset)?.entity;
  if (place.kind === 'refused') return place;
  if (entity === undefined || name === entity.name) return { kind: 'edits', edits: [] };
  const unfit = unfitName(entity.kind, name);
  if (unfit !== undefined) return refuse(unfit);
  const taken = conflict(analysis, entity, name);
  if (taken !== undefined) return refuse(taken);
  const hidden = damagedName(analysis, entity, name);
  if (hidden !== undefined) {
    const where = onLine(analysis.text, hidden.start);
    return refuse(`It is not known what \`${name}\` is ${where}, where the code has a syntax error.`);
  }
  return { kind: 'edits', edits: entity.references.map(({ span }) => edit(analysis.text, span, name)) };
}

function refuse(reason: string): Refusal {
  return { kind: 'refused', reason };
}

/** `x -y` with `y` renamed to `o` would read `-o`, the arrow of linear functions. */
function edit(text: string, span: Span, name: string): TextEdit {
  return { span, text: name === 'o' && text[span.start - 1] === '-' ? ` ${name}` : name };
}

// ------------------------------------------------------------------------------------------------ old names

/** Why what has a name cannot be renamed. */
function whyNot(analysis: Analysis, entity: Entity): string | undefined {
  const { name } = entity;
  if (entity.kind === 'builtin') return `\`${name}\` is built in and cannot be renamed.`;
  if (entity.kind === 'message' && entity.interface === undefined)
    return `It is not known which interface this \`${name}\` belongs to, so it cannot be renamed.`;
  if (entity.declaration === undefined) return `Nothing declares \`${name}\`, so it cannot be renamed.`;
  const hidden = damagedName(analysis, entity, name) ?? unwrittenMailbox(analysis, entity);
  if (hidden === undefined) return undefined;
  const where = onLine(analysis.text, hidden.start);
  return `It is not known whether the \`${name}\` ${where} is this one: mend the error there first.`;
}

/** Why there is nothing to rename at an offset that has no name. */
function noName({ text }: Analysis, offset: number): string {
  const word = lexemes(text, itemStart(text, offset), itemEnd(text, offset)).find(
    l => l.kind === 'word' && l.start <= offset && offset <= l.end,
  );
  if (word === undefined) return 'There is no name here.';
  const name = text.slice(word.start, word.end);
  if (text[word.start - 1] === ':') return `\`:${name}\` is an atom, a value that is the same everywhere.`;
  if (isReserved(name.replace('*', '')) || /^(Int|Bool|String|Atom|Unit|R|U)$/.test(name))
    return `\`${name}\` is a word of the language and cannot be renamed.`;
  return `The code around \`${name}\` has a syntax error: mend that first.`;
}

/**
 * A word `name` of the text that stands for nothing because the code around it is damaged, so that it may be the
 * entity. Only where the entity could be used.
 */
function damagedName(analysis: Analysis, entity: Entity, name: string): Lexeme | undefined {
  const { text, items, syntax } = analysis;
  if (syntax.faults.length === 0 && items.every(({ item }) => item.faults.length === 0)) return undefined;
  const { declaration } = entity;
  const local = entity.kind === 'variable' && declaration !== undefined;
  const from = local ? itemStart(text, declaration.span.start) : 0;
  const to = local ? itemEnd(text, declaration.span.start) : text.length;
  const understood = new Set<number>();
  for (const item of items) for (const { at } of occurrences(item)) understood.add(spanOf(item, at).start);
  return lexemes(text, from, to).find(
    ({ kind, start, end }) =>
      kind === 'word' && !understood.has(start) && text.slice(start, end) === name && text[start - 1] !== ':',
  );
}

/** A `receive` clause without `from` gives its mailbox the name after `guard`, even where that is no variable. */
function unwrittenMailbox(analysis: Analysis, entity: Entity): Span | undefined {
  if (entity.kind !== 'definition') return undefined;
  const clause = entities(analysis).find(
    e => e.kind === 'variable' && e.declaration === undefined && e.name === entity.name,
  );
  return clause?.references[0]?.span;
}

// ------------------------------------------------------------------------------------------------ new names

const called = {
  interface: 'An interface’s name',
  message: 'A message’s name',
  definition: 'A definition’s name',
  variable: 'A variable’s name',
  builtin: 'A name',
} as const;

/** Why something of a kind cannot be called so. */
function unfitName(kind: Entity['kind'], name: string): string | undefined {
  const capital = kind === 'interface' || kind === 'message';
  if (isReserved(name)) return `\`${name}\` is a word of the language.`;
  if (capital ? !isConstructorName(name) : !isVariableName(name)) {
    const letter = capital ? 'capital' : 'small';
    return `${called[kind]} begins with a ${letter} letter, A to Z, and goes on with letters, digits, \`_\` and \`'\`.`;
  }
  if (isBuiltin(name)) return `\`${name}\` is a built-in function, and would still mean that.`;
  return undefined;
}
