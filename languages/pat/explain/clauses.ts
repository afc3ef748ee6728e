// Clauses written for the user: those that a guard lacks, each with the least body that deals with the rest.

import type { Fix } from '../../diagnostic.ts';
import type { World } from '../check/world.ts';
import type { DefinitionSignature } from '../core/lower.ts';
import type { Guard } from '../core/term.ts';
import { simplified, treeSize } from '../solve/index.ts';
import type { Item, Range } from '../syntax/ast.ts';
import { isBuiltin } from '../types/builtins.ts';
import { samePlain } from '../types/operations.ts';
import { tagOrder } from '../types/order.ts';
import {
  derivative,
  equalPatterns,
  holdsEmpty,
  isStarFree,
  type Pattern,
  tagsOf,
  variablesOf,
} from '../types/pattern.ts';
import { list, showPattern } from '../types/show.ts';
import { type PlainType, type Type, unit } from '../types/type.ts';
import type { Reporter } from './report.ts';

/** Guards inside guards are written out this deep; below, the rest is left to the user. */
const deepest = 3;
/** So many guards inside guards are written out in all, and of patterns of at most so many nodes. */
const mostGuards = 50;
const largestHandled = 200;
/** Each clause takes a look at the whole pattern: with more messages and nodes than these, nobody wants them written out. */
const mostWritten = 50_000;

/** A guard, as far as it is there. */
export interface OpenGuard {
  readonly interface: string;
  /** The name of the mailbox. */
  readonly mailbox: string;
  readonly pattern: Pattern;
  /** What has a clause: tags, and `empty` or `free`. */
  readonly handled: ReadonlySet<string>;
  /** What its clauses return; undefined where that is not known. */
  readonly result: PlainType | undefined;
  /** The definition of which its mailbox is a parameter. */
  readonly definition: DefinitionSignature | undefined;
}

/** The clauses that a guard lacks, each as one line of code, and what they are for. */
export interface MissingClauses {
  readonly clauses: readonly string[];
  /** For a title: "the empty mailbox and `Put`". */
  readonly what: string;
}

export function missingClauses(world: World, guard: OpenGuard): MissingClauses {
  const { pattern, handled } = guard;
  if (tagsOf(pattern).size * treeSize(pattern) > mostWritten) return { clauses: [], what: '' };
  const writer = new ClauseWriter(world, guard);
  const tags = [...tagsOf(pattern)].filter(t => !handled.has(t) && derivative(pattern, t).kind !== 'zero');
  const clauses = tags.map(t => writer.receive(t, derivative(pattern, t), 0));
  const empty = holdsEmpty(pattern) && !handled.has('empty') && !handled.has('free');
  if (empty) clauses.unshift(writer.free());
  const what = list([...(empty ? ['the empty mailbox'] : []), ...tags.map(t => `\`${t}\``)], 'and');
  return { clauses, what };
}

/** The definition that an item is, when the name bound at an offset of the item is a parameter of it. */
export function definitionWith(world: World, item: Item, offset: number): DefinitionSignature | undefined {
  const definition = item.kind === 'definition' ? world.definition(item.name.text) : undefined;
  return definition?.parameters.some(({ binder }) => binder.at.start === offset) ? definition : undefined;
}

/** A fix that adds every clause that a guard on a named mailbox lacks. */
export function addMissingClauses(
  r: Reporter,
  world: World,
  guard: Guard,
  interfaceName: string,
  result: PlainType,
): Fix | undefined {
  if (guard.target.kind !== 'variable' || guard.target.binder.introduced) return undefined;
  if (guard.pattern === undefined) return undefined;
  const { clauses, what } = missingClauses(world, {
    interface: interfaceName,
    mailbox: guard.target.binder.name,
    pattern: guard.pattern,
    handled: new Set(guard.clauses.map(c => (c.kind === 'receive' ? c.tag.text : c.kind))),
    result,
    definition: definitionWith(world, r.item, guard.target.binder.at.start),
  });
  if (clauses.length === 0) return undefined;
  return insertClauses(r, guard.at, guard.clauses[0]?.at, clauses, `Add a clause for ${what}`);
}

