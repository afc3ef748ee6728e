// Building diagnostics: relative places become absolute spans here and nowhere else.

import type { Diagnostic, Fix, Related, Severity, Span } from '../../diagnostic.ts';
import type { World } from '../check/world.ts';
import type { Place } from '../core/fault.ts';
import type { Item, Range } from '../syntax/ast.ts';
import type { Similar } from '../syntax/similar.ts';
import type { Pattern } from '../types/pattern.ts';
import {
  describeMessages,
  describePattern,
  list,
  number,
  shortPattern,
  showType,
  type Values,
} from '../types/show.ts';
import type { PlainType, Type } from '../types/type.ts';

/** What explanations know of the program. */
export interface Context {
  readonly text: string;
  /** Absolute offset of an item's first character. */
  readonly startOf: (item: Item) => number;
  /** The signatures of the program. */
  readonly world: World;
  /** Solved patterns, to show types with. */
  readonly values: Values;
}

export interface Detail {
  readonly related?: readonly (Related | undefined)[];
  readonly fixes?: readonly (Fix | undefined)[];
  readonly unnecessary?: boolean;
}

/** Diagnostics about one item. */
export class Reporter {
  readonly context: Context;
  readonly item: Item;
  private readonly start: number;

  constructor(context: Context, item: Item) {
    this.context = context;
    this.item = item;
    this.start = context.startOf(item);
  }

  span({ start, end }: Range): Span {
    return { start: this.start + start, end: this.start + end };
  }

  text({ start, end }: Range): string {
    return this.context.text.slice(this.start + start, this.start + end);
  }

  /** The part of a branch to mark: a clause without its body, else its first line, so as not to mark half a screen. */
  headOf(at: Range): Range {
    const text = this.text(at);
    const clause =
      /^(receive\s?\*?\s*\w+\s*[([][^)\]]*[)\]](\s*from\s+[\w']+)?|empty\s*\([^)]*\)|free|fail)(?=\s*(->|:))/.exec(
        text,
      );
    const end = clause?.[0].length ?? text.indexOf('\n');
    return end <= 0 ? at : { start: at.start, end: at.start + text.slice(0, end).trimEnd().length };
  }

  error(code: string, at: Range, message: string, detail: Detail = {}): Diagnostic {
    return this.diagnostic(code, 'error', at, message, detail);
  }

  warning(code: string, at: Range, message: string, detail: Detail = {}): Diagnostic {
    return this.diagnostic(code, 'warning', at, message, detail);
  }

  private diagnostic(
    code: string,
    severity: Severity,
    at: Range,
    message: string,
    detail: Detail,
  ): Diagnostic {
    const diagnostic: Diagnostic = {
      code: `pat-${code}`,
      severity,
      message,
      span: this.span(at),
      related: distinct(detail.related ?? [], this.span(at)),
      fixes: (detail.fixes ?? []).filter(f => f !== undefined),
    };
    return detail.unnecessary === true ? { ...diagnostic, unnecessary: true } : diagnostic;
  }

  related(at: Range, message: string): Related {
    return { span: this.span(at), message };
  }

  /** New text at one place. */
  insert(title: string, offset: number, text: string): Fix {
    return this.replace(title, { start: offset, end: offset }, text);
  }

  /** A replacement of the text at one place. */
  replace(title: string, at: Range, text: string): Fix {
    return { title, edits: [{ span: this.span(at), text }] };
  }

  /** Changes a misspelt name to the one that was meant. */
  changeTo(at: Range, { name, only }: Similar): Fix {
    const fix = this.replace(`Change to \`${name}\``, at, name);
    return only ? { ...fix, spelling: true } : fix;
  }

  show(type: Type | PlainType): string {
    return showType(type, this.context.values);
  }

  /** A type as a noun: "a `Future` mailbox", "`Int`". */
  noun(type: Type | PlainType): string {
    switch (type.kind) {
      case 'interface':
        return `a \`${type.name}\` mailbox`;
      case 'tuple':
        return type.parts.length === 0 ? 'the unit value `()`' : `a tuple \`${this.show(type)}\``;
      case 'list':
        return type.element.kind === 'error' ? 'a list' : `a list \`${this.show(type)}\``;
      case 'sum':
        return type.left.kind === 'error' || type.right.kind === 'error'
          ? 'a value of a sum type'
          : `a value of the sum type \`${this.show(type)}\``;
      case 'function':
        return `a function \`${this.show(type)}\``;
      case 'base':
        return `${/^[AEIOU]/.test(type.name) ? 'an' : 'a'} \`${type.name}\``;
      default:
        return `\`${this.show(type)}\``;
    }
  }
}

/** A place in another item than the one reported on. */
export function relatedAt(context: Context, { item, at }: Place, message: string): Related {
  const start = context.startOf(item);
  return { span: { start: start + at.start, end: start + at.end }, message };
}

/** Each related place once, and none that only repeats the place of the diagnostic itself. */
function distinct(related: readonly (Related | undefined)[], main: Span): Related[] {
  const out: Related[] = [];
  for (const r of related) {
    if (r === undefined || (r.span.start === main.start && r.span.end === main.end)) continue;
    if (!out.some(s => s.span.start === r.span.start && s.span.end === r.span.end && s.message === r.message))
      out.push(r);
  }
  return out;
}

/** "one argument", "two arguments", "no arguments". */
export function count(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** At most this many kinds of message are named in one sentence. */
const mostKinds = 5;

/** A multiset of messages: "no message", "two `Put` messages", "one `Do` and two `Stop` messages". */
export function messages(contents: ReadonlyMap<string, number>): string {
  if (contents.size > mostKinds) {
    const named = [...contents].slice(0, mostKinds - 1).map(([t, n]) => `${number(n)} \`${t}\``);
    return list([...named, `messages of ${number(contents.size - named.length)} other kinds`], 'and');
  }
  const last = [...contents.values()].at(-1);
  if (last === undefined) return describeMessages(contents);
  return `${describeMessages(contents)} ${last === 1 ? 'message' : 'messages'}`;
}

/** A pattern takes at most about this many characters of a sentence. */
const longest = 120;

/** What a pattern holds as a noun phrase, cut short when it is very long. */
export function contentsOf(pattern: Pattern): string {
  const words = describePattern(pattern);
  if (words.length <= longest) return words;
  return `messages matching \`${shortPattern(pattern, longest)}\``;
}

/** A sentence's first word with a capital letter; a quoted name stays as it is. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