/** Puts clauses before the closing brace, each on a line of its own when the guard has several lines. */
function insertClauses(
  r: Reporter,
  guardAt: Range,
  firstClause: Range | undefined,
  clauses: readonly string[],
  title: string,
): Fix | undefined {
  const text = r.text(guardAt);
  if (!text.endsWith('}')) return undefined;
  const brace = guardAt.end - 1;
  const before = text.slice(0, -1);
  const blank = /(?<![ \t])[ \t]+$/.exec(before)?.[0] ?? '';
  if (!before.slice(0, before.length - blank.length).endsWith('\n')) {
    const space = blank === '' ? ' ' : '';
    return r.replace(title, { start: brace, end: brace }, `${space}${clauses.join(' ')} `);
  }
  const start = brace - blank.length;
  const indentation = firstClause === undefined ? `${blank}  ` : indentationAt(r, firstClause.start);
  return r.replace(title, { start, end: start }, clauses.map(c => `${indentation}${c}\n`).join(''));
}

/** A fix that takes out a clause, with its line when nothing else is on it. */
export function removeClause(r: Reporter, whole: Range, title: string): Fix {
  const { text } = r.context;
  const { start, end } = r.span(whole);
  let lineStart = start;
  while (lineStart > 0 && /[ \t]/.test(text.charAt(lineStart - 1))) lineStart--;
  const after = /^[ \t]*(?=\n)/.exec(text.slice(end))?.[0].length;
  const alone = text.charAt(lineStart - 1) === '\n' && after !== undefined;
  const space = !alone && /[ \t]/.test(text.charAt(start - 1)) && /[ \t]/.test(text.charAt(end)) ? 1 : 0;
  const span = alone ? { start: lineStart - 1, end: end + after } : { start, end: end + space };
  return { title, edits: [{ span, text: '' }] };
}

/** The white space before a place on its line. */
function indentationAt(r: Reporter, offset: number): string {
  const { text } = r.context;
  const at = r.span({ start: offset, end: offset }).start;
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, at))?.[0] ?? '';
}

class ClauseWriter {
  private readonly world: World;
  private readonly interfaceName: string;
  private readonly mailbox: string;
  /** What a clause returns: the unit value, as `free(…)` does, where nothing asks for another. */
  private readonly result: PlainType;
  /** Some value of that; undefined for the unit value. */
  private readonly value: string | undefined;
  /** What the mailbox held before, and a call that handles just that. */
  private readonly again: { readonly pattern: Pattern; readonly call: string } | undefined;
  /** What no payload may be called. */
  private readonly taken: readonly string[];
  private guards = 0;

  constructor(world: World, guard: OpenGuard) {
    this.world = world;
    this.interfaceName = guard.interface;
    this.mailbox = guard.mailbox;
    this.result = guard.result ?? unit;
    this.value = guard.result === undefined ? undefined : anyValue(guard.result);
    const call = callAgain(guard);
    this.again = call === undefined ? undefined : { pattern: this.simple(guard.pattern), call };
    const parameters = guard.definition?.parameters.map(({ binder }) => binder.name) ?? [];
    this.taken = [guard.mailbox, ...(call === undefined ? [] : parameters)];
  }

  private simple(pattern: Pattern): Pattern {
    return simplified(pattern, tagOrder(this.world, this.interfaceName));
  }

  free(): string {
    return `free -> ${this.value ?? '()'}`;
  }

  receive(tag: string, rest: Pattern, depth: number): string {
    const payloads = this.world.interface(this.interfaceName)?.messages.get(tag)?.payloads ?? [];
    const names = namesForPayloads(payloads, this.taken);
    return `receive ${tag}(${names.join(', ')}) from ${this.mailbox} -> ${this.handle(rest, depth)}`;
  }

  /** The least code for a mailbox that holds `rest`. */
  private handle(rest: Pattern, depth: number): string {
    const free = `free(${this.mailbox})${this.value === undefined ? '' : `; ${this.value}`}`;
    if (depth >= deepest || this.guards >= mostGuards || treeSize(rest) > largestHandled) return free;
    const pattern = this.simple(rest);
    if (this.again !== undefined && equalPatterns(pattern, this.again.pattern)) return this.again.call;
    const tags = [...tagsOf(pattern)].filter(t => derivative(pattern, t).kind !== 'zero');
    if (tags.length === 0) return free;
    if (!isStarFree(pattern)) return this.callWith(pattern) ?? free;
    this.guards++;
    const clauses = tags.map(t => this.receive(t, derivative(pattern, t), depth + 1));
    if (holdsEmpty(pattern)) clauses.unshift(this.free());
    return `guard ${this.mailbox} : ${showPattern(pattern)} { ${clauses.join(' ')} }`;
  }

  /** A call of a definition that takes nothing but a mailbox that holds just this: no guard ends a repetition. */
  private callWith(pattern: Pattern): string | undefined {
    const { world, interfaceName, mailbox, result } = this;
    const handler = [...world.definitionNames.all]
      .map(name => world.definition(name))
      .find(definition => {
        // While its header is typed a definition has no name.
        if (definition?.parameters.length !== 1 || definition.name === '') return false;
        const own = definition.parameters[0]?.type;
        return (
          isMailboxOf(own, interfaceName) &&
          variablesOf(own.pattern).size === 0 &&
          equalPatterns(this.simple(own.pattern), pattern) &&
          samePlain(definition.result, result)
        );
      });
    return handler === undefined ? undefined : `${handler.name}(${mailbox})`;
  }
}

/** Whether a type is a mailbox of an interface to receive from. */
function isMailboxOf(type: Type | undefined, name: string): type is Extract<Type, { kind: 'mailbox' }> {
  return type?.kind === 'mailbox' && type.capability === '?' && type.interface === name;
}

/** A call of the definition that a guard on its own mailbox is in, with its own arguments: how a server goes on. */
function callAgain({ definition, mailbox, interface: name, result }: OpenGuard): string | undefined {
  if (definition === undefined || result === undefined || !samePlain(definition.result, result))
    return undefined;
  const names = definition.parameters.map(({ binder }) => binder.name);
  const own = definition.parameters.find(({ binder }) => binder.name === mailbox)?.type;
  return isMailboxOf(own, name) && ![definition.name, ...names].includes('')
    ? `${definition.name}(${names.join(', ')})`
    : undefined;
}

/** Some value of a plain type, to end a clause with; undefined for the unit value and where none is at hand. */
function anyValue(type: PlainType): string | undefined {
  return type.kind === 'base'
    ? { Int: '0', String: '""', Bool: 'false', Atom: ':none' }[type.name]
    : undefined;
}

/** A name for each payload, by its type, all different and none of those that are taken. */
export function namesForPayloads(types: readonly Type[], taken: readonly string[]): string[] {
  const used = new Set(taken);
  const numbers = new Map<string, number>();
  return types.map(type => {
    const base = nameFor(type);
    let n = numbers.get(base) ?? 1;
    let name = n === 1 ? base : `${base}${n}`;
    while (used.has(name) || isBuiltin(name)) name = `${base}${++n}`;
    numbers.set(base, n + 1);
    used.add(name);
    return name;
  });
}

function nameFor(type: Type): string {
  switch (type.kind) {
    case 'base':
      return { Int: 'n', String: 'text', Bool: 'flag', Atom: 'name' }[type.name];
    case 'mailbox':
      return type.interface.charAt(0).toLowerCase() + type.interface.slice(1);
    case 'list':
      return 'items';
    case 'tuple':
      return 'parts';
    case 'function':
      return 'f';
    default:
      return 'x';
  }
}
